"""Acting officials: Plh and Plt for a period, which begins and ends by itself.

The holder of the chair keeps their own power meanwhile: both have the card, and the first decision counts. A letter is
signed by whoever stands in on its day.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Self

from office.desk.chairs import OwnRole, candidates, chairs, check_chair, check_not_own, holder_of
from office.desk.desk import Desk
from office.desk.invitations import owe_link
from office.desk.presence import check_act, lacks_app
from office.desk.roles import roles_changed
from office.desk.telling import owe_notice, tell_admins
from office.register import events, owed, people
from office.register.owed import Kind
from office.register.people import Actor, Person, StandIn
from office.register.requests import StaleCard
from office.sop.authority import Act
from office.sop.errors import Refusal
from office.sop.request import PersonId
from office.sop.roles import HEADS, Role, Standing

TERMS: Final = "stands_in"
"""Stands among the answers of somebody who was invited to stand in."""
LONGEST: Final = timedelta(days=366)
_SEPARATOR: Final = "."


class BadPeriod(Refusal):
    """The period has passed, ends before it begins, or is longer than a year."""

    def __init__(self) -> None:
        super().__init__("the period has passed, ends before it begins, or is longer than a year")


class ChairTaken(Refusal):
    """Somebody else stands in on some of these days."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} stands in on some of these days")
        self.name = name


@dataclass(frozen=True, slots=True)
class Terms:
    """In which chair, as what, from which day to which (both included), in ISO form as they are kept."""

    role: str
    standing: str
    first: str
    last: str

    @property
    def written(self) -> str:
        return _SEPARATOR.join((self.role, self.standing, self.first, self.last))

    @classmethod
    def read(cls, written: str) -> Self:
        """Raises ValueError for what is no terms."""
        role, standing, first, last = written.split(_SEPARATOR)
        terms = cls(role, standing, date.fromisoformat(first).isoformat(), date.fromisoformat(last).isoformat())
        if Role(role) not in HEADS:
            raise ValueError(role)
        Standing(standing)
        return terms

    @property
    def kept(self) -> dict[str, str]:
        return asdict(self)


def about_standing(person_id: int) -> str:
    """The subject of the card on which this person appoints."""
    return f"standing:{person_id}"


def span(desk: Desk, terms: Terms) -> tuple[datetime, datetime]:
    """From the first day's beginning, but not before now, to the last day's end. Raises BadPeriod."""
    first, last = date.fromisoformat(terms.first), date.fromisoformat(terms.last)
    if last < first or last < desk.today or last - first > LONGEST or first - desk.today > LONGEST:
        raise BadPeriod
    zone = desk.agency.identity.zone_info
    begins = datetime.combine(first, time(), zone)
    return max(begins, desk.now), datetime.combine(last + timedelta(days=1), time(), zone)


def check_free(desk: Desk, terms: Terms) -> tuple[datetime, datetime]:
    """The period, if nobody else stands in then. Raises BadPeriod, ChairTaken."""
    begins, ends = span(desk, terms)
    for other in people.stand_ins(desk.tx, now=desk.now):
        if other.role is Role(terms.role) and other.from_at < ends and begins < other.until_at:
            raise ChairTaken(other.person.name or "")
    return begins, ends


def appoint(desk: Desk, actor: Actor | None, person_id: int, terms: Terms) -> None:
    """*Wakilkan*: somebody whom the office knows stands in.

    Raises what `check_act` raises, OwnRole, BadPeriod, ChairTaken, StaleCard for somebody who is not known well enough.
    """
    check_chair(actor, Role(terms.role))
    if actor is not None and actor.person.id == person_id:
        raise OwnRole
    check_act(desk, actor, Act.APPOINT, person=person_id, role=terms.role)
    person = next((p for p in candidates(desk, Role(terms.role), actor) if p.id == person_id), None)
    if person is None:
        raise StaleCard(person_id, 0)
    begin_period(desk, person, terms, by=actor)


def invite(desk: Desk, actor: Actor, terms: Terms) -> None:
    """Somebody new shall stand in: a link is owed to the appointer, to be passed on.

    It is good for the usual days, and not beyond the period.

    Raises what `check_act` raises, BadPeriod, ChairTaken.
    """
    check_chair(actor, Role(terms.role))
    _, ends = check_free(desk, terms)
    check_act(desk, actor, Act.APPOINT, role=terms.role)
    valid = min(timedelta(days=desk.agency.people.usual_days), ends - desk.now)
    owe_link(desk, actor, terms.role, valid=valid, terms=terms.kept)


