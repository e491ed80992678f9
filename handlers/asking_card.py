"""What the applicant is asked, as a card of its own; and the buttons with which officials ask and propose."""

from typing import Final

from handlers.buttons import GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.exchanges import change_of
from handlers.texts import Texts
from handlers.views import RequestView
from office.desk.desk import Desk
from office.register import clarifications, people, requests

UNASK: Final = "unask"
MEND, FIELD, AGREE, DECLINE = "mend", "mend_field", "mend_yes", "mend_no"
"""Choose what to correct (also the side of the card), which field, and the applicant's yes or no."""


def clarification_card(desk: Desk, texts: Texts, chat_id: int, clarification_id: int) -> Bubble | None:
    """For the request's applicant in private; None for any other chat."""
    asked = clarifications.load(desk.tx, clarification_id)
    request, person = requests.load(desk.tx, asked.request), people.find(desk.tx, chat_id)
    if person is None or person.id != request.applicant:
        return None
    html = texts.say(
        "asking.card",
        receipt=request.receipt,
        name=desk.name_asked(request),
        role=asked.role,
        question=asked.text,
        change=change_of(request, asked.proposal),
        outcome=asked.outcome or "",
        answer=asked.answer or "",
    )
    if not asked.is_open:
        return Bubble(html)
    if asked.proposal is None:
        return Bubble(html, one_a_row(Button(texts.say("buttons.answer"), Press("reply", asked.id), GOOD)))
    yes = Button(texts.say("buttons.mend_yes"), Press(AGREE, asked.id), GOOD)
    return Bubble(html, ((yes, Button(texts.say("buttons.mend_no"), Press(DECLINE, asked.id))),))


def asking_buttons(texts: Texts, view: RequestView) -> tuple[tuple[Button, ...], ...]:
    """*Tanya pemohon* for whoever may decide, and beside it *Perbaiki isian*; while one waits, the way back."""
    seen = (view.id, view.revision)
    if view.takes_back is not None:
        label = "buttons.unask" if view.takes_back.proposal is None else "buttons.unmend"
        return ((Button(texts.say(label), Press(UNASK, *seen, str(view.takes_back.id))),),)
    if not view.may_ask:
        return ()
    ask = Button(texts.say("buttons.clarify"), Press("clarify", *seen))
    return ((ask, Button(texts.say("buttons.mend_answer"), Press(MEND, *seen))),) if view.mendable else ((ask,),)


def field_buttons(texts: Texts, view: RequestView) -> tuple[tuple[Button, ...], ...]:
    """A technical field a row, and the way back."""
    seen = (view.id, view.revision)
    fields = (Button(title, Press(FIELD, *seen, field)) for field, title in view.mendable)
    return one_a_row(*fields, Button(texts.say("buttons.back"), Press("card", *seen)))
