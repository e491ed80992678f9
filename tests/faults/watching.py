"""Looking at the simulated world until something happens, and hurting the program at that very moment."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import dns.asyncquery
import dns.message

from simulator.client import Event
from simulator.cloudflare.client import CloudControl
from simulator.person import PATIENCE
from simulator.stage import Stage


async def moment_of(stage: Stage) -> int:
    """The number of the last event up to now."""
    return max((event.seq for event in await stage.simulator.events(0, 0)), default=0)


async def when(stage: Stage, happens: Callable[[Event], bool], *, since: int) -> Event:
    """Return the first event after that one of which this is true."""
    seen = since
    end = monotonic() + PATIENCE
    while monotonic() < end:
        for event in await stage.simulator.events(seen, 5):
            seen = event.seq
            if happens(event):
                return event
    raise AssertionError("it did not happen")


async def kill_when(stage: Stage, happens: Callable[[Event], bool], *, since: int) -> None:
    """Kill the program as soon as this happens, and start it again."""
    await when(stage, happens, since=since)
    await stage.bot.kill()
    await stage.bot.start()


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Look again and again at what has no feed: a log, a zone."""
    end = monotonic() + PATIENCE
    while not await holds():
        assert monotonic() < end, "it did not come to hold"
        await asyncio.sleep(0.02)


def bot_says(text: str) -> Callable[[Event], bool]:
    """A new message or an edit by the bot that holds the text."""
    return lambda event: bool(event.message and event.message.from_bot and text in event.message.text)


async def records(stage: Stage) -> list[tuple[str, str]]:
    """Name and content of everything in the zone besides its own."""
    cloud = CloudControl(stage.api)
    try:
        return [(record["name"], record["content"]) for record in await cloud.records()]
    finally:
        await cloud.close()


async def dns_answer(stage: Stage, name: str) -> list[str]:
    """The addresses that the zone's own server gives for the name."""
    host, port = stage.dns.split(":")
    reply = await dns.asyncquery.udp(dns.message.make_query(name, "A"), host, timeout=PATIENCE, port=int(port))
    return [address.to_text() for found in reply.answer for address in found]


async def letters_of(stage: Stage) -> list[str]:
    """The numbers of all letters that the group has received, one for each file."""
    shown = await stage["operator"].messages(stage.group)
    return [m.text.split("Nomor ")[1].split(" ")[0] for m in shown if m.document and "Surat balasan" in m.text]
