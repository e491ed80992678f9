"""The officers' card of a letter: what it waits for, and the button that brings it on."""

from handlers.buttons import GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts
from office.desk.desk import Desk
from office.register import documents, requests
from office.register.letters import Letter, State

NUMBER, SIGNED, CONFIRM, BACK = "number", "signed", "is_it", "letter"
"""What the buttons do: type TU's number, hand in the signed copy, say that a scan is it, or look again."""


def letter_card(desk: Desk, texts: Texts, letter: Letter, side: str) -> Bubble:
    """`side` is the id of a scan that is to be confirmed, if any."""
    request = requests.load(desk.tx, letter.request)
    asked = _asked(desk, letter, side)
    html = texts.say(
        "letters.card",
        receipt=request.receipt,
        name=letter.about,
        number=letter.number,
        state=_state(desk, letter),
        reason=letter.reason,
        asked=asked,
    )
    return Bubble(html, one_a_row(*_buttons(texts, letter, _state(desk, letter), asked)))


def _state(desk: Desk, letter: Letter) -> str:
    if letter.state is not State.VALID:
        return letter.state
    if letter.document is None:
        return "being_made"
    if letter.signed is not None:
        return "signed"
    return "unsigned" if desk.agency.letter.signature == "none" else "sealed"


def _asked(desk: Desk, letter: Letter, side: str) -> str:
    """The scan that waits for an officer's eye, if it is one of this letter's request."""
    held = {str(d.id) for d in documents.of_request(desk.tx, letter.request)}
    return side if side in held else ""


def _buttons(texts: Texts, letter: Letter, state: str, asked: str) -> list[Button]:
    seen = (letter.id, letter.revision)
    if state == State.DRAFT:
        return [Button(texts.say("buttons.letter_number"), Press(NUMBER, *seen), GOOD)]
    if asked and state in {"unsigned", "signed"}:
        yes = Button(texts.say("buttons.letter_is_it"), Press(CONFIRM, *seen, asked), GOOD)
        return [yes, Button(texts.say("buttons.letter_is_not"), Press(BACK, *seen))]
    if state == "unsigned":
        return [Button(texts.say("buttons.letter_signed"), Press(SIGNED, *seen))]
    return []
