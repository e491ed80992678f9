"""Decisions under a card: reject or return with a reason, typed or tapped, retry, withdraw."""

from typing import Any, Final

from handlers.cards import ORIGINAL, WITHDRAW
from handlers.deciding import answer
from handlers.handler import Handler, Toast
from handlers.reasons import WHY, phrase_of, phrases_for, side_of
from handlers.visit import Visit
from office.desk.decisions import decide
from office.desk.desk import Desk
from office.desk.moves import carry_out
from office.desk.telling import about_request, owe_card, owe_document, owe_prompt
from office.register import documents, requests
from office.register.cards import Awaited
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import Act, may
from office.sop.request import Action, Request
from office.sop.workflow import NotYourTurn

_ASKED_WHY = "-"


def on_move(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A move that needs nothing but the tap."""
    press = visit.seen
    action = Action(press.action)
    request = requests.load(desk.tx, press.id, revision=press.revision)
    return answer(actor, request, action, decide(desk, actor, request, action))


def ask_why(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """The reason is asked for before anything is decided; whoever may not decide is told at once.

    The same button with a phrase's key has been asked whether it is meant, and decides.
    """
    press, action = visit.seen, Action(visit.seen.action)
    request = requests.load(desk.tx, press.id, revision=press.revision)
    if press.extra:
        decided = decide(desk, actor, request, action, reason=_phrase(desk, visit, action))
        return answer(actor, request, action, decided)
    desk.find_move(request, action, actor, reason=_ASKED_WHY)
    seen, say = (press.id, press.revision), f"asks.{action}"
    phrases = phrases_for(desk.agency.service, action)
    owe_prompt(desk, actor.person, visit.chat, action, *seen, say, offers=phrases, receipt=request.receipt)
    return Toast("toasts.ask_reason")


def ask_whether(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """An offered reason was tapped: a slip must not refuse anybody, so the card asks whether it is meant."""
    press = visit.seen
    action = next(action for action, why in WHY.items() if why == press.action)
    request = requests.load(desk.tx, press.id, revision=press.revision)
    desk.find_move(request, action, actor, reason=_phrase(desk, visit, action))
    owe_card(desk, visit.chat, about_request(press.id), view=side_of(action, press.choice), again=True)
    return Toast()


def _phrase(desk: Desk, visit: Visit, action: Action) -> str:
    """The words behind a button. Raises StaleCard where the office does not offer them any more."""
    press = visit.seen
    words = phrase_of(phrases_for(desk.agency.service, action), press.choice)
    if words is None:
        raise StaleCard(press.id, press.revision)
    return words


def with_reason(desk: Desk, actor: Actor, awaited: Awaited, reason: str) -> str | None:
    """The reason has been typed: now the move is made, if the request is still as it was seen.

    While it may be taken back the card says so itself.
    """
    request = requests.load(desk.tx, awaited.subject, revision=awaited.revision)
    decided = decide(desk, actor, request, Action(awaited.action), reason=reason)
    return "" if decided.revision == awaited.revision else None


def show_originals(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Berkas asli*: the letter as the applicant sent it, for whoever decides in an office."""
    request = requests.load(desk.tx, visit.seen.id)
    if request.receipt is None or not may(Act.OPEN_ORIGINALS, actor.roles):
        raise NotYourTurn(Action.DISPOSE, actor.roles)
    letter = int(request.answers["letter"])
    for original in documents.originals_of(desk.tx, letter) or [documents.load(desk.tx, letter)]:
        owe_document(desk, actor.person.telegram_id, original.id, "notices.letter_original", receipt=request.receipt)
    return Toast("toasts.original")


def withdraw(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Withdrawing asks once whether the applicant is sure."""
    press = visit.seen
    request = requests.load(desk.tx, press.id, revision=press.revision)
    if press.extra == "sure":
        carry_out(desk, actor, request, Action.WITHDRAW)
        return Toast("toasts.withdraw")
    return ask_to_withdraw(desk, actor, visit, request)


def ask_to_withdraw(desk: Desk, actor: Actor, visit: Visit, request: Request) -> Toast:
    """The request's card asks. Raises a Refusal where its applicant can no longer withdraw it."""
    desk.find_move(request, Action.WITHDRAW, actor)
    if request.receipt is None:
        raise StaleCard(request.id, request.revision)
    owe_card(desk, visit.chat, about_request(request.id), view=WITHDRAW)
    return Toast()


TAPS: Final[dict[str, Handler]] = {
    Action.RETRY: Handler(on_move),
    Action.BY_HAND: Handler(on_move),
    Action.REJECT: Handler(ask_why),
    Action.RETURN: Handler(ask_why),
    **{why: Handler(ask_whether) for why in WHY.values()},
    Action.WITHDRAW: Handler(withdraw),
    ORIGINAL: Handler(show_originals),
}
