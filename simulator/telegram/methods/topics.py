"""The topics of a forum. https://core.telegram.org/bots/api#createforumtopic"""

from typing import Final

from aiogram import types
from aiogram.methods import CloseForumTopic, CreateForumTopic, EditForumTopic, ReopenForumTopic

from simulator.feed import Json
from simulator.telegram import errors, forums
from simulator.telegram.access import chat_to_speak_in
from simulator.telegram.chats import Chat, Topic
from simulator.telegram.errors import Refused
from simulator.telegram.posting import dumped
from simulator.telegram.state import Bot, World

BLUE: Final = 0x6FB9F0

Shaping = EditForumTopic | CloseForumTopic | ReopenForumTopic


def create_forum_topic(world: World, bot: Bot, call: CreateForumTopic) -> Json:
    chat = _forum(world, bot, call.chat_id)
    if bot.id not in chat.topic_managers:
        raise Refused(errors.NO_RIGHT_TO_CREATE_TOPICS)
    name = forums.clean(call.name)
    if not name:
        raise Refused(errors.TOPIC_NAME_EMPTY)
    world.flood.admit_message(bot.id, chat)
    topic = forums.begin(world, chat, bot.user, name, call.icon_color or BLUE)
    return dumped(types.ForumTopic(message_thread_id=topic.id, name=name, icon_color=call.icon_color or BLUE))


def edit_forum_topic(world: World, bot: Bot, call: EditForumTopic) -> bool:
    chat, topic = _topic(world, bot, call)
    if not call.name or forums.clean(call.name) == topic.name:
        raise Refused(errors.TOPIC_NOT_MODIFIED)
    world.flood.admit_message(bot.id, chat)
    forums.rename(world, chat, topic, bot.user, call.name)
    return True


def close_forum_topic(world: World, bot: Bot, call: CloseForumTopic) -> bool:
    return _turn(world, bot, call, closed=True)


def reopen_forum_topic(world: World, bot: Bot, call: ReopenForumTopic) -> bool:
    return _turn(world, bot, call, closed=False)


def _turn(world: World, bot: Bot, call: Shaping, *, closed: bool) -> bool:
    chat, topic = _topic(world, bot, call)
    if topic.is_closed is closed:
        raise Refused(errors.TOPIC_NOT_MODIFIED)
    world.flood.admit_message(bot.id, chat)
    forums.turn(world, chat, topic, bot.user, closed=closed)
    return True


def _topic(world: World, bot: Bot, call: Shaping) -> tuple[Chat, Topic]:
    """Whoever made a topic may always shape it."""
    chat = _forum(world, bot, call.chat_id)
    topic = chat.topics.get(call.message_thread_id)
    if topic is None:
        raise Refused(errors.TOPIC_ID_INVALID)
    if bot.id not in chat.topic_managers and topic.made_by != bot.id:
        raise Refused(errors.NO_RIGHT_TO_EDIT_TOPIC)
    return chat, topic


def _forum(world: World, bot: Bot, chat_id: int | str) -> Chat:
    chat = chat_to_speak_in(world, bot, chat_id)
    if not chat.is_forum:
        raise Refused(errors.NOT_A_FORUM)
    return chat
