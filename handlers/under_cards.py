"""Which card a button stands under: it is shown again where the button came too late, or had to wait for a code."""

from typing import Final

from handlers import approvals, asking, completeness, deciding, disposition, letters, officers
from handlers.asking_card import AGREE, DECLINE, FIELD, MEND, UNASK
from handlers.callbacks import Press
from handlers.colleagues import CARD_TAPS
from office.desk.following import REMIND
from office.desk.telling import about_clarification, about_letter, about_request, about_staff

_OF_REQUESTS: Final = frozenset(
    {
        *("card", REMIND, asking.CLARIFY, UNASK, MEND, FIELD),
        *(*approvals.TAPS, *completeness.TAPS, *deciding.TAPS, *disposition.TAPS, *officers.TAPS),
    }
)
_OF_CLARIFICATIONS: Final = frozenset({asking.REPLY, AGREE, DECLINE})


def shown_by(press: Press) -> str:
    """The subject of the card under which this button was; empty for a question, and for what a command brings anew."""
    if press.action in _OF_REQUESTS:
        return about_request(press.id)
    if press.action in _OF_CLARIFICATIONS:
        return about_clarification(press.id)
    if press.action in letters.TAPS:
        return about_letter(press.id)
    return about_staff(press.id) if press.action in CARD_TAPS else ""
