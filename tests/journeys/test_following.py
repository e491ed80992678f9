"""After sending: the list of the OPD, its cards, the end, and the survey; whoever it is not for changes nothing."""

import pytest

from simulator.client import Message, Person
from tests.journeys.play import ZONE, Play, data_of
from tests.journeys.registering import noted

pytestmark = pytest.mark.asyncio(loop_scope="session")

TRAFFIC = "Dinas Perhubungan dan Perikanan"
OWN_OPD = "Dinas Ketahanan Pangan dan Pertanian"


async def open_list(person: Person) -> Message:
    said = await person.say("/status")
    return await person.sees("Permohonan OPD Bapak/Ibu", after=said)


async def number_of(play: Play, receipt: str) -> str:
    """The id that a button of the request carries."""
    return data_of(await play.card("kadis", receipt), "Tolak").split(":")[2]


async def concluded(play: Play) -> tuple[Person, str]:
    """An applicant who has just been asked how it was, and the receipt."""
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.build(receipt)
    await applicant.sees(f"Survei kepuasan {receipt} · 1 dari 2")
    return applicant, receipt


@pytest.mark.timeout(300)
async def test_the_list_turns_its_pages_and_filters_in_place(play: Play) -> None:
    applicant = await play.applicant(OWN_OPD)
    for number in range(6):
        await play.submit(applicant, f"{play.label}-{number}")
    listed = await open_list(applicant)

    await applicant.tap("Berikutnya", on=listed)
    second = await applicant.sees("6–6 dari 6")
    await applicant.tap("Selesai (0)", on=second)
    empty = await applicant.sees("Tidak ada di pilihan ini")
    await applicant.tap("Berjalan (6)", on=empty)
    await applicant.tap("Buka", on=await applicant.sees("1–5 dari 6"))

    card = await applicant.sees("Menunggu disposisi Kepala Dinas.", after=listed)
    assert second.id == empty.id == listed.id
    assert f"{play.label}-0.{ZONE}" in second.text
    assert card.id > listed.id
    assert f"{play.label}-5.{ZONE}" in card.text
    assert "Tarik permohonan" in card.labels()


async def test_a_colleague_reads_along_but_cannot_act(play: Play) -> None:
    receipt = await play.submit(await play.applicant(TRAFFIC))
    colleague = await play.applicant(TRAFFIC)
    number = await number_of(play, receipt)
    listed = await open_list(colleague)
    await colleague.sees_no("Menunggu disposisi Kepala Dinas.")
    await colleague.tap(f"Buka {receipt}", on=listed)
    card = await colleague.sees("Menunggu disposisi Kepala Dinas.")
    revision = data_of(await play.card("kadis", receipt), "Tolak").split(":")[3]

    answers = [
        await colleague.tap_data(data, on=card)
        for data in (
            f"v1:withdraw:{number}:{revision}:sure",
            f"v1:withdraw:{number}:{revision}:",
            f"v1:remind:{number}:{revision}:",
            f"v1:dispose:{number}:{revision}:",
        )
    ]

    assert [answer.alert for answer in answers] == [True] * 4
    assert card.labels() == []
    assert "6281234567890" not in card.text
    assert await play.trail(receipt) == ["request:submit"]


async def test_a_card_of_another_unit_cannot_be_opened(play: Play) -> None:
    receipt = await play.submit(await play.applicant(TRAFFIC))
    number = await number_of(play, receipt)
    foreign = await play.applicant("Inspektorat")
    listed = await open_list(foreign)

    answer = await foreign.tap_data(f"v1:open:{number}:0:", on=listed)

    assert "bukan milik Bapak/Ibu" in answer.text
    await foreign.sees_no(receipt)


@pytest.mark.parametrize("forged", ["hack-0", "all--1", "my_my_all-0", "", "all-99999999"])
async def test_a_forged_page_changes_nothing(play: Play, forged: str) -> None:
    applicant = await play.applicant("Inspektorat")
    listed = await open_list(applicant)

    answer = await applicant.tap_data(f"v1:list:0:0:{forged}", on=listed)

    assert (answer.text == "") is (forged == "")
    assert (await applicant.sees("Permohonan OPD Bapak/Ibu")).id == listed.id


async def test_a_page_beyond_the_last_shows_the_last(play: Play) -> None:
    applicant = await play.applicant(TRAFFIC)
    receipt = await play.submit(applicant)
    listed = await open_list(applicant)

    await applicant.tap_data("v1:list:0:0:my_all-9999", on=listed)

    shown = await applicant.sees("Permohonan saya")
    assert receipt in shown.text
    assert shown.id == listed.id


async def test_the_end_is_told_plainly_and_rated_with_two_taps_also_on_a_restarted_bot(play: Play) -> None:
    applicant, receipt = await concluded(play)
    summary = await applicant.sees("Layanan Bapak/Ibu siap")
    survey = await applicant.sees(f"Survei kepuasan {receipt} · 1 dari 2")
    await noted(applicant)

    await applicant.tap("Sangat baik", on=survey)
    await noted(applicant)
    await play.stage.bot.kill()
    await play.stage.bot.start()
    second = await applicant.sees("2 dari 2")
    await applicant.tap("Cepat", on=second)

    thanks = await applicant.sees("Terima kasih atas penilaiannya")
    assert "Pelayanan: Sangat baik · Kecepatan: Cepat" in thanks.text
    assert thanks.id == second.id == survey.id
    assert f"http://{play.name}" in summary.html
    assert "A 103.20.30.40" in summary.text
    assert summary.id < survey.id


async def test_a_rejection_ends_with_what_can_be_done_and_the_survey(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)

    await play.say_no("kadis", receipt, "Tolak", "Sudah tersedia di portal")

    await applicant.sees(f"Survei kepuasan {receipt}")
    ended = await applicant.sees(f"{receipt} sudah dijawab")
    assert "/ajukan" in ended.text


async def test_a_survey_is_only_for_its_applicant_and_stands_once_given(play: Play) -> None:
    applicant, receipt = await concluded(play)
    survey = await applicant.sees(f"Survei kepuasan {receipt}")
    data = data_of(survey, "Tidak baik")
    other = await play.applicant()
    message = await open_list(other)

    forged = [await other.tap_data(each, on=message) for each in (data, data.replace("rate", "rate_back"))]
    await applicant.tap("Baik", on=survey)
    await applicant.tap("Sangat cepat", on=await applicant.sees("2 dari 2"))
    await applicant.sees("Terima kasih atas penilaiannya")
    again = await applicant.tap_data(data, on=survey)

    assert ["bukan milik" in answer.text for answer in forged] == [True, True]
    assert again.text.startswith("Kartu")
    assert "Pelayanan: Baik" in (await applicant.sees("Terima kasih atas penilaiannya")).text


async def test_what_comes_again_is_received_again_and_shows_what_was_changed(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    before = await play.card("kadis", receipt)
    await play.send_back(receipt, "Alamatnya salah")
    await applicant.sees("Jawaban sekarang: 103.20.30.40")
    await applicant.say("103.20.30.41")

    await applicant.tap("Kirim ulang", on=await applicant.sees("Permohonan perlu dilengkapi"))

    await applicant.sees(f"{receipt} diterima kembali.")
    card = await play.card("kadis", receipt, after=before)
    assert "Alamat tujuan: 103.20.30.40 → 103.20.30.41" in card.text
    assert "Putaran 1" in card.text
