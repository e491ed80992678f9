"""What becomes of groups and of the bot in them; each bot is told as Telegram tells it."""

from simulator.telegram.chats import Chat, Posted, Standing
from simulator.telegram.delivery import deliver, stand
from simulator.telegram.posting import post
from simulator.telegram.state import Bot, Person, World


def bring_in(world: World, person: Person, bot: Bot, group: Chat) -> None:
    """Add the bot to a group, unless it is there already."""
    if group.standing(bot.id).is_inside:
        return
    stand(world, group, bot, person.user, Standing.MEMBER)
    joined = post(world, group, person.user, {"new_chat_members": [bot.user]})
    deliver(world, group, joined)


def found(world: World, person: Person, bot: Bot, group: Chat) -> None:
    """Let the bot be there from the beginning, in a supergroup as one who was added."""
    if group.kind == "supergroup":
        bring_in(world, person, bot, group)
        return
    stand(world, group, bot, person.user, Standing.MEMBER)
    deliver(world, group, post(world, group, person.user, {"group_chat_created": True}))


def throw_out(world: World, person: Person, bot: Bot, group: Chat) -> None:
    post(world, group, person.user, {"left_chat_member": bot.user})
    group.topic_managers.discard(bot.id)
    stand(world, group, bot, person.user, Standing.KICKED)


def promote(world: World, person: Person, bot: Bot, group: Chat, *, manages_topics: bool) -> None:
    """Make the bot an administrator, or change its one right that is told apart."""
    group.topic_managers.discard(bot.id)
    if manages_topics:
        group.topic_managers.add(bot.id)
    stand(world, group, bot, person.user, Standing.ADMINISTRATOR)


def demote(world: World, person: Person, bot: Bot, group: Chat) -> None:
    group.topic_managers.discard(bot.id)
    stand(world, group, bot, person.user, Standing.MEMBER)


def delete(world: World, person: Person, group: Chat) -> None:
    """End a group for everybody. A bot in a supergroup finds itself thrown out of it."""
    last = Standing.KICKED if group.kind == "supergroup" else Standing.LEFT
    for bot in _bots_in(world, group):
        stand(world, group, bot, person.user, last)
    group.is_gone = group.kind != "supergroup"


def upgrade(world: World, person: Person, group: Chat) -> Chat:
    """Make a supergroup of a group: a new chat with the same people, to which the old one points.

    Bots learn that they joined the new chat, never that they left the old one:
    https://github.com/tdlib/telegram-bot-api/issues/266
    """
    new = world.add_group(group.title, "supergroup", list(group.members))
    new.topic_managers = set(group.topic_managers)
    for bot in _bots_in(world, group):
        stand(world, new, bot, person.user, group.standing(bot.id))
    _announce(world, person, group, {"migrate_to_chat_id": new.id})
    group.upgraded_to = new.id
    _announce(world, person, new, {"migrate_from_chat_id": group.id})
    return new


def _announce(world: World, person: Person, chat: Chat, content: dict[str, object]) -> Posted:
    posted = post(world, chat, person.user, content)
    deliver(world, chat, posted)
    return posted


def _bots_in(world: World, group: Chat) -> list[Bot]:
    return [bot for bot in world.bots.values() if group.standing(bot.id).is_inside]
