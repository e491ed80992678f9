"""A day on which nothing happened: the program's clock is shifted, and what became late says so by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from simulator.stories import give_disposition, submit
from tests.journeys.offices import OFFICE, start_at
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.timeout(400)
async def test_a_late_request_says_so_and_whoever_has_it_is_reminded_once(own_office: Play) -> None:
    office = own_office.stage
    applicant = await office.applicant("Siti Contoh", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    waiting = await office["kadis"].sees(f"{receipt} ·")

    await start_at(office, OFFICE.next_opening(datetime.now(UTC) + timedelta(days=14)) + timedelta(hours=1))
    late = await applicant.sees("Terlambat")
    answer = await applicant.tap("Ingatkan", on=late)
    reminded = await office["kadis"].sees(f"Pemohon menanyakan {receipt}")
    card = await office["kadis"].sees(f"{receipt} ·", after=reminded)
    again = await applicant.tap("Ingatkan", on=late)

    assert answer.text == "Pengingat dikirim."
    assert again.text.startswith("Pengingat hari ini sudah dikirim")
    assert "Setujui & disposisikan" in card.labels()
    assert card.id > waiting.id
    trail = await office.loket("show", receipt)
    assert trail.count("request:remind") == 1
    await give_disposition(office["kadis"], card)
    await applicant.sees("Menunggu disposisi Kepala Bidang")
