"""One thing that a person does with a phone, whoever plays that person."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from simulator.client import Message, Person, Simulator
from simulator.feed import Json
from simulator.seen import Chat

KINDS: Final = frozenset("messages taps contacts block unblock open documents photos".split())
"""The control API's own words; `simulator/telegram/control_people.py` serves them."""

File = tuple[str, bytes, str]
"""Name, content and claimed type."""


@dataclass(frozen=True)
class Deed:
    person: int
    name: str
    kind: str
    wanted: Json
    file: File | None = field(default=None, repr=False)

    @property
    def chat(self) -> int:
        chat = self.wanted.get("chat")
        return chat if isinstance(chat, int) else self.person

    @property
    def words(self) -> str:
        """What is typed or pressed, or the name of the file that is sent."""
        said = self.wanted.get("text") or self.wanted.get("label") or (self.file[0] if self.file else "")
        return str(said)


Gate = Callable[[Deed], Awaitable[Json | None]]
"""Lets a deed pass in its time; returns what came of it if somebody has done it by hand instead."""


@dataclass(frozen=True)
class PacedPerson(Person):
    """A person of a story, each of whose deeds waits for the gate."""

    gate: Gate = field(repr=False, compare=False)

    async def _do(self, deed: str, wanted: Json) -> Json:
        done = await self.gate(Deed(self.id, self.name, deed, wanted))
        return done if done is not None else await super()._do(deed, wanted)

    async def _send_file(self, deed: str, file: File, in_: Chat | None, *more: str) -> Message:
        await self.gate(Deed(self.id, self.name, deed, {"chat": (in_ or self.private).id}, file))
        return await super()._send_file(deed, file, in_, *more)


@dataclass(frozen=True)
class PacedSimulator(Simulator):
    """Gives a story its people: those who are there already and have not spoken yet, or new ones."""

    gate: Gate = field(repr=False)
    waiting: list[Person] = field(default_factory=list)

    async def person(self, name: str, *, username: str | None = None, phone: str | None = None) -> Person:
        known = next((each for each in self.waiting if each.name == name), None)
        made = known or await super().person(name, username=username, phone=phone)
        return self.paced(made)

    def paced(self, person: Person) -> PacedPerson:
        return PacedPerson(person.id, person.name, person.control, self.gate)
