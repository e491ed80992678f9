import pytest

from handlers.texts import Texts
from tests.office.desk.conftest import office, tx_of_all, world
from tests.office.desk.world import AGENCY

__all__ = ["office", "texts", "tx_of_all", "world"]


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts(AGENCY)
