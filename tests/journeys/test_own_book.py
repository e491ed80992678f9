"""An office where TU keeps the book of letters: the number comes by hand, and nothing goes out before."""

from pathlib import Path

import pytest

from tests.journeys.offices import an_office, refused
from tests.journeys.play import text_of

MANUAL = {'numbering = "sequence"': 'numbering = "manual"'}
NUMBER = "B/500.12/47/TU/XI/2026"


async def test_a_letter_waits_as_konsep_until_the_officer_types_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with an_office(tmp_path, monkeypatch, MANUAL) as stage:
        applicant, receipt = await refused(stage)
        officer = stage["pranata_komputer"]
        draft = await officer.sees(f"KONSEP surat balasan {receipt}")
        card = await officer.sees("Menunggu nomor dari Tata Usaha")
        await applicant.sees_no("Surat balasan P-")

        said = await officer.say("/antrian")
        card = await officer.sees("Menunggu nomor dari Tata Usaha", after=said)
        assert (await officer.tap("Isi nomor surat", on=card)).text == "Ketik nomor suratnya."
        await officer.sees(f"Berapa nomor surat balasan {receipt}")
        said = await officer.say("belum tahu")
        await officer.sees("tidak berisi angka", after=said)
        await officer.say(NUMBER)

        await officer.sees(f"Nomor {NUMBER} dicatat")
        letter = await applicant.sees(f"Surat balasan {receipt} (DOCX)")
        assert letter.document is not None
        text = text_of(await applicant.download(letter.document))
        assert NUMBER in text
        assert "KONSEP" not in text
        assert draft.document is not None
        await officer.sees("Sudah dikirim ke pemohon", after=card)
        assert NUMBER in await stage.loket("show", receipt)
