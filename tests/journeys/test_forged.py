"""Forged data, late words and long words: nobody sees what is not theirs, nobody is silenced."""

import pytest

from simulator import stories
from tests.journeys.play import ANSWERS, OPD, Play, data_of, hand_in_registration, stranger

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_applicant_who_blocks_the_bot_is_named_to_the_operators_once(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await applicant.block()

    await play.dispose(receipt)
    await play.card("pranata_komputer", receipt)

    told = await play["operator"].sees(f"Pesan untuk {applicant.name}", in_=play.stage.group)
    shown = await play["operator"].messages(play.stage.group)
    assert "bot was blocked by the user" in told.text
    assert len([m for m in shown if f"Pesan untuk {applicant.name}" in m.text]) == 1


async def test_a_stranger_with_stale_data_sees_nothing_of_the_request(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    number = data_of(await play.card("kadis", receipt), "Tolak").split(":")[2]
    person, message = await stranger(play)

    await person.tap_data(f"v1:dispose:{number}:1:", on=message)

    await person.say("/bantuan")
    await person.sees("/start – mendaftar")
    await person.sees_no(receipt)
    await person.sees_no("6281234567890")


async def test_forged_data_of_a_request_that_does_not_exist_silences_nobody(play: Play) -> None:
    person, message = await stranger(play)

    await person.tap_data("v1:dispose:999999:1:", on=message)

    await person.say("/bantuan")
    await person.sees("/start – mendaftar")


async def test_forged_data_in_the_group_does_not_silence_the_group(play: Play) -> None:
    person = await play.stage.simulator.person("Budi Contoh")
    await hand_in_registration(person)
    officer, group = play["pranata_komputer"], play.stage.group
    card = await officer.sees("Pendaftaran pemohon", in_=group)

    await officer.tap_data("v1:dispose:999999:1:", on=card)

    await officer.say("/antrian", in_=group)
    await officer.sees("enunggu", in_=group, after=card)


async def test_a_forged_number_beyond_all_bounds_is_an_old_card(play: Play) -> None:
    person, message = await stranger(play)

    answer = await person.tap_data(f"v1:dispose:{10**30}:1:", on=message)

    assert answer.text.startswith("Kartu")


@pytest.mark.parametrize("extra", ["999999", "abc"])
async def test_a_forged_unit_is_refused_when_it_is_chosen(play: Play, extra: str) -> None:
    person = await play.stage.simulator.person("Budi Contoh")
    await person.say("/start")
    await person.tap("Setuju dan lanjut")
    await person.sees("Ketik sebagian namanya")
    await person.say(OPD)
    offered = await person.sees("Hasil untuk")
    data = data_of(offered, OPD).rsplit(":", 1)[0]

    answer = await person.tap_data(f"{data}:{extra}", on=offered)

    assert answer.text.startswith("Kartu")
    await person.sees_no("Nama lengkap")


async def test_a_forged_choice_is_answered_as_an_old_card(play: Play) -> None:
    applicant = await play.applicant("Dinas Sosial")
    await applicant.say("/ajukan sub_domain")
    question = await applicant.sees("Nama sub domain apa")
    data = data_of(question, "dinsos").rsplit(":", 1)[0]

    answer = await applicant.tap_data(f"{data}:abc", on=question)

    assert answer.text.startswith("Kartu")


@pytest.mark.parametrize("action", ["card", "withdraw"])
async def test_a_card_of_a_draft_cannot_be_asked_for(play: Play, action: str) -> None:
    applicant = await play.applicant("Dinas Sosial")
    await applicant.say("/ajukan sub_domain")
    question = await applicant.sees("Nama sub domain apa")
    _, _, number, revision, _ = data_of(question, "dinsos").split(":")

    await applicant.tap_data(f"v1:{action}:{number}:{revision}:", on=question)

    await applicant.say("/bantuan")
    await applicant.sees("/ajukan – mengajukan layanan, atau meneruskan")


async def test_a_refusal_shows_no_markup(play: Play) -> None:
    applicant = await play.applicant()
    await applicant.say("/ajukan sub_domain")
    await applicant.sees("Nama sub domain apa")

    await applicant.say("a & <b>b</b>")

    refused = await applicant.sees("2–63 huruf")
    assert "<code>" not in refused.text
    assert "“a & <b>b</b>” belum sesuai" in refused.text


async def test_a_very_long_reason_is_refused_at_once(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await play.dispose(receipt, "kadis")

    await play.say_no("kabid", receipt, "Tolak", "Kurang jelas. " * 290)

    await play["kabid"].sees("Terlalu panjang")


async def test_a_reason_that_came_too_late_does_not_catch_the_next_words(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    kadis = play["kadis"]
    await kadis.tap("Tolak", on=await play.card("kadis", receipt))
    await kadis.sees(f"Mengapa {receipt}")
    card = await applicant.sees(f"{receipt} ·")
    await applicant.tap("Tarik permohonan", on=card)
    await applicant.tap("Ya, tarik permohonan", on=card)
    await applicant.sees(f"{receipt} sudah ditarik")
    await kadis.say("Belum perlu")
    stale = await kadis.sees("Kartu ini sudah berubah")

    await kadis.say("Halo?")

    await kadis.sees("belum kami pahami", after=stale)


async def test_an_official_cannot_do_without_a_nip(play: Play) -> None:
    [link] = await play.stage.invite("kabid")
    person = await play.stage.simulator.person("Contoh")
    await person.open(link)
    await person.tap("Setuju dan lanjut")
    await person.sees("Nama lengkap")
    await person.say("Contoh Nama")
    await person.sees("18 angka")

    await person.say("-")

    await person.sees("Mohon periksa lagi")


async def test_a_photo_of_a_letter_with_a_typed_caption_is_taken(play: Play) -> None:
    applicant = await play.applicant()
    await stories.fill_to_letter(applicant, play.label, ANSWERS)

    await applicant.photo(stories.signed_letter(), caption="Ini suratnya")

    await applicant.sees("1 foto diterima")


async def test_whoever_turns_to_something_else_has_not_rejected_with_the_next_word(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    kadis = play["kadis"]
    card = await play.card("kadis", receipt)
    await kadis.tap("Tolak", on=card)
    await kadis.sees(f"Mengapa {receipt}")
    await kadis.say("/antrian")
    queue = await kadis.sees("yang terlama lebih dulu")

    await kadis.say("baik, sudah")

    await kadis.sees("belum kami pahami", after=queue)
    await applicant.sees_no("tidak dapat disetujui")
