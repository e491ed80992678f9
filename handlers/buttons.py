"""Cards and questions as values, and their translation to Telegram's keyboards."""

from dataclasses import dataclass

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from handlers.callbacks import Press
from handlers.texts import plain

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply

GOOD, BAD = "success", "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Its label is read as it stands: a sentence loses its markup on it."""

    label: str
    press: Press
    style: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", plain(self.label))


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message as it is to be seen.

    `contact` is the label of a key below the text field that shares the own number, `beside_contact` that of another
    key there, which says its own words.
    """

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    contact: str | None = None
    beside_contact: str = ""
    drops_keyboard: bool = False

    @property
    def markup(self) -> Markup | None:
        if self.contact:
            share = KeyboardButton(plain(self.contact), request_contact=True)
            rows = [[share], [KeyboardButton(plain(self.beside_contact))]] if self.beside_contact else [[share]]
            return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
        if self.rows:
            return InlineKeyboardMarkup([[_key(button) for button in row] for row in self.rows])
        return ReplyKeyboardRemove() if self.drops_keyboard else None


def _key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.press.pack(), style=button.style)


def two_a_row(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    """Short labels of which there are many."""
    return tuple(buttons[i : i + 2] for i in range(0, len(buttons), 2))


def one_a_row(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    """Long labels want a row each on a phone."""
    return tuple((button,) for button in buttons)
