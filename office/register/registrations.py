"""What people fill in to become known to the office, until somebody decides on it."""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, or_, select, update

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
    WITHDRAWN = "withdrawn"


class Purpose(StrEnum):
    """To become known, to go over to another OPD, or to correct one datum that is kept."""

    JOIN = "join"
    MOVE = "move"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Browsing:
    """Where in the directory somebody looks: what was typed (nothing: all of it), the page, from 0.

    `naming` means that the next text is the name of a unit that is not in the directory.
    """

    typed: str = ""
    page: int = 0
    naming: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """`asking` is a field that is asked again. Until somebody decides, `reason` is that of the last refusal."""

    id: int
    person: PersonId
    role: Role
    state: State
    revision: int
    answers: dict[str, str] = field(default_factory=dict)
    reason: str | None = None
    decided_by: int | None = None
    purpose: Purpose = Purpose.JOIN
    asking: str | None = None
    browsing: Browsing | None = None


_c = t.registrations.c
_COLUMNS = (
    _c.id,
    _c.person_id,
    _c.role,
    _c.state,
    _c.revision,
    _c.answers,
    _c.reason,
    _c.decided_by_id,
    _c.purpose,
    _c.asking,
    _c.browsing,
)


def begin(
    tx: Transaction,
    person: PersonId,
    role: Role,
    *,
    now: datetime,
    purpose: Purpose = Purpose.JOIN,
    answers: dict[str, str] | None = None,
    asking: str | None = None,
    reason: str | None = None,
) -> Registration:
    """Start filling in, with what is known already; or go on where the person stopped."""
    current = open_of(tx, person)
    if current is not None and (current.role, current.purpose) == (role, purpose) and purpose is not Purpose.CORRECT:
        return current
    values = {
        "person_id": person,
        "role": role,
        "purpose": purpose,
        "state": State.FILLING,
        "revision": 1,
        "answers": answers or {},
        "asking": asking,
        "reason": reason,
    }
    row = insert(t.registrations).values(**values, created_at=now).returning(_c.id)
    return load(tx, tx.execute(row).scalar_one())


def load(tx: Transaction, registration_id: int) -> Registration:
    """Raises StaleCard if there is none of this id."""
    row = tx.execute(select(*_COLUMNS).where(_c.id == registration_id)).one_or_none()
    if row is None:
        raise StaleCard(registration_id, 0)
    return _value(row)


_NEWEST: Final = select(*_COLUMNS).where(_c.person_id == bindparam("person")).order_by(_c.id.desc()).limit(1)
_OPEN: Final = _NEWEST.where(_c.state.in_((State.FILLING, State.WAITING)))
_SENT: Final = _NEWEST.where((_c.state != State.FILLING) & (_c.role == Role.APPLICANT))


def open_of(tx: Transaction, person: PersonId) -> Registration | None:
    """The newest registration of this person on which nobody has decided for good."""
    row = tx.execute(_OPEN, {"person": person}).one_or_none()
    return _value(row) if row else None


def last_sent(tx: Transaction, person: PersonId) -> Registration | None:
    """The newest registration with which this person asked the operators for something, whatever came of it."""
    row = tx.execute(_SENT, {"person": person}).one_or_none()
    return _value(row) if row else None


def drop_unfinished(tx: Transaction, person: PersonId, *, but: Role | None = None) -> None:
    """Forget what this person has begun to fill in, but not what they fill in to join in that role."""
    begun = (_c.person_id == person) & (_c.state == State.FILLING)
    if but is not None:
        begun &= or_(_c.role != but, _c.purpose != Purpose.JOIN)
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
        "asking": changed.asking,
        "browsing": asdict(changed.browsing) if changed.browsing else None,
        "reason": changed.reason,
        "decided_by_id": changed.decided_by,
    }
    if tx.execute(update(t.registrations).where(wanted).values(**values)).rowcount != 1:
        raise StaleCard(registration.id, registration.revision)
    return changed


def _value(row: Any) -> Registration:
    number, person, role, state, revision, answers, reason, decided_by, purpose, asking, browsing = row
    return Registration(
        number,
        person,
        Role(role),
        State(state),
        revision,
        dict(answers),
        reason,
        decided_by,
        Purpose(purpose),
        asking,
        Browsing(**browsing) if browsing else None,
    )
