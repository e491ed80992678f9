"""The form of registration: its summary, its changes, its way back."""

import pytest

from simulator.client import Message, Person
from tests.journeys.play import OPD, Play, data_of
from tests.journeys.registering import fill, newcomer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def filled(play: Play) -> tuple[Person, Message]:
    person = await newcomer(play)
    await person.say(OPD)
    await person.tap(OPD)
    await fill(person)
    return person, await person.sees("Periksa sebelum dikirim")


async def test_nothing_is_sent_before_the_button_is_tapped(play: Play) -> None:
    person, summary = await filled(play)

    await person.say("sudah ya")

    await person.sees("Belum dikirim. Tekan “Kirim pendaftaran”", after=summary)
    await play["operator"].sees_no("Pendaftaran pemohon", in_=play.stage.group)


@pytest.mark.parametrize(
    ("button", "asked", "answer", "shown"),
    [
        ("Ubah Nama", "Sekarang: Budi Contoh", "Budi Contoh, S.T.", "Nama: Budi Contoh, S.T."),
        ("Ubah NIP", "Sekarang: Bukan ASN", "199001012015012001", "NIP: 199001012015012001"),
        ("Ubah Jabatan", "Sekarang: Staf", "Analis", "Jabatan: Analis"),
    ],
)
async def test_any_answer_is_changed_from_the_summary(
    play: Play, button: str, asked: str, answer: str, shown: str
) -> None:
    person, summary = await filled(play)

    await person.tap(button, on=summary)
    await person.sees(asked)
    await person.say(answer)

    await person.sees(shown, after=summary)


async def test_the_opd_and_the_phone_number_are_changed_from_the_summary(play: Play) -> None:
    person, summary = await filled(play)

    await person.tap("Ubah OPD", on=summary)
    await person.say("dinsos")
    await person.tap("Dinas Sosial")
    changed = await person.sees("OPD: Dinas Sosial")
    await person.tap("Ubah Nomor HP", on=changed)
    asked = await person.sees("bagikan nomor HP", after=changed)
    await person.share_contact()

    await person.sees("OPD: Dinas Sosial", after=asked)


@pytest.mark.parametrize("button", ["Ubah Nama", "Ubah OPD"])
async def test_what_was_to_be_changed_may_stay_as_it_was(play: Play, button: str) -> None:
    person, summary = await filled(play)
    await person.tap(button, on=summary)

    await person.tap("Biarkan seperti semula")

    again = await person.sees("Periksa sebelum dikirim", after=summary)
    assert again.text == summary.text


async def test_the_way_back_leads_through_every_question_and_keeps_the_answers(play: Play) -> None:
    person = await newcomer(play)
    await person.say(OPD)
    await person.tap(OPD)
    for question, answer in (("Nama lengkap", "Budi Contoh"), ("NIP Bapak/Ibu", "-"), ("Jabatan Bapak", "Staf")):
        await person.sees(question)
        await person.say(answer)
    phone = await person.sees("bagikan nomor HP")
    assert list(phone.keyboard) == ["Bagikan nomor HP saya", "Kembali"]

    await person.say("Kembali")
    title = await person.sees("Sekarang: Staf", after=phone)
    await person.tap("Kembali", on=title)
    nip = await person.sees("Sekarang: Bukan ASN", after=title)
    await person.tap("Kembali", on=nip)
    name = await person.sees("Sekarang: Budi Contoh", after=nip)
    await person.tap("Kembali", on=name)
    unit = await person.sees(f"Sekarang: {OPD}", after=name)
    assert "Kembali" not in unit.labels()
    await person.tap("Biarkan seperti semula", on=unit)

    await person.sees("bagikan nomor HP", after=unit)


async def test_a_registration_is_given_up_kindly_and_nothing_of_it_is_kept(play: Play) -> None:
    person, summary = await filled(play)

    await person.say("/batal")

    gone = await person.sees("isian sudah kami hapus")
    answer = await person.tap("Kirim pendaftaran", on=summary)
    assert answer.text.startswith("Kartu ini sudah berubah")
    await person.say("/start")
    await person.sees("Ketik sebagian namanya", after=gone)
    await play["operator"].sees_no("Pendaftaran pemohon", in_=play.stage.group)


async def test_a_summary_is_sent_once_however_often_it_is_tapped(play: Play) -> None:
    person, summary = await filled(play)
    await person.tap("Kirim pendaftaran", on=summary)
    await person.sees("sedang diperiksa petugas")

    answer = await person.tap("Kirim pendaftaran", on=summary)

    assert answer.text.startswith("Kartu ini sudah berubah")
    await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)
    shown = await play["operator"].messages(play.stage.group)
    assert sum("Pendaftaran pemohon" in m.text for m in shown) == 1


@pytest.mark.parametrize("action", ["reg_send", "reg_back", "reg_edit", "reg_keep", "opd", "opd_page", "skip"])
async def test_nobody_presses_a_button_of_anothers_registration(play: Play, action: str) -> None:
    person, summary = await filled(play)
    _, _, number, revision, _ = data_of(summary, "Kirim pendaftaran").split(":")
    other = await newcomer(play)
    question = await other.sees("Ketik sebagian namanya")

    answer = await other.tap_data(f"v1:{action}:{number}:{revision}:name", on=question)

    assert answer.text.startswith("Kartu")
    await person.tap("Kirim pendaftaran", on=summary)
    await person.sees("sedang diperiksa petugas")


async def test_an_unanswered_form_cannot_be_sent_with_forged_data(play: Play) -> None:
    person = await newcomer(play)
    question = await person.sees("Ketik sebagian namanya")
    forged = data_of(question, "Lihat semua OPD").replace(":opd:", ":reg_send:")

    answer = await person.tap_data(forged, on=question)

    assert answer.text.startswith("Kartu ini sudah berubah")
