"""Telegram's numbers, which the generated models do not check.

https://core.telegram.org/bots/api#sendmessage, https://limits.tginfo.me/en
"""

from typing import Final

from aiogram import types

from simulator.telegram import errors
from simulator.telegram.errors import Refused, not_simulated
from simulator.telegram.formatting import Formatted

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
LONGEST_ANSWER: Final = 200
LONGEST_DATA: Final = 64
MOST_BUTTONS: Final = 100
MOST_IN_A_ROW: Final = 8
STYLES: Final = frozenset({None, "danger", "success", "primary"})
LINK_SCHEMES: Final = ("http://", "https://", "tg://")


def check_text(content: Formatted) -> None:
    if not content.text:
        raise Refused(errors.TEXT_EMPTY)
    if len(content.text) > LONGEST_TEXT:
        raise Refused(errors.TEXT_TOO_LONG)


def check_caption(content: Formatted) -> None:
    if len(content.text) > LONGEST_CAPTION:
        raise Refused(errors.CAPTION_TOO_LONG)


def check_markup(markup: types.ReplyMarkupUnion | None) -> None:
    """Refuse a keyboard that is too large or has a button that can do nothing."""
    if isinstance(markup, types.InlineKeyboardMarkup):
        _check_rows([len(row) for row in markup.inline_keyboard])
        for button in (each for row in markup.inline_keyboard for each in row):
            _check_button(button)
    elif isinstance(markup, types.ReplyKeyboardMarkup):
        _check_rows([len(row) for row in markup.keyboard])


def _check_rows(lengths: list[int]) -> None:
    if sum(lengths) > MOST_BUTTONS or max(lengths, default=0) > MOST_IN_A_ROW:
        raise Refused(errors.MARKUP_TOO_LONG)


def _check_button(button: types.InlineKeyboardButton) -> None:
    chosen = (button.callback_data, button.url, button.copy_text)
    if all(each is None for each in chosen) and _other_kind(button) is not None:
        raise not_simulated(f"a button with {_other_kind(button)}")
    if all(each is None for each in chosen):
        raise Refused(errors.TEXT_BUTTON)
    if button.callback_data is not None and not _fits(button.callback_data):
        raise Refused(errors.BUTTON_DATA_INVALID)
    if button.url is not None and not button.url.startswith(LINK_SCHEMES):
        wrong = f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL"
        raise Refused(f"Bad Request: {wrong}")
    if button.style not in STYLES:
        raise Refused(f"Bad Request: invalid button style '{button.style}' specified")


def _other_kind(button: types.InlineKeyboardButton) -> str | None:
    return next(iter(button.model_fields_set - {"text", "style", "icon_custom_emoji_id"}), None)


def _fits(callback_data: str) -> bool:
    return 1 <= len(callback_data.encode()) <= LONGEST_DATA
