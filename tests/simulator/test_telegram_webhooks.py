"""Updates come to the bot's own address, with its secret, until it takes them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict

from simulator.client import Person, Simulator
from simulator.feed import Json
from tests.simulator.web import Arrived, Receiver, listening


@asynccontextmanager
async def _serving(receiver: Receiver) -> AsyncIterator[Receiver]:
    async with listening(receiver.take) as address:
        receiver.url = f"{address}/telegram"
        yield receiver


@pytest.fixture
async def receiver(bot: Bot) -> AsyncIterator[Receiver]:
    async with _serving(Receiver()) as receiver:
        yield receiver
        await bot.delete_webhook()


def text(post: Arrived) -> object:
    message = post.body["message"]
    assert isinstance(message, dict)
    return message["text"]


async def test_an_update_is_posted_at_once_with_the_secret(bot: Bot, dewi: Person, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, secret_token="Rahasia_1-2")

    await dewi.say("Halo")

    post = await receiver.next()
    assert (post.path, text(post)) == ("/telegram", "Halo")
    assert post.headers["x-telegram-bot-api-secret-token"] == "Rahasia_1-2"
    assert post.headers["content-type"] == "application/json"


async def test_what_waited_before_the_webhook_comes_through_it(bot: Bot, dewi: Person, receiver: Receiver) -> None:
    await dewi.say("Sebelum")

    await bot.set_webhook(receiver.url)

    assert text(await receiver.next()) == "Sebelum"


async def test_an_update_that_is_not_taken_comes_again(
    bot: Bot, dewi: Person, receiver: Receiver, simulator: Simulator
) -> None:
    receiver.planned = [500, 503]
    await bot.set_webhook(receiver.url)

    await dewi.say("Penting")
    posts = []
    for _ in range(3):
        posts.append(await receiver.next())
        await simulator.advance(60)

    assert [text(each) for each in posts] == ["Penting"] * 3
    assert len({each.body["update_id"] for each in posts}) == 1
    told = await bot.get_webhook_info()
    assert told.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert told.last_error_date is not None


async def test_a_message_waits_for_the_one_before_it_and_a_tap_does_not(
    bot: Bot, dewi: Person, receiver: Receiver
) -> None:
    sent = await bot.send_message(dewi.id, "Kartu")
    card = await dewi.sees("Kartu")
    receiver.planned = [500, 200, 200]
    await bot.set_webhook(receiver.url)
    await dewi.say("Satu")
    assert text(await receiver.next()) == "Satu"

    await dewi.say("Dua")
    tap = asyncio.create_task(dewi.tap_data("x", on=card))
    posts = [await receiver.next() for _ in range(3)]

    kinds = ["tap" if "callback_query" in each.body else text(each) for each in posts]
    assert sorted(str(each) for each in kinds) == ["Dua", "Satu", "tap"]
    assert kinds.index("Satu") < kinds.index("Dua")
    assert sent.message_id == card.id
    tap.cancel()


async def test_only_allowed_kinds_come(bot: Bot, dewi: Person, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, allowed_updates=["edited_message"])
    said = await dewi.say("Salah ketik")

    await dewi.edit(said, "Benar")

    assert "edited_message" in (await receiver.next()).body
    assert receiver.arrived.empty()
    assert list((await bot.get_webhook_info()).allowed_updates) == ["edited_message"]


async def test_polling_is_refused_while_a_webhook_is_set(bot: Bot, dewi: Person, receiver: Receiver) -> None:
    await dewi.say("Dibaca")
    (read,) = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=read.update_id + 1, timeout=20))
    while (await bot.get_webhook_info()).pending_update_count:
        assert not poll.done()

    await bot.set_webhook(receiver.url)

    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == receiver.url


async def test_a_deleted_webhook_leaves_its_updates_to_polling(bot: Bot, dewi: Person, receiver: Receiver) -> None:
    receiver.planned = [500] * 9
    await bot.set_webhook(receiver.url)
    await dewi.say("Belum diterima")
    await receiver.next()

    await bot.delete_webhook()

    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "Belum diterima"
    assert (await bot.get_webhook_info()).url == ""


async def test_a_dead_address_is_told_in_the_webhooks_description(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    async with _serving(Receiver()) as gone:
        pass
    await bot.set_webhook(gone.url)

    await dewi.say("Halo?")

    while not (told := await bot.get_webhook_info()).last_error_message:
        await simulator.events(0, 0)
    assert (told.last_error_message, told.pending_update_count) == ("Connection refused", 1)
    await bot.delete_webhook(drop_pending_updates=True)


@pytest.mark.parametrize(
    ("secret", "sentence"),
    [
        ("ada spasi", "Secret token contains unallowed characters"),
        ("a" * 257, "Secret token is too long"),
    ],
)
async def test_a_wrong_secret_is_refused(bot: Bot, receiver: Receiver, secret: str, sentence: str) -> None:
    with pytest.raises(BadRequest, match=sentence):
        await bot.set_webhook(receiver.url, secret_token=secret)


@pytest.mark.parametrize("url", ["ftp://example.go.id/", "https:///path", "http://host:99999/", "http://[x/"])
async def test_a_wrong_address_is_refused(bot: Bot, url: str) -> None:
    with pytest.raises(BadRequest, match="Bad webhook"):
        await bot.set_webhook(url)


async def test_an_update_from_the_future_is_posted_as_it_is(bot: Bot, simulator: Simulator, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url)
    strange: Json = {"update_id": 7, "from_the_future": [1, "two"]}

    await simulator.raw_update(strange)

    assert (await receiver.next()).body == strange
