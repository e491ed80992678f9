"""Offices that work by other rules than the repository's agency.toml."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from office.sop.agency import WorkingTime
from office.sop.working_time import WorkCalendar
from simulator.client import Person
from simulator.stage import Stage, set_up
from simulator.stories import submit

ROOT: Final = Path(__file__).parents[2]
OFFICE: Final = WorkCalendar(WorkingTime(), ZoneInfo("Asia/Pontianak"))
"""The working time of the repository's agency.toml."""


@asynccontextmanager
async def an_office(
    folder: Path, patched: pytest.MonkeyPatch, changed: Mapping[str, str], **settings: str
) -> AsyncIterator[Stage]:
    """An office whose agency.toml says something else in some places, with settings of its own."""
    rules = (ROOT / "agency.toml").read_text(encoding="utf-8")
    for old, new in changed.items():
        assert old in rules
        rules = rules.replace(old, new, 1)
    file = folder / "agency.toml"
    file.write_text(rules, encoding="utf-8")
    for name, value in {"agency": str(file), **settings}.items():
        patched.setenv(f"LOKET_{name.upper()}", value)
    async with set_up(folder / "office") as stage:
        await stage.open_office()
        yield stage


async def start_at(stage: Stage, then: datetime) -> None:
    """The program is started again at this moment; for an office whose clock is nobody else's."""
    shift = int((then - datetime.now(UTC)).total_seconds())
    await stage.bot.stop()
    stage.bot.env = {**stage.bot.env, "LOKET_CLOCK_OFFSET": f"PT{shift}S"}
    await stage.bot.start()


async def refused(stage: Stage) -> tuple[Person, str]:
    """The Kadis says no: the shortest way to a letter. The applicant, and the receipt."""
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    kadis = stage["kadis"]
    await kadis.tap("Tolak", on=await kadis.sees(f"{receipt} ·"))
    await kadis.sees("Mengapa")
    await kadis.say("Layanan ini sudah tersedia.")
    return applicant, receipt
