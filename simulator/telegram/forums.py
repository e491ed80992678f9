"""What becomes of the topics of a forum, by whoever does it."""

from typing import Final

from aiogram import types

from simulator.telegram.chats import Chat, Topic
from simulator.telegram.posting import post, remove
from simulator.telegram.state import World

LONGEST_NAME: Final = 128


def clean(name: str) -> str:
    """Telegram cuts a name that is too long."""
    return " ".join(name.split())[:LONGEST_NAME]


def begin(world: World, chat: Chat, maker: types.User, name: str, icon_color: int) -> Topic:
    """A topic begins with a service message, to which all else in it replies."""
    head = post(world, chat, maker, {"forum_topic_created": {"name": name, "icon_color": icon_color}})
    thread = head.message.message_id
    head.message = head.message.model_copy(update={"message_thread_id": thread, "is_topic_message": True})
    topic = chat.topics[thread] = Topic(thread, name, maker.id)
    return topic


def rename(world: World, chat: Chat, topic: Topic, by: types.User, name: str) -> None:
    topic.name = clean(name)
    post(world, chat, by, {"forum_topic_edited": {"name": topic.name}}, thread=topic.id)


def turn(world: World, chat: Chat, topic: Topic, by: types.User, *, closed: bool) -> None:
    """Close it, so that nobody writes in it, or open it again."""
    topic.is_closed = closed
    post(world, chat, by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, thread=topic.id)


def delete(world: World, chat: Chat, topic: Topic) -> None:
    """With all that was said in it; bots are told nothing."""
    del chat.topics[topic.id]
    for posted in [each for each in chat.messages.values() if each.message.message_thread_id == topic.id]:
        remove(world, chat, posted)
