"""The first steps: agreement, the OPD found, one's own contact."""

import pytest

from tests.journeys.play import OPD, Play, data_of
from tests.journeys.registering import fill, newcomer, noted

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_nothing_personal_is_asked_before_the_person_agrees(play: Play) -> None:
    person = await play.stage.simulator.person("Budi Contoh")

    await person.say("/start")
    await person.say("Nama saya Budi Contoh")

    await person.sees("Setuju dan lanjut” lebih dulu")
    await person.sees_no("Nama lengkap")


async def test_somebody_elses_contact_is_not_taken(play: Play) -> None:
    person = await newcomer(play)
    await person.say(OPD)
    await person.tap(OPD)
    for question, answer in (("Nama lengkap", "Budi Contoh"), ("NIP Bapak/Ibu", "-"), ("Jabatan", "Staf")):
        await person.sees(question)
        await person.say(answer)
    await person.sees("bagikan nomor HP")

    await person.share_contact(of=play["kadis"])

    await person.sees("bagikan nomor Bapak/Ibu sendiri")


async def test_a_registered_person_is_welcomed_back_by_name(play: Play) -> None:
    applicant = await play.applicant()

    await applicant.say("/start")

    await applicant.sees(f"Selamat datang kembali, {applicant.name}")


async def test_the_arrival_takes_three_short_messages_at_most(play: Play) -> None:
    person = await play.stage.simulator.person("Budi Contoh")

    await person.say("/start")
    await person.sees("Mohon persetujuan Bapak/Ibu")

    said = [m.text for m in await person.messages() if m.from_bot]
    assert len(said) <= 3
    assert max(map(len, said)) < 700
    for told in ("hosting", "surat permohonan", "2 hari kerja", "UU 27/2022", "selama layanan berjalan", "/profil"):
        assert told in "\n".join(said)


async def test_whoever_does_not_agree_is_asked_nothing(play: Play) -> None:
    person = await play.stage.simulator.person("Budi Contoh")
    await person.say("/start")

    await person.tap("Tidak setuju")

    await person.sees("Tidak ada data pribadi yang kami simpan")
    await person.say("Budi Contoh")
    await person.sees("belum kami pahami")


@pytest.mark.parametrize("typed", ["dinkes", "KESEHATAN dinas", "dinas kesehtan", "Dinas Kesehatan Kab. Katingan"])
async def test_an_opd_is_found_however_its_name_is_typed(play: Play, typed: str) -> None:
    person = await newcomer(play)

    await person.say(typed)
    await person.tap(OPD)

    await person.sees("Nama lengkap")


async def test_the_whole_directory_is_leafed_through_in_one_message(play: Play) -> None:
    person = await newcomer(play)

    await person.tap("Lihat semua OPD")
    first = await person.sees("halaman 1 dari")
    await noted(person)
    await person.tap("Berikutnya", on=first)
    second = await person.sees("halaman 2 dari")
    await noted(person)
    await person.tap("Sebelumnya", on=second)
    again = await person.sees("halaman 1 dari")

    assert first.id == second.id == again.id
    assert first.labels() == again.labels() != second.labels()
    assert "‹ Sebelumnya" not in first.labels()


async def test_a_button_of_a_page_that_was_left_chooses_nothing(play: Play) -> None:
    person = await newcomer(play)
    await person.tap("Lihat semua OPD")
    first = await person.sees("halaman 1 dari")
    await person.tap("Berikutnya", on=first)
    await person.sees("halaman 2 dari")

    answer = await person.tap_data(data_of(first, first.labels()[0]), on=first)

    assert answer.text.startswith("Kartu ini sudah berubah")
    await person.sees_no("Nama lengkap")


async def test_an_opd_that_no_search_finds_is_named_and_decided_on_by_the_operators(play: Play) -> None:
    person = await newcomer(play)
    unit = f"UPTD Contoh {play.label}"

    await person.tap("Lihat semua OPD")
    await person.tap("OPD saya tidak ada di daftar")
    await person.sees("Ketik nama lengkapnya")
    await person.say(unit)
    await fill(person)

    summary = await person.sees("Periksa sebelum dikirim")
    assert f"OPD: {unit}" in summary.text
    assert "petugas akan memeriksanya" in summary.text
