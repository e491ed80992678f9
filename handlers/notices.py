"""One-time messages: a sentence, and for a few of them what goes with it."""

from typing import Any, Final

from handlers.buttons import Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts

_ENDS_A_KEYBOARD: Final = frozenset({"registration.waiting", "registration.admitted"})
"""Said after a question that had a keyboard of its own below the text field."""


def notice_bubble(texts: Texts, say: str, values: dict[str, Any]) -> Bubble:
    if say == "start.services":
        kinds = [Button(texts.say("kinds.button", kind=kind), Press("apply", extra=kind)) for kind in values["kinds"]]
        return Bubble(texts.say(say, **values), one_a_row(*kinds))
    return Bubble(texts.say(say, **values), drops_keyboard=say in _ENDS_A_KEYBOARD)
