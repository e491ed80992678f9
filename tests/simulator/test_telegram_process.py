"""The simulator as a process: it says when it is ready and ends when told."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from simulator.client import Simulator


@contextmanager
def a_simulator() -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    command = [sys.executable, "-m", "simulator", "--zone", "example.go.id"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


async def test_it_ends_cleanly_while_a_bot_polls() -> None:
    with a_simulator() as (process, ready):
        async with httpx.AsyncClient(base_url=ready["api"], trust_env=False) as http:
            await http.post("/_sim/bots", json={"token": "1:a"})
            polling = asyncio.create_task(http.get("/bot1:a/getUpdates", params={"timeout": 50}))
            me = await http.get("/bot1:a/getMe")

            process.terminate()

            assert await asyncio.to_thread(process.wait, 10) == 0
            assert me.json()["result"]["username"] == "loket_bot"
            assert (await polling).json() == {"ok": True, "result": []}


async def test_a_forgotten_world_has_no_people_but_still_its_bot() -> None:
    with a_simulator() as (_, ready):
        async with Simulator.at(ready["api"]) as simulator:
            await simulator.bot("1:a")
            person = await simulator.person("Dewi")
            await person.open("https://t.me/loket_bot")

            await simulator.forget()

            (bot_left,) = await simulator.bots()
            assert (bot_left["username"], bot_left["pending"]) == ("loket_bot", 0)
