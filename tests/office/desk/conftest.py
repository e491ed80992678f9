from collections.abc import Iterator

import pytest

from office.register.engine import Transaction, open_writer
from office.register.migrate import migrate
from office.sop.request import Request
from tests.office.desk.apps import with_codes
from tests.office.desk.world import Office, World


@pytest.fixture(scope="session")
def tx_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Transaction]:
    """One open transaction on a real file, which nobody commits."""
    file = tmp_path_factory.mktemp("desk") / "loket.db"
    migrate(file)
    engine = open_writer(file)
    with engine.connect() as connection, connection.begin() as unfinished:
        yield connection
        unfinished.rollback()
    engine.dispose()


@pytest.fixture
def world(tx_of_all: Transaction) -> Iterator[World]:
    """Each test undoes what it did."""
    undone = tx_of_all.begin_nested()
    yield World(tx_of_all)
    undone.rollback()


@pytest.fixture
def office(world: World) -> Office:
    return Office.open(world)


@pytest.fixture
def careful(office: Office) -> Office:
    """An office that asks every official for a code; nobody has an authenticator yet."""
    office.world.agency = with_codes()
    return office


@pytest.fixture
def at_kadis(careful: Office) -> Request:
    return careful.world.submit(careful.applicant)
