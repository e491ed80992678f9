"""What reaches a bot: updates of its chats, less what privacy mode keeps from it in groups.

https://core.telegram.org/bots/features#privacy-mode
"""

from aiogram import types

from simulator.feed import Json
from simulator.telegram.chats import Chat, Posted, Standing
from simulator.telegram.posting import dumped
from simulator.telegram.state import Bot, World

SERVICE_FIELDS = (
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
)
STATUS = {
    Standing.STRANGER: "left",
    Standing.MEMBER: "member",
    Standing.ADMINISTRATOR: "administrator",
    Standing.RESTRICTED: "restricted",
    Standing.KICKED: "kicked",
    Standing.LEFT: "left",
}


def deliver(world: World, chat: Chat, posted: Posted, kind: str = "message") -> None:
    """Queue the message for each bot of the chat that may read it."""
    for bot in world.bots.values():
        if chat.standing(bot.id).is_inside and _may_read(bot, chat, posted.message):
            bot.queue.put(kind, dumped(posted.message))


def stand(world: World, chat: Chat, bot: Bot, by: types.User, standing: Standing) -> None:
    """Change how the bot stands to the chat, and tell it."""
    before = chat.standing(bot.id)
    chat.standings[bot.id] = standing
    bot.queue.put("my_chat_member", _membership(world, chat, bot, by, before, standing))
    details: Json = {"bot": bot.username, "before": before, "after": standing}
    world.feed.append("member", chat.label, by.first_name, text=standing, details=details)


def _membership(world: World, chat: Chat, bot: Bot, by: types.User, before: Standing, after: Standing) -> Json:
    update = types.ChatMemberUpdated.model_validate(
        {
            "chat": chat.shape,
            "from": by,
            "date": world.clock.now(),
            "old_chat_member": member_shape(chat, bot, before),
            "new_chat_member": member_shape(chat, bot, after),
        }
    )
    return dumped(update)


def member_shape(chat: Chat, bot: Bot, standing: Standing) -> Json:
    """The bot as a member of the chat. https://core.telegram.org/bots/api#chatmember"""
    shape: Json = {"status": STATUS[standing], "user": bot.user}
    if standing is Standing.RESTRICTED:
        rights = [name for name in types.ChatMemberRestricted.model_fields if name.startswith("can_")]
        return {**shape, **dict.fromkeys(rights, False), "is_member": True, "until_date": 0}
    if standing is Standing.ADMINISTRATOR:
        rights = [name for name in types.ChatMemberAdministrator.model_fields if name.startswith("can_")]
        may = {**dict.fromkeys(rights, True), "can_manage_topics": bot.id in chat.topic_managers}
        return {**shape, **may, "is_anonymous": False}
    # A ban without end: https://core.telegram.org/bots/api#chatmemberbanned
    return {**shape, "until_date": 0} if standing is Standing.KICKED else shape


def _may_read(bot: Bot, chat: Chat, message: types.Message) -> bool:
    if chat.is_private or chat.standing(bot.id) is Standing.ADMINISTRATOR:
        return True
    if any(getattr(message, name) for name in SERVICE_FIELDS):
        return True
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot.id:
        return True
    return _commands(bot, message)


def _commands(bot: Bot, message: types.Message) -> bool:
    """Whether the text begins with a command that is for this bot or for nobody by name."""
    first = next(iter(message.entities or []), None)
    if first is None or first.type != "bot_command" or first.offset != 0:
        return False
    _, _, addressed = (message.text or "")[: first.length].partition("@")
    return addressed.lower() in ("", bot.username.lower())
