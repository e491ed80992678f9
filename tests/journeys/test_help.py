"""Help at every step, and a human behind it."""

import pytest

from simulator import stories
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_help_speaks_of_the_question_that_is_open(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)
    await applicant.say(play.label)
    await applicant.sees("2 dari 12")

    await applicant.say("/bantuan")

    helped = await applicant.sees("sedang di pertanyaan Alamat tujuan")
    assert "CNAME" in helped.text


async def test_help_says_what_to_do_where_no_question_is_open(play: Play) -> None:
    applicant = await play.applicant()
    summary = await stories.fill_form(applicant, play.label)
    said = await applicant.say("/bantuan")
    await applicant.sees("Semua pertanyaan sudah terjawab", after=said)
    receipt = await stories.hand_in(applicant, summary)

    said = await applicant.say("/bantuan")

    await applicant.sees(f"Permohonan {receipt} menunggu Kepala Dinas", after=said)


async def test_a_question_is_handed_to_the_operators_and_the_answer_comes_back(play: Play) -> None:
    applicant = await play.applicant()
    await applicant.say("/bantuan")
    await applicant.tap("Tanya petugas")
    await applicant.sees("Apa yang ingin ditanyakan")

    await applicant.say("Apakah boleh <b>dua</b> nama?")

    await applicant.sees("Pertanyaan diteruskan")
    card = await play["operator"].sees("Apakah boleh <b>dua</b> nama?", in_=play.stage.group)
    assert "Dinas Kesehatan" in card.text
    await play["operator"].tap("Jawab", on=card)
    prompt = await play["operator"].sees("Jawaban untuk", in_=play.stage.group)
    await play["operator"].say("Boleh, satu permohonan satu nama.", in_=play.stage.group, reply_to=prompt)
    answered = await applicant.sees("Jawaban petugas")
    assert "Boleh, satu permohonan satu nama." in answered.text
    assert (await play["operator"].sees("✅ Rina Contoh", in_=play.stage.group)).labels() == []


async def test_an_answered_question_is_not_answered_twice(play: Play) -> None:
    applicant = await play.applicant()
    await applicant.say("/bantuan")
    await applicant.tap("Tanya petugas")
    await applicant.say("Berapa lama?")
    card = await play["operator"].sees("Berapa lama?", in_=play.stage.group)
    data = str(card.buttons[0].data)
    await play["operator"].tap("Jawab", on=card)
    prompt = await play["operator"].sees("Jawaban untuk", in_=play.stage.group)
    await play["operator"].say("Dua hari kerja.", in_=play.stage.group, reply_to=prompt)
    await applicant.sees("Dua hari kerja.")

    again = await play["operator"].tap_data(data, on=card)

    assert "sudah berubah" in again.text


async def test_somebody_without_an_office_cannot_answer(play: Play) -> None:
    applicant = await play.applicant()
    await applicant.say("/bantuan")
    await applicant.tap("Tanya petugas")
    await applicant.say("Boleh tanya?")
    card = await play["operator"].sees("Boleh tanya?", in_=play.stage.group)
    stranger = await play.stage.simulator.person("Orang Asing")
    message = await stranger.say("/start")

    answer = await stranger.tap_data(str(card.buttons[0].data), on=await stranger.sees("persetujuan", after=message))

    assert "tidak mencakup tindakan ini" in answer.text


async def test_many_questions_wait_for_their_answers_first(play: Play) -> None:
    applicant = await play.applicant()
    for number in range(3):
        asked = await applicant.say("/bantuan")
        await applicant.tap("Tanya petugas", on=await applicant.sees("Bantuan", after=asked))
        said = await applicant.say(f"Pertanyaan {number}")
        await applicant.sees("Pertanyaan diteruskan", after=said)
    asked = await applicant.say("/bantuan")

    answer = await applicant.tap("Tanya petugas", on=await applicant.sees("Bantuan", after=asked))

    assert "masih menunggu jawaban" in answer.text


async def test_the_bot_presents_itself_and_its_menus(play: Play) -> None:
    [bot] = await play.stage.simulator.bots()

    assert "sub domain dan hosting" in str(bot["profile"])
    assert "short_description" in str(bot["profile"])
    assert "all_group_chats" in str(bot["commands"])
