"""People who type and tap, and the stopwatch beside them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from time import perf_counter
from typing import Any, Final

from simulator.client import Event, Person, Simulator

PATIENCE: Final = 60.0


class Ears:
    """One listener to the simulator's feed, who tells each chat's waiter that the bot has spoken."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._waiting: dict[int, asyncio.Future[Event]] = {}

    @classmethod
    @asynccontextmanager
    async def open(cls, simulator: Simulator) -> AsyncIterator["Ears"]:
        ears = cls(simulator)
        listening = asyncio.create_task(ears._listen())
        try:
            yield ears
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def _listen(self) -> None:
        seen = 0
        while True:
            for event in await self._simulator.events(seen, 30):
                seen = event.seq
                spoken = event.kind == "message" and event.message is not None and event.message.from_bot
                waiter = self._waiting.pop(event.chat_id or 0, None) if spoken else None
                if waiter is not None and not waiter.done():
                    waiter.set_result(event)

    async def answer_to(self, person: Person, text: str) -> float:
        """Say the text, and return the seconds until the bot's next message in that chat."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting[person.id] = waiter
        begun = perf_counter()
        await person.say(text)
        await asyncio.wait_for(waiter, PATIENCE)
        return perf_counter() - begun


async def in_turn(deeds: Sequence[Callable[[], Coroutine[Any, Any, float]]]) -> list[float]:
    """One after the other: the latency without a queue."""
    return [await deed() for deed in deeds]


async def together(deeds: Sequence[Callable[[], Coroutine[Any, Any, list[float]]]]) -> tuple[int, float]:
    """All at once; return how many answers came, and in how many seconds."""
    begun = perf_counter()
    answered = await asyncio.gather(*(deed() for deed in deeds))
    return sum(len(times) for times in answered), perf_counter() - begun
