"""May this bot speak here, and which message does it mean?"""

from datetime import timedelta
from typing import Final

from aiogram import types

from simulator.telegram import errors
from simulator.telegram.chats import Chat, Posted, Standing
from simulator.telegram.errors import Refused
from simulator.telegram.state import Bot, World

DELETABLE: Final = timedelta(hours=48)


def chat_to_speak_in(world: World, bot: Bot, chat_id: int | str) -> Chat:
    """Return the chat. Raises Refused where the bot may not speak, in the words for that reason."""
    chat = world.chat_for(bot, chat_id)
    if chat.upgraded_to is not None:
        raise errors.upgraded(chat.upgraded_to)
    if chat.is_gone:
        raise Refused(errors.DEACTIVATED if chat.is_private else errors.GROUP_DELETED)
    standing = chat.standing(bot.id)
    if not standing.is_inside:
        raise _private(standing) if chat.is_private else _group(chat.kind, standing)
    return chat


def _private(standing: Standing) -> Refused:
    return Refused(errors.BLOCKED if standing is Standing.KICKED else errors.NEVER_STARTED)


def _group(kind: str, standing: Standing) -> Refused:
    return errors.kicked_from(kind) if standing is Standing.KICKED else errors.not_a_member_of(kind)


def message_to_edit(chat: Chat, bot: Bot, message_id: int | None) -> Posted:
    """Return the bot's own message; one that set up a keyboard below the input field stays as it is."""
    posted = chat.messages.get(message_id or 0)
    if posted is None:
        raise Refused(errors.EDIT_NOT_FOUND)
    if posted.sender is None or posted.sender.id != bot.id or posted.asking is not None:
        raise Refused(errors.CANNOT_EDIT)
    return posted


def check_right_to_send(chat: Chat, bot: Bot, what: str) -> None:
    """Raises Refused where the bot is restricted."""
    if chat.standing(bot.id) is Standing.RESTRICTED:
        raise errors.no_right_to_send(what)


def topic_to_write_in(chat: Chat, thread: int | None) -> int | None:
    """Return the topic that the call names, if any. Raises Refused where it is closed, or is none of this chat."""
    if thread is None:
        return None
    topic = chat.topics.get(thread) if chat.is_forum else None
    if topic is None:
        raise Refused(errors.THREAD_NOT_FOUND)
    if topic.is_closed:
        raise Refused(errors.TOPIC_CLOSED)
    return topic.id


def message_to_delete(world: World, chat: Chat, bot: Bot, message_id: int) -> Posted:
    """Return the message; in a group a bot that is no administrator deletes only its own.

    Raises Refused for one that is older than 48 hours: https://core.telegram.org/bots/api#deletemessage
    """
    posted = chat.messages.get(message_id)
    if posted is None:
        raise Refused(errors.DELETE_NOT_FOUND)
    own = posted.sender is not None and posted.sender.id == bot.id
    if not own and not chat.is_private:
        raise Refused(errors.CANNOT_DELETE)
    if world.clock.now() - posted.message.date > DELETABLE:
        raise Refused(errors.TOO_OLD_TO_DELETE)
    return posted


def message_to_reply_to(
    chat: Chat, parameters: types.ReplyParameters | None, plain_id: int | None, *, optional: bool
) -> Posted | None:
    """Return the replied message, if the call names one. Raises Refused when it is gone and must not be."""
    wanted = parameters.message_id if parameters else plain_id
    if wanted is None:
        return None
    posted = chat.messages.get(wanted)
    if posted is None and not optional:
        raise Refused(errors.REPLY_NOT_FOUND)
    return posted
