"""The card of `/wakilkan`: who stands in, and the way to an appointment, a choice a side.

A side is what was chosen so far: the chair, Plh or Plt, the days, the person; its buttons carry the next one.
"""

from datetime import date, timedelta
from typing import Final

from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row
from handlers.callbacks import OldCard, Press
from handlers.texts import Texts
from office.desk.chairs import candidates, chairs
from office.desk.desk import Desk
from office.desk.invitations import newest_of
from office.desk.standing import Terms, periods, terms_of
from office.register import people
from office.register.people import Actor, Person, StandIn
from office.sop.roles import HEADS, OFFICIALS, Role, Standing

TURN, DATES, SURE, END = "stand", "stand_dates", "stand_sure", "stand_end"
"""What the buttons do: turn the card, ask for the days to be typed, appoint, end a period."""
NEWCOMER: Final = 0
"""Stands for somebody who is not known yet."""
_OF_END: Final = "end-"
_BEFORE_PERSON, _WHOLE = 4, 5
_DOT: Final = "."


def side_of(*chosen: str | int) -> str:
    return _DOT.join(str(each) for each in chosen)


def side_of_end(assignment: int) -> str:
    return f"{_OF_END}{assignment}"


def read_terms(side: str) -> Terms:
    """The chair, Plh or Plt, and the days. Raises OldCard."""
    try:
        return Terms.read(side_of(*side.split(_DOT)[:_BEFORE_PERSON]))
    except ValueError:
        raise OldCard from None


def read_chair(side: str) -> tuple[Role, Standing | None]:
    """The chair, and Plh or Plt once it is chosen. Raises OldCard."""
    role, _, rest = side.partition(_DOT)
    try:
        chosen = Role(role), Standing(rest.partition(_DOT)[0]) if rest else None
    except ValueError:
        raise OldCard from None
    if chosen[0] not in HEADS:
        raise OldCard
    return chosen


def read_person(side: str) -> int:
    """Who was chosen, or NEWCOMER. Raises OldCard."""
    return Press(TURN, extra=side.rpartition(_DOT)[2]).choice


def has_days(side: str) -> bool:
    return side.count(_DOT) >= _BEFORE_PERSON - 1


def has_person(side: str) -> bool:
    return side.count(_DOT) >= _WHOLE - 1


def standing_card(desk: Desk, texts: Texts, actor: Actor, side: str) -> Bubble:
    """The side, if this person may still choose what stands on it; else the list of periods."""
    if side.startswith(_OF_END):
        return _end(desk, texts, actor, side)
    if not side or read_chair(side)[0] not in chairs(actor):
        return _front(desk, texts, actor)
    if has_person(side):
        return _sure(desk, texts, actor, side)
    if has_days(side):
        return _who(desk, texts, actor, side)
    return _when(desk, texts, side) if read_chair(side)[1] else _as_what(texts, side)


def _front(desk: Desk, texts: Texts, actor: Actor) -> Bubble:
    """Who stands in now and soon, each with its end, and a way to appoint for each chair."""
    running = periods(desk, actor)
    lines = [(each.person.name, terms_of(desk, each), each.from_at <= desk.now) for each in running]
    ends = [Button(texts.say("buttons.end_period", name=each.person.name), Press(END, each.id)) for each in running]
    begins = [Button(texts.say("buttons.appoint", role=role), _to(role), GOOD) for role in chairs(actor)]
    return Bubble(texts.say("standing.periods", lines=lines), one_a_row(*ends, *begins))


def _to(*chosen: str | int) -> Press:
    return Press(TURN, extra=side_of(*chosen))


def _as_what(texts: Texts, side: str) -> Bubble:
    kinds = (Button(texts.say("buttons.standing", standing=each), _to(side, each)) for each in Standing)
    return Bubble(texts.say("standing.as_plh_or_plt", role=side), one_a_row(*kinds, _back(texts, "")))


def _back(texts: Texts, side: str) -> Button:
    return Button(texts.say("buttons.back"), Press(TURN, extra=side))


def offered_days(today: date) -> dict[str, tuple[str, str]]:
    """Periods that a tap chooses: today, tomorrow, and until Sunday where that is longer; in ISO form."""
    first = today.isoformat()
    tomorrow, sunday = ((today + timedelta(days=days)).isoformat() for days in (1, 6 - today.weekday()))
    offered = {"today": (first, first), "tomorrow": (tomorrow, tomorrow)}
    return offered | {"week": (first, sunday)} if sunday > tomorrow else offered


def _when(desk: Desk, texts: Texts, side: str) -> Bubble:
    role, standing = read_chair(side)
    days = (
        Button(texts.say("buttons.days", which=which, last=last), _to(side, first, last))
        for which, (first, last) in offered_days(desk.today).items()
    )
    typed = Button(texts.say("buttons.other_days"), Press(DATES, extra=side))
    html = texts.say("standing.how_long", role=role, standing=standing)
    return Bubble(html, one_a_row(*days, typed, _back(texts, role)))


def _who(desk: Desk, texts: Texts, actor: Actor, side: str) -> Bubble:
    terms = read_terms(side)
    known = (Button(p.name or "", _to(side, p.id)) for p in candidates(desk, Role(terms.role), actor))
    newcomer = Button(texts.say("buttons.newcomer"), _to(side, NEWCOMER))
    back = _back(texts, side_of(terms.role, terms.standing))
    return Bubble(texts.say("standing.who", **terms.kept), one_a_row(*known, newcomer, back))


def _sure(desk: Desk, texts: Texts, actor: Actor, side: str) -> Bubble:
    """Everything that was chosen, once more; the button for a newcomer is good for one link."""
    terms, chosen = read_terms(side), read_person(side)
    person: Person | None = people.load(desk.tx, chosen) if chosen != NEWCOMER else None
    other = _other_chain_roles(desk, person, Role(terms.role)) if person else []
    html = texts.say("standing.sure", person=person, other=other, days=desk.agency.people.usual_days, **terms.kept)
    label = texts.say("buttons.appoint_sure" if person else "buttons.newcomer_sure")
    newest = 0 if person else newest_of(desk, actor, in_place=True)
    sure = Button(label, Press(SURE, newest, extra=side), GOOD)
    return Bubble(html, one_a_row(sure, _back(texts, terms.written)))


def _other_chain_roles(desk: Desk, person: Person, role: Role) -> list[Role]:
    """What else this person decides on: nobody does so twice on one request, unless the office is small."""
    if desk.agency.duties.small_office:
        return []
    held = people.assignments_of(desk.tx, person.id, now=desk.now)
    return sorted({each.role for each in held} & (OFFICIALS - {role}))


def _end(desk: Desk, texts: Texts, actor: Actor, side: str) -> Bubble:
    number = side.removeprefix(_OF_END)
    period: StandIn | None = next((each for each in periods(desk, actor) if str(each.id) == number), None)
    if period is None:
        return _front(desk, texts, actor)
    html = texts.say("standing.end", name=period.person.name, **terms_of(desk, period).kept)
    sure = Button(texts.say("buttons.end_sure"), Press(END, period.id, 0, "sure"), BAD)
    return Bubble(html, one_a_row(sure, _back(texts, "")))
