"""Decisions that may still be taken back: one a request, known to nobody but whoever made it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select

from office.register import tables as t
from office.register.engine import Transaction
from office.register.requests import TALK
from office.sop.request import Action, PersonId, RequestId, Talk
from office.sop.roles import Role


@dataclass(frozen=True, slots=True)
class Held:
    """What will be carried out at `due_at`, if the request is still at `revision` then."""

    request: RequestId
    revision: int
    person: PersonId
    role: Role
    action: Action
    reason: str | None
    changes: dict[str, Any]
    seen: dict[str, Any]
    decided_at: datetime
    due_at: datetime

    @property
    def seconds(self) -> int:
        """For how long it could be taken back in all."""
        return round((self.due_at - self.decided_at).total_seconds())


_c = t.held.c
_COLUMNS: Final = (
    _c.request_id,
    _c.revision,
    _c.person_id,
    _c.role,
    _c.action,
    _c.reason,
    _c.changes,
    _c.seen,
    _c.decided_at,
    _c.due_at,
)
_OF_REQUEST: Final = _c.request_id == bindparam("request")
_FIND: Final = select(*_COLUMNS).where(_OF_REQUEST)
_DROP: Final = delete(t.held).where(_OF_REQUEST)


def add(tx: Transaction, held: Held) -> None:
    changes = {
        name: TALK.dump_python(value, mode="json") if isinstance(value, Talk) else value
        for name, value in held.changes.items()
    }
    tx.execute(
        insert(t.held).values(
            request_id=held.request,
            revision=held.revision,
            person_id=held.person,
            role=held.role,
            action=held.action,
            reason=held.reason,
            changes=changes,
            seen=held.seen,
            decided_at=held.decided_at,
            due_at=held.due_at,
        )
    )


def find(tx: Transaction, request_id: int) -> Held | None:
    row = tx.execute(_FIND, {"request": request_id}).one_or_none()
    return None if row is None else _value(row)


def due_before(tx: Transaction, moment: datetime) -> list[Held]:
    """What will be carried out before then, or should have been."""
    return [_value(row) for row in tx.execute(select(*_COLUMNS).where(_c.due_at < moment))]


def _value(row: Any) -> Held:
    changes = {name: TALK.validate_python(value) if name == "talk" else value for name, value in row.changes.items()}
    return Held(
        *(row.request_id, row.revision, row.person_id, Role(row.role), Action(row.action), row.reason),
        *(changes, row.seen, row.decided_at, row.due_at),
    )


def drop(tx: Transaction, request_id: int) -> None:
    tx.execute(_DROP, {"request": request_id})