def begin_period(desk: Desk, person: Person, terms: Terms, *, by: Actor | None) -> None:
    """Write the period down; what follows at its beginning and its end is owed.

    Raises BadPeriod, ChairTaken, OwnChair.
    """
    check_not_own(desk, Role(terms.role), person.id)
    begins, ends = check_free(desk, terms)
    role, standing, holder = Role(terms.role), Standing(terms.standing), holder_of(desk, Role(terms.role))
    number = people.stand_in(
        desk.tx,
        person.id,
        role,
        standing,
        acting_for=holder.id if holder else None,
        from_at=begins,
        until_at=ends,
        by=by.person.id if by else None,
    )
    payload = {"assignment": number, "person": person.id, **terms.kept}
    events.append(desk.tx, "standing:appoint", at=desk.now, actor=by, payload=payload)
    _plan(desk, number, "begin", begins)
    _plan(desk, number, "end", ends)
    told: dict[str, Any] = {"name": person.name, **terms.kept}
    owe_notice(desk, person.telegram_id, "standing.appointed", **told, needs_app=lacks_app(desk, person.id, {role}))
    _tell_others(desk, "standing.told", holder, **told)


def _tell_others(desk: Desk, say: str, holder: Person | None, *, but: int | None = None, **told: Any) -> None:
    """The holder of the chair, and the admins; not the chat `but`."""
    tell_admins(desk, say, but=but, **told)
    admins = {p.id for p in people.holders(desk.tx, Role.ADMIN, now=desk.now)}
    if holder is not None and holder.id not in admins and holder.telegram_id != but:
        owe_notice(desk, holder.telegram_id, say, **told)


def _key(assignment: int, what: str) -> str:
    return f"period:{assignment}:{what}"


def _plan(desk: Desk, assignment: int, what: str, at: datetime) -> None:
    key = _key(assignment, what)
    owed.plan(desk.tx, Kind.PERIOD, key, {"assignment_id": assignment}, at=at, key=key, now=desk.now)


def turned(desk: Desk, assignment_id: int) -> None:
    """A period has begun or ended: cards and menu of whoever stands in follow. Nothing begins for the suspended."""
    period = people.find_stand_in(desk.tx, assignment_id)
    if period is None:
        return
    roles_changed(desk, period.person.id)
    is_over = period.until_at <= desk.now
    if not is_over and period.person.suspended_at is not None:
        return
    say = "standing.over" if is_over else "standing.begun"
    owe_notice(
        desk, period.person.telegram_id, say, role=period.role, standing=period.standing, last=_last(desk, period)
    )


def _last(desk: Desk, period: StandIn) -> str:
    """The last day of the period."""
    ends = period.until_at - timedelta(microseconds=1)
    return ends.astimezone(desk.agency.identity.zone_info).date().isoformat()


def terms_of(desk: Desk, period: StandIn) -> Terms:
    first = period.from_at.astimezone(desk.agency.identity.zone_info).date().isoformat()
    return Terms(period.role, period.standing, first, _last(desk, period))


def periods(desk: Desk, actor: Actor | None) -> list[StandIn]:
    """The periods that this person may end, now and to come."""
    mine = HEADS if actor is None else chairs(actor)
    return [each for each in people.stand_ins(desk.tx, now=desk.now) if each.role in mine]


def end_early(desk: Desk, actor: Actor | None, assignment_id: int) -> StandIn:
    """*Akhiri*: the period is over now. Raises NotAllowed, StaleCard when it is over already."""
    period = people.find_stand_in(desk.tx, assignment_id)
    if period is None or period.until_at <= desk.now:
        raise StaleCard(assignment_id, 0)
    check_chair(actor, period.role, Act.END_PERIOD)
    close(desk, period, by=actor)
    return period


def periods_of(desk: Desk, person: PersonId) -> list[StandIn]:
    """In whose places this person stands, now and to come."""
    return [each for each in people.stand_ins(desk.tx, now=desk.now) if each.person.id == person]


def close(desk: Desk, period: StandIn, *, by: Actor | None, successor: str = "") -> None:
    """The period, begun or not, is over now and nothing is owed for it; whoever stood in is told, and the others.

    `successor` is who has the chair from now on, where that is the reason; they need not be told of themselves.
    """
    people.end(desk.tx, period.id, now=desk.now)
    for what in ("begin", "end"):
        owed.drop(desk.tx, _key(period.id, what))
    payload = {"assignment": period.id, "person": period.person.id}
    events.append(desk.tx, "standing:end", at=desk.now, actor=by, payload=payload)
    holder, chat, terms = holder_of(desk, period.role), period.person.telegram_id, terms_of(desk, period).kept
    if holder is None or holder.id != period.person.id:
        owe_notice(desk, chat, "standing.cut", **terms, successor=successor)
    _tell_others(desk, "standing.ended", holder, but=chat, name=period.person.name, **terms)
    roles_changed(desk, period.person.id)
