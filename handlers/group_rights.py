"""What the bot may do in a group, by Telegram's word."""

from dataclasses import dataclass

from telegram import Bot, ChatMemberAdministrator
from telegram.error import TelegramError

from handlers.visit import may_write


@dataclass(frozen=True, slots=True)
class Standing:
    """`trouble` is why Telegram tells nothing of the group; then the rest is not known."""

    title: str = ""
    is_forum: bool = False
    is_admin: bool = False
    may_write: bool = False
    may_manage_topics: bool = False
    trouble: str = ""


async def standing_in(bot: Bot, chat_id: int) -> Standing:
    """Ask Telegram."""
    try:
        chat = await bot.get_chat(chat_id)
        member = await bot.get_chat_member(chat_id, bot.id)
    except TelegramError as exc:
        return Standing(trouble=exc.message)
    is_admin = isinstance(member, ChatMemberAdministrator)
    manages = isinstance(member, ChatMemberAdministrator) and bool(member.can_manage_topics)
    return Standing(chat.title or "", bool(chat.is_forum), is_admin, may_write(member), manages)
