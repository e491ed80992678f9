"""Plays a story at reading pace: it can be paused before each deed, sped up, and joined."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from simulator.feed import Json
from simulator.person import Person
from simulator.playground.bulletin import Bulletin
from simulator.playground.deeds import Deed, PacedSimulator
from simulator.stage import Stage
from simulator.stories import STORIES

BEFORE_A_DEED: Final = 0.9
LETTERS_A_SECOND: Final = 40.0
LONGEST: Final = 2.6
A_LONG_TIME: Final = 7 * 24 * 3600.0
BY_HAND_WITHIN: Final = 3600.0
SLOWEST, FASTEST = 0.05, 100.0
_ASIDE: Final = re.compile(r"[●✅▫✏]|(Biasa|Segera|Sangat Segera)$")
"""Marks on a card that somebody may make on the way; the story goes on from where it waits."""


class StoryLeft(Exception):  # noqa: N818 - what happened, not a failure
    """The player chose another way than the story."""


@dataclass
class Player:
    """`hands` are the people whose next deed waits, for a while, to be done by hand."""

    bulletin: Bulletin
    record: Callable[[Deed], None]
    speed: float = 1.0
    paused: bool = False
    hands: frozenset[int] = frozenset()
    _pushed: bool = False
    _number: int = 0
    _by_hand: tuple[int, int] = (0, 0)
    _status: Json = field(default_factory=lambda: {"status": "idle", "story": None})
    _playing: asyncio.Task[None] | None = None

    @property
    def is_playing(self) -> bool:
        return self._playing is not None and not self._playing.done()

    async def play(self, story: str, stage: Stage, waiting: list[Person]) -> None:
        """Begin a story. People in `waiting` are taken before new ones are made."""
        await self.stop()
        self._number, self._pushed, self.paused = 0, False, False
        self._playing = asyncio.create_task(self._run(story, self._paced(stage, waiting)))

    async def ended(self) -> str | None:
        """Wait for the end of the story; the receipt number if it was played to its end."""
        if self._playing is not None:
            await asyncio.wait([self._playing])
        return str(self._status["said"]) if self._status["status"] == "ended" else None

    async def stop(self) -> None:
        if self._playing is not None:
            self._playing.cancel()
            await self.ended()
        self._tell(status="idle", story=None, step=None, said="")

    def pause(self) -> None:
        self.paused = True
        self._tell()

    def go_on(self) -> None:
        self.paused, self._pushed = False, True
        self._tell()

    def step(self) -> None:
        """Let one deed happen and wait before the next; it also does what a hand was awaited for."""
        self._pushed = True
        self._tell()

    def set_speed(self, speed: float) -> None:
        self.speed = min(max(speed, SLOWEST), FASTEST)
        self._tell()

    async def gate(self, deed: Deed) -> Json | None:
        """Let the deed pass in its time, or return what came of it when it was done by hand."""
        self._number += 1
        by_hand = deed.person in self.hands and deed.kind in {"taps", "messages"}
        self._tell(status="yours" if by_hand else "playing", step=self._shown(deed))
        if by_hand and (done := await self._done_by_hand(deed)) is not None:
            return done
        if not by_hand:
            await self._read(deed)
        self._pushed = False
        self.record(deed)
        return None

    def _paced(self, stage: Stage, waiting: list[Person]) -> Stage:
        people = PacedSimulator(stage.simulator.control, self.gate, waiting)
        cast = {role: people.paced(person) for role, person in stage.cast.items()}
        return replace(stage, simulator=people, cast=dict(cast))

    async def _run(self, story: str, stage: Stage) -> None:
        self._tell(status="playing", story=story, step=None, said="")
        try:
            receipt = await STORIES[story](stage)
        except StoryLeft as left:
            self._tell(status="left", step=None, said=str(left))
        except AssertionError as exc:
            self._tell(status="stopped", step=None, said=str(exc))
        else:
            self._tell(status="ended", step=None, said=receipt)

    async def _read(self, deed: Deed) -> None:
        await self.bulletin.bell.until(lambda: self._pushed, _seconds(deed) / self.speed)
        await self.bulletin.bell.until(lambda: self._pushed or not self.paused, A_LONG_TIME)

    async def _done_by_hand(self, deed: Deed) -> Json | None:
        before = self._heard_until()
        await self.bulletin.bell.until(lambda: self._pushed or self._found(deed, before), BY_HAND_WITHIN)
        found = self._found(deed, before)
        if found is None:
            return None
        self._by_hand = (self._number, self.bulletin.feed.index(found) + 1)
        if deed.kind == "taps" and found["text"] != deed.words:
            raise StoryLeft(f"{deed.name}: {found['text']}")
        return {"answer": {"text": "", "alert": False}} if deed.kind == "taps" else _message(found)

    def _heard_until(self) -> int:
        """Who has done the deed before this one by hand may have done this one as well before it was asked for."""
        number, until = self._by_hand
        return until if number == self._number - 1 else len(self.bulletin.feed)

    def _found(self, deed: Deed, before: int) -> Json | None:
        kind = {"taps": "tap", "messages": "message"}[deed.kind]
        wanted = (kind, deed.chat, deed.name)
        events = self.bulletin.feed[before:]
        done = (each for each in events if (each["kind"], each["chat_id"], each["sender"]) == wanted)
        return next((each for each in done if kind == "message" or not _ASIDE.match(str(each["text"]))), None)

    def _shown(self, deed: Deed) -> Json:
        seconds = round(_seconds(deed) / self.speed, 2)
        where: Json = {
            "person": deed.person,
            "name": deed.name,
            "chat": deed.chat,
            "message": deed.wanted.get("message"),
        }
        return {**where, "kind": deed.kind, "words": deed.words, "seconds": seconds, "number": self._number}

    def _tell(self, **news: object) -> None:
        self._status = {**self._status, "paused": self.paused, "speed": self.speed, **news}
        self.bulletin.pin("player", self._status)
        self.bulletin.bell.ring()


def _seconds(deed: Deed) -> float:
    return min(BEFORE_A_DEED + len(deed.words) / LETTERS_A_SECOND, LONGEST)


def _message(event: Json) -> Json:
    message = event["message"]
    return dict(message) if isinstance(message, dict) else {}
