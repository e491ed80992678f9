"""`/wakilkan`: a Kadis or Kabid appoints who acts in their place for a time; an admin for either of them."""

from datetime import date
from typing import Any, Final

from handlers.callbacks import OldCard
from handlers.handler import Handler, Toast
from handlers.standing_card import (
    DATES,
    END,
    NEWCOMER,
    SURE,
    TURN,
    has_days,
    has_person,
    read_chair,
    read_person,
    read_terms,
    side_of,
    side_of_end,
)
from handlers.visit import Visit
from office.desk import standing
from office.desk.chairs import candidates, chairs, check_chair
from office.desk.desk import Desk
from office.desk.invitations import check_newest
from office.desk.standing import Terms, about_standing, check_free
from office.desk.telling import owe_card, owe_notice, owe_prompt
from office.register.cards import Awaited
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import Act, NotAllowed
from office.sop.fields import read_days
from office.sop.roles import Role


def begin(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    if not chairs(actor):
        owe_notice(desk, visit.chat, "refusals.not_allowed")
        return
    owe_card(desk, visit.chat, about_standing(actor.person.id), again=True)


def turn(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A choice was tapped, or *Kembali*: the card turns to the next, if the choice can be made now."""
    _check_place(actor, visit)
    side = visit.seen.extra
    if side:
        _check_choice(desk, actor, side)
    _show(desk, actor, side)
    return Toast()


def _check_place(actor: Actor, visit: Visit) -> None:
    """Raises NotAllowed anywhere but in the private chat of somebody who may appoint."""
    if not visit.private or not chairs(actor):
        raise NotAllowed(Act.APPOINT)


def _check_choice(desk: Desk, actor: Actor, side: str) -> None:
    """Raises OldCard for what is no choice of ours, NotAllowed, BadPeriod, ChairTaken, StaleCard."""
    check_chair(actor, read_chair(side)[0])
    if not has_days(side):
        return
    terms = read_terms(side)
    check_free(desk, terms)
    if has_person(side):
        _check_person(desk, actor, terms, read_person(side))


def _check_person(desk: Desk, actor: Actor, terms: Terms, chosen: int) -> None:
    if chosen != NEWCOMER and chosen not in {p.id for p in candidates(desk, Role(terms.role), actor)}:
        raise StaleCard(chosen, 0)


def _show(desk: Desk, actor: Actor, side: str, *, again: bool = False) -> None:
    owe_card(desk, actor.person.telegram_id, about_standing(actor.person.id), view=side, again=again)


def ask_dates(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tanggal lain*: the days are typed."""
    _check_place(actor, visit)
    role, as_what = read_chair(visit.seen.extra)
    check_chair(actor, role)
    if as_what is None:
        raise OldCard
    asked, mine = f"{TURN}:{side_of(role, as_what)}", actor.person.id
    owe_prompt(desk, actor.person, visit.chat, asked, mine, 0, "asks.stand", role=role, standing=as_what)
    return Toast("toasts.type_dates")


def with_dates(desk: Desk, actor: Actor, awaited: Awaited, text: str) -> str:
    """The days have been typed: the card comes afresh below them and asks who."""
    first, last = read_days(text)
    side = side_of(awaited.action.partition(":")[2], _iso(first), _iso(last))
    _check_choice(desk, actor, side)
    _show(desk, actor, side, again=True)
    return ""


def _iso(day: date) -> str:
    return day.isoformat()


def appoint(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Everything was shown: the period is written down, or a link is on its way."""
    _check_place(actor, visit)
    side = visit.seen.extra
    terms, chosen = read_terms(side), read_person(side)
    if not has_person(side):
        raise OldCard
    _show(desk, actor, "")
    if chosen == NEWCOMER:
        check_newest(desk, actor, visit.seen.id, in_place=True)
        standing.invite(desk, actor, terms)
        return Toast("toasts.link_comes")
    standing.appoint(desk, actor, chosen, terms)
    return Toast("toasts.appointed")


def end(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Akhiri* asks once whether it is meant."""
    _check_place(actor, visit)
    press = visit.seen
    if press.extra != "sure":
        _show(desk, actor, side_of_end(press.id))
        return Toast()
    standing.end_early(desk, actor, press.id)
    _show(desk, actor, "")
    return Toast("toasts.period_ended")


TAPS: Final[dict[str, Handler]] = {
    TURN: Handler(turn),
    DATES: Handler(ask_dates),
    SURE: Handler(appoint),
    END: Handler(end),
}
