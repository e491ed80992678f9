"""The program ends in the middle of each question of the form: whoever answers afterwards has lost nothing."""

import pytest

from simulator import stories
from simulator.client import Message, Person
from simulator.stage import Stage
from tests.faults.test_registrations import restart


@pytest.mark.timeout(900)  # a dozen starts of the program
async def test_a_request_is_filled_in_though_the_program_dies_at_every_question(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    said = await applicant.say("/ajukan")
    menu = await applicant.sees("Layanan apa yang dibutuhkan", after=said)
    await restart(stage)
    await applicant.tap("Sub domain baru", on=menu)
    await applicant.sees("1 dari 12", after=menu)
    await restart(stage)
    said = await applicant.say("dinkes")
    for question, answer in stories.ANSWERS.items():
        if question == stories.OF_THE_LETTER[0]:
            said = await _send_letter(stage, applicant, said)
        await applicant.sees(question, after=said)
        await restart(stage)
        said = await applicant.say(answer)
    summary = await applicant.sees("Periksa sebelum dikirim", after=said)
    await restart(stage)

    await applicant.tap("Kirim permohonan", on=summary)

    await applicant.sees("Permohonan diterima")
    for kept in ("dinkes.katingankab.go.id", "103.20.30.40", "Budi Santoso", "440/215/DINKES/XI/2026"):
        assert kept in summary.text


@pytest.mark.timeout(900)
async def test_what_the_other_forms_ask_is_answered_though_the_program_dies_at_each_question(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await _fill_with_deaths(stage, applicant, "Sub domain dan hosting", "gizi")
    receipt = await stories.submit(applicant, "dinkes")
    await stories.dispose(stage, receipt)
    await stories.build(stage, receipt)
    await applicant.sees(f"Surat balasan {receipt}")
    for kind in ("Hosting saja", "Ubah alamat tujuan", "Hentikan sub domain"):
        await _fill_with_deaths(stage, applicant, kind, "dinkes")


async def _fill_with_deaths(stage: Stage, applicant: Person, kind: str, first: str) -> None:
    """Up to the letter, dying at the first question and at each that the form of a new sub domain does not have."""
    await stories.begin(applicant, kind)
    await restart(stage)
    said = await applicant.say(first)
    for question, answer in stories.OTHERS[kind].items():
        if question in stories.OF_THE_LETTER:
            continue
        await applicant.sees(question, after=said)
        if stories.ANSWERS.get(question) != answer:
            await restart(stage)
        said = await applicant.say(answer)
    await applicant.sees("surat permohonan yang sudah", after=said)
    said = await applicant.say("/batal")
    await applicant.sees("Pengisian dibatalkan", after=said)


async def _send_letter(stage: Stage, applicant: Person, after: Message) -> Message:
    await applicant.sees("surat permohonan yang sudah", after=after)
    await restart(stage)
    sent = await applicant.photo(stories.signed_letter())
    counted = await applicant.sees("1 foto diterima", after=sent)
    await restart(stage)
    await applicant.tap("Selesai, itu semua", on=counted)
    return counted
