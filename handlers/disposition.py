"""The lembar disposisi under a card: *Setujui & disposisikan* turns it over, *Disposisikan* gives it."""

from collections.abc import Callable
from typing import Any, Final

from handlers.cards import SHEET
from handlers.deciding import answer
from handlers.handler import Handler, Toast
from handlers.officer_card import CHOOSE
from handlers.sheet_card import OPEN, PAPER, PHRASE, REMARK, URGENCY
from handlers.visit import Visit
from office.desk import disposition
from office.desk.desk import Desk
from office.desk.sheet_paper import ask_for_paper
from office.desk.telling import about_request, owe_card, owe_prompt
from office.register import requests
from office.register.cards import Awaited
from office.register.people import Actor
from office.sop.request import Action


def open_sheet(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Nothing is decided yet; whoever may not decide is told at once."""
    press = visit.seen
    disposition.sheet_of(desk, actor, press.id, revision=press.revision)
    _show(desk, visit)
    return Toast()


def set_urgency(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    return _mark(desk, actor, visit, disposition.set_urgency)


def turn_phrase(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    return _mark(desk, actor, visit, disposition.turn_phrase)


def choose_officer(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    return _mark(desk, actor, visit, disposition.choose_officer)


def _mark(desk: Desk, actor: Actor, visit: Visit, mark: Callable[..., None]) -> Toast:
    """Mark the sheet with the button's number, and show it so."""
    press = visit.seen
    mark(desk, actor, press.id, press.choice, revision=press.revision)
    _show(desk, visit)
    return Toast()


def ask_note(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    press = visit.seen
    disposition.sheet_of(desk, actor, press.id, revision=press.revision)
    receipt = requests.load(desk.tx, press.id).receipt
    owe_prompt(desk, actor.person, visit.chat, REMARK, press.id, press.revision, "asks.remark", receipt=receipt)
    return Toast("toasts.remark")


def with_note(desk: Desk, actor: Actor, awaited: Awaited, text: str) -> str:
    """The note has been typed: the sheet comes afresh below it, and says so itself."""
    disposition.note(desk, actor, awaited.subject, text, revision=awaited.revision)
    owe_card(desk, actor.person.telegram_id, about_request(awaited.subject), view=SHEET, again=True)
    return ""


def give(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """The button says for which officer it is, should one have been chosen."""
    press = visit.seen
    officer = press.choice if press.extra else disposition.ANYBODY
    request = requests.load(desk.tx, press.id, revision=press.revision)
    given = disposition.give(desk, actor, press.id, revision=press.revision, officer=officer)
    return answer(actor, request, Action.DISPOSE, given)


def send_paper(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Lembar disposisi*: the paper itself, for officials."""
    ask_for_paper(desk, actor, visit.seen.id, actor.person.telegram_id)
    return Toast("toasts.paper")


def _show(desk: Desk, visit: Visit) -> None:
    owe_card(desk, visit.chat, about_request(visit.seen.id), view=SHEET)


TAPS: Final[dict[str, Handler]] = {
    OPEN: Handler(open_sheet),
    URGENCY: Handler(set_urgency),
    PHRASE: Handler(turn_phrase),
    REMARK: Handler(ask_note),
    CHOOSE: Handler(choose_officer),
    Action.DISPOSE: Handler(give),
    PAPER: Handler(send_paper),
}
