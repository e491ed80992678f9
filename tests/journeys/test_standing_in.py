"""Somebody stands in for the Kadis: appointed in chat, shown in the letter, and over by the clock."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from simulator.client import Message, Person
from simulator.stage import OFFICIALS, Stage, set_up
from simulator.stories import give_disposition, submit
from tests.journeys.offices import start_at
from tests.journeys.play import data_of, text_of

ZONE = ZoneInfo("Asia/Pontianak")
TWO_DAYS = timedelta(seconds=180_000)
NEWCOMER = ("Fajar Contoh, S.H.", "19800101 200501 1 004", "Pembina Tingkat I (IV/b)")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Stage]:
    """Each test has an office of its own: its clock is shifted, and people lose their roles."""
    async with set_up(tmp_path) as stage:
        await stage.open_office()
        await stage.applicant("Siti Contoh", "Dinas Kesehatan")
        yield stage


async def appoint(kadis: Person, days: tuple[datetime, datetime], whom: str, sure: str) -> Message:
    """From /wakilkan to the list of periods; return the card, which has turned from side to side."""
    said = await kadis.say("/wakilkan")
    card = await kadis.sees("Plh. dan Plt.", after=said)
    await kadis.tap("Tunjuk Plh./Plt. Kepala Dinas", on=card)
    await kadis.tap("Plh. (pelaksana harian)", on=card)
    await kadis.tap("Tanggal lain", on=card)
    asked = await kadis.sees("Dari tanggal berapa", after=card)
    await kadis.say(" s.d. ".join(f"{day.astimezone(ZONE):%d-%m-%Y}" for day in days))
    fresh = await kadis.sees("siapa?", after=asked)
    await kadis.tap(whom, on=fresh)
    await kadis.tap(sure, on=fresh)
    return fresh


async def test_an_official_of_the_office_stands_in_until_it_is_ended(office: Stage) -> None:
    kadis, officer, now = office["kadis"], office["pranata_komputer"], datetime.now(UTC)
    receipt = await submit(office["applicant"], "dinkes-a")
    list_of_periods = await appoint(kadis, (now, now + timedelta(days=1)), "Candra Umpama", "Ya, tunjuk")
    card = await officer.sees(f"{receipt} ·")

    answer = await give_disposition(officer, card)

    assert answer.text == "Didisposisikan sebagai Plh. Kepala Dinas."
    named = f"Plh. Kepala Dinas: {OFFICIALS['pranata_komputer'][0]}"
    assert named in (await office["kabid"].sees(f"{receipt} ·")).text
    await kadis.tap("Akhiri: Candra Umpama", on=list_of_periods)
    ended = await kadis.tap("Ya, akhiri sekarang", on=list_of_periods)
    assert ended.text == "Diakhiri."
    await officer.sees("tidak berlaku lagi mulai sekarang")
    later = await submit(office["applicant"], "dinkes-b")
    mine = await kadis.sees(f"{later} ·")
    forged = await officer.tap_data(data_of(mine, "Setujui & disposisikan"), on=card)
    assert forged.text.startswith("Tombol ini bukan untuk Bapak/Ibu")
    await officer.sees_no(f"{later} ·")


async def test_who_loses_the_last_role_stands_in_no_longer(office: Stage) -> None:
    kadis, officer, admin, now = office["kadis"], office["pranata_komputer"], office["operator"], datetime.now(UTC)
    receipt = await submit(office["applicant"], "dinkes-e")
    mine = await kadis.sees(f"{receipt} ·")
    await appoint(kadis, (now, now + timedelta(days=1)), "Candra Umpama", "Ya, tunjuk")
    card = await officer.sees(f"{receipt} ·")

    said = await admin.say("/orang Candra Umpama")
    about = await admin.sees("Plh. Kepala Dinas, s.d.", after=said)
    await admin.tap("Cabut Pranata Komputer", on=about)
    await admin.sees("ikut berakhir")
    await admin.tap("Ya, cabut", on=about)

    await officer.sees("Penunjukan Bapak/Ibu sebagai Plh. Kepala Dinas", after=card)
    await kadis.sees("Candra Umpama, S.Kom. tidak lagi menjadi Plh. Kepala Dinas", after=mine)
    late = await officer.tap_data(data_of(card, "Setujui & disposisikan"), on=card)
    assert late.text.startswith("Tombol ini bukan untuk Bapak/Ibu")
    await give_disposition(kadis, mine)


@pytest.mark.timeout(300)
async def test_a_newcomer_signs_as_plh_and_is_over_with_the_last_day(office: Stage) -> None:
    kadis, applicant, now = office["kadis"], office["applicant"], datetime.now(UTC)
    open_before = await submit(applicant, "dinkes-c")
    await appoint(kadis, (now, now + timedelta(days=1)), "Undang orang baru", "Ya, buat tautannya")
    invited = await kadis.sees("Undangan Plh. Kepala Dinas")
    plh = await office.simulator.person(NEWCOMER[0])
    await plh.open(next(word for word in invited.text.split() if word.startswith("https://")))
    await plh.tap("Setuju dan lanjut")
    for question, answer in zip(("Nama lengkap", "18 angka", "Pangkat dan golongan"), NEWCOMER, strict=True):
        await plh.sees(question)
        await plh.say(answer)
    await plh.tap("Kirim pendaftaran")
    await plh.sees("bertugas sebagai Plh. Kepala Dinas")

    card = await plh.sees(f"{open_before} ·")
    await plh.tap("Tolak", on=card)
    await plh.sees(f"Mengapa {open_before}")
    await plh.say("Layanan ini sudah tersedia.")
    message = await applicant.sees(f"Surat balasan {open_before} (DOCX)")
    assert message.document is not None
    letter = text_of(await applicant.download(message.document))
    assert "Plh. Kepala Dinas" in letter
    assert NEWCOMER[0] in letter
    await applicant.sees(f"Ditolak oleh Plh. Kepala Dinas: {NEWCOMER[0]}")

    still_open = await submit(applicant, "dinkes-d")
    last = await plh.sees(f"{still_open} ·")
    await start_at(office, datetime.now(UTC) + TWO_DAYS)
    await plh.sees("Masa tugas Bapak/Ibu sebagai Plh. Kepala Dinas sudah berakhir")
    refused = await plh.tap_data(data_of(last, "Setujui & disposisikan"), on=last)
    assert refused.text.startswith("Tombol ini bukan untuk Bapak/Ibu")
    assert next(each for each in await plh.messages() if each.id == last.id).buttons == ()
    await give_disposition(kadis, await kadis.sees(f"{still_open} ·"))
    await office["kabid"].sees(f"{still_open} ·")
