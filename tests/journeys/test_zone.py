"""The zone says otherwise: somebody else's record stays as it is, and a human decides."""

import pytest

from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHOICES = [
    *("Coba lagi", "Sudah dibuat manual", "Tidak lengkap", "Tolak"),
    *("💬 Tanya pemohon", "📄 Lembar disposisi", "📎 Berkas asli"),
]
HAND_OVER = "Serahkan ke …"
"""Is there as well once another test has invited a second officer."""


async def test_a_name_that_has_come_to_stand_in_the_zone_is_not_planned(play: Play) -> None:
    receipt = await play.at_check(await play.applicant())
    await play.cloud.add_record(play.name, "A", "103.99.99.99")

    answer = await play.complete(receipt)

    assert answer.text.startswith(f"{play.name} sudah ada di zona DNS.")


async def test_a_record_made_between_plan_and_buat_is_not_touched_and_the_officer_decides(play: Play) -> None:
    receipt, _ = await play.blocked(await play.applicant())

    card = await play["pranata_komputer"].sees("sudah dipakai record lain (A 103.99.99.99)")

    assert sorted(set(card.labels()) - {HAND_OVER}) == CHOICES
    assert await play.records() == ["103.99.99.99"]
    assert await play.trail(receipt) == [
        "request:submit",
        "request:dispose",
        "request:dispose",
        "request:build",
        "request:block",
    ]


async def test_the_group_is_told_that_a_request_cannot_go_on(play: Play) -> None:
    receipt, _ = await play.blocked(await play.applicant())

    await play["operator"].sees(f"{receipt}: pembuatan terhenti", in_=play.stage.group)


async def test_after_the_foreign_record_is_gone_another_try_finishes(play: Play) -> None:
    applicant = await play.applicant()
    receipt, foreign = await play.blocked(applicant)
    await play.cloud.remove_record(foreign)

    await play["pranata_komputer"].tap("Coba lagi")

    await play.letter(applicant, receipt)
    assert await play.records() == ["103.20.30.40"]


async def test_another_try_while_the_foreign_record_stands_is_blocked_again(play: Play) -> None:
    receipt, _ = await play.blocked(await play.applicant())
    first = await play["pranata_komputer"].sees("Pembuatan terhenti")

    await play["pranata_komputer"].tap("Coba lagi", on=first)

    await play["pranata_komputer"].sees("Pembuatan terhenti", after=first)
    assert await play.records() == ["103.99.99.99"]
    assert (await play.trail(receipt))[-2:] == ["request:retry", "request:block"]


async def test_a_blocked_request_can_be_returned_for_another_name(play: Play) -> None:
    applicant = await play.applicant()
    receipt, _ = await play.blocked(applicant)

    await play.say_no("pranata_komputer", receipt, "Tidak lengkap", "Nama sudah dipakai; mohon pilih nama lain.")
    await applicant.tap("Ubah Nama sub domain")
    await applicant.sees("Jawaban lama tetap dipakai")
    await applicant.say(f"{play.label}-baru")
    await applicant.sees(f"Sub domain: {play.label}-baru")
    await applicant.tap("Kirim ulang")

    await play["kadis"].sees(f"{receipt} · {play.label}-baru")
    assert await play.records() == ["103.99.99.99"]


async def test_a_blocked_request_can_be_refused_with_a_letter(play: Play) -> None:
    applicant = await play.applicant()
    receipt, _ = await play.blocked(applicant)

    await play.say_no("pranata_komputer", receipt, "Tolak", "Nama ini sudah dipakai layanan lain.")

    assert "Nama ini sudah dipakai layanan lain." in await play.letter(applicant, receipt)
    assert await play.records() == ["103.99.99.99"]


async def test_a_record_that_the_officer_made_by_hand_is_verified_and_finishes(play: Play) -> None:
    applicant = await play.applicant()
    receipt, foreign = await play.blocked(applicant)
    await play.cloud.change_record(foreign, content="103.20.30.40")

    await play["pranata_komputer"].tap("Sudah dibuat manual")

    await play.letter(applicant, receipt)
    assert (await play.trail(receipt))[-3:] == ["request:by_hand", "request:finish", "letter:issue"]
    assert await play.dns() == ["103.20.30.40"]


async def test_a_short_outage_of_the_provider_only_delays_the_record(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    card = await play.card("pranata_komputer", receipt)
    await play.complete(receipt)
    await play["pranata_komputer"].sees("Rencana: record DNS baru")
    await play.cloud.fail("create", "status", status=502)

    await play["pranata_komputer"].tap("Buat sekarang", on=card)

    await play.letter(applicant, receipt)
    assert await play.records() == ["103.20.30.40"]
