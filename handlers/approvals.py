"""Decisions under a card: disposisi, reject or return with a typed reason, retry, withdraw."""

from typing import Any, Final

from handlers.cards import WITHDRAW
from handlers.handler import Handler, Toast
from handlers.visit import Visit
from office.desk.desk import Desk
from office.desk.moves import carry_out
from office.desk.telling import about_request, owe_card, owe_document, owe_prompt
from office.register import documents, requests
from office.register.cards import Awaited
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.request import Action
from office.sop.roles import OFFICIALS
from office.sop.workflow import NotYourTurn, find_move

_ASKED_WHY = "-"


def on_move(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A move that needs nothing but the tap."""
    press = visit.seen
    action = Action(press.action)
    carry_out(desk, actor, requests.load(desk.tx, press.id, revision=press.revision), action)
    return Toast(f"toasts.{action}")


def ask_why(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """The reason is asked for before anything is decided; whoever may not decide is told at once."""
    press = visit.seen
    request = requests.load(desk.tx, press.id, revision=press.revision)
    find_move(request, Action(press.action), actor.person.id, actor.roles, reason=_ASKED_WHY)
    say = f"asks.{press.action}"
    owe_prompt(desk, actor.person, visit.chat, press.action, press.id, press.revision, say, receipt=request.receipt)
    return Toast("toasts.ask_reason")


def with_reason(desk: Desk, actor: Actor, awaited: Awaited, reason: str) -> None:
    """The reason has been typed: now the move is made, if the request is still as it was seen."""
    request = requests.load(desk.tx, awaited.subject, revision=awaited.revision)
    carry_out(desk, actor, request, Action(awaited.action), reason=reason)


def show_originals(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Berkas asli*: the letter as the applicant sent it, for whoever decides in an office."""
    request = requests.load(desk.tx, visit.seen.id)
    if request.receipt is None or not actor.roles & OFFICIALS:
        raise NotYourTurn(Action.DISPOSE, actor.roles)
    for original in documents.originals_of(desk.tx, int(request.answers["letter"])):
        owe_document(desk, visit.chat, original.id, "notices.letter_original", receipt=request.receipt)
    return Toast("toasts.original")


def withdraw(desk: Desk, actor: Actor, visit: Visit, again: Any) -> Toast:
    """Withdrawing asks once whether the applicant is sure."""
    press = visit.seen
    if press.extra == "sure":
        return on_move(desk, actor, visit, again)
    request = requests.load(desk.tx, press.id, revision=press.revision)
    find_move(request, Action.WITHDRAW, actor.person.id, actor.roles)
    if request.receipt is None:
        raise StaleCard(request.id, request.revision)
    owe_card(desk, visit.chat, about_request(request.id), view=WITHDRAW)
    return Toast()


TAPS: Final[dict[str, Handler]] = {
    Action.DISPOSE: Handler(on_move),
    Action.RETRY: Handler(on_move),
    Action.BY_HAND: Handler(on_move),
    Action.REJECT: Handler(ask_why),
    Action.RETURN: Handler(ask_why),
    Action.WITHDRAW: Handler(withdraw),
    "original": Handler(show_originals),
}
