"""People and their dated assignments: who may act in which role today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, insert, or_, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.request import PersonId
from office.sop.roles import HEADS, Role, Standing


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
    suspended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role that somebody holds; `standing` and `acting_for` when they hold it in somebody's place, until a day."""

    id: int
    role: Role
    opd: int | None
    standing: Standing | None = None
    acting_for: PersonId | None = None
    from_at: datetime | None = None
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the assignments that hold now."""

    person: Person
    assignments: tuple[Assignment, ...]

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(a.role for a in self.assignments)

    def as_(self, role: Role) -> Assignment | None:
        """The assignment under which this actor holds the role: their own before one in somebody's place."""
        held = (a for a in self.assignments if a.role is role)
        return min(held, key=lambda a: a.standing is not None, default=None)


_PERSON = (
    t.people.c.id,
    t.people.c.telegram_id,
    t.people.c.name,
    t.people.c.nip,
    t.people.c.rank,
    t.people.c.title,
    t.people.c.phone,
    t.people.c.consented_at,
    t.people.c.suspended_at,
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
_ACTIVE: Final = or_(t.people.c.suspended_at.is_(None), t.people.c.suspended_at > _now)
_HOLDS: Final = (_a.from_at <= _now) & or_(_a.until_at.is_(None), _a.until_at > _now) & _ACTIVE
_OF_PEOPLE: Final = t.people.join(t.assignments, _a.person_id == t.people.c.id)
_ASSIGNMENT: Final = (_a.id, _a.role, _a.opd_id, _a.standing, _a.acting_for_id, _a.from_at, _a.until_at)
_HELD: Final = (
    select(*_ASSIGNMENT).select_from(_OF_PEOPLE).where((_a.person_id == bindparam("person")) & _HOLDS).order_by(_a.id)
)
_HOLDERS: Final = (
    select(*_PERSON).select_from(_OF_PEOPLE).where((_a.role == bindparam("role")) & _HOLDS).order_by(_a.id)
)
_ACTING: Final = (
    select(*_PERSON, _a.standing)
    .select_from(_OF_PEOPLE)
    .where((_a.role == bindparam("role")) & _a.standing.is_not(None) & _HOLDS)
    .order_by(_a.id.desc())
    .limit(1)
)


def actor(tx: Transaction, telegram_id: int, *, now: datetime) -> Actor:
    """Return who this is and what they may be today; somebody unknown becomes known by their id alone."""
    person = meet(tx, telegram_id, now=now)
    return Actor(person, assignments_of(tx, person.id, now=now))


def assignments_of(tx: Transaction, person_id: int, *, now: datetime) -> tuple[Assignment, ...]:
    """What the person may today; nothing while they are suspended."""
    return tuple(map(_assignment, tx.execute(_HELD, {"person": person_id, "now": now})))


def _assignment(row: Any) -> Assignment:
    number, role, opd, standing, *rest = row
    return Assignment(number, Role(role), opd, Standing(standing) if standing else None, *rest)


def holders(tx: Transaction, role: Role, *, now: datetime) -> list[Person]:
    """Everybody who holds the role now, the longest-serving first, also in somebody's place."""
    rows = tx.execute(_HOLDERS, {"role": role, "now": now})
    return list({row.id: Person(*row) for row in rows}.values())


def acting(tx: Transaction, role: Role, *, now: datetime) -> tuple[Person, Standing] | None:
    """Who stands in this chair now in the place of its holder, if anybody does."""
    row = tx.execute(_ACTING, {"role": role, "now": now}).one_or_none()
    return (Person(*row[:-1]), Standing(row[-1])) if row else None


def grant(
    tx: Transaction,
    person_id: int,
    role: Role,
    *,
    now: datetime,
    opd: int | None = None,
    by: int | None = None,
) -> list[int]:
    """Assign the role from now on, and return who has lost it by that.

    An applicant belongs to one OPD, the newest. The office has one Kadis and one Kabid: the successor ends the
    predecessor's assignment, and that of whoever stood in.
    """
    older = (_a.role == role) & or_(_a.until_at.is_(None), _a.until_at > now)
    if role not in HEADS:
        older &= _a.person_id == person_id
    losers = _end(tx, older, now=now)
    tx.execute(insert(t.assignments).values(person_id=person_id, role=role, opd_id=opd, from_at=now, granted_by_id=by))
    return [loser for loser in losers if loser != person_id]


def stand_in(
    tx: Transaction,
    person_id: int,
    role: Role,
    standing: Standing,
    *,
    acting_for: int | None,
    from_at: datetime,
    until_at: datetime,
    by: int | None,
) -> int:
    """Assign the role for a period in its holder's place; return the assignment's id."""
    values = {"person_id": person_id, "role": role, "standing": standing, "acting_for_id": acting_for}
    row = insert(t.assignments).values(**values, from_at=from_at, until_at=until_at, granted_by_id=by)
    return int(tx.execute(row.returning(_a.id)).scalar_one())


@dataclass(frozen=True, slots=True)
class StandIn:
    """An assignment in somebody's place, whether its period has begun or not."""

    id: int
    person: Person
    role: Role
    standing: Standing
    acting_for: PersonId | None
    from_at: datetime
    until_at: datetime


_STAND_IN: Final = select(_a.id, _a.role, _a.standing, _a.acting_for_id, _a.from_at, _a.until_at, *_PERSON).select_from(
    _OF_PEOPLE
)


def stand_ins(tx: Transaction, *, now: datetime) -> list[StandIn]:
    """Every period that has not ended, the soonest first."""
    wanted = _a.standing.is_not(None) & (_a.until_at > now)
    return [_stand_in(row) for row in tx.execute(_STAND_IN.where(wanted).order_by(_a.from_at, _a.id))]


def find_stand_in(tx: Transaction, assignment_id: int) -> StandIn | None:
    row = tx.execute(_STAND_IN.where((_a.id == assignment_id) & _a.standing.is_not(None))).one_or_none()
    return _stand_in(row) if row else None


def _stand_in(row: Any) -> StandIn:
    number, role, standing, acting_for, from_at, until_at, *person = row
    return StandIn(number, Person(*person), Role(role), Standing(standing), acting_for, from_at, until_at)


def end(tx: Transaction, assignment_id: int, *, now: datetime) -> None:
    """This role is held no longer from now on."""
    _end(tx, (_a.id == assignment_id) & or_(_a.until_at.is_(None), _a.until_at > now), now=now)


def _end(tx: Transaction, wanted: ColumnElement[bool], *, now: datetime) -> list[int]:
    ended = update(t.assignments).where(wanted).values(until_at=now).returning(_a.person_id)
    return sorted(set(tx.execute(ended).scalars()))


def suspend(tx: Transaction, person_id: int, since: datetime | None) -> None:
    """All roles of the person sleep from this moment; None wakes them."""
    tx.execute(update(t.people).where(t.people.c.id == person_id).values(suspended_at=since))


def in_office(tx: Transaction, role: Role, *, now: datetime) -> list[Person]:
    """Everybody who has the role now or would have it if they were not suspended, by name."""
    holds = (_a.from_at <= now) & or_(_a.until_at.is_(None), _a.until_at > now)
    query = select(*_PERSON).select_from(_OF_PEOPLE).where((_a.role == role) & holds)
    rows = tx.execute(query.order_by(t.people.c.name, t.people.c.id))
    return list({row.id: Person(*row) for row in rows}.values())


def search(tx: Transaction, words: str, *, now: datetime, limit: int) -> list[Person]:
    """Whoever holds a role, suspended or not, and has the words in their name, by name."""
    holds = (_a.from_at <= now) & or_(_a.until_at.is_(None), _a.until_at > now)
    wanted = holds & t.people.c.name.icontains(words, autoescape=True)
    rows = tx.execute(
        select(*_PERSON).select_from(_OF_PEOPLE).where(wanted).distinct().order_by(t.people.c.name).limit(limit)
    )
    return [Person(*row) for row in rows]


def assigned(tx: Transaction, person_id: int, *, now: datetime) -> tuple[Assignment, ...]:
    """What the person holds, suspended or not."""
    holds = (_a.from_at <= now) & or_(_a.until_at.is_(None), _a.until_at > now)
    rows = tx.execute(select(*_ASSIGNMENT).where((_a.person_id == person_id) & holds).order_by(_a.id))
    return tuple(map(_assignment, rows))


def exists(tx: Transaction, person_id: int) -> bool:
    return tx.execute(select(t.people.c.id).where(t.people.c.id == person_id)).one_or_none() is not None
