"""A bot's waiting updates and the rules of fetching them.

https://core.telegram.org/bots/api#getupdates
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from simulator.clock import Clock
from simulator.feed import Json
from simulator.telegram.errors import CONFLICT, Refused
from simulator.waiting import Bell

FIRST_UPDATE_ID: Final = 700_000_001
LONGEST_POLL: Final = 50
MOST_AT_ONCE: Final = 100
TAP: Final = "callback_query"
TAPS_LIVE: Final = timedelta(seconds=150)
UPDATES_LIVE: Final = timedelta(hours=24)
SILENCE: Final = timedelta(days=7)
"""After so long without an update, ids start again anywhere."""
FARTHEST_OFFSET: Final = 10
"""An offset that lies farther beyond the newest id is one from before a silence, and confirms nothing."""


@dataclass(frozen=True)
class Waiting:
    update: Json
    until: datetime

    @property
    def id(self) -> int:
        number = self.update.get("update_id")
        return number if isinstance(number, int) else 0


class UpdateQueue:
    """Updates stay until an offset confirms them or they are too old; only one poll may be open at a time."""

    def __init__(self, bell: Bell, clock: Clock) -> None:
        self._bell = bell
        self._clock = clock
        self._waiting: list[Waiting] = []
        self._next_id = FIRST_UPDATE_ID
        self._last_put = clock.now()
        self._poll = 0
        self._why_ended = CONFLICT
        self._allowed: list[str] = []

    @property
    def pending(self) -> int:
        return len(self.live())

    @property
    def allowed(self) -> list[str]:
        return self._allowed

    def allow(self, kinds: list[str]) -> None:
        """Choose the kinds to queue from now on; none means Telegram's default, which is all we have."""
        self._allowed = kinds

    def put(self, kind: str, content: Json) -> None:
        if not self._allowed or kind in self._allowed:
            self.put_raw({kind: content})

    def put_raw(self, update: Json) -> None:
        """Queue any JSON, with the next id unless it brings its own."""
        now = self._clock.now()
        if now - self._last_put > SILENCE:
            self._next_id = Random(self._next_id).randrange(FIRST_UPDATE_ID // 10, FIRST_UPDATE_ID)  # noqa: S311
        life = TAPS_LIVE if TAP in update else UPDATES_LIVE
        self._waiting.append(Waiting({"update_id": self._next_id, **update}, now + life))
        self._next_id += 1
        self._last_put = now
        self._bell.ring()

    def drop_all(self) -> None:
        self._waiting.clear()
        self._bell.ring()

    def live(self) -> list[Waiting]:
        """What waits and has not become too old meanwhile."""
        now = self._clock.now()
        self._waiting = [each for each in self._waiting if each.until > now]
        return self._waiting

    def confirm(self, delivered: Waiting) -> None:
        """Forget one update that a webhook has taken."""
        self._waiting = [each for each in self._waiting if each is not delivered]
        self._bell.ring()

    def end_poll(self, sentence: str) -> None:
        """Refuse the poll that is open, if there is one, with that sentence."""
        self._poll += 1
        self._why_ended = sentence
        self._bell.ring()

    async def fetch(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Confirm what lies before `offset` and return what follows, waiting for the first of it.

        Raises Refused in the older of two polls that overlap.
        """
        self.end_poll(CONFLICT)
        mine = self._poll
        self._confirm_before(offset)
        most = min(limit or MOST_AT_ONCE, MOST_AT_ONCE)
        wait = min(seconds, LONGEST_POLL)
        await self._bell.until(lambda: self._poll != mine or bool(self.live()), wait)
        if self._poll != mine:
            raise Refused(self._why_ended)
        return [each.update for each in self.live()[:most]]

    def _confirm_before(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif 0 < offset <= self._next_id + FARTHEST_OFFSET:
            self._waiting = [each for each in self._waiting if each.id >= offset]
