"""The operators' word on a registration: let in, refused, taken back."""

import pytest

from simulator.client import Message, Person
from tests.journeys.play import OPD, Play, data_of
from tests.journeys.registering import hand_in, newcomer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_refused_registration_is_told_with_its_reason(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(person)
    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)

    await play["operator"].tap("Tolak pendaftaran", on=card)
    prompt = await play["operator"].sees("Mengapa pendaftaran ini ditolak", in_=play.stage.group)
    await play["operator"].say("Bukan pegawai <OPD> ini", in_=play.stage.group, reply_to=prompt)

    await person.sees("Alasan: Bukan pegawai <OPD> ini")
    await play["operator"].sees("Ditolak oleh Rina Contoh, S.T.: Bukan pegawai <OPD> ini", in_=play.stage.group)


async def refused(play: Play, reason: str = "Nama belum lengkap") -> tuple[Person, Message]:
    person = await newcomer(play)
    await hand_in(person)
    await refuse(play, reason)
    return person, await person.sees(f"Alasan: {reason}")


async def refuse(play: Play, reason: str) -> None:
    await play["operator"].tap("Tolak pendaftaran", in_=play.stage.group)
    prompt = await play["operator"].sees("Mengapa pendaftaran ini ditolak", in_=play.stage.group)
    await play["operator"].say(reason, in_=play.stage.group, reply_to=prompt)


async def test_a_refused_person_mends_what_was_wrong_and_answers_nothing_twice(play: Play) -> None:
    person, no = await refused(play)

    await person.tap("Perbaiki dan kirim lagi", on=no)
    await person.sees("Alasan petugas: Nama belum lengkap", after=no)
    await person.tap("Ubah Nama")
    asked = await person.sees("Sekarang: Budi Contoh")
    await person.say("Budi Contoh, S.E.")
    summary = await person.sees("Nama: Budi Contoh, S.E.", after=asked)
    await person.tap("Kirim pendaftaran", on=summary)

    card = await play["operator"].sees("Budi Contoh, S.E.", in_=play.stage.group)
    assert "Sebelumnya ditolak: Nama belum lengkap" in card.text
    await play["operator"].tap("Setujui", on=card)
    await person.sees("Pendaftaran disetujui")


@pytest.mark.parametrize("command", ["/start", "/ajukan"])
async def test_a_refused_person_who_comes_back_stands_before_the_kept_answers(play: Play, command: str) -> None:
    person, no = await refused(play)

    await person.say(command)

    summary = await person.sees("Alasan petugas: Nama belum lengkap", after=no)
    assert summary.labels()[0] == "Kirim pendaftaran"
    assert OPD in summary.text


async def test_an_unknown_unit_is_added_when_the_operator_approves(play: Play) -> None:
    person = await newcomer(play)
    unit = f"Bagian Contoh {play.label}"
    await hand_in(person, opd=unit, button="OPD saya tidak ada di daftar")
    await play["operator"].sees("(belum ada di daftar OPD)", in_=play.stage.group)

    await play["operator"].tap("Setujui", in_=play.stage.group)
    await person.sees("Pendaftaran disetujui")

    another = await newcomer(play)
    await another.say(play.label)
    await another.tap(unit)


async def test_the_registration_card_shows_no_nip_and_no_phone_number(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(person)

    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)

    assert "19900101" not in card.text.replace(" ", "")
    assert "628" not in card.text


async def test_a_member_of_the_group_who_is_no_operator_lets_nobody_in_and_reads_no_data(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(person)
    card = await play["pranata_komputer"].sees("Pendaftaran pemohon", in_=play.stage.group)

    answers = [await play["pranata_komputer"].tap(button, on=card) for button in ("Setujui", "Lihat data")]

    assert all("Hanya operator" in answer.text for answer in answers)
    await person.sees_no("Pendaftaran disetujui")


async def test_what_waits_is_taken_back_with_a_button_and_leaves_the_operators_nothing_to_decide(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(person)
    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)

    await person.say("/batal")
    await person.tap("Batalkan pendaftaran")

    await person.sees("Pendaftaran dibatalkan")
    await play["operator"].sees("Dibatalkan oleh pendaftar", in_=play.stage.group)
    answer = await play["operator"].tap("Setujui", on=card)
    assert answer.text.startswith("Kartu ini sudah berubah")


@pytest.mark.parametrize("action", ["reg_mend", "reg_withdraw"])
async def test_nobody_takes_up_or_takes_back_anothers_registration(play: Play, action: str) -> None:
    person = await newcomer(play)
    await hand_in(person)
    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)
    _, _, number, revision, _ = data_of(card, "Setujui").split(":")
    other = await newcomer(play)

    answer = await other.tap_data(f"v1:{action}:{number}:{revision}:", on=await other.sees("Ketik sebagian namanya"))

    assert answer.text.startswith("Kartu")
    await play["operator"].tap("Setujui", on=card)
    await person.sees("Pendaftaran disetujui")


async def test_an_operator_cannot_let_themself_in(play: Play) -> None:
    operator = play["operator"]
    before = (await operator.messages())[-1]
    await operator.say("/ajukan")
    await operator.sees("perlu terdaftar sebagai pegawai OPD", after=before)
    await operator.say("dinsos")
    await operator.tap("Dinas Sosial")
    for question, answer in (("NIP Bapak/Ibu", "-"), ("Jabatan Bapak", "Operator")):
        before = await operator.sees(question, after=before)
        await operator.say(answer)
    await operator.sees("bagikan nomor HP", after=before)
    await operator.share_contact()
    await operator.tap("Kirim pendaftaran")
    card = await operator.sees("Pendaftaran pemohon", in_=play.stage.group)

    refusal = await operator.tap("Setujui", on=card)

    assert "sudah berperan lain" in refusal.text
    await operator.say("/batal")
    await operator.say("/start")
    await operator.tap("Batalkan pendaftaran")
    await operator.sees("Dibatalkan oleh pendaftar", in_=play.stage.group)
