"""After the letter is out: is it genuine, is it signed, does it still hold?"""

import json
import re

import pytest

from simulator.client import Message, Person
from simulator.stories import signed_letter
from tests.journeys.play import Play
from tests.office.letters.paper import needs_libreoffice

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b")
BOT = "https://t.me/loket_bot"


async def refused(play: Play) -> tuple[Person, str, str]:
    """An applicant, the receipt, and the text of their reply letter."""
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await play.say_no("kadis", receipt, "Tolak", "Layanan ini sudah tersedia.")
    return applicant, receipt, await play.letter(applicant, receipt)


async def number_of(play: Play, receipt: str) -> str:
    return str(json.loads(await play.stage.loket("show", receipt, "--json"))["letter"]["number"])


def code_in(letter: str) -> str:
    (code,) = set(CODE.findall(letter))
    return str(code)


async def file_of(reader: Person, receipt: str, form: str) -> bytes:
    message = await reader.sees(f"Surat balasan {receipt} ({form})")
    assert message.document is not None
    return await reader.download(message.document)


async def test_the_link_of_a_letter_tells_anybody_that_it_is_genuine_and_registers_nobody(play: Play) -> None:
    _, receipt, letter = await refused(play)
    passer_by = await play.stage.simulator.person("Orang Lewat")

    await passer_by.open(f"{BOT}?start=cek_{code_in(letter).replace('-', '')}")

    told = await passer_by.sees("tercatat di Diskominfo Kabupaten Katingan")
    assert await number_of(play, receipt) in told.text
    assert "Kepala Dinas Kesehatan Kabupaten Katingan" in told.text
    assert "tanda tangan" not in told.text.lower()
    await passer_by.sees_no("Selamat datang")
    await passer_by.sees_no("persetujuan Bapak/Ibu")


async def test_a_typed_code_is_known_and_a_wrong_one_is_not(play: Play) -> None:
    _, _, letter = await refused(play)
    passer_by = await play.stage.simulator.person("Orang Lewat")

    await passer_by.say(f"/cek {code_in(letter).lower()}")
    await passer_by.sees("tercatat di")
    await passer_by.say("/cek")
    await passer_by.sees("Ketik kode di bawah QR")
    await passer_by.say("0000-0000-0000")

    await passer_by.sees("tidak ada di catatan kami")


async def test_whoever_guesses_is_slowed_down(play: Play) -> None:
    _, _, letter = await refused(play)
    guesser = await play.stage.simulator.person("Penebak")
    for guess in range(5):
        said = await guesser.say(f"/cek 0000-0000-000{guess}")
        await guesser.sees("tidak ada di catatan kami", after=said)

    await guesser.say(f"/cek {code_in(letter)}")

    await guesser.sees("coba lagi dalam 15 menit")
    await guesser.sees_no("tercatat di")


@needs_libreoffice
async def test_the_file_itself_is_known_and_a_changed_one_is_not(play: Play) -> None:
    applicant, receipt, _ = await refused(play)
    pdf, docx = await file_of(applicant, receipt, "PDF"), await file_of(applicant, receipt, "DOCX")
    passer_by = await play.stage.simulator.person("Orang Lewat")

    sent = await passer_by.upload("surat.pdf", pdf, caption="/cek")
    await passer_by.sees("Isi berkas sama persis", after=sent)
    await passer_by.say("/cek")
    await passer_by.sees("Ketik kode di bawah QR")
    sent = await passer_by.upload("surat.docx", docx)
    await passer_by.sees("Isi berkas sama persis", after=sent)
    sent = await passer_by.upload("surat.pdf", pdf + b"\n", caption="/cek")

    await passer_by.sees("tidak sama dengan berkas mana pun", after=sent)


async def test_a_cancelled_letter_is_told_to_its_readers_and_to_whoever_asks(play: Play) -> None:
    applicant, receipt, letter = await refused(play)
    number = await number_of(play, receipt)

    await play.stage.loket("letters", "cancel", number, "--why", "Salah alamat")

    await applicant.say("/status")  # whatever wakes the desk
    told = await applicant.sees(f"nomor {number} dicabut")
    assert "Salah alamat" in told.text
    await applicant.say(f"/cek {code_in(letter)}")
    await applicant.sees("sudah dicabut")


