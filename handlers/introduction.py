"""How the bot presents itself to everybody: its profile and the menus of commands, from the texts, at every start."""

from contextlib import suppress
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from handlers.texts import Texts

PRIVATE: Final = ("start", "ajukan", "status", "batal", "profil", "cek", "bantuan")
GROUP: Final = ("antrian",)
"""What works in a private chat before anybody knows the person, and what works in the operator group."""


def menu(texts: Texts, names: tuple[str, ...] | list[str]) -> list[BotCommand]:
    return [BotCommand(name, texts.say(f"commands.{name}")) for name in names]


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set what everybody sees; what fails waits for the next start."""
    with suppress(TelegramError):
        await bot.set_my_commands(menu(texts, PRIVATE), BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(menu(texts, GROUP), BotCommandScopeAllGroupChats())
        await bot.set_my_description(texts.say("commands.description"))
        await bot.set_my_short_description(texts.say("commands.short_description"))
