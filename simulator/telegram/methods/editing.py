"""Messages that change or go. https://core.telegram.org/bots/api#updating-messages"""

from aiogram import types
from aiogram.methods import DeleteMessage, EditMessageCaption, EditMessageReplyMarkup, EditMessageText

from simulator.feed import Json
from simulator.telegram import errors
from simulator.telegram.access import chat_to_speak_in, message_to_delete, message_to_edit
from simulator.telegram.chats import Chat, Posted
from simulator.telegram.errors import Refused, not_simulated
from simulator.telegram.formatting import formatted
from simulator.telegram.limits import check_caption, check_markup, check_text
from simulator.telegram.posting import change, dumped, remove
from simulator.telegram.state import Bot, World

Editing = EditMessageText | EditMessageCaption | EditMessageReplyMarkup


def edit_message_text(world: World, bot: Bot, call: EditMessageText) -> Json:
    """Without a keyboard in the call, the message loses the one it had."""
    chat, posted = _target(world, bot, call)
    if posted.message.text is None:
        raise Refused(errors.NO_TEXT_TO_EDIT)
    content = formatted(call.text or "", call.parse_mode, call.entities)
    check_text(content)
    wanted: Json = {"text": content.text, "entities": content.entities or None, "reply_markup": _markup(call)}
    return _changed(world, bot, chat, posted, wanted)


def edit_message_caption(world: World, bot: Bot, call: EditMessageCaption) -> Json:
    chat, posted = _target(world, bot, call)
    if posted.message.document is None and posted.message.photo is None:
        raise Refused(errors.NO_CAPTION_TO_EDIT)
    content = formatted(call.caption or "", call.parse_mode, call.caption_entities)
    check_caption(content)
    caption: Json = {"caption": content.text or None, "caption_entities": content.entities or None}
    return _changed(world, bot, chat, posted, {**caption, "reply_markup": _markup(call)})


def edit_message_reply_markup(world: World, bot: Bot, call: EditMessageReplyMarkup) -> Json:
    chat, posted = _target(world, bot, call)
    return _changed(world, bot, chat, posted, {"reply_markup": _markup(call)})


def delete_message(world: World, bot: Bot, call: DeleteMessage) -> bool:
    chat = chat_to_speak_in(world, bot, call.chat_id)
    remove(world, chat, message_to_delete(world, chat, bot, call.message_id))
    return True


def _target(world: World, bot: Bot, call: Editing) -> tuple[Chat, Posted]:
    if call.inline_message_id is not None:
        raise not_simulated("inline messages")
    if call.chat_id is None:
        raise Refused(errors.NO_CHAT_ID)
    chat = chat_to_speak_in(world, bot, call.chat_id)
    return chat, message_to_edit(chat, bot, call.message_id)


def _markup(call: Editing) -> types.InlineKeyboardMarkup | None:
    check_markup(call.reply_markup)
    markup = call.reply_markup
    return markup if markup and markup.inline_keyboard else None


def _changed(world: World, bot: Bot, chat: Chat, posted: Posted, wanted: Json) -> Json:
    if all(getattr(posted.message, name) == value for name, value in wanted.items()):
        raise Refused(errors.NOT_MODIFIED)
    world.flood.admit_edit(bot.id, chat)
    change(world, chat, posted, wanted)
    return dumped(posted.message)
