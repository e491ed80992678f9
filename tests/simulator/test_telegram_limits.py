"""Flood clocks: 429 comes when Telegram would say it, and goes when its seconds have passed."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from simulator.client import Group, Person, Simulator

pytestmark = pytest.mark.filterwarnings("ignore:.*PTB_TIMEDELTA")


@pytest.fixture
async def limits(simulator: Simulator) -> AsyncIterator[dict[str, float | None]]:
    """The limits as they are by default, and after the test again."""
    by_default = await simulator.limits()
    yield by_default
    await simulator.limits(**by_default)


@pytest.fixture
async def group(bot: Bot, dewi: Person, simulator: Simulator) -> Group:
    return await simulator.group("Rapat", [dewi], with_bot=True)


def seconds(told: RetryAfter) -> float:
    after = told.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else after


async def test_by_default_the_clocks_run_as_generously_as_telegrams(limits: dict[str, float | None]) -> None:
    assert limits == {
        "bot_per_second": 30,
        "bot_burst": 40,
        "private_per_second": 1,
        "private_burst": 80,
        "group_per_minute": 20,
        "group_burst": 20,
    }


async def test_one_person_gets_a_message_a_second_after_a_burst(
    bot: Bot, dewi: Person, simulator: Simulator, limits: dict[str, float | None]
) -> None:
    await simulator.limits(private_burst=2, private_per_second=0.5)
    for text in ("Satu", "Dua"):
        await bot.send_message(dewi.id, text)

    with pytest.raises(RetryAfter, match="Flood control exceeded") as told:
        await bot.send_message(dewi.id, "Tiga")

    assert seconds(told.value) == 2
    await simulator.advance(2)
    await bot.send_message(dewi.id, "Empat")
    await dewi.sees_no("Tiga")


async def test_other_people_do_not_wait_for_a_busy_chat(
    bot: Bot, dewi: Person, simulator: Simulator, limits: dict[str, float | None]
) -> None:
    await simulator.limits(private_burst=1, private_per_second=0.01)
    sari = await simulator.person("Sari")
    await sari.open(f"https://t.me/{bot.username}")
    await bot.send_message(dewi.id, "Satu")

    await bot.send_message(sari.id, "Satu")

    with pytest.raises(RetryAfter):
        await bot.send_message(dewi.id, "Dua")


async def test_a_bot_has_a_pace_over_all_its_chats(
    bot: Bot, dewi: Person, simulator: Simulator, limits: dict[str, float | None]
) -> None:
    await simulator.limits(bot_per_second=0.1, bot_burst=1)
    sari = await simulator.person("Sari")
    await sari.open(f"https://t.me/{bot.username}")
    await bot.send_message(dewi.id, "Satu")

    with pytest.raises(RetryAfter) as told:
        await bot.send_message(sari.id, "Satu")

    assert seconds(told.value) == 9


async def test_twenty_messages_and_edits_a_minute_reach_a_group(bot: Bot, group: Group, simulator: Simulator) -> None:
    card = await bot.send_message(group.id, "Kartu 0")
    for number in range(1, 20):
        await bot.edit_message_text(f"Kartu {number}", group.id, card.message_id)

    with pytest.raises(RetryAfter) as told:
        await bot.edit_message_text("Kartu 20", group.id, card.message_id)

    assert seconds(told.value) == 3
    with pytest.raises(RetryAfter):
        await bot.send_message(group.id, "Kartu lain")
    await simulator.advance(3)
    await bot.edit_message_text("Kartu 20", group.id, card.message_id)


async def test_edits_in_a_private_chat_are_not_counted(
    bot: Bot, dewi: Person, simulator: Simulator, limits: dict[str, float | None]
) -> None:
    await simulator.limits(private_burst=1)
    sent = await bot.send_message(dewi.id, "0")

    for number in range(1, 5):
        await bot.edit_message_text(str(number), dewi.id, sent.message_id)

    assert (await dewi.sees("4")).edits == 4


async def test_without_limits_nothing_waits(
    bot: Bot, group: Group, simulator: Simulator, limits: dict[str, float | None]
) -> None:
    await simulator.no_limits()

    for number in range(50):
        await bot.send_message(group.id, f"Pesan {number}")

    assert await simulator.limits() == {
        **limits,
        "bot_per_second": None,
        "private_per_second": None,
        "group_per_minute": None,
    }


async def test_an_unknown_limit_is_named(simulator: Simulator) -> None:
    with pytest.raises(AssertionError, match="channel_per_hour"):
        await simulator.limits(channel_per_hour=3)
