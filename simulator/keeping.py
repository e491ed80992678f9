"""The world in a file, so that it goes on after a restart of the simulator, be it a hard one."""

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.cloudflare.state import Cloud
from simulator.telegram.state import World

SHORTEST_REST: Final = 0.05
RESTS_FOR_EACH_SAVE: Final = 9
"""Saving takes at most a tenth of the time, however much there is to save."""


class Worlds(NamedTuple):
    telegram: World
    cloudflare: Cloud


def open_worlds(file: Path | None, zones: list[str]) -> Worlds:
    """Return what the file holds, or new worlds with these zones when there is no such file."""
    if file is not None and file.exists():
        kept = pickle.loads(file.read_bytes())  # noqa: S301 - the simulator's own file
        if not isinstance(kept, Worlds):
            raise TypeError(f"{file} holds no worlds but {type(kept).__name__}")
        return kept
    world = World()
    return Worlds(world, Cloud(zones, world.clock))


@asynccontextmanager
async def kept(file: Path | None, worlds: Worlds) -> AsyncIterator[Callable[[ASGIApp], ASGIApp]]:
    """Keep the worlds in the file and yield what must be wrapped around the application for that.

    Without a file nothing is kept.
    """
    if file is None:
        yield lambda app: app
        return
    keeper = Keeper(file, worlds)
    keeping = asyncio.create_task(keeper.keep())
    try:
        yield keeper.watching
    finally:
        keeping.cancel()
        keeper.save()


@dataclass
class Keeper:
    """Saves soon after each call, all or nothing, and last of all when told."""

    file: Path
    worlds: Worlds
    _touched: asyncio.Event = field(default_factory=asyncio.Event)

    def watching(self, app: ASGIApp) -> ASGIApp:
        """Wrap the application, so that calls are noticed when they come and when they are done."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            self._touched.set()
            try:
                await app(scope, receive, send)
            finally:
                self._touched.set()

        return watched

    async def keep(self) -> None:
        while True:
            await self._touched.wait()
            self._touched.clear()
            began = perf_counter()
            self.save()
            await asyncio.sleep(max((perf_counter() - began) * RESTS_FOR_EACH_SAVE, SHORTEST_REST))

    def save(self) -> None:
        new = self.file.with_name(f"{self.file.name}.new")
        new.write_bytes(pickle.dumps(self.worlds))
        new.replace(self.file)
