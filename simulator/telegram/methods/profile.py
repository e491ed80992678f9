"""How a bot shows itself: names, descriptions, commands. https://core.telegram.org/bots/api#setmycommands"""

import re
from typing import Final

from aiogram.methods import (
    DeleteMyCommands,
    GetMe,
    GetMyCommands,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)
from aiogram.types import BotCommand, BotCommandScopeDefault, BotCommandScopeUnion

from simulator.feed import Json
from simulator.telegram import errors
from simulator.telegram.errors import Refused
from simulator.telegram.posting import dumped
from simulator.telegram.state import Bot, Scope, World

COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS: Final = 100
LONGEST_COMMAND_DESCRIPTION: Final = 256
LONGEST: Final = {"name": 64, "description": 512, "short_description": 120}


def get_me(_world: World, bot: Bot, _call: GetMe) -> Json:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return dumped(bot.user.model_copy(update=abilities))


def set_my_commands(_world: World, bot: Bot, call: SetMyCommands) -> bool:
    if len(call.commands) > MOST_COMMANDS:
        raise Refused(errors.TOO_MANY_COMMANDS)
    for each in call.commands:
        _check(each)
    bot.commands[_scope(call.scope, call.language_code)] = call.commands
    return True


def delete_my_commands(_world: World, bot: Bot, call: DeleteMyCommands) -> bool:
    bot.commands.pop(_scope(call.scope, call.language_code), None)
    return True


def get_my_commands(_world: World, bot: Bot, call: GetMyCommands) -> list[Json]:
    return [dumped(each) for each in bot.commands.get(_scope(call.scope, call.language_code), [])]


def set_my_description(_world: World, bot: Bot, call: SetMyDescription) -> bool:
    return _set(bot, "description", call.description, call.language_code)


def set_my_short_description(_world: World, bot: Bot, call: SetMyShortDescription) -> bool:
    return _set(bot, "short_description", call.short_description, call.language_code)


def set_my_name(_world: World, bot: Bot, call: SetMyName) -> bool:
    _set(bot, "name", call.name, call.language_code)
    if call.name and not call.language_code:
        bot.name = call.name
    return True


def _set(bot: Bot, what: str, text: str | None, language: str | None) -> bool:
    if len(text or "") > LONGEST[what]:
        raise Refused(f"Bad Request: {what} is too long")
    bot.profile[what, language or ""] = text or ""
    return True


def _scope(scope: BotCommandScopeUnion | None, language: str | None) -> Scope:
    return (scope or BotCommandScopeDefault()).model_dump_json(), language or ""


def _check(command: BotCommand) -> None:
    if not COMMAND.fullmatch(command.command):
        raise Refused(errors.COMMAND_INVALID)
    if not 1 <= len(command.description) <= LONGEST_COMMAND_DESCRIPTION:
        raise Refused(errors.COMMAND_DESCRIPTION_INVALID)
