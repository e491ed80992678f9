"""What people do with the desk, step by step: told to a newcomer by the demo, and played by the tests."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from simulator.client import CallbackAnswer, Message, Person
from simulator.stage import Stage

ANSWERS: Final[Mapping[str, str]] = {
    "Ke mana sub domain diarahkan": "103.20.30.40",
    "Apa nama situs": "Portal Dinas Kesehatan",
    "Untuk keperluan apa": "Informasi layanan dan pendaftaran imunisasi",
    "Termasuk jenis apa": "Layanan publik",
    "Siapa penanggung jawab teknisnya": "Budi Santoso",
    "Nomor HP penanggung jawab": "081234567890",
    "Alamat pos-el": "-",
    "Nomor surat permohonan": "440/215/DINKES/XI/2026",
    "Tanggal surat permohonan": f"{datetime.now(UTC) - timedelta(days=4):%d-%m-%Y}",
    "Hal (perihal)": "Permohonan Sub Domain",
}
"""Part of each question after the first, and what our applicant answers."""
_CONTACT: Final = {q: ANSWERS[q] for q in ("Siapa penanggung jawab teknisnya", "Nomor HP penanggung jawab")}
_LETTER: Final = {q: ANSWERS[q] for q in ("Nomor surat permohonan", "Tanggal surat permohonan", "Hal (perihal)")}
_HOSTING: Final = {
    "Bahasa pemrograman": "PHP 8.2, Laravel 11",
    "Basis data apa": "MySQL/MariaDB",
    "berapa ruang simpan": "1–5 GB",
    "berapa pengunjungnya": "100–1.000 per hari",
    **_CONTACT,
    "Alamat pos-el": "-",
    **_LETTER,
}
OTHERS: Final[Mapping[str, Mapping[str, str]]] = {
    "Sub domain dan hosting": {
        **{q: ANSWERS[q] for q in ("Apa nama situs", "Untuk keperluan apa", "Termasuk jenis apa")},
        **_HOSTING,
    },
    "Hosting saja": {"Untuk keperluan apa": ANSWERS["Untuk keperluan apa"], **_HOSTING},
    "Ubah alamat tujuan": {
        "Ke mana sub domain diarahkan": "103.20.30.41",
        "Mengapa alamatnya diubah": "Pindah ke server baru",
        **_CONTACT,
        **_LETTER,
    },
    "Hentikan sub domain": {"Mengapa layanan dihentikan": "Situs digabung ke portal kabupaten", **_CONTACT, **_LETTER},
}
"""The same for the other kinds of requests, by their button; their first question asks for a name."""
OF_THE_LETTER: Final = ("Nomor surat permohonan", "Tanggal surat permohonan", "Hal (perihal)")
"""What is asked after the letter was sent."""


def signed_letter(words: str = "SURAT PERMOHONAN (contoh)") -> bytes:
    """A photograph, as it were, of a signed letter: a JPEG of one page."""
    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).text((120, 160), words, fill="black", font_size=36)
    photo = BytesIO()
    page.save(photo, "JPEG", quality=80)
    return photo.getvalue()


async def begin(applicant: Person, kind: str = "Sub domain baru") -> Message:
    """From /ajukan to the first question of this kind of request."""
    said = await applicant.say("/ajukan")
    await applicant.tap(kind, on=await applicant.sees("Layanan apa yang dibutuhkan", after=said))
    return await applicant.sees("1 dari", after=said)


async def answer(applicant: Person, answers: Mapping[str, str], *, after: Message) -> Message:
    """Each answer waits for its question; return the last answer."""
    said = after
    for question, typed in answers.items():
        await applicant.sees(question, after=said)
        said = await applicant.say(typed)
    return said


async def to_letter(applicant: Person, kind: str, first: str, answers: Mapping[str, str]) -> Message:
    """From /ajukan to the question for the signed letter; `first` answers the first question of this kind."""
    await begin(applicant, kind)
    said = await applicant.say(first)
    before = {question: typed for question, typed in answers.items() if question not in OF_THE_LETTER}
    return await applicant.sees("surat permohonan yang sudah", after=await answer(applicant, before, after=said))


async def fill_to_letter(applicant: Person, label: str, answers: Mapping[str, str] = ANSWERS) -> Message:
    """The same for a new sub domain."""
    return await to_letter(applicant, "Sub domain baru", label, answers)


async def fill(applicant: Person, kind: str, first: str, answers: Mapping[str, str]) -> Message:
    """From /ajukan to the summary of any kind of request, with one photograph of the letter."""
    await to_letter(applicant, kind, first, answers)
    return await send_letter(applicant, answers)


async def fill_form(applicant: Person, label: str, answers: Mapping[str, str] = ANSWERS) -> Message:
    """From /ajukan to the summary, with one photograph of the letter."""
    await fill_to_letter(applicant, label, answers)
    return await send_letter(applicant, answers)


async def send_letter(applicant: Person, answers: Mapping[str, str] = ANSWERS) -> Message:
    """The photograph, and what is asked of the letter; return the summary."""
    sent = await applicant.photo(signed_letter())
    await applicant.tap("Selesai, itu semua", on=await applicant.sees("1 foto diterima", after=sent))
    of_the_letter = {question: typed for question, typed in answers.items() if question in OF_THE_LETTER}
    said = await answer(applicant, of_the_letter, after=sent)
    return await applicant.sees("Periksa sebelum dikirim", after=said)


async def submit(applicant: Person, label: str) -> str:
    """Fill in, send, and return the receipt number."""
    return await hand_in(applicant, await fill_form(applicant, label))


async def hand_in(applicant: Person, summary: Message) -> str:
    """Send what the summary shows, and return the receipt number."""
    await applicant.tap("Kirim permohonan", on=summary)
    receipt = await applicant.sees("Permohonan diterima. Nomor", after=summary)
    return receipt.text.split("Nomor:")[1].split()[0]


async def dispose(stage: Stage, receipt: str) -> None:
    """Kadis and Kabid pass the request on."""
    for role in ("kadis", "kabid"):
        await give_disposition(stage[role], await stage[role].sees(f"{receipt} ·"))


async def give_disposition(official: Person, card: Message | None = None) -> CallbackAnswer:
    """Nothing special is to be said: two taps on the newest card; return what the second one was answered."""
    await official.tap("Setujui & disposisikan", on=card)
    return await official.tap("Disposisikan", on=card)


async def build(stage: Stage, receipt: str) -> None:
    """The officer finds it complete, sees the plan, and has it made."""
    officer = stage["pranata_komputer"]
    card = await officer.sees(f"{receipt} ·")
    await officer.tap("Semua sesuai", on=card)
    await officer.tap("Lengkap", on=card)
    await officer.sees("Rencana: record DNS baru")
    await officer.tap("Buat sekarang", on=card)


async def main(stage: Stage) -> str:
    """A request is granted: registered, disposed twice, checked, built, answered by letter."""
    applicant = await stage.applicant("Siti Rahmawati, S.Kom.", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    await dispose(stage, receipt)
    await build(stage, receipt)
    await _read_letter(stage, applicant, receipt)
    return receipt


async def returned(stage: Stage) -> str:
    """Something is missing: back to the applicant, mended, and through all hands again from activity 1."""
    applicant = await stage.applicant("Siti Rahmawati, S.Kom.", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    await dispose(stage, receipt)
    officer = stage["pranata_komputer"]
    card = await officer.sees(f"{receipt} ·")
    await officer.tap("Semua sesuai", on=card)
    await officer.tap("Alamat tujuan", on=card)
    await officer.sees("apa yang perlu diperbaiki")
    await officer.say("mohon alamat IP server yang baru.")
    await officer.sees("Catatan disimpan")
    await officer.tap("Tidak lengkap", on=card)
    await applicant.sees("Catatan petugas: Alamat tujuan")
    await applicant.say("103.20.30.41")
    await applicant.tap("Kirim ulang", on=await applicant.sees("Permohonan perlu dilengkapi"))
    for role in ("kadis", "kabid"):
        await give_disposition(stage[role])
    await officer.sees("103.20.30.41")
    await officer.tap("Semua sesuai")
    await officer.tap("Lengkap")
    await officer.sees("Rencana: record DNS baru")
    await officer.tap("Buat sekarang")
    await _read_letter(stage, applicant, receipt)
    return receipt


async def rejected(stage: Stage) -> str:
    """The Kadis says no, with a reason; the applicant gets it in a letter."""
    applicant = await stage.applicant("Siti Rahmawati, S.Kom.", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    kadis = stage["kadis"]
    await kadis.tap("Tolak", on=await kadis.sees(f"{receipt} ·"))
    await kadis.sees("Mengapa")
    await kadis.say("Layanan ini sudah tersedia di portal kabupaten.")
    await _read_letter(stage, applicant, receipt)
    return receipt


async def _read_letter(stage: Stage, applicant: Person, receipt: str) -> None:
    """The letter has come to the applicant and to the group, and every card says so."""
    await applicant.sees(f"Surat balasan {receipt}")
    await stage["operator"].sees(f"Surat balasan {receipt}", in_=stage.group)
    await applicant.sees("✅ 7. Surat balasan dikirim")


STORIES: Final[Mapping[str, Callable[[Stage], Awaitable[str]]]] = {
    "main": main,
    "returned": returned,
    "rejected": rejected,
}
