"""*Perbaiki isian*: the officer proposes, the applicant agrees with one tap, and the letter carries what was agreed."""

import pytest

from simulator.client import Message, Person
from tests.journeys.play import Play, data_of, stranger

pytestmark = pytest.mark.asyncio(loop_scope="session")
NEW = "103.20.30.77"


async def typed(play: Play, receipt: str, field: str, value: str) -> Message:
    """The officer chooses the field and types its new answer; return what was typed."""
    officer, card = play["pranata_komputer"], await play.card("pranata_komputer", receipt)
    await officer.tap("Perbaiki isian", on=card)
    letter = await officer.sees(f"Surat permohonan {receipt}")
    await officer.tap(field, on=await officer.sees("Isian mana yang diperbaiki", after=letter))
    await officer.sees("apa yang benar?", after=card)
    return await officer.say(value)


async def proposed(play: Play, receipt: str, applicant: Person, value: str = NEW) -> Message:
    """The proposal as it reaches the applicant."""
    said = await typed(play, receipt, "Alamat tujuan", value)
    await play["pranata_komputer"].sees("Usulan diteruskan ke pemohon", after=said)
    return await applicant.sees(f"mengusulkan perbaikan untuk {receipt}")


async def test_an_agreed_target_is_what_is_made_and_what_the_letter_says(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    first = await play.card("pranata_komputer", receipt)
    await play["pranata_komputer"].tap("Semua sesuai", on=first)
    proposal = await proposed(play, receipt, applicant)
    assert f"103.20.30.40 → {NEW}" in proposal.text

    agreed = await applicant.tap("Setuju", on=proposal)

    assert agreed.text == "Setuju; isiannya diganti."
    await play["pranata_komputer"].sees(f"Pemohon setuju: {receipt}")
    fresh = await play.card("pranata_komputer", receipt, after=first)
    assert "– disetujui pemohon" in fresh.text
    assert "▫️ 6. Alamat tujuan benar dan dapat dihubungi" in fresh.text
    assert "✅ 5. Nama sub domain" in fresh.text
    await play.build(receipt, after=first)
    assert NEW in await play.letter(applicant, receipt)
    assert await play.records() == [NEW]
    assert "request:correct" in await play.trail(receipt)
    assert f"target: 103.20.30.40 -> {NEW}" in await play.stage.loket("show", receipt)


async def test_a_corrected_name_is_asked_of_the_zone_and_free_ones_are_named(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.cloud.add_record(f"{play.label}-b.katingankab.go.id", "A", "103.99.99.99", "buatan tangan")
    said = await typed(play, receipt, "Nama sub domain", f"{play.label}-b")
    refused = await play["pranata_komputer"].sees("Masih bebas", after=said)
    assert f"{play.label}-b sudah dipakai" in refused.text

    await play["pranata_komputer"].say(f"{play.label}-c")
    await applicant.tap("Setuju", on=await applicant.sees("mengusulkan perbaikan"))

    fresh = await play["pranata_komputer"].sees(f"{receipt} · {play.label}-c.")
    assert f"{play.label} → {play.label}-c, diusulkan" in fresh.text


async def test_a_no_leaves_everything_as_it_was(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    proposal = await proposed(play, receipt, applicant)
    data = data_of(proposal, "Setuju")

    await applicant.tap("Tidak", on=proposal)

    await play["pranata_komputer"].sees(f"Pemohon tidak setuju: {receipt}")
    again = await applicant.tap_data(data, on=proposal)
    assert again.text.startswith("Usulan ini sudah dijawab pemohon: tidak setuju")
    assert "request:correct" not in await play.trail(receipt)


async def test_consent_after_the_request_came_back_changes_nothing(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    proposal = await proposed(play, receipt, applicant)
    data = data_of(proposal, "Setuju")
    await play.send_back(receipt, "mohon alamat yang benar")
    await applicant.sees("tidak perlu dijawab lagi", after=proposal)

    answer = await applicant.tap_data(data, on=proposal)

    assert answer.text.startswith("Ini tidak perlu dijawab lagi")
    assert "request:correct" not in await play.trail(receipt)


async def test_nobody_but_the_applicant_agrees(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    data = data_of(await proposed(play, receipt, applicant), "Setuju")
    other, message = await stranger(play)
    own = (await play["pranata_komputer"].messages())[-1]

    answers = [await other.tap_data(data, on=message), await play["pranata_komputer"].tap_data(data, on=own)]

    assert all("bukan milik" in answer.text for answer in answers)
    assert "request:correct" not in await play.trail(receipt)
