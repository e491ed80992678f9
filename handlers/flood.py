"""Telegram's flood clocks: about 30 messages a second in all, one a second to a chat, 20 a minute to a group."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiolimiter import AsyncLimiter

_PRIVATE: Final = (60, 60)
_GROUP: Final = (20, 60)
"""Messages, seconds. A short burst is allowed, the long-term pace is not exceeded."""


class FloodClocks:
    """Waits before a message so that Telegram never has to say 429. Group ids are negative."""

    def __init__(self, per_second: int) -> None:
        self._all = AsyncLimiter(per_second, 1)
        self._chats: dict[int, AsyncLimiter] = {}

    @asynccontextmanager
    async def paced(self, chat_id: int) -> AsyncIterator[None]:
        limiter = self._chats.setdefault(chat_id, AsyncLimiter(*(_GROUP if chat_id < 0 else _PRIVATE)))
        async with limiter, self._all:
            yield
