"""*Ambil* and *Serahkan ke …* under a card: which Pranata Komputer has the request."""

from typing import Any, Final

from handlers.handler import Handler, Toast
from handlers.officer_card import CLAIM, HAND_OVER, HAND_TO
from handlers.visit import Visit
from office.desk import officers
from office.desk.desk import Desk
from office.desk.telling import about_request, owe_card
from office.register import people
from office.register.people import Actor
from office.sop.request import PersonId


def claim(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    officers.claim(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.claimed")


def show_colleagues(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Serahkan ke …*: the card turns to the colleagues who may have it."""
    press = visit.seen
    officers.check_may_give(desk, actor, press.id, revision=press.revision)
    owe_card(desk, visit.chat, about_request(press.id), view=HAND_OVER)
    return Toast()


def hand_over(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A colleague was tapped: theirs from now on."""
    press, colleague = visit.seen, PersonId(visit.seen.choice)
    officers.hand_over(desk, actor, press.id, colleague, revision=press.revision)
    owe_card(desk, visit.chat, about_request(press.id))
    return Toast("toasts.handed_over", values={"name": people.load(desk.tx, colleague).name})


TAPS: Final[dict[str, Handler]] = {
    CLAIM: Handler(claim),
    HAND_OVER: Handler(show_colleagues),
    HAND_TO: Handler(hand_over),
}
