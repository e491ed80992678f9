from pathlib import Path

import pytest

from tests.bot.desk_for_programs import Deployment
from tests.office.desk.conftest import office, tx_of_all, world

__all__ = ["deployment", "office", "tx_of_all", "world"]


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    return Deployment(tmp_path)
