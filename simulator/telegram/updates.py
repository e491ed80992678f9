"""A bot's waiting updates and the rules of fetching them.

https://core.telegram.org/bots/api#getupdates
"""

from typing import Final

from simulator.feed import Json
from simulator.telegram.errors import CONFLICT, Refused
from simulator.waiting import Bell

FIRST_UPDATE_ID: Final = 700_000_001
LONGEST_POLL: Final = 50
MOST_AT_ONCE: Final = 100


class UpdateQueue:
    """Updates stay until an offset confirms them; only one poll may be open at a time."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._waiting: list[Json] = []
        self._next_id = FIRST_UPDATE_ID
        self._poll = 0
        self._allowed: list[str] = []

    @property
    def pending(self) -> int:
        return len(self._waiting)

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
        self._waiting.append({"update_id": self._next_id, **update})
        self._next_id += 1
        self._bell.ring()

    def drop_all(self) -> None:
        self._waiting.clear()

    async def fetch(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Confirm what lies before `offset` and return what follows, waiting for the first of it.

        Raises Refused in the older of two polls that overlap.
        """
        self._poll += 1
        mine = self._poll
        self._bell.ring()
        self._confirm(offset)
        most = min(limit or MOST_AT_ONCE, MOST_AT_ONCE)
        wait = min(seconds, LONGEST_POLL)
        await self._bell.until(lambda: self._poll != mine or bool(self._waiting), wait)
        if self._poll != mine:
            raise Refused(CONFLICT)
        return self._waiting[:most]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset > 0:
            self._waiting = [each for each in self._waiting if _id_of(each) >= offset]


def _id_of(update: Json) -> int:
    number = update.get("update_id")
    return number if isinstance(number, int) else 0
