"""The office that is open now: its stage, the phones on the page, and who keeps the page up to date."""

import asyncio
import contextlib
import shutil
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from simulator.client import Person
from simulator.control import Control
from simulator.feed import Json
from simulator.playground.bulletin import Bulletin
from simulator.playground.deeds import Deed
from simulator.playground.inspector import Inspector
from simulator.playground.player import Player
from simulator.playground.recorder import Recorder
from simulator.playground.screens import Screens
from simulator.stage import Stage, set_up

APPLICANT: Final = "Siti Rahmawati, S.Kom."
ROLES: Final = {
    "applicant": "Pemohon",
    "kadis": "Kepala Dinas",
    "kabid": "Kepala Bidang",
    "pranata_komputer": "Pranata Komputer",
    "operator": "Operator",
    "admin": "Admin",
}
LOOK_AHEAD: Final = 20.0

Companion = Callable[[Stage], Awaitable[None]]


@dataclass
class House:
    """Opened, and opened anew as often as wanted; everything of the office before is thrown away.

    A companion follows each stage for as long as it is open: the terminal's transcript.
    """

    folder: Path | None = None
    companion: Companion | None = None
    bulletin: Bulletin = field(default_factory=Bulletin)
    phones: list[Json] = field(default_factory=list)
    _names: dict[int, str] = field(default_factory=dict)
    _exits: AsyncExitStack = field(default_factory=AsyncExitStack)
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self) -> None:
        async with self._opening:
            await self._open()

    async def begin_anew(self) -> None:
        async with self._opening:
            await self.player.stop()
            await self._exits.aclose()
            await self._open()

    async def hush(self) -> None:
        """Stop the story and let go of every page that listens."""
        await self.player.stop()
        self.bulletin.close()

    async def close(self) -> None:
        self.bulletin.close()
        await self._exits.aclose()

    async def play(self, story: str, hands: list[str], speed: float = 1.0) -> None:
        """Begin a story in a fresh office. `hands` names the roles that the player holds."""
        if self.recorder.deeds or self.player.is_playing:
            await self.begin_anew()
        held = (self.stage.cast[role].id for role in hands if role in self.stage.cast)
        self.player.hands, self.player.speed = frozenset(held), speed
        await self.player.play(story, self.stage, [self._applicant])

    async def add_person(self, name: str, role: str) -> Json:
        """Put one more phone on the page; for any role but the applicant with an invitation, opened."""
        person = await self.stage.simulator.person(name)
        self.recorder.newcomer(person.id, name)
        phone = self._phone(person, role)
        if role != "applicant":
            (link,) = await self.stage.invite(role)
            self.recorder.invited(person.id, role)
            await person.open(link)
        return phone

    async def _open(self) -> None:
        if self.folder is not None:
            await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)
        self.bulletin.begin()
        self.phones, self.screens = [], Screens()
        self.recorder = Recorder(self.screens)
        self.player = Player(self.bulletin, self.recorder.deed)
        await self.player.stop()
        self.stage = await self._exits.enter_async_context(set_up(self.folder))
        self._exits.push_async_callback(self.player.stop)
        self.inspector = Inspector(self.stage, self.bulletin)
        await self._attend(self._follow(), self.inspector.watch())
        await self.stage.open_office()
        await self._furnish()
        await self.inspector.look_at_clock()

    async def _attend(self, *tasks: Awaitable[None]) -> None:
        """Run these for as long as this office is open."""
        more = [self.companion(self.stage)] if self.companion else []
        for each in [*tasks, *more]:
            self._exits.push_async_callback(_end, asyncio.ensure_future(each))

    async def _follow(self) -> None:
        seq = 0
        while True:
            query: dict[str, str | float] = {"after": seq, "wait": LOOK_AHEAD}
            happened = await self.stage.simulator.control.get_list("/events", query)
            seq += len(happened)
            self.screens.take(happened)
            self.bulletin.add(happened)

    async def _furnish(self) -> None:
        """The phones in the order of the SOP, then the operators' group and the admin's own."""
        cast = self.stage.cast
        self._applicant = await self.stage.simulator.person(APPLICANT)
        self.recorder.group = self.stage.group.id
        self.recorder.officials({person.id: role for role, person in cast.items()})
        self.recorder.newcomer(self._applicant.id, APPLICANT)
        cast["applicant"] = self._applicant
        self._phone(self._applicant, "applicant")
        for role in ("kadis", "kabid", "pranata_komputer"):
            self._phone(cast[role], role)
        members = [{"person": each.id, "name": each.name} for each in (cast["operator"], cast["pranata_komputer"])]
        group: Json = {"chat": self.stage.group.id, "name": self.stage.group.title, "members": members}
        self._add_phone({**group, "person": cast["operator"].id, "role": "group", "title": "Grup operator"})
        self._phone(cast["operator"], "admin")

    def _phone(self, person: Person, role: str) -> Json:
        self._names[person.id] = person.name
        phone: Json = {"person": person.id, "chat": person.id, "name": person.name, "members": []}
        return self._add_phone({**phone, "role": role, "title": ROLES[role]})

    def _add_phone(self, phone: Json) -> Json:
        self.phones = [*self.phones, phone]
        self.bulletin.pin("phones", self.phones)
        return phone

    def named(self, person: int) -> str:
        """Raises KeyError for a person who has no phone here."""
        return self._names[person]

    async def act(self, deed: Deed) -> Json:
        """Do what the page asks, and write it down."""
        self.recorder.deed(deed)
        control = self.stage.simulator.control
        path = f"/people/{deed.person}/{deed.kind}"
        if deed.file is not None:
            return await _upload(control, path, deed)
        return await control.post(path, deed.wanted)


async def _upload(control: Control, path: str, deed: Deed) -> Json:
    assert deed.file is not None  # noqa: S101 - who calls this has a file
    answer = await control.http.post(path, params={"chat": deed.chat}, files={"file": deed.file})
    if answer.is_error:
        raise AssertionError(answer.text)
    return dict(answer.json())


async def _end(task: asyncio.Future[None]) -> None:
    """At the end the world may have gone first: Ctrl-C in a terminal reaches every program in it."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, httpx.HTTPError):
        await task
