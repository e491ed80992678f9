"""Kadis and Kabid give back what only needs mending: a phrase is tapped, the applicant mends, round 2 arrives."""

import pytest

from simulator.client import Message
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHRASE = "Alamat tujuan perlu diperiksa lagi"


async def give_back(play: Play, role: str, receipt: str) -> Message:
    """A phrase is offered, asked about once more, and given; return the card that asked."""
    official, card = play[role], await play.card(role, receipt)
    await official.tap("Kembalikan", on=card)
    offered = await official.sees(f"Apa yang kurang dari {receipt}", after=card)
    await official.tap(PHRASE, on=offered)
    sure = await official.sees("Kembalikan dengan alasan", after=offered)
    assert PHRASE in sure.text
    await official.tap("Ya, kembalikan", on=sure)
    return sure


@pytest.mark.parametrize(("role", "title"), [("kadis", "Kepala Dinas"), ("kabid", "Kepala Bidang")])
async def test_what_came_back_is_mended_and_arrives_again_at_the_kadis(play: Play, role: str, title: str) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    if role == "kabid":
        await play.dispose(receipt, "kadis")
    first = await play.card("kadis", receipt)
    sure = await give_back(play, role, receipt)

    returned = await applicant.sees(f"{receipt} perlu dilengkapi")
    assert f"Catatan {title}" in returned.text
    assert PHRASE in returned.text
    await applicant.tap("Ubah Alamat tujuan", on=await applicant.sees("Permohonan perlu dilengkapi"))
    await applicant.sees("Ke mana sub domain diarahkan", after=returned)
    said = await applicant.say("103.20.30.78")
    await applicant.tap("Kirim ulang", on=await applicant.sees("Permohonan perlu dilengkapi", after=said))

    again = await play.card("kadis", receipt, after=sure if role == "kadis" else first)
    assert "103.20.30.40 → 103.20.30.78" in again.text
    assert "Putaran 1" in again.text
    assert "▶️ 2–3. Disposisi Kepala Dinas" in again.text
    assert (await play.trail(receipt)).count("request:submit") == 2
