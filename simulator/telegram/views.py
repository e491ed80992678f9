"""A message as a person sees it on the screen."""

from aiogram import types
from aiogram.utils.text_decorations import html_decoration

from simulator.feed import Json
from simulator.telegram.chats import Chat, Posted

SERVICE_TEXTS = {
    "group_chat_created": "group created",
    "migrate_to_chat_id": "this group has become a supergroup",
    "migrate_from_chat_id": "this supergroup was a group",
    "forum_topic_edited": "the topic has another name",
    "forum_topic_closed": "topic closed",
    "forum_topic_reopened": "topic opened again",
    "sticker": "a sticker",
    "voice": "a voice message",
    "location": "a location",
}
"""What stands for a message that has no words."""


def view(chat: Chat, posted: Posted) -> Json:
    message = posted.message
    sender = posted.sender
    return {
        "id": message.message_id,
        "chat_id": chat.id,
        "date": message.date.isoformat(),
        "sender": sender.first_name if sender else chat.title,
        "from_bot": bool(sender and sender.is_bot),
        "text": message.text or message.caption or _service_text(message),
        "html": _html(message),
        "entities": [each.model_dump(mode="json", exclude_none=True) for each in _entities(message)],
        "buttons": _buttons(message.reply_markup),
        "edits": posted.edits,
        "album": message.media_group_id,
        "silent": posted.is_silent,
        "forwarded": message.forward_origin is not None,
        "reply_to": _reply_to(message),
        "thread": message.message_thread_id,
        **_asking(posted),
        **_attachments(message),
    }


def _reply_to(message: types.Message) -> int | None:
    """What apps show above a message: not the head of its topic."""
    replied = message.reply_to_message
    return replied.message_id if replied and not replied.forum_topic_created else None


def _entities(message: types.Message) -> list[types.MessageEntity]:
    return message.entities or message.caption_entities or []


def _html(message: types.Message) -> str:
    return html_decoration.unparse(message.text or message.caption or "", _entities(message))


def _buttons(markup: types.InlineKeyboardMarkup | None) -> list[list[Json]]:
    rows = markup.inline_keyboard if markup else []
    return [[_button(button) for button in row] for row in rows]


def _button(button: types.InlineKeyboardButton) -> Json:
    return {
        "label": button.text,
        "data": button.callback_data,
        "url": button.url,
        "style": button.style,
        "copy_text": button.copy_text.text if button.copy_text else None,
    }


def _asking(posted: Posted) -> Json:
    asking = posted.asking
    labels = asking.keyboard if isinstance(asking, types.ReplyKeyboardMarkup) else []
    return {
        "keyboard": [[key.text for key in row] for row in labels],
        "force_reply": isinstance(asking, types.ForceReply),
        "keyboard_removed": isinstance(asking, types.ReplyKeyboardRemove),
        "placeholder": getattr(asking, "input_field_placeholder", None),
    }


def _attachments(message: types.Message) -> Json:
    contact = message.contact
    return {
        "document": _document(message.document),
        "photo": _photo(message.photo),
        "contact": contact.model_dump(mode="json", exclude_none=True) if contact else None,
    }


def _document(document: types.Document | None) -> Json | None:
    if document is None:
        return None
    return {
        "file_name": document.file_name,
        "size": document.file_size,
        "file_id": document.file_id,
        "mime": document.mime_type,
    }


def _photo(sizes: list[types.PhotoSize] | None) -> Json | None:
    if not sizes:
        return None
    largest = sizes[-1]
    return {"file_name": "photo.jpg", "size": largest.file_size, "file_id": largest.file_id}


def _service_text(message: types.Message) -> str:
    if message.contact:
        return message.contact.phone_number
    if message.forum_topic_created:
        return f"topic {message.forum_topic_created.name} begins"
    if message.new_chat_members:
        return f"{', '.join(each.first_name for each in message.new_chat_members)} joined the group"
    if message.left_chat_member:
        return f"{message.left_chat_member.first_name} left the group"
    plain = (name for name in SERVICE_TEXTS if getattr(message, name))
    return next((SERVICE_TEXTS[name] for name in plain), "")
