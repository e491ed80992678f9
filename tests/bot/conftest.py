from pathlib import Path

import pytest

from tests.bot.desk_for_programs import Deployment


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    return Deployment(tmp_path)
