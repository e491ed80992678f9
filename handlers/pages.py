"""Lists that are longer than a message: which page is shown, and the buttons that turn it."""

from collections.abc import Callable
from typing import Final

from handlers.buttons import Button
from handlers.callbacks import OldCard, Press
from handlers.texts import Texts

A_PAGE: Final = 5
A_FEW: Final = 5
"""How many cards a command posts afresh; after an outage it is all of them."""
_DIGITS: Final = 4


def page_number(text: str) -> int:
    """Raises OldCard for what no button of ours carries."""
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS:
        raise OldCard
    return int(text)


def within(number: int, total: int, a_page: int = A_PAGE) -> int:
    """The page itself, or the last one where there are not so many."""
    return min(number, max(total - 1, 0) // a_page)


def turning(
    texts: Texts, number: int, total: int, press: Callable[[int], Press], a_page: int = A_PAGE
) -> tuple[Button, ...]:
    """Back and on, as far as there is something."""
    turns = []
    if number:
        turns.append(Button(texts.say("buttons.previous"), press(number - 1)))
    if (number + 1) * a_page < total:
        turns.append(Button(texts.say("buttons.next"), press(number + 1)))
    return tuple(turns)
