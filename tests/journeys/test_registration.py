"""Becoming known to the office: agreement, form, the operators' word, invitations."""

import asyncio

import pytest

from simulator.client import Message, Person
from tests.journeys.play import OPD, Play, data_of

pytestmark = pytest.mark.asyncio(loop_scope="session")

A_GLANCE = 0.5
"""Who taps before a page's message is noted down gets the next page as a message of its own."""


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
    await person.tap("Kirim pendaftaran")
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


async def refused(play: Play, reason: str = "Nama belum lengkap") -> tuple[Person, Message]:
    person = await newcomer(play)
    await hand_in(play, person)
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
    await asyncio.sleep(A_GLANCE)
    await person.tap("Berikutnya", on=first)
    second = await person.sees("halaman 2 dari")
    await asyncio.sleep(A_GLANCE)
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


async def fill(person: Person) -> None:
    """Everything behind the OPD."""
    for question, answer in (("Nama lengkap", "Budi Contoh"), ("NIP Bapak/Ibu", "-"), ("Jabatan Bapak", "Staf")):
        await person.sees(question)
        await person.say(answer)
    await person.sees("bagikan nomor HP")
    await person.share_contact()


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


async def test_what_waits_is_taken_back_with_a_button_and_leaves_the_operators_nothing_to_decide(play: Play) -> None:
    person = await newcomer(play)
    await hand_in(play, person)
    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)

    await person.say("/batal")
    await person.tap("Batalkan pendaftaran")

    await person.sees("Pendaftaran dibatalkan")
    await play["operator"].sees("Dibatalkan oleh pendaftar", in_=play.stage.group)
    answer = await play["operator"].tap("Setujui", on=card)
    assert answer.text.startswith("Kartu ini sudah berubah")


async def test_a_summary_is_sent_once_however_often_it_is_tapped(play: Play) -> None:
    person, summary = await filled(play)
    await person.tap("Kirim pendaftaran", on=summary)
    await person.sees("sedang diperiksa petugas")

    answer = await person.tap("Kirim pendaftaran", on=summary)

    assert answer.text.startswith("Kartu ini sudah berubah")
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


@pytest.mark.parametrize("action", ["reg_mend", "reg_withdraw"])
async def test_nobody_takes_up_or_takes_back_anothers_registration(play: Play, action: str) -> None:
    person = await newcomer(play)
    await hand_in(play, person)
    card = await play["operator"].sees("Pendaftaran pemohon", in_=play.stage.group)
    _, _, number, revision, _ = data_of(card, "Setujui").split(":")
    other = await newcomer(play)

    answer = await other.tap_data(f"v1:{action}:{number}:{revision}:", on=await other.sees("Ketik sebagian namanya"))

    assert answer.text.startswith("Kartu")
    await play["operator"].tap("Setujui", on=card)
    await person.sees("Pendaftaran disetujui")


async def test_an_unanswered_form_cannot_be_sent_with_forged_data(play: Play) -> None:
    person = await newcomer(play)
    question = await person.sees("Ketik sebagian namanya")
    forged = data_of(question, "Lihat semua OPD").replace(":opd:", ":reg_send:")

    answer = await person.tap_data(forged, on=question)

    assert answer.text.startswith("Kartu ini sudah berubah")


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


async def test_an_official_who_wants_to_apply_is_asked_only_what_is_not_known(play: Play) -> None:
    [link] = await play.stage.invite("pranata_komputer")
    person = await play.stage.simulator.person("Contoh")
    await person.open(link)
    await person.tap("Setuju dan lanjut")
    for question, answer in (("Nama lengkap", "Dina Contoh"), ("18 angka", "198808172014031003"), ("Pangkat", "III/c")):
        await person.sees(question)
        await person.say(answer)
    await person.tap("Kirim pendaftaran")
    admitted = await person.sees("terdaftar sebagai Pranata Komputer")

    await person.say("/ajukan")
    await person.say("dinsos")
    await person.tap("Dinas Sosial")
    title = await person.sees("Jabatan Bapak", after=admitted)
    await person.say("Pranata Komputer")
    await person.sees("bagikan nomor HP", after=title)
    await person.share_contact()

    summary = await person.sees("Periksa sebelum dikirim", after=title)
    assert "NIP: 198808172014031003" in summary.text
    await person.tap("Kirim pendaftaran", on=summary)
    await play["operator"].tap("Setujui", in_=play.stage.group)
    await person.sees("Pendaftaran disetujui")


async def test_an_invited_official_gives_up_kindly(play: Play) -> None:
    [link] = await play.stage.invite("kabid")
    person = await play.stage.simulator.person("Contoh")
    await person.open(link)
    await person.tap("Setuju dan lanjut")
    await person.sees("Nama lengkap")

    await person.say("/batal")

    await person.sees("minta tautan undangan baru ke admin")
