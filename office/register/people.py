"""People and their dated assignments: who may act in which role today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, insert, or_, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.request import PersonId
from office.sop.roles import Role


@dataclass(frozen=True, slots=True)
class Person:
    id: PersonId
    telegram_id: int
    name: str | None = None
    nip: str | None = None
    rank: str | None = None
    title: str | None = None
    phone: str | None = None
    consented_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    id: int
    role: Role
    opd: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the assignments that hold now."""

    person: Person
    assignments: tuple[Assignment, ...]

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(a.role for a in self.assignments)

    def as_(self, role: Role) -> Assignment | None:
        """The assignment under which this actor holds the role."""
        return next((a for a in self.assignments if a.role is role), None)


_PERSON = (
    t.people.c.id,
    t.people.c.telegram_id,
    t.people.c.name,
    t.people.c.nip,
    t.people.c.rank,
    t.people.c.title,
    t.people.c.phone,
    t.people.c.consented_at,
)


def load(tx: Transaction, person_id: int) -> Person:
    return Person(*tx.execute(select(*_PERSON).where(t.people.c.id == person_id)).one())


def names(tx: Transaction, ids: Collection[int]) -> dict[int, str]:
    """What these people are called."""
    c = t.people.c
    return {row.id: row.name or "" for row in tx.execute(select(c.id, c.name).where(c.id.in_(ids)))}


_BY_TELEGRAM_ID: Final = select(*_PERSON).where(t.people.c.telegram_id == bindparam("telegram_id"))


def find(tx: Transaction, telegram_id: int) -> Person | None:
    row = tx.execute(_BY_TELEGRAM_ID, {"telegram_id": telegram_id}).one_or_none()
    return Person(*row) if row else None


def meet(tx: Transaction, telegram_id: int, *, now: datetime) -> Person:
    """Return the person behind a Telegram id; nothing but the id is kept of somebody new."""
    person = find(tx, telegram_id)
    if person is None:
        tx.execute(insert(t.people).values(telegram_id=telegram_id, created_at=now))
        person = find(tx, telegram_id)
    assert person is not None  # noqa: S101 - just inserted
    return person


def consent(tx: Transaction, person: Person, *, now: datetime) -> None:
    """Keep that the person agreed to the storing of personal data (UU 27/2022), once."""
    wanted = (t.people.c.id == person.id) & t.people.c.consented_at.is_(None)
    tx.execute(update(t.people).where(wanted).values(consented_at=now))


def describe(tx: Transaction, person_id: int, details: dict[str, str | None]) -> None:
    """Write down name, nip, rank, title or phone."""
    tx.execute(update(t.people).where(t.people.c.id == person_id).values(**details))


_a = t.assignments.c
_now: Final = bindparam("now", type_=t.UtcDateTime())
_HOLDS: Final = (_a.from_at <= _now) & or_(_a.until_at.is_(None), _a.until_at > _now)
_HELD: Final = select(_a.id, _a.role, _a.opd_id).where((_a.person_id == bindparam("person")) & _HOLDS).order_by(_a.id)
_HOLDERS: Final = (
    select(*_PERSON)
    .select_from(t.people.join(t.assignments, _a.person_id == t.people.c.id))
    .where((_a.role == bindparam("role")) & _HOLDS)
    .order_by(_a.id)
)


def actor(tx: Transaction, telegram_id: int, *, now: datetime) -> Actor:
    """Return who this is and what they may be today; somebody unknown becomes known by their id alone."""
    person = meet(tx, telegram_id, now=now)
    return Actor(person, assignments_of(tx, person.id, now=now))


def assignments_of(tx: Transaction, person_id: int, *, now: datetime) -> tuple[Assignment, ...]:
    rows = tx.execute(_HELD, {"person": person_id, "now": now})
    return tuple(Assignment(row.id, Role(row.role), row.opd_id) for row in rows)


def holders(tx: Transaction, role: Role, *, now: datetime) -> list[Person]:
    """Everybody who holds the role now, the longest-serving first."""
    rows = tx.execute(_HOLDERS, {"role": role, "now": now})
    return list({row.id: Person(*row) for row in rows}.values())


def grant(
    tx: Transaction,
    person_id: int,
    role: Role,
    *,
    now: datetime,
    opd: int | None = None,
    by: int | None = None,
) -> None:
    """Assign the role from now on.

    An applicant belongs to one OPD, the newest. The office has one Kadis and one Kabid: the successor ends the
    predecessor's assignment.
    """
    older = (_a.role == role) & _a.until_at.is_(None)
    if role is Role.APPLICANT:
        older &= _a.person_id == person_id
    if role in {Role.APPLICANT, Role.KADIS, Role.KABID}:
        tx.execute(update(t.assignments).where(older).values(until_at=now))
    tx.execute(insert(t.assignments).values(person_id=person_id, role=role, opd_id=opd, from_at=now, granted_by_id=by))


def end(tx: Transaction, assignment: Assignment, *, now: datetime) -> None:
    """The person holds this role no longer from now on."""
    tx.execute(update(t.assignments).where((_a.id == assignment.id) & _a.until_at.is_(None)).values(until_at=now))
