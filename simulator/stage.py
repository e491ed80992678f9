"""An office on one machine: the simulated world, the real program as a child process, and the people who play it.

The program is started the way its users start it, by its command; nothing of it is imported.
"""

import asyncio
import json
import os
import re
import shutil
import sys
import tempfile
import tomllib
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simulator.bsre import routes as bsre
from simulator.client import Group, Person, Simulator

LOKET: Final = Path(sys.executable).with_name("loket")
READY_WITHIN: Final = 90
TOKEN: Final = "123456789:simulated-telegram-token"  # noqa: S105 - any token is accepted there
DNS_TOKEN: Final = "simulated-cloudflare-token"  # noqa: S105

_UNDO: Final = re.compile(r"(?m)^undo_seconds = \d+")

OFFICIALS: Final = {
    "kadis": ("Drs. Ardian Contoh, M.Si.", "19700101 199503 1 001", "Pembina Utama Muda (IV/c)"),
    "kabid": ("Bunga Misal, S.T., M.T.", "19780515 200312 2 002", "Pembina (IV/a)"),
    "pranata_komputer": ("Candra Umpama, S.Kom.", "19880817 201403 1 003", "Penata (III/c)"),
}
"""Invented people; what they answer when they are invited."""


class DidNotStart(RuntimeError):  # noqa: N818 - says what has happened
    """A program ended, or kept silent, before it was ready."""


