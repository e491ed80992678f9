"""How Telegram is called about a chat: within the flood clocks, and with its errors in our terms."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import TelegramError

from handlers.flood import FloodClocks
from handlers.telegram_errors import Migrated, as_vendor_error
from office.register import rooms
from office.register.engine import Register

T = TypeVar("T")


class Calls:
    """Where a group became a supergroup, everything moves, and is tried there. Raises VendorError."""

    def __init__(self, register: Register, clocks: FloodClocks) -> None:
        self._register, self._clocks = register, clocks

    async def __call__(self, chat_id: int, send: Callable[[int], Awaitable[T]]) -> T:
        try:
            async with self._clocks.paced(chat_id):
                return await send(chat_id)
        except TelegramError as exc:
            error = as_vendor_error(exc)
            if isinstance(error, Migrated):
                moved = error.chat_id
                await self._register.transact(lambda tx: rooms.migrated(tx, chat_id, moved))
            raise error from exc
