"""A day on which nothing happened: the program's clock is shifted, and what became late says so by itself."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from office.sop.agency import WorkingTime
from office.sop.working_time import WorkCalendar
from simulator.stage import Stage, set_up
from simulator.stories import submit

LONG = 40.0
OFFICE = WorkCalendar(WorkingTime(), ZoneInfo("Asia/Pontianak"))


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office of its own, whose clock may be shifted."""
    async with set_up(tmp_path) as stage:
        await stage.open_office()
        yield stage


async def wait_a_week(office: Stage) -> None:
    """The program is started again on a working day, more than a week later."""
    now = datetime.now(UTC)
    then = OFFICE.next_opening(now + timedelta(days=7)) + timedelta(hours=1)
    await office.bot.stop()
    office.bot.env = {**office.bot.env, "LOKET_CLOCK_OFFSET": f"PT{int((then - now).total_seconds())}S"}
    await office.bot.start()


@pytest.mark.timeout(240)
async def test_a_late_request_says_so_and_whoever_has_it_is_reminded_once(office: Stage) -> None:
    applicant = await office.applicant("Siti Contoh", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    waiting = await office["kadis"].sees(f"{receipt} ·")

    await wait_a_week(office)
    late = await applicant.sees("Terlambat", timeout=LONG)
    answer = await applicant.tap("Ingatkan", on=late)
    reminded = await office["kadis"].sees(f"Pemohon menanyakan {receipt}", timeout=LONG)
    card = await office["kadis"].sees(f"{receipt} ·", after=reminded, timeout=LONG)
    again = await applicant.tap("Ingatkan", on=late)

    assert answer.text == "Pengingat dikirim."
    assert again.text.startswith("Pengingat hari ini sudah dikirim")
    assert "Setujui & disposisikan" in card.labels()
    assert card.id > waiting.id
    trail = await office.loket("show", receipt)
    assert trail.count("request:remind") == 1
    await office["kadis"].tap("Setujui & disposisikan", on=card)
    await applicant.sees("Menunggu disposisi Kepala Bidang", timeout=LONG)
