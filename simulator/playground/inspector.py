"""Looks at the office from outside, again and again, and tells the page what has changed."""

import asyncio
from typing import Final

import httpx

from simulator.cloudflare.client import CloudControl
from simulator.feed import Json
from simulator.playground import door, zone
from simulator.playground.bulletin import Bulletin
from simulator.stage import Stage

LOOK_EVERY: Final = 1.0
AT_MOST_EVERY: Final = 0.15
ONE_DAY: Final = 24 * 3600
ZONE: Final = "katingankab.go.id"


class Inspector:
    """Reads the register, asks the name server and the world's control API; changes nothing but faults and clock."""

    def __init__(self, stage: Stage, bulletin: Bulletin) -> None:
        self._stage, self._bulletin = stage, bulletin
        self.cloudflare_down = False
        self.clock_days: int | None = None

    @property
    def bot_alive(self) -> bool:
        process = self._stage.bot.process
        return process is not None and process.returncode is None

    async def watch(self) -> None:
        """Look whenever something has happened and somebody reads, and every second besides."""
        bulletin = self._bulletin
        while True:
            seen = self._pulse()
            if bulletin.readers:
                await self.look()
            await asyncio.sleep(AT_MOST_EVERY)
            await bulletin.bell.until(lambda: self._pulse() != seen, LOOK_EVERY)  # noqa: B023 - asked at once

    def _pulse(self) -> tuple[int, int]:
        return len(self._bulletin.feed), self._bulletin.readers

    async def look(self) -> None:
        register = await door.look(self._stage)
        self._bulletin.pin("register", register)
        self._bulletin.pin("zone", await self._zone(register))
        self._bulletin.pin("bot", await self._bot())

    async def look_at_clock(self) -> None:
        """Learn whether this world has a clock that can be moved."""
        try:
            await self._stage.simulator.control.post("/clock", {"advance_seconds": 0})
        except (AssertionError, httpx.HTTPError):
            return
        self.clock_days = 0

    async def advance_a_day(self) -> None:
        await self._stage.simulator.control.post("/clock", {"advance_seconds": ONE_DAY})
        self.clock_days = (self.clock_days or 0) + 1

    async def _zone(self, register: Json) -> Json:
        requests = register["requests"]
        labels = {each["label"] for each in requests if each["label"]} if isinstance(requests, list) else set()
        names = {f"{label}.{ZONE}" for label in labels}
        async with CloudControl(self._stage.api) as cloud:
            names |= {str(record["name"]) for record in await cloud.records()}
        return {"zone": ZONE, "server": self._stage.dns, "answers": await zone.ask_all(self._stage.dns, sorted(names))}

    async def _bot(self) -> Json:
        bots = await self._stage.simulator.bots()
        shown: Json = {"alive": self.bot_alive, "cloudflare_down": self.cloudflare_down, "days": self.clock_days}
        return {**(bots[0] if bots else {}), **shown}