@dataclass
class Program:
    """A child process, started again with the same settings as often as wanted; its log goes to a file."""

    command: list[str]
    env: Mapping[str, str]
    log: Path
    process: Process | None = None

    async def start(self) -> str:
        """Return the line with which it says that it is ready."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(*self.command, env=self.env, stdout=PIPE, stderr=log)
        assert self.process.stdout is not None  # noqa: S101 - piped
        line = b""
        try:
            line = await asyncio.wait_for(self.process.stdout.readline(), READY_WITHIN)
        finally:
            if not line:
                await self.kill()
        if not line:
            raise DidNotStart(f"{self.command[-1]} did not start:\n{self.log.read_text()[-3000:]}")
        return line.decode()

    async def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        if self.process is None or self.process.returncode is not None:
            return 0
        self.process.terminate()
        return await self.process.wait()

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


@dataclass
class Stage:
    """The running office. `applicant` makes and registers a new one; the others are there from the start."""

    simulator: Simulator
    api: str
    dns: str
    world: Program
    bot: Program
    env: Mapping[str, str]
    data: Path
    cast: dict[str, Person] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)

    @property
    def group(self) -> Group:
        return self.groups[0]

    def __getitem__(self, role: str) -> Person:
        return self.cast[role]

    async def loket(self, *arguments: str, ok: bool = True) -> str:
        """Run a command of the program beside the running one and return what it prints."""
        process = await asyncio.create_subprocess_exec(
            str(LOKET), *arguments, env=self.env, stdout=PIPE, stderr=asyncio.subprocess.STDOUT
        )
        printed, _ = await process.communicate()
        if ok and process.returncode != 0:
            raise AssertionError(f"loket {' '.join(arguments)} ended with {process.returncode}:\n{printed.decode()}")
        return printed.decode().strip()

    async def invite(self, *roles: str) -> list[str]:
        """Single-use links for these roles, by the command line."""
        options = [word for role in roles for word in ("--role", role)]
        return [line.split()[-1] for line in (await self.loket("invite", *options)).splitlines()]

    async def open_office(self) -> None:
        """Invite the operator, the group and the three officials, and let them introduce themselves."""
        links = await self.invite("admin", "group", *OFFICIALS)
        operator = self.cast["operator"] = await self.simulator.person("Rina Operator")
        await self.join(operator, links[0], ["Rina Contoh, S.T."])
        for role in OFFICIALS:
            self.cast[role] = await self.simulator.person(OFFICIALS[role][0])
        group = await self.simulator.group("Operator Loket", [operator, self.cast["pranata_komputer"]])
        self.groups.append(group)
        await operator.open(links[1], group)
        await operator.sees("grup operator", in_=group)
        for role, link in zip(OFFICIALS, links[2:], strict=True):
            await self.join(self.cast[role], link, OFFICIALS[role])

    async def join(self, person: Person, link: str, answers: tuple[str, ...] | list[str]) -> None:
        """Follow an invitation and introduce oneself."""
        await person.open(link)
        await person.tap("Setuju dan lanjut")
        for question, answer in zip(("Nama lengkap", "18 angka", "Pangkat dan golongan"), answers, strict=False):
            await person.sees(question)
            await person.say(answer)
        await person.tap("Kirim pendaftaran")
        await person.sees("terdaftar sebagai")

    async def applicant(self, name: str, opd: str, *, title: str = "Pengelola Data") -> Person:
        """A new applicant, registered and let in by the operator."""
        person = self.cast["applicant"] = await self.simulator.person(name)
        await self.fill_registration(person, name, opd, title=title)
        await person.tap("Kirim pendaftaran")
        await person.sees("sedang diperiksa petugas")
        await self["operator"].sees(name, in_=self.group)
        await self["operator"].tap("Setujui", in_=self.group)
        await person.sees("Pendaftaran disetujui")
        return person

    async def fill_registration(self, person: Person, name: str, opd: str, *, title: str) -> None:
        """Answer everything that an applicant is asked; the summary is sent by a button."""
        await person.say("/start")
        await person.tap("Setuju dan lanjut")
        await person.sees("Ketik sebagian namanya")
        await person.say(opd)
        await person.tap(opd)
        await person.sees("Nama lengkap")
        await person.say(name)
        await person.tap("Bukan ASN")
        await person.sees("Jabatan Bapak/Ibu")
        await person.say(title)
        await person.sees("bagikan nomor HP")
        await person.share_contact()


@asynccontextmanager
async def set_up(folder: Path | None = None, *, zone: str = "katingankab.go.id", undo: int = 0) -> AsyncIterator[Stage]:
    """Start the world and the program on free ports with their data in `folder`, or in a temporary one.

    `undo` is for how many seconds a decision may be taken back: whoever plays need not wait, unless that is played.
    """
    with tempfile.TemporaryDirectory(prefix="loket-") as temporary:
        place = folder or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "simulator", "--zone", zone]
        world = Program(command, os.environ, place / "simulator.log")
        bot: Program | None = None
        try:
            ready = json.loads(await world.start())
            env = {**os.environ, **office_settings(ready, place, undo=undo)}
            bot = Program([str(LOKET), "run"], env, place / "bot.log")
            await bot.start()
            async with Simulator.at(ready["api"]) as simulator:
                yield Stage(simulator, ready["api"], ready["dns"], world, bot, env, place)
        finally:
            for program in (bot, world):
                if program is not None:
                    await program.stop()


def office_settings(ready: Mapping[str, str], place: Path, *, undo: int = 0) -> dict[str, str]:
    """What the program needs to find the simulated world instead of the real one."""
    return {
        "LOKET_AGENCY": str(_rules(place, undo)),
        "LOKET_TELEGRAM_TOKEN": TOKEN,
        "LOKET_CLOUDFLARE_TOKEN": DNS_TOKEN,
        "LOKET_TELEGRAM_URL": ready["api"],
        "LOKET_CLOUDFLARE_URL": f"{ready['api']}/cloudflare/client/v4",
        "LOKET_NAMESERVERS": ready["dns"],
        "LOKET_BSRE_URL": f"{ready['api']}/bsre",
        "LOKET_BSRE_USER": bsre.USER,
        "LOKET_BSRE_PASSWORD": bsre.PASSWORD,
        "LOKET_BSRE_NIK": bsre.NIK,
        "LOKET_BSRE_PASSPHRASE": bsre.PASSPHRASE,
        "LOKET_DATA": str(place / "data"),
    }


def _rules(place: Path, undo: int) -> Path:
    """The office's own rules, with another `undo_seconds`."""
    named, file = Path(os.environ.get("LOKET_AGENCY", "agency.toml")), place / "agency.toml"
    rules = named.read_text(encoding="utf-8")
    file.write_text(_UNDO.sub(f"undo_seconds = {undo}", rules), encoding="utf-8")
    if emblem := tomllib.loads(rules)["letter"].get("emblem"):
        shutil.copy(named.parent / emblem, place / emblem)
    return file
