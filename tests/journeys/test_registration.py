"""Becoming known to the office: agreement, form, the operators' word, invitations."""

import pytest

from simulator.client import Person
from tests.journeys.play import OPD, Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def newcomer(play: Play, name: str = "Budi Contoh") -> Person:
    person = await play.stage.simulator.person(name)
    await person.say("/start")
    await person.tap("Setuju dan lanjut")
    await person.sees("Ketik sebagian namanya")
    return person


async def hand_in(play: Play, person: Person, *, opd: str = OPD, button: str = OPD) -> None:
    await person.say(opd)
    await person.tap(button)
    for question, answer in (
        ("Nama lengkap", person.name),
        ("NIP Bapak/Ibu", "19900101 201501 2 001"),
        ("Jabatan", "Staf"),
    ):
        await person.sees(question)
        await person.say(answer)
    await person.sees("bagikan nomor HP")
    await person.share_contact()
    await person.sees("sedang diperiksa petugas")


async def test_nothing_personal_is_asked_before_the_person_agrees(play: Play) -> None:
    person = await play.stage.simulator.person("Budi Contoh")

    await person.say("/start")
    await person.say("Nama saya Budi Contoh")

    await person.sees("Setuju dan lanjut” lebih dulu")
    await person.sees_no("Nama lengkap")


async def test_a_refused_registration_is_told_with_its_reason(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(play, person)
    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)

    await play["operator"].tap("Tolak pendaftaran", on=card)
    prompt = await play["operator"].sees("Mengapa pendaftaran ini ditolak", in_=play.stage.group)
    await play["operator"].say("Bukan pegawai <OPD> ini", in_=play.stage.group, reply_to=prompt)

    await person.sees("Alasan: Bukan pegawai <OPD> ini")
    await play["operator"].sees("Ditolak oleh Rina Contoh, S.T.: Bukan pegawai <OPD> ini", in_=play.stage.group)


async def test_a_refused_person_may_register_again(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(play, person)
    await play["operator"].tap("Tolak pendaftaran", in_=play.stage.group)
    prompt = await play["operator"].sees("Mengapa pendaftaran ini ditolak", in_=play.stage.group)
    await play["operator"].say("Nama belum lengkap", in_=play.stage.group, reply_to=prompt)
    refused = await person.sees("Alasan: Nama belum lengkap")

    await person.say("/start")

    await person.sees("Ketik sebagian namanya", after=refused)


async def test_an_unknown_unit_is_added_when_the_operator_approves(play: Play) -> None:
    person = await newcomer(play)
    unit = f"Bagian Contoh {play.label}"
    await hand_in(play, person, opd=unit, button="OPD saya tidak ada di daftar")
    await play["operator"].sees("(belum ada di daftar OPD)", in_=play.stage.group)

    await play["operator"].tap("Setujui", in_=play.stage.group)
    await person.sees("Pendaftaran disetujui")

    another = await newcomer(play)
    await another.say(play.label)
    await another.tap(unit)


async def test_the_registration_card_shows_no_nip_and_no_phone_number(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(play, person)

    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)

    assert "19900101" not in card.text.replace(" ", "")
    assert "628" not in card.text


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


async def test_a_member_of_the_group_who_is_no_operator_cannot_let_anybody_in(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(play, person)
    card = await play["pranata_komputer"].sees("Pendaftaran pemohon", in_=play.stage.group)

    answer = await play["pranata_komputer"].tap("Setujui", on=card)

    assert "Hanya operator" in answer.text
    await person.sees_no("Pendaftaran disetujui")


async def test_an_invitation_is_good_for_one_person(play: Play) -> None:
    [link] = await play.stage.invite("kabid")
    first, second = [await play.stage.simulator.person(f"Contoh {n}") for n in "AB"]
    await first.open(link)
    await first.sees("diundang sebagai Kepala Bidang")

    await second.open(link)

    await second.sees("Undangan ini sudah dipakai")


async def test_an_invented_invitation_is_unknown(play: Play) -> None:
    person = await play.stage.simulator.person("Contoh")

    await person.say("/start AAAAAAAAAAAAAAAAAAAAAA")

    await person.sees("Undangan ini tidak kami kenal")


async def test_the_groups_invitation_opened_in_private_makes_nobody_anything(play: Play) -> None:
    [link] = await play.stage.invite("group")
    person = await play.stage.simulator.person("Contoh")

    await person.say(f"/start {link.split('=')[1]}")

    await person.sees("Undangan ini tidak untuk tempat ini")


async def test_an_officials_invitation_opened_in_a_group_binds_nothing(play: Play) -> None:
    [link] = await play.stage.invite("kadis")
    operator, group = play["operator"], play.stage.group

    await operator.say(f"/start {link.split('=')[1]}", in_=group)

    await operator.sees("Undangan ini tidak untuk tempat ini", in_=group)


async def test_a_registered_person_is_welcomed_back_by_name(play: Play) -> None:
    applicant = await play.applicant()

    await applicant.say("/start")

    await applicant.sees(f"Selamat datang kembali, {applicant.name}")
