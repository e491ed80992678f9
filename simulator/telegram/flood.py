"""Flood clocks: how many messages Telegram takes before it says 429.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final, NamedTuple

from simulator.clock import Clock
from simulator.telegram.chats import Chat
from simulator.telegram.errors import too_many_requests

UNSTEADY: Final = 0.1
"""The part of a message by which a call may come early: its journey never takes equally long."""

Key = tuple[int, int]
"""A bot and a chat; chat 0 stands for all of them together."""


@dataclass(frozen=True)
class Limits:
    """Paces that last, and the bursts before they bite. A pace of None is no limit."""

    bot_per_second: float | None = 30
    bot_burst: int = 40
    private_per_second: float | None = 1
    private_burst: int = 80
    group_per_minute: float | None = 20
    group_burst: int = 20


class Pace(NamedTuple):
    per_second: float
    burst: int


@dataclass
class Bucket:
    """Room for messages, which comes back with time."""

    room: float
    at: datetime

    def refill(self, pace: Pace, now: datetime) -> None:
        gained = (now - self.at).total_seconds() * pace.per_second
        self.room, self.at = min(self.room + gained, pace.burst), now

    def wait(self, pace: Pace) -> float:
        """Seconds until one more message fits."""
        return max(1 - UNSTEADY - self.room, 0) / pace.per_second


class FloodClocks:
    """One for each bot, and one for each chat of it. A refused message costs nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[Key, Bucket] = {}
        self.limits = Limits()

    def set(self, limits: Limits) -> None:
        """Let other limits hold from now on, with all bursts unspent."""
        self.limits = limits
        self._buckets.clear()

    def admit_message(self, bot_id: int, chat: Chat) -> None:
        """Count a new message. Raises Refused with the seconds to wait when it is one too many."""
        self._admit({(bot_id, 0): self._bot_pace(), (bot_id, chat.id): self._chat_pace(chat)})

    def admit_edit(self, bot_id: int, chat: Chat) -> None:
        """Count an edit, which only groups do."""
        if not chat.is_private:
            self._admit({(bot_id, chat.id): self._chat_pace(chat)})

    def _admit(self, paces: dict[Key, Pace | None]) -> None:
        held = [(self._bucket(key, pace), pace) for key, pace in paces.items() if pace]
        longest = max((bucket.wait(pace) for bucket, pace in held), default=0)
        if longest > 0:
            raise too_many_requests(ceil(longest))
        for bucket, _ in held:
            bucket.room -= 1

    def _bucket(self, key: Key, pace: Pace) -> Bucket:
        now = self._clock.now()
        bucket = self._buckets.setdefault(key, Bucket(pace.burst, now))
        bucket.refill(pace, now)
        return bucket

    def _bot_pace(self) -> Pace | None:
        return _pace(self.limits.bot_per_second, self.limits.bot_burst)

    def _chat_pace(self, chat: Chat) -> Pace | None:
        limits = self.limits
        if chat.is_private:
            return _pace(limits.private_per_second, limits.private_burst)
        per_minute = limits.group_per_minute
        return _pace(per_minute and per_minute / 60, limits.group_burst)


def _pace(per_second: float | None, burst: int) -> Pace | None:
    return Pace(per_second, burst) if per_second else None
