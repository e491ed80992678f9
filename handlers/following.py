"""What an applicant presses after sending: a page of the list, a request's card, *Ingatkan*, the survey."""

from typing import Any, Final

from handlers.handler import Handler, Toast
from handlers.showing import viewer_of
from handlers.status_list import Page
from handlers.visit import Visit
from office.desk import survey
from office.desk.application import NotAnApplicant
from office.desk.desk import Desk
from office.desk.following import REMIND, NotYourRequest, remind
from office.desk.telling import about_request, owe_card, owe_notice
from office.register import requests, rooms
from office.register.people import Actor
from office.sop.roles import Role


def _about_list(actor: Actor) -> str:
    """The subject of the list; there is one a person, which pages and filters change in place."""
    return f"status:{actor.person.id}"


def status(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/status`: the requests of the applicant's OPD; cards of their own come along if there is one, or if the list
    lacks them, since they were sent for another OPD.
    """
    applies = actor.as_(Role.APPLICANT)
    if applies is None or applies.opd is None:
        owe_notice(desk, visit.chat, "refusals.not_an_applicant")
        return
    owe_card(desk, visit.chat, _about_list(actor), again=True)
    mine = [request for request in requests.unfinished_of(desk.tx, actor.person.id) if request.receipt]
    for request in mine if len(mine) == 1 else [each for each in mine if each.opd != applies.opd]:
        owe_card(desk, visit.chat, about_request(request.id), again=True)


def turn_list(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Another page or filter of the list, in its place."""
    if not visit.private or actor.as_(Role.APPLICANT) is None:
        raise NotAnApplicant
    owe_card(desk, visit.chat, _about_list(actor), view=Page.read(visit.seen.extra).side)
    return Toast()


def open_card(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A line of a list: the request's card afresh, in private or in the operator group, for whoever may see it."""
    request = requests.load(desk.tx, visit.seen.id)
    is_place = visit.private or visit.chat == rooms.find(desk.tx)
    if not is_place or request.receipt is None or not viewer_of(actor).may_see(request):
        raise NotYourRequest
    owe_card(desk, visit.chat, about_request(request.id), again=True, thread=visit.thread)
    return Toast()


def on_remind(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    press = visit.seen
    remind(desk, actor, press.id, revision=press.revision)
    return Toast("toasts.reminded")


def on_rate(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A point of the survey's scale; `revision` is the question that was seen."""
    press = visit.seen
    survey.rate(desk, actor, press.id, seen=press.revision, points=press.choice)
    return Toast("toasts.rated")


def on_rate_back(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    survey.back(desk, actor, visit.seen.id)
    return Toast()


TAPS: Final[dict[str, Handler]] = {
    "list": Handler(turn_list),
    "open": Handler(open_card),
    REMIND: Handler(on_remind),
    "rate": Handler(on_rate),
    "rate_back": Handler(on_rate_back),
}
