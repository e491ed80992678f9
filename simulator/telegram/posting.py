"""Messages appear, change and vanish; each time the feed tells it."""

from collections.abc import Mapping

from aiogram import types
from pydantic import BaseModel

from simulator.feed import Json
from simulator.telegram.chats import Asking, Chat, Posted
from simulator.telegram.state import World
from simulator.telegram.views import view


def dumped(thing: BaseModel) -> Json:
    """Shape a Telegram object as the JSON that travels."""
    return thing.model_dump(mode="json", by_alias=True, exclude_none=True)


def post(
    world: World,
    chat: Chat,
    sender: types.User,
    content: Mapping[str, object],
    *,
    reply_to: Posted | None = None,
    asking: Asking | None = None,
    thread: int | None = None,
    is_silent: bool = False,
) -> Posted:
    """Put a new message into the chat, or into a topic of it, where all that replies to nothing replies to its head."""
    if thread is not None:
        content = {**content, "message_thread_id": thread, "is_topic_message": True}
        reply_to = reply_to or chat.messages.get(thread)
    message = types.Message.model_validate(
        {
            "message_id": chat.next_message_id(),
            "date": world.clock.now(),
            "chat": chat.shape,
            "from": sender,
            "reply_to_message": _quoted(reply_to),
            **content,
        }
    )
    posted = Posted(message, asking, is_silent=is_silent)
    chat.messages[message.message_id] = posted
    world.feed.append("message", chat.label, sender.first_name, message=view(chat, posted))
    return posted


def change(world: World, chat: Chat, posted: Posted, content: Mapping[str, object]) -> None:
    """Give a message that stands in the chat another content."""
    now = int(world.clock.now().timestamp())
    posted.message = posted.message.model_copy(update={**content, "edit_date": now})
    posted.edits += 1
    _tell(world, "edit", chat, posted)


def remove(world: World, chat: Chat, posted: Posted) -> None:
    del chat.messages[posted.message.message_id]
    _tell(world, "delete", chat, posted)


def _tell(world: World, kind: str, chat: Chat, posted: Posted) -> None:
    sender = posted.sender.first_name if posted.sender else chat.title
    world.feed.append(kind, chat.label, sender, message=view(chat, posted))


def _quoted(reply_to: Posted | None) -> types.Message | None:
    """The replied message without its own reply: Telegram nests only once."""
    return reply_to.message.model_copy(update={"reply_to_message": None}) if reply_to else None
