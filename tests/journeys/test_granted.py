"""A request from the first question to the live record and the letter."""

import hashlib
import json

import pytest

from simulator import stories
from tests.journeys.play import ANSWERS, Play
from tests.office.letters.paper import needs_libreoffice

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_granted_request_ends_in_a_live_record_and_a_letter(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)

    await play.build(receipt)

    letter = await play.letter(applicant, receipt)
    assert await play.dns() == ["103.20.30.40"]
    assert play.name in letter
    assert "Portal Dinas Kesehatan" in letter
    assert "Kepala Dinas Kesehatan" in letter


@needs_libreoffice
async def test_the_letter_comes_as_a_pdf_first_and_then_as_the_same_letter_for_word(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)

    await play.build(receipt)

    docx = await applicant.sees(f"Surat balasan {receipt} (DOCX)")
    pdf = await applicant.sees(f"Surat balasan {receipt} (PDF)")
    assert pdf.document is not None
    assert docx.document is not None
    assert pdf.id < docx.id
    assert pdf.document.file_name == f"surat-balasan-{receipt}.pdf"
    content = await applicant.download(pdf.document)
    shown = json.loads(await play.stage.loket("show", receipt, "--json"))
    assert hashlib.sha256(content).hexdigest() in [file["sha256"] for file in shown["files"]]


async def test_the_letter_bears_the_number_and_the_signer_of_the_register(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.build(receipt)

    letter = await play.letter(applicant, receipt)

    shown = json.loads(await play.stage.loket("show", receipt, "--json"))
    assert shown["letter"]["number"] in letter
    assert "Drs. Ardian Contoh, M.Si." in letter
    assert "197001011995031001" in letter.replace(" ", "")


async def test_the_trail_names_every_hand_that_a_request_went_through(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.build(receipt)
    await play.letter(applicant, receipt)

    trail = await play.trail(receipt)

    decisions = ["request:dispose", "request:dispose", "request:build"]
    assert trail == ["request:submit", *decisions, "request:finish", "letter:issue"]


async def test_every_card_converges_to_the_end_without_buttons(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.build(receipt)
    await play.letter(applicant, receipt)

    for person in (applicant, play["kadis"], play["kabid"], play["pranata_komputer"]):
        card = await person.sees("✅ 7. Surat balasan dikirim")
        assert card.labels() == []


async def test_the_letter_and_the_steps_are_shown_in_the_group(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.build(receipt)

    letter = await play["operator"].sees(f"Surat balasan {receipt}", in_=play.stage.group)

    card = await play["operator"].sees(f"{receipt} ·", in_=play.stage.group)
    assert letter.document is not None
    assert card.labels() == []
    assert "81234567890" not in card.text


async def test_the_officials_receive_the_signed_letter_as_a_pdf(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)

    sent = await play["kadis"].sees(f"Surat permohonan {receipt}")

    assert sent.document is not None
    assert (await play["kadis"].download(sent.document)).startswith(b"%PDF-")


async def test_a_name_in_upper_case_is_taken_as_lower_case(play: Play) -> None:
    applicant = await play.applicant()

    await stories.fill_form(applicant, play.label.upper(), ANSWERS)

    await applicant.sees(f"Sub domain: {play.name}")


async def test_a_host_name_becomes_an_alias(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant, **{"Ke mana sub domain diarahkan": "WEB.penyedia.co.id."})

    await play.build(receipt)

    await play.letter(applicant, receipt)
    assert await play.records() == ["web.penyedia.co.id"]


async def test_the_proposed_name_can_be_picked_with_its_button(play: Play) -> None:
    applicant = await play.applicant("Dinas Sosial")
    await applicant.say("/ajukan sub_domain")

    await applicant.tap("dinsos")

    await applicant.sees("Ke mana sub domain diarahkan")


async def test_every_answer_can_be_changed_before_sending(play: Play) -> None:
    applicant = await play.applicant()
    await stories.fill_form(applicant, play.label, ANSWERS)

    await applicant.tap("Ubah Nama aplikasi")
    await applicant.sees("Jawaban lama tetap dipakai")
    await applicant.say("Portal & Antrean <b>baru</b>")

    await applicant.sees("Nama aplikasi: Portal & Antrean <b>baru</b>")


async def test_a_change_of_mind_leaves_the_old_answer(play: Play) -> None:
    applicant = await play.applicant()
    await stories.fill_form(applicant, play.label, ANSWERS)
    summary = await applicant.sees("Periksa sebelum dikirim")

    await applicant.tap("Ubah Tujuan")
    await applicant.tap("Biarkan seperti semula")

    again = await applicant.sees("Periksa sebelum dikirim", after=summary)
    assert again.text == summary.text
