"""What is kept of a person, in their own hands: seen, corrected, taken to another OPD, ended."""

import pytest

from simulator.client import Message, Person
from tests.journeys.play import Play, data_of, stranger

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOME, AWAY = "Dinas Sosial", "Dinas Pendidikan"


async def profile(person: Person) -> Message:
    said = await person.say("/profil")
    return await person.sees("Data Bapak/Ibu di Loket", after=said)


async def test_a_person_sees_everything_that_is_kept_of_them(play: Play) -> None:
    applicant = await play.applicant(HOME)

    card = await profile(applicant)

    for kept in (f"Nama: {applicant.name}", "Jabatan: Pengelola Data", "Nomor HP: +62", f"Pemohon, {HOME}"):
        assert kept in card.text
    assert "selama layanan berjalan" in card.text


async def test_a_stranger_is_told_that_nothing_is_kept(play: Play) -> None:
    person, _ = await stranger(play)

    await person.say("/profil")

    await person.sees("belum ada data yang kami simpan")


async def test_a_registration_that_waits_is_shown_with_what_was_told(play: Play) -> None:
    person = await play.stage.simulator.person("Orang Baru")
    await play.stage.fill_registration(person, person.name, HOME, title="Pengelola Data")
    await person.tap("Kirim pendaftaran")
    await person.sees("sedang diperiksa petugas")

    card = await profile(person)

    assert "Nama: Orang Baru" in card.text
    assert "belum ada data" not in card.text


async def test_nobody_is_shown_in_the_group(play: Play) -> None:
    operator, group = play["operator"], play.stage.group

    await operator.say("/profil", in_=group)
    await operator.say("/antrian", in_=group)

    await operator.sees("enunggu", in_=group)
    await operator.sees_no("Data Bapak/Ibu", in_=group)


@pytest.mark.parametrize(
    ("button", "answer", "shown", "told"),
    [
        ("Ubah Nama", "Siti Contoh, M.Kom.", "Nama: Siti Contoh, M.Kom.", "menjadi “Siti Contoh, M.Kom.”"),
        ("Ubah Jabatan", "Kasubbag", "Kasubbag", "memperbaiki data dirinya: Jabatan."),
    ],
)
async def test_a_corrected_datum_holds_at_once_and_the_operators_hear_of_it(
    play: Play, button: str, answer: str, shown: str, told: str
) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)

    await applicant.tap(button, on=card)
    asked = await applicant.sees("Tetap dipakai sampai diganti")
    await applicant.say(answer)

    await applicant.sees("Tersimpan", after=asked)
    await applicant.sees(shown, after=asked)
    await play["operator"].sees(told, in_=play.stage.group)


async def test_a_corrected_number_is_told_to_nobody(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)

    await applicant.tap("Ubah NIP", on=card)
    asked = await applicant.sees("18 angka", after=card)
    await applicant.say("19900101 201501 2 001")

    await applicant.sees("NIP: 199001012015012001", after=asked)
    told = await play["operator"].sees("memperbaiki data dirinya: NIP", in_=play.stage.group)
    assert "19900101" not in told.text


