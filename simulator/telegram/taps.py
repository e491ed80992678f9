"""Buttons that people press, and some that they forge. https://core.telegram.org/bots/api#callbackquery"""

from uuid import uuid4

from aiogram import types

from simulator.feed import Json
from simulator.telegram.chats import Posted
from simulator.telegram.people import Impossible, Place, check_alive, standing_message
from simulator.telegram.posting import dumped
from simulator.telegram.state import Bot, Query


def tap(place: Place, bot: Bot, message_id: int, label: str) -> Query | None:
    """Press the button with that label. A link or copy button tells the bot nothing: None."""
    button = _button(standing_message(place.chat, message_id), label)
    if button.callback_data is None:
        _tell(place, label, {"message": message_id, "url": button.url})
        return None
    return tap_data(place, bot, message_id, button.callback_data, label=button.text)


def tap_data(place: Place, bot: Bot, message_id: int, data: str, *, label: str = "") -> Query:
    """Send callback data of one's own making: the bot's server cannot tell it from a real press."""
    check_alive(place)
    query = Query(uuid4().hex, place.chat, place.person, place.world.clock.now())
    place.world.queries[query.id] = query
    callback = types.CallbackQuery.model_validate(
        {
            "id": query.id,
            "from": place.person.user,
            "chat_instance": str(place.chat.id),
            "message": _message(place, message_id),
            "data": data,
        }
    )
    _tell(place, label or data, {"message": message_id, "data": data})
    bot.queue.put("callback_query", dumped(callback))
    return query


def _message(place: Place, message_id: int) -> types.Message | types.InaccessibleMessage:
    posted = place.chat.messages.get(message_id)
    if posted is not None:
        return posted.message
    return types.InaccessibleMessage(chat=place.chat.shape, message_id=message_id, date=0)


def _button(posted: Posted, label: str) -> types.InlineKeyboardButton:
    """The button labelled exactly so, or else the first whose label contains it."""
    markup = posted.message.reply_markup
    buttons = [button for row in (markup.inline_keyboard if markup else []) for button in row]
    matching = [each for each in buttons if each.text == label] or [each for each in buttons if label in each.text]
    if not matching:
        raise Impossible(f"no button {label!r} among {[each.text for each in buttons]}")
    return matching[0]


def _tell(place: Place, text: str, details: Json) -> None:
    place.world.feed.append("tap", place.chat.label, place.person.user.first_name, text=text, details=details)
