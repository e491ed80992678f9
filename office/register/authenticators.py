"""Officials' authenticator apps: at most one of each state for a person. Their secrets leave this table for nobody."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.presence import Authenticator, State

_c = t.authenticators.c
_COLUMNS: Final = (
    *(_c.id, _c.person_id, _c.state, _c.secret, _c.made_at, _c.replaces, _c.message_id),
    *(_c.last_step, _c.failures, _c.locked_until, _c.proved_until),
)
_FIND: Final = select(*_COLUMNS).where((_c.person_id == bindparam("person")) & (_c.state == bindparam("of_state")))
_ONE: Final = _c.id == bindparam("known")


def _value(row: Any) -> Authenticator:
    known, person, state, *rest = row
    return Authenticator(known, person, State(state), *rest)


def find(tx: Transaction, person_id: int, state: State) -> Authenticator | None:
    row = tx.execute(_FIND, {"person": person_id, "of_state": state}).one_or_none()
    return _value(row) if row else None


def by_id(tx: Transaction, authenticator_id: int) -> Authenticator | None:
    row = tx.execute(select(*_COLUMNS).where(_ONE), {"known": authenticator_id}).one_or_none()
    return _value(row) if row else None


def all_of(tx: Transaction) -> list[Authenticator]:
    """Everybody's, the oldest first."""
    return [_value(row) for row in tx.execute(select(*_COLUMNS).order_by(_c.id))]


def offer(
    tx: Transaction, person_id: int, secret: str, *, replaces: int | None, message_id: int, now: datetime
) -> None:
    """Its QR was shown; what was offered before holds no longer."""
    drop(tx, person_id, {State.OFFERED})
    offered = {"person_id": person_id, "state": State.OFFERED, "secret": secret, "made_at": now}
    where = {"replaces": replaces, "message_id": message_id}
    tx.execute(insert(t.authenticators).values(**offered, **where, last_step=0, failures=0))


def keep(tx: Transaction, known: Authenticator) -> None:
    """What a code has changed."""
    changed = {
        "last_step": known.last_step,
        "failures": known.failures,
        "locked_until": known.locked_until,
        "proved_until": known.proved_until,
    }
    tx.execute(update(t.authenticators).where(_ONE).values(**changed), {"known": known.id})


def promote(tx: Transaction, known: Authenticator, to: State) -> Authenticator:
    """It takes the place of whatever the person had in that state; the next decision asks for a code of it."""
    drop(tx, known.person, {to})
    values = {"state": to, "replaces": None, "message_id": None, "proved_until": None}
    tx.execute(update(t.authenticators).where(_ONE).values(**values), {"known": known.id})
    return replace(known, state=to, replaces=None, message=None, proved_until=None)


def drop(tx: Transaction, person_id: int, states: Collection[State]) -> None:
    tx.execute(delete(t.authenticators).where((_c.person_id == person_id) & _c.state.in_(states)))
