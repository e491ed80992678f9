"""An operator group with topics, for the journeys."""

from simulator.client import Group, Message, Topic
from tests.journeys.play import Play


async def become_forum(play: Play, *, manages_topics: bool = True) -> Group:
    """The operator group turns its topics on and makes the bot an administrator."""
    group = play.stage.group
    await play["operator"].make_forum(group)
    await play["operator"].promote_bot(group, manages_topics=manages_topics)
    return group


async def topic_named(play: Play, name: str) -> Topic:
    """The newest topic with this in its name."""
    return [each for each in await play.stage.simulator.topics(play.stage.group) if name in each.name][-1]


async def in_topic(play: Play, thread: int | None) -> list[Message]:
    """What the bot has said in this topic, or in General."""
    shown = await play["operator"].messages(play.stage.group)
    return [each for each in shown if each.from_bot and each.thread == thread]
