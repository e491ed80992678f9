"""Requests that come back, are refused, or are withdrawn."""

import pytest

from simulator.client import Message, Person
from simulator.stories import give_disposition
from tests.journeys.play import Play
from tests.journeys.registering import noted

pytestmark = pytest.mark.asyncio(loop_scope="session")

REASON = "Alamat tujuan belum benar & mohon <b>alamat IP</b> yang baru."


async def test_a_corrected_request_goes_through_all_hands_again_and_only_the_new_target_is_made(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    cards = {role: await play.card(role, receipt) for role in ("kadis", "kabid", "pranata_komputer")}
    await play.send_back(receipt, REASON)

    await applicant.sees("Jawaban sekarang: 103.20.30.40")
    await applicant.say("103.20.30.41")
    summary = await applicant.sees("Permohonan perlu dilengkapi")
    assert "Alamat tujuan: 103.20.30.41" in summary.text
    await applicant.tap("Kirim ulang", on=summary)
    for role in ("kadis", "kabid"):
        card = await play.card(role, receipt, after=cards[role])
        assert "103.20.30.41" in card.text
        await give_disposition(play[role], card)
    await play.build(receipt, after=cards["pranata_komputer"])

    await play.letter(applicant, receipt)
    assert (await play.dns(), await play.records()) == (["103.20.30.41"], ["103.20.30.41"])


async def test_the_applicant_reads_the_officers_words_exactly(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)

    await play.send_back(receipt, REASON)

    await applicant.sees(f"perlu dilengkapi. Catatan petugas:\nAlamat tujuan benar dan dapat dihubungi: {REASON}")
    await applicant.sees(f"Catatan petugas: Alamat tujuan benar dan dapat dihubungi: {REASON}")


async def test_nothing_is_built_in_the_second_round_without_new_dispositions(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    officers = await play.card("pranata_komputer", receipt)
    old = next(button.data for button in officers.buttons if button.label == "Semua sesuai ✅")
    await play.send_back(receipt, REASON)
    await applicant.tap("Biarkan seperti semula")
    await applicant.tap("Kirim ulang")
    await applicant.sees("▶️ 2–3. Disposisi Kepala Dinas")

    answer = await play["pranata_komputer"].tap_data(str(old), on=officers)

    assert "Kartu ini sudah berubah" in answer.text
    assert await play.records() == []


@pytest.mark.parametrize("role", ["kadis", "kabid"])
async def test_a_rejected_request_is_answered_by_a_letter_that_says_why(play: Play, role: str) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    if role == "kabid":
        await play.dispose(receipt, "kadis")

    await play.say_no(role, receipt, "Tolak", "Layanan ini sudah ada di portal kabupaten.")

    assert "Layanan ini sudah ada di portal kabupaten." in await play.letter(applicant, receipt)
    assert (await play.trail(receipt))[-2:] == ["request:reject", "letter:issue"]
    assert await play.records() == []


async def test_the_name_of_a_rejected_request_can_be_asked_for_again(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await play.say_no("kadis", receipt, "Tolak", "Belum perlu.")
    await applicant.sees(f"{receipt} tidak dapat disetujui")

    again = await play.submit(await play.applicant())

    assert again != receipt


@pytest.mark.parametrize(
    ("disposed_by", "waits_for"),
    [((), "disposisi Kepala Dinas."), (("kadis",), "disposisi Kepala Bidang."), (("kadis", "kabid"), "pemeriksaan")],
)
async def test_an_applicant_can_withdraw_at_every_stage_before_the_record_is_made(
    play: Play, disposed_by: tuple[str, ...], waits_for: str
) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    if disposed_by:
        await play.dispose(receipt, *disposed_by)
    card = await applicant.sees(f"Menunggu {waits_for}")

    await applicant.tap("Tarik permohonan", on=card)
    await applicant.tap("Ya, tarik permohonan", on=card)

    await applicant.sees(f"{receipt} sudah ditarik")
    await play["kadis"].sees("Ditarik oleh pemohon, ")
    assert (await play.trail(receipt))[-1] == "request:withdraw"


async def sent_back(play: Play) -> tuple[Person, str, Message]:
    """An applicant whose request came back, its receipt, and the summary that sends it again."""
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.send_back(receipt, REASON)
    await applicant.tap("Biarkan seperti semula")
    return applicant, receipt, await applicant.sees("Permohonan perlu dilengkapi")


async def test_a_returned_request_can_be_withdrawn(play: Play) -> None:
    applicant, receipt, summary = await sent_back(play)

    await applicant.tap("Tarik permohonan", on=summary)
    await applicant.tap("Ya, tarik permohonan")

    await applicant.sees(f"{receipt} sudah ditarik")


async def test_withdrawing_can_be_thought_over(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    card = await applicant.sees(f"{receipt} ·")
    await applicant.tap("Tarik permohonan", on=card)

    await applicant.tap("Tidak jadi", on=card)

    await applicant.sees("Menunggu disposisi Kepala Dinas.")
    assert await play.trail(receipt) == ["request:submit"]


async def test_withdrawing_what_came_back_can_be_thought_over_and_the_summary_still_sends_it(play: Play) -> None:
    applicant, _, summary = await sent_back(play)
    await applicant.tap("Tarik permohonan", on=summary)
    await applicant.tap("Tidak jadi", on=await applicant.sees("Tarik permohonan ini?"))

    assert summary in await applicant.messages()
    await applicant.tap("Kirim ulang", on=summary)

    await applicant.sees("▶️ 2–3. Disposisi Kepala Dinas")


async def test_a_request_cannot_be_withdrawn_once_its_record_is_being_made(play: Play) -> None:
    applicant = await play.applicant()
    receipt, _ = await play.blocked(applicant)
    await noted(applicant)

    card = await applicant.sees(f"{receipt} ·")

    assert card.labels() == []
