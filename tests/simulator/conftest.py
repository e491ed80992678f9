"""The simulator as its users meet it: another process, spoken to over HTTP by python-telegram-bot."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from itertools import count

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from simulator.client import Person, Simulator

_numbers = count(1001)


@pytest.fixture(scope="session")
def process() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "simulator"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
        yield running
        running.terminate()
        assert running.wait(timeout=60) == 0


@pytest.fixture(scope="session")
def api(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return str(json.loads(process.stdout.readline())["api"])


@pytest.fixture
async def simulator(api: str) -> AsyncIterator[Simulator]:
    async with Simulator.at(api) as simulator:
        yield simulator


@pytest.fixture
async def bot(api: str, simulator: Simulator) -> AsyncIterator[Bot]:
    """A bot of this test alone, so that tests share the process but not their worlds."""
    number = next(_numbers)
    token = f"{number}:secret"
    await simulator.bot(token, username=f"loket{number}_bot")
    calling, polling = (HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2))
    async with Bot(token, f"{api}/bot", f"{api}/file/bot", request=calling, get_updates_request=polling) as bot:
        yield bot


@pytest.fixture
async def dewi(simulator: Simulator, bot: Bot) -> Person:
    """A person who has pressed Start; the bot has read it."""
    dewi = await simulator.person("Dewi", phone="628123456789")
    await dewi.open(f"https://t.me/{bot.username}")
    for update in await bot.get_updates(timeout=5):
        await bot.get_updates(offset=update.update_id + 1)
    return dewi
