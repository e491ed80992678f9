"""Failures on order, and the record of what a bot did."""

from datetime import timedelta

import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from simulator.client import Person, Simulator


@pytest.mark.filterwarnings("ignore:.*PTB_TIMEDELTA")
async def test_a_flood_limit_says_how_long_to_wait(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    await simulator.fail("sendMessage", kind="status", status=429, retry_after=7)

    with pytest.raises(RetryAfter) as told:
        await bot.send_message(dewi.id, "Pertama")

    assert told.value.retry_after in (7, timedelta(seconds=7))
    await bot.send_message(dewi.id, "Kedua")
    await dewi.sees_no("Pertama")
    await dewi.sees("Kedua")


async def test_a_lost_answer_has_had_its_effect(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    await simulator.fail("sendMessage", kind="lost_answer")

    with pytest.raises(NetworkError):
        await bot.send_message(dewi.id, "Terkirim")

    await dewi.sees("Terkirim")


async def test_a_reset_before_the_call_has_no_effect(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    await simulator.fail("sendMessage", kind="reset_before", times=2)

    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(dewi.id, "Hilang")

    await bot.send_message(dewi.id, "Sampai")
    await dewi.sees_no("Hilang")


async def test_a_slow_answer_may_still_arrive(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    await simulator.fail("sendMessage", kind="latency", seconds=0.5)

    with pytest.raises(TimedOut):
        await bot.send_message(dewi.id, "Lambat", read_timeout=0.1)

    await dewi.sees("Lambat")


async def test_a_bad_gateway_is_a_passing_failure(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    await simulator.fail("*", kind="status", status=502)

    with pytest.raises(NetworkError, match="Bad Gateway") as told:
        await bot.send_message(dewi.id, "Halo")

    assert not isinstance(told.value, BadRequest)


async def test_every_call_is_kept_with_its_result(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    text = f"Catatan {bot.id}"
    await bot.send_document(dewi.id, b"isi", text, filename="a.txt")
    with pytest.raises(BadRequest):
        await bot.send_document(dewi.id, "unknown", text)

    kept = [each for each in await simulator.calls("sendDocument") if each.params.get("caption") == text]

    assert [each.code for each in kept] == [200, 400]
    assert {"file_name": "a.txt", "size": 3} in kept[0].params.values()


async def test_commands_are_kept_by_scope(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    scope = BotCommandScopeChat(dewi.id)
    await bot.set_my_commands([BotCommand("antrian", "Pekerjaan menunggu")], scope=scope)
    await bot.set_my_commands([BotCommand("mulai", "Permohonan baru")])

    assert [each.command for each in await bot.get_my_commands(scope=scope)] == ["antrian"]
    assert [each.command for each in await bot.get_my_commands()] == ["mulai"]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("antrian", "x"), BotCommand("Besar", "x")])
    (ours,) = [each for each in await simulator.bots() if each["id"] == bot.id]
    assert len(str(ours["commands"]).split("antrian")) == 2


async def test_the_feed_tells_a_conversation_in_order(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    since = [each.seq for each in await simulator.events(0, 0)][-1]
    await dewi.say("Halo")
    await bot.send_chat_action(dewi.id, "typing")
    sent = await bot.send_message(dewi.id, "Ya?")
    await bot.edit_message_text("Ya, Ibu?", dewi.id, sent.message_id)
    await bot.delete_message(dewi.id, sent.message_id)

    told = await simulator.events(since, 0, chat=dewi.private)

    assert [each.kind for each in told] == ["message", "typing", "message", "edit", "delete"]
    assert [each.sender for each in told] == ["Dewi", "Loket", "Loket", "Loket", "Loket"]
    assert told[3].message is not None
    assert told[3].message.text == "Ya, Ibu?"


async def test_any_json_can_be_put_into_the_queue(bot: Bot, simulator: Simulator) -> None:
    await simulator.raw_update({"update_id": 5, "from_the_future": {"x": 1}})

    (update,) = await bot.get_updates(timeout=5)

    assert (update.update_id, update.effective_user) == (5, None)
