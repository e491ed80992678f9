"""Drives the database: one writer thread, many readers. Alone knows that it is SQLite."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

Transaction = Connection
"""What use cases are given: an open transaction that they neither commit nor leave."""

T = TypeVar("T")
_BUSY_MS = 10_000
_TOGETHER = 64
_READERS = 4


def _prepare(dbapi_connection: Any, *pragmas: str) -> None:
    """The driver must not begin transactions by itself: without this, read-modify-writes are lost unseen."""
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", f"busy_timeout = {_BUSY_MS}", *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def open_writer(file: Path, *, foreign_keys: bool = True) -> Engine:
    """Return an engine whose transactions begin IMMEDIATE, so that only one of all processes writes."""
    engine = create_engine(f"sqlite:///{file}", hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _connect(dbapi_connection: Any, _record: Any) -> None:
        _prepare(dbapi_connection, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _open_readers(file: Path) -> AsyncEngine:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{file}", hide_parameters=True, pool_size=_READERS, max_overflow=0
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(dbapi_connection: Any, _record: Any) -> None:
        _prepare(dbapi_connection, "query_only = ON")

    return engine


class RegisterUnavailable(Exception):  # noqa: N818 - a state of the world
    """The disk is full, or fails, or another program holds the database: nothing was kept; it may work later."""


class RegisterLost(Exception):  # noqa: N818 - a state of the world
    """The file is damaged or no database: nothing will ever work again until it is restored from a backup."""


_PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
_HOPELESS: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY: Final = 0xFF


def as_state(exc: DatabaseError) -> RegisterUnavailable | RegisterLost | None:
    """What the error says of the file; None if the statement itself is to blame."""
    code = getattr(exc.orig, "sqlite_errorcode", 0) & _PRIMARY
    if code in _HOPELESS:
        return RegisterLost(str(exc.orig))
    return RegisterUnavailable(str(exc.orig)) if code in _PASSING else None


@dataclass(frozen=True, slots=True)
class _Job:
    decide: Callable[[Transaction], Any]
    outcome: "Future[Any]"


class _Writer(threading.Thread):
    """Carries out transactions one after the other; those that wait together share one commit, and so one fsync.

    Each runs in its own savepoint: what one of them raises undoes that one alone.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(name="register", daemon=True)
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self.start()

    def submit(self, decide: Callable[[Transaction], T]) -> "Future[T]":
        job = _Job(decide, Future())
        self._jobs.put(job)
        return job.outcome

    def close(self) -> None:
        """Finish what was submitted, then end."""
        self._jobs.put(None)
        self.join()

    def run(self) -> None:
        is_open = True
        while is_open:
            batch, is_open = self._take()
            if batch:
                self._commit(batch)

    def _take(self) -> tuple[list[_Job], bool]:
        """Wait for a job; return it with all that came meanwhile, and whether more may come."""
        batch: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            batch.append(job)
            if len(batch) == _TOGETHER or self._jobs.empty():
                return batch, True
            job = self._jobs.get()
        return batch, False

    def _commit(self, batch: list[_Job]) -> None:
        try:
            with self._engine.begin() as tx:
                outcomes = [_attempt(job, tx) for job in batch]
        except Exception as exc:  # noqa: BLE001 - the thread must live, and everybody who waits must hear
            state = as_state(exc) if isinstance(exc, DatabaseError) else None
            outcomes = [(None, state or exc)] * len(batch)
        for job, (result, error) in zip(batch, outcomes, strict=True):
            if error is None:
                job.outcome.set_result(result)
            else:
                job.outcome.set_exception(error)


def _attempt(job: _Job, tx: Transaction) -> tuple[Any, BaseException | None]:
    """Run it in a savepoint. Raises DatabaseError if the file is to blame: then the whole transaction is lost."""
    try:
        with tx.begin_nested():
            return job.decide(tx), None
    except BaseException as exc:
        if isinstance(exc, DatabaseError) and as_state(exc) is not None:
            raise
        return None, exc


class Register:
    """The open register.

    A transaction is a plain function on a connection: what cannot await cannot call the outside while it is open.
    """

    def __init__(self, file: Path) -> None:
        self._engine = open_writer(file)
        self._readers = _open_readers(file)
        self._writer = _Writer(self._engine)

    async def transact(self, decide: Callable[[Transaction], T]) -> T:
        """Run the function in one transaction and return after its commit; whatever it raises undoes all of it.

        Raises RegisterUnavailable, RegisterLost. A cancelled caller does not cut a write in two: it ends in the
        writer's thread.
        """
        return await asyncio.shield(asyncio.wrap_future(self._writer.submit(decide)))

    async def read(self, look: Callable[[Transaction], T]) -> T:
        """Run the function on a connection that cannot write. Raises RegisterUnavailable."""
        try:
            async with self._readers.connect() as connection:
                return await connection.run_sync(look)
        except DatabaseError as exc:
            raise as_state(exc) or exc from exc

    async def close(self) -> None:
        await asyncio.to_thread(self._writer.close)
        await self._readers.dispose()
        self._engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def foreign_key_faults(tx: Transaction) -> list[str]:
    """Rows whose reference leads nowhere, one line each; asked after every migration."""
    return [str(tuple(row)) for row in tx.execute(text("PRAGMA foreign_key_check"))]
