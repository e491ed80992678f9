"""What every open page is told: the feed of the world in order, and the newest notice under each topic."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from simulator.feed import Json
from simulator.waiting import Bell

STILL_HERE_AFTER: Final = 15.0


@dataclass
class Reader:
    """How far one page has read."""

    edition: int
    seq: int = 0
    notices: dict[str, int] = field(default_factory=dict)


@dataclass
class Bulletin:
    """A new edition begins with each new office; whoever read an older one starts again."""

    bell: Bell = field(default_factory=Bell)
    edition: int = 0
    feed: list[Json] = field(default_factory=list)
    closed: bool = False
    readers: int = 0
    _notices: dict[str, tuple[int, object]] = field(default_factory=dict)
    _numbers: int = 0

    def begin(self) -> None:
        self.edition += 1
        self.feed = []
        self._notices = {}
        self.bell.ring()

    def add(self, happened: Sequence[Json]) -> None:
        self.feed.extend(happened)
        self.bell.ring()

    def pin(self, topic: str, notice: object) -> None:
        """Put up the newest notice of a topic; the same one again disturbs nobody."""
        if topic in self._notices and self._notices[topic][1] == notice:
            return
        self._numbers += 1
        self._notices[topic] = (self._numbers, notice)
        self.bell.ring()

    def close(self) -> None:
        """Let go of every page: the office is closing."""
        self.closed = True
        self.bell.silence()

    async def stream(self, reader: Reader) -> AsyncIterator[str]:
        """Server-sent events until the edition ends."""
        self.readers += 1
        self.bell.ring()
        try:
            yield _event("edition", self.edition, f"{self.edition}.{reader.seq}")
            while not self.closed and reader.edition == self.edition:
                news = await self.bell.until(lambda: self._news(reader), STILL_HERE_AFTER)
                yield "".join(news) or ": still here\n\n"
        finally:
            self.readers -= 1

    def _news(self, reader: Reader) -> list[str]:
        """What this page has not been told; empty once its edition has ended and it has been told so."""
        if reader.edition != self.edition:
            return [_event("edition", self.edition, "0.0")]
        happened = self.feed[reader.seq :]
        reader.seq += len(happened)
        told = [_event("feed", happened, f"{self.edition}.{reader.seq}")] if happened else []
        for topic, (number, notice) in self._notices.items():
            if reader.notices.get(topic) != number:
                reader.notices[topic] = number
                told.append(_event(topic, notice))
        return told


def _event(topic: str, content: object, number: str = "") -> str:
    head = f"id: {number}\n" if number else ""
    return f"{head}event: {topic}\ndata: {json.dumps(content, ensure_ascii=False)}\n\n"
