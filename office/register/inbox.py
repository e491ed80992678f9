"""Every update, kept before Telegram is told that we have it, until it is decided on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, literal, select, update

from office.register import tables as t
from office.register.engine import Transaction


class State(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    POISONED = "poisoned"


@dataclass(frozen=True, slots=True)
class Waiting:
    update_id: int
    raw: dict[str, Any]
    attempts: int
    received_at: datetime


_c = t.inbox.c


_KNOWN: Final = select(_c.update_id).where(_c.update_id.in_(bindparam("batch", expanding=True)))


def keep(tx: Transaction, updates: Iterable[dict[str, Any]], *, now: datetime) -> frozenset[int]:
    """Keep a raw batch and return the ids that are new.

    An id that is known is a repeat; ids restart at random after a silence, so they are a set, not an order.
    """
    batch = {raw["update_id"]: raw for raw in updates}
    known = set(tx.execute(_KNOWN, {"batch": list(batch)}).scalars())
    fresh = [
        {"update_id": i, "raw": raw, "state": State.WAITING, "attempts": 0, "received_at": now}
        for i, raw in batch.items()
        if i not in known
    ]
    if fresh:
        tx.execute(insert(t.inbox), fresh)
    return frozenset(batch) - known


def waiting(tx: Transaction) -> list[Waiting]:
    """What was kept but not decided on, in the order of arrival: replayed at start."""
    query = select(_c.update_id, _c.raw, _c.attempts, _c.received_at).where(_c.state == State.WAITING)
    return [Waiting(*row) for row in tx.execute(query.order_by(_c.received_at, _c.update_id))]


_DONE: Final = update(t.inbox).where((_c.update_id == bindparam("decided")) & (_c.state == literal(State.WAITING)))


def done(tx: Transaction, update_id: int, *, now: datetime) -> bool:
    """Mark it decided; False if it was so already, and nothing may be decided again."""
    return tx.execute(_DONE, {"decided": update_id, "state": State.DONE, "done_at": now}).rowcount == 1


def failed(tx: Transaction, update_ids: Collection[int], *, error: str) -> None:
    """Count a failed try."""
    wanted = _c.update_id.in_(update_ids)
    tx.execute(update(t.inbox).where(wanted).values(attempts=_c.attempts + 1, error=error))


def set_aside(tx: Transaction, update_id: int, *, error: str, now: datetime) -> None:
    """It cannot be decided on: kept for a human, out of everybody's way."""
    poisoned = {"state": State.POISONED, "error": error, "done_at": now}
    tx.execute(update(t.inbox).where(_c.update_id == update_id).values(**poisoned))


def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop decided updates older than the window in which Telegram may repeat one."""
    tx.execute(delete(t.inbox).where((_c.state == State.DONE) & (_c.done_at < before)))
