"""Failures on order, and the record of what a bot did."""

from datetime import timedelta

import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from simulator.client import Person, Simulator
from simulator.feed import Json


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


@pytest.mark.parametrize(("kind", "happened"), [("wrong_json", True), ("html", False)])
async def test_an_answer_that_is_no_json_tells_nothing(
    bot: Bot, dewi: Person, simulator: Simulator, kind: str, happened: bool
) -> None:
    await simulator.fail("sendMessage", kind=kind)

    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(dewi.id, "Entah")

    assert [each.text for each in await dewi.messages() if each.from_bot] == ["Entah"] * happened


async def test_faults_strike_in_the_order_of_the_list_each_as_often_as_told(
    bot: Bot, dewi: Person, simulator: Simulator
) -> None:
    await simulator.fail("sendmessage", kind="status", status=500, times=2)
    await simulator.fail("editMessageText", kind="status", status=504)
    await simulator.fail("sendMessage", kind="lost_answer", times=2)
    await simulator.fail("*", kind="latency", seconds=0.2)

    told = []
    for number in range(4):
        with pytest.raises(NetworkError) as refused:
            await bot.send_message(dewi.id, str(number))
        told.append(refused.value.message)
    with pytest.raises(TimedOut):
        await bot.send_message(dewi.id, "4", read_timeout=0.05)
    await bot.send_message(dewi.id, "5")

    await simulator.no_more_faults()
    assert [each == "Internal Server Error" for each in told] == [True, True, False, False]
    await dewi.sees("4")
    assert sorted(each.text for each in await dewi.messages() if each.from_bot) == ["2", "3", "4", "5"]


async def test_the_fetching_of_a_file_fails_by_its_own_name(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    sent = await bot.send_document(dewi.id, b"isi", filename="a.txt")
    assert sent.document is not None
    file = await sent.document.get_file()
    await simulator.fail("*", kind="status", status=500)
    await simulator.fail("download", kind="status", status=502)
    await simulator.fail("download", kind="lost_answer")
    await simulator.fail("download", kind="wrong_json")

    for _ in range(2):
        with pytest.raises(NetworkError):
            await file.download_as_bytearray()
    cut_short = await file.download_as_bytearray()

    assert cut_short == b"i"
    assert await file.download_as_bytearray() == b"isi"
    await simulator.no_more_faults()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_every_failure_of_telegrams_servers_is_a_passing_one(
    bot: Bot, dewi: Person, simulator: Simulator, status: int
) -> None:
    await simulator.fail("sendMessage", kind="status", status=status)

    with pytest.raises(NetworkError) as told:
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


async def test_a_strange_update_comes_as_it_is_among_its_neighbours(
    bot: Bot, api: str, dewi: Person, simulator: Simulator
) -> None:
    strange: Json = {"message": {"message_id": "not a number", "chat": None}}
    await dewi.say("Sebelum")
    await simulator.raw_update(strange)
    await dewi.say("Sesudah")

    async with httpx.AsyncClient(trust_env=False) as http:
        batch = (await http.get(f"{api}/bot{bot.token}/getUpdates")).json()["result"]

    first, second, third = batch
    assert {name: value for name, value in second.items() if name != "update_id"} == strange
    assert [second["update_id"], third["update_id"]] == [first["update_id"] + 1, first["update_id"] + 2]
    with pytest.raises(KeyError):
        await bot.get_updates()
