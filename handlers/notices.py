"""One-time messages: a sentence, and for a few of them what goes with it."""

from collections.abc import Callable
from typing import Any, Final

from handlers.buttons import Bubble
from handlers.colleague_cards import found_people
from handlers.group import found_bubble, gave_up_bubble, unreachable_bubble
from handlers.helping import help_bubble
from handlers.presence import enrolled_bubble
from handlers.queue_list import digest_bubble
from handlers.registration_questions import refused_bubble, waiting_bubble
from handlers.request_questions import services_bubble
from handlers.texts import Texts

_ENDS_A_KEYBOARD: Final = frozenset(
    {
        "registration.phone_kept",
        "registration.went_back",
        "registration.given_up",
        "registration.waiting",
        "profile.kept",
    }
)
"""Said after a question that had a keyboard of its own below the text field."""
_WITH_BUTTONS: Final[dict[str, Callable[..., Bubble]]] = {
    "colleagues.found": found_people,
    "group.found": found_bubble,
    "help.help": help_bubble,
    "presence.enrolled": enrolled_bubble,
    "queue.digest": digest_bubble,
    "operators.gave_up": gave_up_bubble,
    "operators.unreachable": unreachable_bubble,
    "start.services": services_bubble,
    "start.waiting": waiting_bubble,
    "registration.refused": refused_bubble,
}


def notice_bubble(texts: Texts, say: str, values: dict[str, Any]) -> Bubble:
    if say in _WITH_BUTTONS:
        return _WITH_BUTTONS[say](texts, **values)
    return Bubble(texts.say(say, **values), drops_keyboard=say in _ENDS_A_KEYBOARD)
