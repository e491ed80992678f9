"""Commands, and what is said to words that are none."""

import pytest

from simulator.client import Person
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_status_lists_the_requests_of_the_own_unit_only(play: Play) -> None:
    applicant, other = await play.applicant("Dinas Sosial"), await play.applicant("Inspektorat")
    receipt = await play.submit(applicant)
    foreign = await play.submit(other, f"{play.label}-lain")

    await applicant.say("/status")

    listed = await applicant.sees("Permohonan OPD Bapak/Ibu")
    assert f"{receipt} · {play.name} – menunggu Kepala Dinas" in listed.text
    assert foreign not in listed.text


async def test_status_posts_the_own_running_card_again(play: Play) -> None:
    applicant = await play.applicant("Dinas Sosial")
    receipt = await play.submit(applicant)
    before = await applicant.sees(f"{receipt} ·")

    await applicant.say("/status")

    again = await applicant.sees("Menunggu disposisi Kepala Dinas.", after=before)
    assert again.labels() == ["Tarik permohonan"]


async def test_the_queue_shows_an_official_what_waits_for_them(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    before = await play.card("kadis", receipt)

    await play["kadis"].say("/antrian")

    await play["kadis"].sees("yang terlama lebih dulu", after=before)


async def test_an_applicant_has_no_queue(play: Play) -> None:
    applicant = await play.applicant()

    await applicant.say("/antrian")

    await applicant.sees("bukan untuk Bapak/Ibu")


async def test_somebody_unknown_who_wants_to_apply_is_led_into_the_registration(play: Play) -> None:
    person = await play.stage.simulator.person("Orang Asing")

    await person.say("/ajukan")

    await person.sees("Selamat datang di Loket")
    await person.tap("Setuju dan lanjut")
    await person.sees("Ketik sebagian namanya")


@pytest.mark.parametrize("typed", ["/bantuan", "/help", "/perintah_lain"])
async def test_help_lists_what_an_applicant_can_do(play: Play, typed: str) -> None:
    applicant = await play.applicant()

    await applicant.say(typed)

    helped = await applicant.sees("Bantuan")
    assert [command in helped.text for command in ("/ajukan", "/status", "/batal", "/antrian")] == [
        True,
        True,
        True,
        False,
    ]


async def test_help_for_somebody_unknown_names_the_registration(play: Play) -> None:
    person = await play.stage.simulator.person("Orang Asing")

    await person.say("/bantuan")

    await person.sees("/start – mendaftar")


async def test_a_draft_can_be_cancelled_and_begun_anew(play: Play) -> None:
    applicant = await _writing(play)

    await applicant.say("/batal")

    cancelled = await applicant.sees("Pengisian dibatalkan")
    await applicant.say("/ajukan sub_domain")
    await applicant.sees("Nama sub domain apa", after=cancelled)


async def test_there_is_nothing_to_cancel_after_sending(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)

    await applicant.say("/batal")

    await applicant.sees("Tidak ada yang sedang diisi")
    assert await play.trail(receipt) == ["request:submit"]


async def test_an_interrupted_form_goes_on_where_it_stopped(play: Play) -> None:
    applicant = await _writing(play)
    await applicant.say(play.label)
    asked = await applicant.sees("Ke mana sub domain diarahkan")

    await applicant.say("/ajukan")

    await applicant.sees("Ke mana sub domain diarahkan", after=asked)


async def test_words_that_answer_nothing_are_answered_with_the_way_to_help(play: Play) -> None:
    applicant = await play.applicant()

    await applicant.say("Selamat pagi, apakah kantor buka?")

    await applicant.sees("belum kami pahami. Ketik /bantuan")


async def test_talk_in_the_group_is_left_alone(play: Play) -> None:
    await play["operator"].say("Selamat pagi semua", in_=play.stage.group)
    await play["operator"].say("/antrian", in_=play.stage.group)

    await play["operator"].sees("enunggu", in_=play.stage.group)
    await play["operator"].sees_no("belum kami pahami", in_=play.stage.group)


async def test_the_menu_of_commands_fits_the_role(play: Play) -> None:
    applicant = await play.applicant()
    await applicant.sees("Pendaftaran disetujui")

    [bot] = await play.stage.simulator.bots()

    assert str(applicant.id) in str(bot["commands"])


async def _writing(play: Play) -> Person:
    applicant = await play.applicant()
    await applicant.say("/ajukan sub_domain")
    await applicant.sees("Nama sub domain apa")
    return applicant
