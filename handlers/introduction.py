"""How the bot presents itself to everybody: its profile and the menus of commands, from the texts, at every start."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from handlers.texts import Texts
from office.desk.chairs import chairs
from office.desk.desk import Desk
from office.desk.telling import owe_commands
from office.register import cards, people
from office.register.cards import Shown
from office.register.people import Actor
from office.sop.agency import PresenceRules
from office.sop.authority import Act, may
from office.sop.presence import wants_authenticator
from office.sop.roles import OFFICIALS, Role

PRIVATE: Final = ("start", "ajukan", "status", "batal", "profil", "cek", "bantuan")
GROUP: Final = ("antrian", "papan", "cari", "laporan")
"""What works in a private chat before anybody knows the person, and what works in the operator group."""

MENU: Final = "menu"
"""The subject under which it is kept which menu a chat has."""

OF_ROLES: Final = {
    "antrian": Act.SEE_QUEUE,
    "papan": Act.SEE_QUEUE,
    "cari": Act.SEE_QUEUE,
    "laporan": Act.SEE_QUEUE,
    "orang": Act.LIST_PEOPLE,
    "undang": Act.INVITE,
}
"""What works besides for whoever may do this."""


def own_commands(actor: Actor, presence: PresenceRules) -> list[str]:
    """What this person can use, in the order of the menu; whoever only stands in appoints nobody."""
    roles = actor.roles
    names = ["ajukan", "status", "batal"] if Role.APPLICANT in roles else []
    names.append("profil")
    if OFFICIALS.intersection(roles):
        names.append("riwayat")
    if wants_authenticator(roles, presence):
        names.append("autentikator")
    names += [name for name, act in OF_ROLES.items() if may(act, roles)]
    if chairs(actor):
        names.append("wakilkan")
    return [*names, "cek", "bantuan"]


def menu(texts: Texts, names: Sequence[str]) -> list[BotCommand]:
    return [BotCommand(name, texts.plain(f"commands.{name}")) for name in names]


def own_menu(texts: Texts, actor: Actor, presence: PresenceRules) -> list[BotCommand]:
    return menu(texts, own_commands(actor, presence))


def shown_menu(commands: Sequence[BotCommand]) -> Shown:
    """What is kept of a menu that a chat has, beside its cards."""
    said = repr([(each.command, each.description) for each in commands])
    return Shown(0, 0, hashlib.sha256(said.encode()).hexdigest())


def renew_menus(desk: Desk, texts: Texts) -> None:
    """At a start: whoever's menu would be another now, by the office's rules or a newer version's, is owed it."""
    there = {p.telegram_id for role in Role for p in people.holders(desk.tx, role, now=desk.now)}
    for chat_id in sorted(there):
        actor = people.actor(desk.tx, chat_id, now=desk.now)
        if cards.find(desk.tx, chat_id, MENU) != shown_menu(own_menu(texts, actor, desk.agency.presence)):
            owe_commands(desk, chat_id)


async def introduce(bot: Bot, texts: Texts) -> None:
    """Set what everybody sees; what fails waits for the next start."""
    with suppress(TelegramError):
        await bot.set_my_commands(menu(texts, PRIVATE), BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(menu(texts, GROUP), BotCommandScopeAllGroupChats())
        await bot.set_my_description(texts.plain("commands.description"))
        await bot.set_my_short_description(texts.plain("commands.short_description"))
