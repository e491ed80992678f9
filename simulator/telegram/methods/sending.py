"""New messages from a bot. https://core.telegram.org/bots/api#sendmessage"""

from mimetypes import guess_type
from typing import Final

from aiogram import types
from aiogram.methods import SendChatAction, SendDocument, SendMessage, SendPhoto

from simulator.feed import Json
from simulator.telegram import errors
from simulator.telegram.access import chat_to_speak_in, check_right_to_send, message_to_reply_to, topic_to_write_in
from simulator.telegram.chats import Asking
from simulator.telegram.errors import Refused
from simulator.telegram.files import FileStore, document_of
from simulator.telegram.formatting import formatted
from simulator.telegram.limits import check_caption, check_markup, check_text
from simulator.telegram.posting import dumped, post
from simulator.telegram.state import Bot, World

Sending = SendMessage | SendDocument | SendPhoto
KINDS: Final = {SendMessage: "text messages", SendDocument: "documents", SendPhoto: "photos"}


def send_message(world: World, bot: Bot, call: SendMessage) -> Json:
    content = formatted(call.text, call.parse_mode, call.entities)
    check_text(content)
    return _post(world, bot, call, {"text": content.text, "entities": content.entities or None})


def send_document(world: World, bot: Bot, call: SendDocument) -> Json:
    caption = _caption(call)
    chat_to_speak_in(world, bot, call.chat_id)
    return _post(world, bot, call, {"document": _document(world.files, call.document), **caption})


def send_photo(world: World, bot: Bot, call: SendPhoto) -> Json:
    caption = _caption(call)
    chat_to_speak_in(world, bot, call.chat_id)
    return _post(world, bot, call, {"photo": _photo(world.files, call.photo), **caption})


def send_chat_action(world: World, bot: Bot, call: SendChatAction) -> bool:
    chat = chat_to_speak_in(world, bot, call.chat_id)
    world.feed.append("typing", chat.label, bot.name, text=call.action)
    return True


def _post(world: World, bot: Bot, call: Sending, content: Json) -> Json:
    chat = chat_to_speak_in(world, bot, call.chat_id)
    check_right_to_send(chat, bot, KINDS[type(call)])
    check_markup(call.reply_markup)
    inline, asking = _split(call.reply_markup)
    answered = call.reply_parameters
    allowed = answered.allow_sending_without_reply if answered else call.allow_sending_without_reply
    reply_to = message_to_reply_to(chat, answered, call.reply_to_message_id, optional=allowed is True)
    thread = topic_to_write_in(chat, call.message_thread_id)
    world.flood.admit_message(bot.id, chat)
    content = {**content, "reply_markup": inline, "has_protected_content": _protection(call)}
    silent = call.disable_notification is True
    sent = post(world, chat, bot.user, content, reply_to=reply_to, asking=asking, thread=thread, is_silent=silent)
    return dumped(sent.message)


def _split(markup: types.ReplyMarkupUnion | None) -> tuple[types.InlineKeyboardMarkup | None, Asking | None]:
    """Only an inline keyboard belongs to the message; the others belong to the person's input field."""
    if isinstance(markup, types.InlineKeyboardMarkup):
        return (markup if markup.inline_keyboard else None), None
    return None, markup


def _protection(call: Sending) -> bool | None:
    return True if call.protect_content is True else None


def _caption(call: SendDocument | SendPhoto) -> Json:
    content = formatted(call.caption or "", call.parse_mode, call.caption_entities)
    check_caption(content)
    return {"caption": content.text or None, "caption_entities": content.entities or None}


def _document(files: FileStore, given: types.InputFileUnion) -> types.Document:
    if isinstance(given, types.BufferedInputFile):
        name = given.filename or "document"
        return files.add_document(name, guess_type(name)[0] or "application/octet-stream", given.data)
    known = files.get(given) if isinstance(given, str) else None
    if known is None:
        raise Refused(errors.WRONG_FILE_OR_URL)
    return document_of(known)


def _photo(files: FileStore, given: types.InputFileUnion) -> list[types.PhotoSize]:
    if isinstance(given, types.BufferedInputFile):
        return files.add_photo(given.data)
    known = files.get(given) if isinstance(given, str) else None
    if known is None:
        raise Refused(errors.WRONG_FILE_OR_URL)
    return files.add_photo(known.content)
