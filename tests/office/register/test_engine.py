"""One writer, many readers, and nothing lost between them."""

import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from office.register import tables as t
from office.register.engine import Register, RegisterLost, RegisterUnavailable, Transaction, open_writer
from tests.office.register.books import a_person

ROUNDS = 25


def read_modify_write(file: Path, rounds: int = ROUNDS) -> None:
    """Look first and write afterwards, as use cases do."""
    engine = open_writer(file)
    for _ in range(rounds):
        with engine.begin() as tx:
            before = tx.execute(select(t.sequences.c.last).where(t.sequences.c.series == "count")).scalar_one_or_none()
            if before is None:
                tx.execute(text("INSERT INTO sequences VALUES ('count', 2026, 1)"))
            else:
                tx.execute(text("UPDATE sequences SET last = :next WHERE series = 'count'"), {"next": before + 1})
    engine.dispose()


def counted(file: Path) -> int:
    engine = open_writer(file)
    with engine.begin() as tx:
        last = tx.execute(select(t.sequences.c.last).where(t.sequences.c.series == "count")).scalar_one()
    engine.dispose()
    return int(last)


def test_two_programs_that_look_and_then_write_lose_nothing(file: Path) -> None:
    start = multiprocessing.get_context("spawn")
    programs = [start.Process(target=read_modify_write, args=(file,)) for _ in range(2)]

    for program in programs:
        program.start()
    for program in programs:
        program.join()

    assert counted(file) == 2 * ROUNDS


def test_threads_that_look_and_then_write_lose_nothing(file: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(read_modify_write, [file] * 4))

    assert counted(file) == 4 * ROUNDS


async def test_what_a_transaction_raises_undoes_all_that_it_did(register: Register) -> None:
    def fail(tx: Transaction) -> None:
        a_person(tx, 1001)
        raise LookupError("changed my mind")

    with pytest.raises(LookupError):
        await register.transact(fail)

    assert await register.read(lambda tx: tx.execute(select(t.people.c.id)).all()) == []


async def test_one_failing_transaction_spares_those_that_commit_with_it(register: Register) -> None:
    def fail(tx: Transaction) -> None:
        a_person(tx, 1)
        raise LookupError

    done = [register.transact(lambda tx, n=n: a_person(tx, n)) for n in range(1001, 1031)]  # type: ignore[misc]
    outcomes = await asyncio.gather(*done[:15], register.transact(fail), *done[15:], return_exceptions=True)

    assert [type(o) for o in outcomes if isinstance(o, BaseException)] == [LookupError]
    kept = await register.read(lambda tx: tx.execute(select(t.people.c.telegram_id)).scalars().all())
    assert sorted(kept) == list(range(1001, 1031))


async def test_a_reader_cannot_write(register: Register) -> None:
    with pytest.raises(RegisterUnavailable, match="readonly"):
        await register.read(lambda tx: a_person(tx, 1001))


async def test_a_reader_sees_what_was_committed(register: Register) -> None:
    written = await register.transact(lambda tx: a_person(tx, 1001))

    assert await register.read(lambda tx: tx.execute(select(t.people.c.id)).scalar_one()) == written.id


async def test_a_caller_that_gives_up_does_not_cut_a_write_in_two(register: Register) -> None:
    writing = asyncio.ensure_future(register.transact(lambda tx: a_person(tx, 1001)))
    await asyncio.sleep(0)
    writing.cancel()

    await register.transact(lambda tx: a_person(tx, 1002))

    kept = await register.read(lambda tx: tx.execute(select(t.people.c.telegram_id)).scalars().all())
    assert set(kept) == {1001, 1002}


async def test_a_damaged_file_is_said_to_everybody_who_waits_and_the_writer_lives(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    file.write_bytes(b"this is no database, whatever its name says" * 100)
    register = Register(file)

    for _ in range(2):
        with pytest.raises(RegisterLost):
            await register.transact(lambda tx: tx.execute(text("SELECT 1 FROM sqlite_master")))
    await register.close()


async def test_a_wrong_statement_is_a_bug_and_not_the_disk(register: Register) -> None:
    with pytest.raises(OperationalError):
        await register.transact(lambda tx: tx.execute(text("SELECT nothing FROM nowhere")))
