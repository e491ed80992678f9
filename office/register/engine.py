"""Drives the database: one writer thread, many readers. Alone knows that it is SQLite."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

Transaction = Connection
"""What use cases are given: an open transaction that they neither commit nor leave."""

T = TypeVar("T")
_BUSY_MS = 10_000


def _prepare(dbapi_connection: Any, *pragmas: str) -> None:
    """The driver must not begin transactions by itself: without this, read-modify-writes are lost unseen."""
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", f"busy_timeout = {_BUSY_MS}", *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def open_writer(file: Path, *, foreign_keys: bool = True) -> Engine:
    """Return an engine whose transactions begin IMMEDIATE, so that only one of all processes writes."""
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def _connect(dbapi_connection: Any, _record: Any) -> None:
        _prepare(dbapi_connection, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _open_readers(file: Path) -> AsyncEngine:
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}")

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(dbapi_connection: Any, _record: Any) -> None:
        _prepare(dbapi_connection, "query_only = ON")

    return engine


class Register:
    """The open register.

    A transaction is a plain function on a connection: what cannot await cannot call the outside while it is open.
    """

    def __init__(self, file: Path) -> None:
        self._engine = open_writer(file)
        self._readers = _open_readers(file)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="register")

    async def transact(self, decide: Callable[[Transaction], T]) -> T:
        """Run the function in one transaction and commit; whatever it raises rolls everything back.

        A cancelled caller does not cut a write in two: it ends by itself in the writer's thread.
        """
        return await asyncio.shield(asyncio.wrap_future(self._submit(decide)))

    async def read(self, look: Callable[[Transaction], T]) -> T:
        """Run the function on a connection that cannot write."""
        async with self._readers.connect() as connection:
            return await connection.run_sync(look)

    def transact_now(self, decide: Callable[[Transaction], T]) -> T:
        """The same as `transact`, for the command line."""
        return self._submit(decide).result()

    def _submit(self, decide: Callable[[Transaction], T]) -> "Future[T]":
        def run() -> T:
            with self._engine.begin() as tx:
                return decide(tx)

        return self._writer.submit(run)

    async def close(self) -> None:
        await asyncio.to_thread(self._writer.shutdown)
        await self._readers.dispose()
        self._engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def foreign_key_faults(tx: Transaction) -> list[str]:
    """Rows whose reference leads nowhere, one line each; asked after every migration."""
    return [str(tuple(row)) for row in tx.execute(text("PRAGMA foreign_key_check"))]
