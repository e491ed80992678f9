"""What people fill in to become known to the office, until somebody decides on it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.register.requests import StaleCard
from office.sop.request import PersonId
from office.sop.roles import Role


class State(StrEnum):
    FILLING = "filling"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Registration:
    id: int
    person: PersonId
    role: Role
    state: State
    revision: int
    answers: dict[str, str] = field(default_factory=dict)
    reason: str | None = None
    decided_by: int | None = None


_c = t.registrations.c
_COLUMNS = (_c.id, _c.person_id, _c.role, _c.state, _c.revision, _c.answers, _c.reason, _c.decided_by_id)


def begin(tx: Transaction, person: PersonId, role: Role, *, now: datetime) -> Registration:
    """Start filling in, or go on where the person stopped."""
    current = open_of(tx, person)
    if current is not None and current.role is role:
        return current
    values = {"person_id": person, "role": role, "state": State.FILLING, "revision": 1, "answers": {}}
    row = insert(t.registrations).values(**values, created_at=now).returning(_c.id)
    return load(tx, tx.execute(row).scalar_one())


def load(tx: Transaction, registration_id: int) -> Registration:
    """Raises StaleCard if there is none of this id."""
    row = tx.execute(select(*_COLUMNS).where(_c.id == registration_id)).one_or_none()
    if row is None:
        raise StaleCard(registration_id, 0)
    return _value(row)


_OPEN: Final = (
    select(*_COLUMNS)
    .where((_c.person_id == bindparam("person")) & _c.state.in_((State.FILLING, State.WAITING)))
    .order_by(_c.id.desc())
    .limit(1)
)


def open_of(tx: Transaction, person: PersonId) -> Registration | None:
    """The newest registration of this person on which nobody has decided for good."""
    row = tx.execute(_OPEN, {"person": person}).one_or_none()
    return _value(row) if row else None


def drop_unfinished(tx: Transaction, person: PersonId, *, but: Role) -> None:
    """Forget what this person has begun to fill in for another role."""
    begun = (_c.person_id == person) & (_c.state == State.FILLING) & (_c.role != but)
    tx.execute(delete(t.registrations).where(begun))


def waiting(tx: Transaction, *, limit: int) -> list[Registration]:
    """Those that wait for an operator, oldest first."""
    query = select(*_COLUMNS).where(_c.state == State.WAITING).order_by(_c.id).limit(limit)
    return [_value(row) for row in tx.execute(query)]


def change(tx: Transaction, registration: Registration, **changes: Any) -> Registration:
    """Write the changes and raise the revision. Raises StaleCard if somebody was faster."""
    wanted = (_c.id == registration.id) & (_c.revision == registration.revision)
    changed = replace(registration, **changes, revision=registration.revision + 1)
    values = {
        "state": changed.state,
        "revision": changed.revision,
        "answers": changed.answers,
        "reason": changed.reason,
        "decided_by_id": changed.decided_by,
    }
    if tx.execute(update(t.registrations).where(wanted).values(**values)).rowcount != 1:
        raise StaleCard(registration.id, registration.revision)
    return changed


def _value(row: Any) -> Registration:
    number, person, role, state, revision, answers, *decision = row
    return Registration(number, person, Role(role), State(state), revision, dict(answers), *decision)
