"""Taps by whoever, with whatever data: one decision, once, by the one who may."""

import asyncio

import pytest

from simulator.client import Message, Person
from tests.journeys.play import Play, data_of, dispositions, hand_in_registration, stranger

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORGED = [
    "",
    "x",
    "v1:dispose:1:1",
    "v2:dispose:1:1:",
    "v1:approve_all:1:1:",
    "v1:dispose:-1:1:",
    "v1:dispose:x:y:",
    "😀",
]


def disposing(card: Message) -> str:
    """What the last button of the lembar disposisi carries, without ever having seen it."""
    return data_of(card, "Setujui & disposisikan").replace(":sheet:", ":dispose:")


async def test_a_stranger_with_the_data_of_a_real_button_can_do_nothing(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    data = disposing(await play.card("kadis", receipt))
    person, message = await stranger(play)

    answer = await person.tap_data(data, on=message)

    assert (answer.alert, answer.text) == (True, "Tombol ini bukan untuk Bapak/Ibu; tidak ada yang berubah.")
    assert await dispositions(play, receipt) == 0
    await person.sees_no(receipt)


@pytest.mark.parametrize("role", ["kabid", "pranata_komputer", "operator"])
async def test_an_official_cannot_press_the_button_of_another_role(play: Play, role: str) -> None:
    receipt = await play.submit(await play.applicant())
    data = disposing(await play.card("kadis", receipt))
    own = (await play[role].messages())[-1]

    answer = await play[role].tap_data(data, on=own)

    assert "bukan untuk Bapak/Ibu" in answer.text
    assert await dispositions(play, receipt) == 0


async def test_the_applicant_cannot_dispose_their_own_request(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    data = disposing(await play.card("kadis", receipt))

    answer = await applicant.tap_data(data, on=await applicant.sees(f"{receipt} ·"))

    assert "bukan untuk Bapak/Ibu" in answer.text
    assert await dispositions(play, receipt) == 0


async def test_another_applicant_cannot_withdraw_the_request(play: Play) -> None:
    applicant, other = await play.applicant(), await play.applicant("Dinas Sosial")
    receipt = await play.submit(applicant)
    data = data_of(await applicant.sees(f"{receipt} ·"), "Tarik permohonan")

    answer = await other.tap_data(f"{data}sure", on=await other.sees("Pendaftaran disetujui"))

    assert "bukan untuk Bapak/Ibu" in answer.text
    assert await play.trail(receipt) == ["request:submit"]


async def test_a_kadis_cannot_decide_on_a_request_of_their_own(own_office: Play) -> None:
    play = own_office
    both = await play.applicant()
    receipt = await play.submit(both)
    card = await play.card("kadis", receipt)
    data = disposing(card)
    await take_the_chair(play, both, "Contoh Dua Peran")
    own = await both.sees(f"{receipt} ·")

    refused = await both.tap_data(data, on=own)

    assert "sudah berperan lain" in refused.text
    assert await dispositions(play, receipt) == 0


async def take_the_chair(play: Play, person: Person, name: str) -> None:
    """Become the Kadis, and end whoever was."""
    said = (await person.messages())[-1]
    [link] = await play.stage.invite("kadis")
    await person.open(link)
    for question, answer in (("Nama lengkap", name), ("18 angka", "19700101 199503 1 001"), ("Pangkat dan", "IV/c")):
        await person.sees(question, after=said)
        said = await person.say(answer)
    await person.tap("Kirim pendaftaran", on=await person.sees("Periksa sebelum dikirim", after=said))
    await person.sees("terdaftar sebagai Kepala Dinas", after=said)


@pytest.mark.parametrize("data", FORGED)
async def test_data_that_no_button_of_ours_carries_is_answered_as_an_old_card(play: Play, data: str) -> None:
    person, message = await stranger(play)

    answer = await person.tap_data(data or " ", on=message)

    assert answer.text.startswith("Kartu lama.")


async def test_a_card_that_has_changed_is_shown_anew_and_nothing_happens(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    old = await play.card("kadis", receipt)
    await play.dispose(receipt, "kadis")

    answer = await play["kadis"].tap_data(disposing(old), on=old)

    assert (answer.alert, answer.text.split(";")[0]) == (True, "Kartu ini sudah berubah")
    assert await dispositions(play, receipt) == 1


async def test_two_taps_at_once_have_one_effect(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    card = await play.card("kadis", receipt)
    data = disposing(card)

    answers = await asyncio.gather(*(play["kadis"].tap_data(data, on=card) for _ in range(2)))

    assert sorted(a.text[:15] for a in answers) == ["Didisposisikan.", "Kartu ini sudah"]
    assert await dispositions(play, receipt) == 1


async def test_two_taps_on_buat_make_one_record(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    officer, card = play["pranata_komputer"], await play.card("pranata_komputer", receipt)
    await officer.tap("Semua sesuai", on=card)
    await officer.tap("Lengkap", on=card)
    plan = await officer.sees(f"Rencana: record DNS baru\n{play.name} ")
    data = data_of(plan, "Buat sekarang")

    answers = await asyncio.gather(*(officer.tap_data(data, on=plan) for _ in range(2)))

    await play.letter(applicant, receipt)
    assert sorted(a.text[:10] for a in answers) == ["Kartu ini ", "Sedang dib"]
    assert await play.records() == ["103.20.30.40"]


async def test_an_operator_who_taps_a_plan_with_another_hash_is_shown_the_newest(play: Play) -> None:
    receipt = await play.at_check(await play.applicant())
    officer, card = play["pranata_komputer"], await play.card("pranata_komputer", receipt)
    await officer.tap("Semua sesuai", on=card)
    await officer.tap("Lengkap", on=card)
    plan = await officer.sees(f"Rencana: record DNS baru\n{play.name} ")
    forged = data_of(plan, "Buat sekarang").rsplit(":", 1)[0] + ":00000000"

    answer = await officer.tap_data(forged, on=plan)

    assert answer.text.startswith("Rencananya sudah berubah")
    assert await play.records() == []


async def test_only_the_person_who_was_asked_can_give_the_reason(play: Play) -> None:
    person = await play.stage.simulator.person("Budi Contoh")
    await hand_in_registration(person)
    operator, officer, group = play["operator"], play["pranata_komputer"], play.stage.group
    await operator.tap("Tolak pendaftaran", in_=group)
    prompt = await operator.sees("Mengapa pendaftaran ini ditolak", in_=group)

    await officer.say("Saya yang menolak", in_=group, reply_to=prompt)
    await operator.say("Bukan pegawai OPD ini", in_=group, reply_to=prompt)

    await person.sees("Alasan: Bukan pegawai OPD ini")
    await person.sees_no("Saya yang menolak")


async def test_talk_in_the_group_is_not_taken_for_a_reason(play: Play) -> None:
    person = await play.stage.simulator.person("Budi Contoh")
    await hand_in_registration(person)
    operator, group = play["operator"], play.stage.group
    await operator.tap("Tolak pendaftaran", in_=group)
    prompt = await operator.sees("Mengapa pendaftaran ini ditolak", in_=group)

    await operator.say("Sebentar, saya tanya dulu", in_=group)
    await operator.say("Bukan pegawai OPD ini", in_=group, reply_to=prompt)

    await person.sees("Alasan: Bukan pegawai OPD ini")


async def test_an_old_question_of_the_form_takes_no_answer(play: Play) -> None:
    applicant = await play.applicant("Dinas Sosial")
    await applicant.say("/ajukan sub_domain")
    question = await applicant.sees("Nama sub domain apa")
    await applicant.say(play.label)
    await applicant.sees("Ke mana sub domain diarahkan")

    answer = await applicant.tap("dinsos", on=question)

    assert answer.text.startswith("Kartu ini sudah berubah")
