"""Letters that are no letter: each is refused in words, and may be sent again."""

from collections.abc import Callable

import pytest

from simulator import stories
from simulator.client import Person
from tests.journeys.play import ANSWERS, Play
from tests.office.files import corpus

pytestmark = pytest.mark.asyncio(loop_scope="session")

MB = 1024 * 1024
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "more than the limit": ("surat.pdf", lambda: b"%PDF-1.7\n" + b"0" * (10 * MB), "lebih dari 10 MB"),
    "a program with the name of a PDF": ("surat.pdf", lambda: b"MZ\x90\x00" + b"\0" * 100, "bukan PDF, JPEG, atau PNG"),
    "a Word file": ("surat.docx", lambda: b"PK\x03\x04" + b"\0" * 100, "bukan PDF, JPEG, atau PNG"),
    "a web page": ("surat.pdf", lambda: b"<html><script>alert(1)</script>", "bukan PDF, JPEG, atau PNG"),
    "a GIF": ("surat.gif", lambda: b"GIF89a" + b"\0" * 100, "bukan PDF, JPEG, atau PNG"),
    "a PDF with a password": ("surat.pdf", lambda: corpus.a_locked_pdf(owner="a", user="b"), "terkunci kata sandi"),
    "a PDF locked without one": ("surat.pdf", lambda: corpus.a_locked_pdf(owner="a", user=""), "terkunci kata sandi"),
    "a PDF cut in two": ("surat.pdf", lambda: corpus.a_pdf()[:200], "rusak atau tidak utuh"),
    "a JPEG cut in two": ("surat.jpg", lambda: corpus.an_image(size=(900, 900))[:300], "rusak atau tidak utuh"),
    "a PDF with a script": ("surat.pdf", lambda: corpus.a_pdf(edit=corpus.open_with_script), "berisi skrip"),
    "a PDF with a file inside": ("surat.pdf", lambda: corpus.a_pdf(edit=corpus.carry_a_file), "berisi skrip"),
    "a PDF of many pages": ("surat.pdf", lambda: corpus.a_pdf(pages=200), "Terlalu banyak halaman"),
    "a PDF that unpacks without end": (
        "surat.pdf",
        lambda: corpus.a_pdf(edit=corpus.unpack_without_end),
        "rusak atau tidak utuh",
    ),
    "a PDF that is a ZIP too": ("surat.pdf", corpus.a_zip_in_a_pdf, "berisi skrip atau lampiran"),
    "a photo of a new telephone": ("IMG_0001.HEIC", corpus.a_heic, "HEIC belum dapat kami buka"),
    "a letter still in Word": ("surat.docx", corpus.a_word_file, "lalu kirim pindaiannya"),
    "a thumbnail": ("surat.jpg", lambda: corpus.an_image(size=(320, 240)), "terlalu kecil untuk dibaca (320 × 240"),
    "a coarse scan": ("surat.pdf", lambda: corpus.a_scan((620, 877)), "terlalu kecil untuk dibaca (877 × 620"),
    "a picture of a billion pixels": ("surat.png", corpus.a_png_bomb, "Gambar terlalu besar"),
}
GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a PDF": ("surat.pdf", corpus.a_pdf),
    "a PNG with the name of a PDF": ("surat.pdf", lambda: corpus.an_image("PNG")),
    "a photo held sideways": ("foto.jpg", corpus.a_photo_held_sideways),
    "a file with a nasty name": ("../../etc/<b>passwd</b>😀.pdf", corpus.a_pdf),
}


async def asked_for_the_letter(play: Play) -> Person:
    applicant = await play.applicant()
    await stories.fill_to_letter(applicant, play.label, ANSWERS)
    return applicant


@pytest.mark.parametrize("what", BAD)
async def test_a_file_that_is_no_letter_is_refused_and_can_be_sent_again(play: Play, what: str) -> None:
    applicant = await asked_for_the_letter(play)
    name, content, said = BAD[what]

    await applicant.upload(name, content())

    await applicant.sees(said)
    await stories.send_letter(applicant)


@pytest.mark.parametrize("what", GOOD)
async def test_a_letter_is_known_by_its_content_and_not_by_its_name(play: Play, what: str) -> None:
    applicant = await asked_for_the_letter(play)
    name, content = GOOD[what]

    sent = await applicant.upload(name, content(), mime="application/octet-stream")

    taken = "1 foto diterima" if "photo" in what or "PNG" in what else "Nomor surat permohonan"
    await applicant.sees(taken, after=sent)


async def test_a_text_in_place_of_the_letter_is_answered_with_what_is_wanted(play: Play) -> None:
    applicant = await asked_for_the_letter(play)

    await applicant.say("Suratnya menyusul")

    await applicant.sees("Mohon kirim berkas surat permohonan")


async def test_a_file_in_place_of_a_typed_answer_is_answered_with_what_is_wanted(play: Play) -> None:
    applicant = await play.applicant()
    await applicant.say("/ajukan sub_domain")
    await applicant.sees("Nama sub domain apa")

    await applicant.upload("surat.pdf", corpus.a_pdf())

    await applicant.sees("mohon ketik jawabannya")


async def test_a_file_from_somebody_who_writes_nothing_is_not_taken(play: Play) -> None:
    applicant = await play.applicant()

    await applicant.upload("surat.pdf", corpus.a_pdf())

    await applicant.sees("belum kami pahami")
