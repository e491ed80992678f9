from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from office.register.engine import Register, Transaction, open_writer
from tests.office.register.books import a_register_file


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A migrated file without a row; each test works on a copy of its own."""
    return a_register_file(tmp_path_factory.mktemp("empty") / "loket.db").read_bytes()


@pytest.fixture
def file(empty_register: bytes, tmp_path: Path) -> Path:
    copy = tmp_path / "loket.db"
    copy.write_bytes(empty_register)
    return copy


@pytest.fixture
async def register(file: Path) -> AsyncIterator[Register]:
    async with Register(file) as opened:
        yield opened


@pytest.fixture
def tx(file: Path) -> Iterator[Transaction]:
    """One open transaction, as a use case is given it."""
    engine = open_writer(file)
    with engine.begin() as opened:
        yield opened
    engine.dispose()
