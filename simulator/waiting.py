"""Waiting for something to change, without asking again and again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Whoever changes something rings; whoever waits for a change looks again."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._silent = False

    def __reduce__(self) -> tuple[type["Bell"], tuple[()]]:
        """A bell has no memory: what is kept of it is a new one."""
        return Bell, ()

    @property
    def is_silent(self) -> bool:
        return self._silent

    def ring(self) -> None:
        """Wake everybody who waits now; later waiters wait for the next ring."""
        self._rung.set()
        self._rung = asyncio.Event()

    def silence(self) -> None:
        """Let nobody wait any more: the process is about to end."""
        self._silent = True
        self.ring()

    async def until(self, look: Callable[[], T], seconds: float) -> T:
        """Look now and after each ring; return the first truthy answer, or the last one after `seconds`."""
        deadline = asyncio.get_running_loop().time() + seconds
        seen = look()
        while not seen and not self._silent and await self._next(deadline):
            seen = look()
        return seen

    async def _next(self, deadline: float) -> bool:
        rung = self._rung
        try:
            async with asyncio.timeout_at(deadline):
                await rung.wait()
        except TimeoutError:
            return False
        return True
