"""What becomes too old when time passes, be it hours in a moment."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from simulator.client import Person, Simulator

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="yes")]])


async def test_messages_bear_the_date_of_the_simulated_world(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    before = await bot.send_message(dewi.id, "Hari ini")

    await simulator.advance(3 * 86_400)

    after = await bot.send_message(dewi.id, "Tiga hari kemudian")
    assert (after.date - before.date).days == 3
    assert (await simulator.events(0, 0))[-1].at[:10] == after.date.date().isoformat()


async def test_a_tap_waits_a_hundred_and_fifty_seconds_and_a_message_a_day(
    bot: Bot, dewi: Person, simulator: Simulator
) -> None:
    await bot.send_message(dewi.id, "Benar?", reply_markup=YES)
    tap = asyncio.create_task(dewi.tap("Ya", timeout=5))
    early, *_ = await bot.get_updates(timeout=5)
    await dewi.say("Halo?")

    await simulator.advance(151)
    after_the_tap = await bot.get_updates()
    await simulator.advance(86_400)
    after_a_day = await bot.get_updates()

    assert early.callback_query is not None
    assert [each.message.text for each in after_the_tap if each.message] == ["Halo?"]
    assert len(after_the_tap) == 1
    assert after_a_day == ()
    tap.cancel()


async def test_a_tap_must_be_answered_within_fifteen_seconds(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    await bot.send_message(dewi.id, "Benar?", reply_markup=YES)
    tap = asyncio.create_task(dewi.tap("Ya", timeout=5))
    (query,) = [each.callback_query for each in await bot.get_updates(timeout=5)]
    assert query is not None

    await simulator.advance(16)

    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer("Terlambat")
    tap.cancel()


async def test_a_message_can_be_deleted_for_two_days(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    first, second = [await bot.send_message(dewi.id, text) for text in ("Satu", "Dua")]

    await simulator.advance(47 * 3600)
    await bot.delete_message(dewi.id, first.message_id)
    await simulator.advance(2 * 3600)

    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(dewi.id, second.message_id)


async def test_after_a_week_of_silence_update_ids_start_again_elsewhere(
    bot: Bot, dewi: Person, simulator: Simulator
) -> None:
    await dewi.say("Sebelum")
    (before,) = await bot.get_updates(timeout=5)
    await bot.get_updates(offset=before.update_id + 1)
    await simulator.advance(8 * 86_400)

    await dewi.say("Sesudah")

    (after,) = await bot.get_updates(offset=before.update_id + 1, timeout=5)
    assert after.update_id < before.update_id
    assert await bot.get_updates(offset=after.update_id + 1) == ()


async def test_time_does_not_run_back(simulator: Simulator) -> None:
    with pytest.raises(AssertionError, match="greater than or equal to 0"):
        await simulator.advance(-1)
