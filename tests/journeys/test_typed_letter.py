"""A letter that was typed, and saved as PDF, answers three questions by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from office.letters.dates import in_words
from tests.journeys.play import Play
from tests.journeys.test_bad_files import asked_for_the_letter
from tests.office.files import corpus

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_the_letter_says_of_itself_is_offered_for_confirmation(play: Play) -> None:
    written = datetime.now(UTC).date() - timedelta(days=9)
    letter = corpus.a_letter(
        "PEMERINTAH KABUPATEN CONTOH",
        f"Nomor      : 440/215/DINKES/XI/2026         Contoh, {in_words(written)}",
        "Perihal    : Permohonan Sub Domain",
    )
    applicant = await asked_for_the_letter(play)

    last = await applicant.upload("surat.pdf", letter)

    for question, offered in {
        "Nomor surat permohonan": "440/215/DINKES/XI/2026",
        "Tanggal surat": f"{written:%d-%m-%Y}",
        "Hal surat": "Permohonan Sub Domain",
    }.items():
        last = await applicant.sees(question, after=last)
        await applicant.tap(offered, on=last)
    await applicant.sees("Periksa sebelum dikirim")