async def test_the_own_phone_number_is_shared_again(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    await applicant.tap("Ubah Nomor HP", on=card)
    asked = await applicant.sees("bagikan nomor HP", after=card)

    await applicant.share_contact()

    await applicant.sees("Data Bapak/Ibu di Loket", after=asked)


async def test_a_wrong_correction_is_refused_and_may_be_left(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    await applicant.tap("Ubah NIP", on=card)
    await applicant.sees("18 angka", after=card)

    await applicant.say("123")
    refused = await applicant.sees("NIP terdiri dari 18 angka")
    await applicant.say("/batal")

    await applicant.sees("tidak ada yang berubah", after=refused)


async def test_a_correction_that_was_only_begun_gives_way_to_a_request(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    await applicant.tap("Ubah Nama", on=card)
    await applicant.sees("Tetap dipakai sampai diganti")

    await applicant.say("/ajukan")

    await applicant.sees("Layanan apa yang dibutuhkan", after=card)
    await applicant.say("bukan nama saya")
    assert f"Nama: {applicant.name}" in (await profile(applicant)).text


async def test_an_official_corrects_their_rank(play: Play) -> None:
    [link] = await play.stage.invite("pranata_komputer")
    person = await play.stage.simulator.person("Contoh")
    await play.stage.join(person, link, ("Dina Contoh", "198808172014031003", "Penata (III/c)"))
    card = await profile(person)
    assert "Berhenti" not in card.labels()

    await person.tap("Ubah Pangkat/golongan", on=card)
    asked = await person.sees("Sekarang: Penata (III/c)")
    await person.say("Penata Tingkat I (III/d)")

    await person.sees("Pangkat/golongan: Penata Tingkat I (III/d)", after=asked)


async def test_another_opd_is_granted_by_the_operators_and_running_requests_stay_behind(play: Play) -> None:
    applicant = await play.applicant(HOME)
    receipt = await play.submit(applicant)
    await wants_to_move(play, applicant)
    card = await play["operator"].sees("Pindah OPD", in_=play.stage.group)
    assert f"Dari: {HOME}" in card.text
    assert f"Ke: {AWAY}" in card.text

    await play["operator"].tap("Setujui", on=card)

    await applicant.sees(f"atas nama {AWAY}")
    running = await applicant.sees(f"{receipt} ·")
    assert HOME in running.text
    assert f"Pemohon, {AWAY}" in (await profile(applicant)).text
    said = await applicant.say("/status")
    running = await applicant.sees(f"{receipt} ·", after=said)
    await applicant.tap("Tarik permohonan", on=running)
    await applicant.tap("Ya, tarik permohonan")
    await applicant.sees(f"{receipt} sudah ditarik")


async def wants_to_move(play: Play, applicant: Person) -> None:
    card = await profile(applicant)
    await applicant.tap("Pindah OPD", on=card)
    await applicant.sees("Ketik sebagian namanya", after=card)
    await applicant.say("disdik")
    await applicant.tap(AWAY)
    title = await applicant.sees("Jabatan Bapak/Ibu", after=card)
    await applicant.say("Pengelola Situs")
    await applicant.sees("Periksa sebelum pindah OPD", after=title)
    await applicant.tap("Kirim pendaftaran")
    await applicant.sees("sedang diperiksa petugas", after=title)


async def test_a_refused_move_leaves_everything_as_it_was(play: Play) -> None:
    applicant = await play.applicant(HOME)
    await wants_to_move(play, applicant)
    await play["operator"].tap("Tolak pendaftaran", in_=play.stage.group)
    prompt = await play["operator"].sees("Mengapa pendaftaran ini ditolak", in_=play.stage.group)
    await play["operator"].say("Belum ada SK", in_=play.stage.group, reply_to=prompt)

    no = await applicant.sees("Alasan: Belum ada SK")

    assert f"Pemohon, {HOME}" in (await profile(applicant)).text
    await applicant.tap("Perbaiki dan kirim lagi", on=no)
    await applicant.sees("Alasan petugas: Belum ada SK", after=no)


async def test_nobody_moves_to_where_they_are(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    await applicant.tap("Pindah OPD", on=card)
    await applicant.sees("Ketik sebagian namanya", after=card)
    await applicant.say("dinsos")

    answer = await applicant.tap(HOME)

    assert "sudah terdaftar di OPD ini" in answer.text


async def test_a_move_that_waits_is_taken_back_from_the_profile(play: Play) -> None:
    applicant = await play.applicant(HOME)
    await wants_to_move(play, applicant)

    await applicant.tap("Batalkan pendaftaran", on=await profile(applicant))

    await applicant.sees("Pendaftaran dibatalkan")
    await play["operator"].sees("Dibatalkan oleh pendaftar", in_=play.stage.group)
    await applicant.tap("Pindah OPD")


async def test_while_operators_decide_nothing_is_corrected_behind_their_backs(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    await wants_to_move(play, applicant)

    answer = await applicant.tap("Ubah Nama", on=card)

    assert "Masih ada pendaftaran" in answer.text


async def test_whoever_leaves_applies_no_longer_and_is_welcome_again(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)

    await applicant.tap("Berhenti", on=card)
    await applicant.sees(f"Berhenti mengajukan untuk {HOME}?")
    await applicant.tap("Ya, berhenti")

    left = await applicant.sees(f"tidak lagi mengajukan untuk {HOME}")
    await play["operator"].sees(f"{applicant.name} tidak lagi mengajukan", in_=play.stage.group)
    await applicant.say("/ajukan")
    await applicant.sees("Ketik sebagian namanya", after=left)
    await applicant.say("dinsos")
    await applicant.tap(HOME)
    await applicant.sees("NIP Bapak/Ibu", after=left)


async def test_whoever_thinks_better_of_leaving_stays(play: Play) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    await applicant.tap("Berhenti", on=card)
    await applicant.sees(f"Berhenti mengajukan untuk {HOME}?")

    await applicant.tap("Tidak jadi")

    assert (await applicant.sees("Data Bapak/Ibu di Loket")).id == card.id


async def test_nobody_leaves_while_a_request_of_theirs_is_running(play: Play) -> None:
    applicant = await play.applicant(HOME)
    receipt = await play.submit(applicant)

    answer = await applicant.tap("Berhenti", on=await profile(applicant))

    assert answer.alert
    assert f"{receipt} masih berjalan" in answer.text


async def test_a_draft_ends_with_the_one_who_wrote_it(play: Play) -> None:
    applicant = await play.applicant(HOME)
    await applicant.say("/ajukan sub_domain")
    await applicant.sees("Nama sub domain apa")
    card = await profile(applicant)

    await applicant.tap("Berhenti", on=card)
    await applicant.tap("Ya, berhenti")

    left = await applicant.sees("tidak lagi mengajukan")
    await applicant.say("dinkes")
    await applicant.sees("belum kami pahami", after=left)


@pytest.mark.parametrize("action", ["profile", "correct", "move", "leave"])
async def test_the_card_of_somebody_else_does_nothing(play: Play, action: str) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    number = data_of(card, "Pindah OPD").split(":")[2]
    assignment = data_of(card, "Berhenti").split(":")[3]
    other = await play.applicant(HOME)
    theirs = await profile(other)
    extra = {"correct": "name", "leave": "sure"}.get(action, "")

    answer = await other.tap_data(f"v1:{action}:{number}:{assignment}:{extra}", on=theirs)

    assert answer.text.startswith("Kartu ini sudah berubah")
    assert f"Pemohon, {HOME}" in (await profile(applicant)).text


@pytest.mark.parametrize("field", ["opd", "telegram_id", "consented_at", "rank"])
async def test_what_may_not_be_corrected_is_not_corrected_with_forged_data(play: Play, field: str) -> None:
    applicant = await play.applicant(HOME)
    card = await profile(applicant)
    number = data_of(card, "Pindah OPD").split(":")[2]

    answer = await applicant.tap_data(f"v1:correct:{number}:0:{field}", on=card)

    assert answer.text.startswith("Kartu ini sudah berubah")
