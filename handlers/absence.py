"""After a silence the open cards are posted again: taps die in Telegram's queue within minutes."""

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

_log = structlog.get_logger(__name__)
_TAPS_LIVE: Final = timedelta(seconds=150)
_NOTED_EVERY: Final = timedelta(seconds=30)
_A_POLL: Final = timedelta(seconds=15)


class Absence:
    """Notices that Telegram, or this program, was away for longer than a tap waits.

    When Telegram was last heard is kept as the time of a file, so that it outlives the program.
    """

    def __init__(self, file: Path, clock: Callable[[], datetime], came_back: Callable[[], Awaitable[None]]) -> None:
        self._file, self._clock, self._came_back = file, clock, came_back
        self._last = datetime.fromtimestamp(file.stat().st_mtime, UTC) if file.exists() else clock()
        self._noted = self._last - _NOTED_EVERY

    @property
    def is_deaf(self) -> bool:
        """Whether a tap of just now may not have reached us: a poll is answered sooner than this, taps or not."""
        return self._clock() - self._last > _A_POLL

    def has_heard_since(self, moment: datetime) -> bool:
        """Whether whatever was tapped up to that moment has reached us."""
        return self._last >= moment

    async def heard(self) -> None:
        """Telegram has answered a poll."""
        now = self._clock()
        away = now - self._last
        if away > _TAPS_LIVE:
            _log.info("back_after_silence", seconds=int(away.total_seconds()))
            await self._came_back()
        self._last = now
        if now - self._noted >= _NOTED_EVERY:
            self._file.touch(mode=0o600)
            os.utime(self._file, (now.timestamp(), now.timestamp()))
            self._noted = now