async def letter_card(play: Play, receipt: str) -> Message:
    return await play["pranata_komputer"].sees(f"✉️ Surat balasan {receipt}")


async def hand_in(play: Play, receipt: str) -> Message:
    """The officer presses the button and is asked for the file."""
    officer = play["pranata_komputer"]
    answer = await officer.tap("Unggah surat bertanda tangan", on=await letter_card(play, receipt))
    assert answer.text == "Kirim berkasnya."
    return await officer.sees("yang sudah ditandatangani")


@needs_libreoffice
async def test_a_signed_pdf_is_recognised_archived_and_handed_out(play: Play) -> None:
    applicant, receipt, _ = await refused(play)
    pdf = await file_of(applicant, receipt, "PDF")
    signed = pdf + b"\n% signed elsewhere\n%%EOF\n"
    await hand_in(play, receipt)

    sent = await play["pranata_komputer"].upload("ttd.pdf", signed)

    message = await applicant.sees(f"Surat balasan bertanda tangan {receipt}")
    assert message.document is not None
    assert await applicant.download(message.document) == signed
    await play["kadis"].sees(f"Surat balasan bertanda tangan {receipt}")
    await play["pranata_komputer"].sees("Isinya cocok", after=sent)
    assert (await letter_card(play, receipt)).labels() == []
    assert (await play.trail(receipt))[-1] == "letter:sign"


async def test_a_photo_of_the_signed_letter_is_handed_out_when_the_officer_says_that_it_is_it(play: Play) -> None:
    applicant, receipt, _ = await refused(play)
    asked = await hand_in(play, receipt)
    officer = play["pranata_komputer"]

    await officer.photo(signed_letter("SURAT BALASAN, bertanda tangan"))
    card = await officer.sees("Mohon periksa", after=asked)
    await applicant.sees_no("bertanda tangan")
    await officer.tap("Ya, ini suratnya", on=card)

    message = await applicant.sees(f"Surat balasan bertanda tangan {receipt}")
    assert message.document is not None
    assert message.document.file_name == f"surat-balasan-{receipt}-bertanda-tangan.pdf"
    assert (await applicant.download(message.document)).startswith(b"%PDF-")


@needs_libreoffice
async def test_another_letter_is_not_taken_for_the_signed_one(play: Play) -> None:
    (first, one, _), (second, other, _) = await refused(play), await refused(play)
    await hand_in(play, other)

    await play["pranata_komputer"].upload("ttd.pdf", await file_of(first, one, "PDF"))

    await play["pranata_komputer"].sees(f"tidak memuat nomor {await number_of(play, other)}")
    await second.sees_no("bertanda tangan")


async def test_a_text_instead_of_the_signed_file_is_answered_and_can_be_given_up(play: Play) -> None:
    _, receipt, _ = await refused(play)
    await hand_in(play, receipt)
    officer = play["pranata_komputer"]

    said = await officer.say("nanti ya")
    await officer.sees("Mohon kirim berkasnya", after=said)
    said = await officer.say("/batal")

    await officer.sees("tidak jadi", after=said)


@pytest.mark.parametrize("action", ["number", "signed", "is_it"])
async def test_nobody_but_the_officer_presses_the_buttons_of_a_letter(play: Play, action: str) -> None:
    applicant, receipt, _ = await refused(play)
    card = await letter_card(play, receipt)
    letter = next(button.data for button in card.buttons).split(":")[2]  # type: ignore[union-attr]

    answer = await applicant.tap_data(f"v1:{action}:{letter}:2:1", on=await applicant.sees(f"{receipt} ·"))

    assert "tidak mencakup tindakan ini" in answer.text
    assert await play.trail(receipt) == ["request:submit", "request:reject", "letter:issue"]
