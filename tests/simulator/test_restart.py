"""The simulated world outlives its process, stopped or killed, at the same address."""

import asyncio
import json
import secrets
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest
from telegram import Bot, Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters
from telegram.request import HTTPXRequest

from simulator.client import Simulator
from simulator.cloudflare.client import CloudControl
from tests.simulator.web import Receiver, listening

TOKEN = "77:secret"
PROXYLESS = {"trust_env": False}


@pytest.fixture
def port() -> int:
    """A free one that no outgoing connection is given: it stays free until the simulator has begun."""
    while True:
        number = secrets.randbelow(10_000) + 20_000
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", number))
            return number


@contextmanager
def running(port: int, state: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "simulator", "--port", str(port), "--state", str(state)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            assert json.loads(process.stdout.readline())["api"] == f"http://127.0.0.1:{port}"
            yield process
        finally:
            process.kill()


@asynccontextmanager
async def a_bot(port: int) -> AsyncIterator[Bot]:
    requests = [HTTPXRequest(httpx_kwargs=PROXYLESS) for _ in range(2)]
    api = f"http://127.0.0.1:{port}"
    async with Bot(TOKEN, f"{api}/bot", f"{api}/file/bot", request=requests[0], get_updates_request=requests[1]) as bot:
        yield bot


async def test_what_stood_before_a_stop_stands_after_it(port: int, tmp_path: Path) -> None:
    state = tmp_path / "world"
    with running(port, state) as process:
        async with Simulator.at(f"http://127.0.0.1:{port}") as simulator, a_bot(port) as bot:
            dewi = await simulator.person("Dewi")
            await dewi.say("Halo")
            (before,) = await bot.get_updates()
            sent = await bot.send_document(dewi.id, b"isi", filename="a.txt")
            await simulator.advance(3600)
            async with CloudControl(f"http://127.0.0.1:{port}") as cloud:
                record = await cloud.add_record("dinkes.katingankab.go.id", "A", "203.0.113.7")
        process.terminate()
        assert process.wait(timeout=60) == 0

    with running(port, state):
        async with Simulator.at(f"http://127.0.0.1:{port}") as simulator, a_bot(port) as bot:
            await bot.edit_message_caption(dewi.id, sent.message_id, caption="Setelah")
            assert sent.document is not None
            assert bytes(await (await bot.get_file(sent.document.file_id)).download_as_bytearray()) == b"isi"
            async with CloudControl(f"http://127.0.0.1:{port}") as cloud:
                assert await cloud.records() == [record]
            sari = await simulator.person("Sari")
            await sari.say("Halo juga")
            again, new = await bot.get_updates()
            assert sari.id == dewi.id + 1
            assert (again.update_id, new.update_id) == (before.update_id, before.update_id + 1)
            assert new.message is not None
            assert again.message is not None
            assert (new.message.date - again.message.date).total_seconds() >= 3600


async def test_a_polling_program_goes_on_when_the_simulator_was_killed(port: int, tmp_path: Path) -> None:
    heard: asyncio.Queue[Update] = asyncio.Queue()
    state = tmp_path / "world"
    with running(port, state) as process:
        async with Simulator.at(f"http://127.0.0.1:{port}") as simulator, polling(port, heard):
            dewi = await simulator.person("Dewi")
            await dewi.say("Sebelum")
            before = await asyncio.wait_for(heard.get(), 60)
            while b"Sebelum" not in (state.read_bytes() if state.exists() else b""):
                await simulator.events(0, 0)
            process.kill()
            process.wait(timeout=60)
            with running(port, state):
                await dewi.say("Sesudah")
                after = await asyncio.wait_for(heard.get(), 60)

    assert before.message is not None
    assert after.message is not None
    assert (before.message.text, after.message.text) == ("Sebelum", "Sesudah")
    assert after.update_id == before.update_id + 1


async def test_a_webhook_gets_its_updates_after_a_restart(port: int, tmp_path: Path) -> None:
    receiver = Receiver(status=500)
    async with listening(receiver.take) as address, Simulator.at(f"http://127.0.0.1:{port}") as simulator:
        with running(port, tmp_path / "world") as process:
            async with a_bot(port) as bot:
                await bot.set_webhook(address, secret_token="rahasia")
            await (await simulator.person("Dewi")).say("Halo")
            before = await receiver.next()
            process.terminate()
            process.wait(timeout=60)
        receiver.status, receiver.arrived = 200, asyncio.Queue()
        with running(port, tmp_path / "world"):
            after = await receiver.next()

    assert after.body == before.body
    assert after.headers["x-telegram-bot-api-secret-token"] == "rahasia"


@asynccontextmanager
async def polling(port: int, heard: asyncio.Queue[Update]) -> AsyncIterator[None]:
    async def hear(update: Update, _context: object) -> None:
        await heard.put(update)

    application = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"http://127.0.0.1:{port}/bot")
        .request(HTTPXRequest(httpx_kwargs=PROXYLESS))
        .get_updates_request(HTTPXRequest(httpx_kwargs=PROXYLESS))
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, hear))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()
