"""What a bot receives: updates, pressed buttons, files. https://core.telegram.org/bots/api#getting-updates"""

from datetime import timedelta
from typing import Final

from aiogram import types
from aiogram.methods import AnswerCallbackQuery, GetFile, GetUpdates

from simulator.feed import Json
from simulator.telegram import errors
from simulator.telegram.errors import Refused
from simulator.telegram.files import LARGEST_DOWNLOAD
from simulator.telegram.limits import LONGEST_ANSWER
from simulator.telegram.posting import dumped
from simulator.telegram.state import Bot, World

ANSWERABLE: Final = timedelta(seconds=15)


async def get_updates(_world: World, bot: Bot, call: GetUpdates) -> list[Json]:
    if bot.webhook is not None:
        raise Refused(errors.WEBHOOK_ACTIVE)
    if call.allowed_updates is not None:
        bot.queue.allow(call.allowed_updates)
    return await bot.queue.fetch(call.offset or 0, call.limit or 0, call.timeout or 0)


def answer_callback_query(world: World, bot: Bot, call: AnswerCallbackQuery) -> bool:
    """Answer a pressed button, once and soon after it was pressed."""
    query = world.queries.get(call.callback_query_id)
    if query is None or query.answer is not None or world.clock.now() - query.at > ANSWERABLE:
        raise Refused(errors.QUERY_TOO_OLD)
    text = call.text or ""
    if len(text) > LONGEST_ANSWER:
        raise Refused(errors.ANSWER_TOO_LONG)
    query.answer = {"text": text, "alert": bool(call.show_alert)}
    details: Json = {"alert": bool(call.show_alert), "person": query.person.user.first_name}
    world.feed.append("callback_answer", query.chat.label, bot.name, text=text, details=details)
    return True


def get_file(world: World, _bot: Bot, call: GetFile) -> Json:
    kept = world.files.get(call.file_id)
    if kept is None:
        raise Refused(errors.WRONG_FILE_ID)
    if kept.size > LARGEST_DOWNLOAD:
        raise Refused(errors.FILE_TOO_BIG)
    return dumped(types.File(file_id=kept.id, file_unique_id=kept.unique_id, file_size=kept.size, file_path=kept.path))
