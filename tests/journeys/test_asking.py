"""*Tanya pemohon*: a question goes to the applicant and its answer comes back onto the card; the request stays."""

from asyncio import gather

import pytest

from simulator.client import Message, Person
from simulator.stories import give_disposition
from tests.journeys.play import Play, data_of, dispositions, stranger

pytestmark = pytest.mark.asyncio(loop_scope="session")
ANSWER = "Seksi Data Dinas Kesehatan"


def words(play: Play) -> str:
    """A question that no other test asks."""
    return f"Siapa pengelola {play.label}?"


async def asked(play: Play, role: str, receipt: str, applicant: Person) -> Message:
    """The official's question as it reaches the applicant."""
    official, card = play[role], await play.card(role, receipt)
    await official.tap("Tanya pemohon", on=card)
    prompt = await official.sees(f"ditanyakan ke pemohon {receipt}", after=card)
    await official.say(words(play))
    await official.sees("Pertanyaan diteruskan ke pemohon", after=prompt)
    question = await applicant.sees(f"bertanya tentang {receipt}")
    assert words(play) in question.text
    return question


async def test_question_and_answer_travel_without_the_request_moving(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    first = await play.card("kadis", receipt)
    question = await asked(play, "kadis", receipt, applicant)
    waiting = await play["kadis"].sees(f"{words(play)}\n↳ ⏸ menunggu jawaban pemohon")
    assert "Di pemohon sejak" in waiting.text

    await applicant.tap("Jawab", on=question)
    await applicant.sees("Jawaban Bapak/Ibu untuk")
    said = await applicant.say(ANSWER)

    await applicant.sees("Jawaban diteruskan ke petugas", after=said)
    assert ANSWER in (await play["kadis"].sees(f"Pemohon menjawab tentang {receipt}")).text
    fresh = await play.card("kadis", receipt, after=first)
    assert f"↳ Pemohon: {ANSWER}" in fresh.text
    assert "🕘 Di Kepala Dinas" in fresh.text
    assert (await give_disposition(play["kadis"], fresh)).text == "Didisposisikan."
    assert ANSWER in (await play.card("kabid", receipt)).text
    shown = await play.stage.loket("show", receipt)
    assert "clarification:ask" in shown
    assert words(play) in shown


async def test_a_reply_to_the_question_is_its_answer_also_after_a_restart(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    question = await asked(play, "kadis", receipt, applicant)
    await play.stage.bot.kill()
    await play.stage.bot.start()

    await applicant.say(ANSWER, reply_to=question)

    assert ANSWER in (await play["kadis"].sees(f"Pemohon menjawab tentang {receipt}")).text
    assert (await applicant.sees("✅ Jawaban Bapak/Ibu")).labels() == []


async def test_the_next_word_answers_where_nothing_else_is_asked(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await asked(play, "kadis", receipt, applicant)

    said = await applicant.say(ANSWER)

    await applicant.sees("Jawaban diteruskan ke petugas", after=said)


async def test_a_decision_without_the_answer_closes_the_question(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    question = await asked(play, "kadis", receipt, applicant)
    stale = data_of(question, "Jawab")

    await give_disposition(play["kadis"], await play.card("kadis", receipt))

    await applicant.sees("tidak perlu dijawab lagi", after=question)
    answer = await applicant.tap_data(stale, on=question)
    assert answer.text.startswith("Ini tidak perlu dijawab lagi")


async def test_a_question_taken_back_asks_nothing_any_more_and_the_clock_runs_on(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    question = await asked(play, "kadis", receipt, applicant)
    stale = data_of(question, "Jawab")
    waiting = await play["kadis"].sees(f"{words(play)}\n↳ ⏸ menunggu jawaban pemohon")

    taken = await play["kadis"].tap("Tarik pertanyaan", on=waiting)

    assert taken.text.startswith("Ditarik; pemohon diberi tahu")
    await applicant.sees("pertanyaan petugas sudah ditarik", after=question)
    ended = await applicant.sees("Ditarik petugas; tidak perlu dijawab lagi")
    assert ended.labels() == []
    late = await applicant.tap_data(stale, on=question)
    assert late.text.startswith("Pertanyaan ini sudah ditarik petugas")
    said = await applicant.say(ANSWER, reply_to=question)
    await applicant.sees("Pertanyaan ini sudah ditarik petugas", after=said)
    card = await play["kadis"].sees(f"{words(play)}\n↳ ditarik")
    assert "🕘 Di Kepala Dinas" in card.text
    await play["kadis"].tap("Tanya pemohon", on=card)
    await play["kadis"].sees(f"ditanyakan ke pemohon {receipt}", after=card)
    shown = await play.stage.loket("show", receipt)
    assert "clarification:take_back" in shown
    assert ANSWER not in shown


async def test_of_an_answer_and_a_taking_back_at_once_one_counts_and_the_other_is_told_kindly(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    question = await asked(play, "kadis", receipt, applicant)
    waiting = await play["kadis"].sees(f"{words(play)}\n↳ ⏸ menunggu jawaban pemohon")

    taken, said = await gather(
        play["kadis"].tap("Tarik pertanyaan", on=waiting), applicant.say(ANSWER, reply_to=question)
    )

    if taken.text.startswith("Ditarik; pemohon diberi tahu"):
        await applicant.sees("Pertanyaan ini sudah ditarik petugas", after=said)
        await play["kadis"].sees(f"{words(play)}\n↳ ditarik")
    else:
        assert taken.text.startswith("Pertanyaan ini sudah dijawab")
        await applicant.sees("Jawaban diteruskan ke petugas", after=said)
        await play["kadis"].sees(f"↳ Pemohon: {ANSWER}")
    shown = await play.stage.loket("show", receipt)
    assert shown.count("clarification:take_back") + shown.count("clarification:answer") == 1


async def test_nobody_else_asks_or_answers(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    ask = data_of(await play.card("kadis", receipt), "💬 Tanya pemohon")
    reply = data_of(await asked(play, "kadis", receipt, applicant), "Jawab")
    other, message = await stranger(play)
    own = (await play["kabid"].messages())[-1]

    answers = [await other.tap_data(data, on=message) for data in (ask, reply)]
    answers += [await play["kabid"].tap_data(data, on=own) for data in (ask, reply)]

    assert all(answer.alert for answer in answers)
    await other.sees_no(words(play))
    assert await dispositions(play, receipt) == 0
    await play["kadis"].sees(f"{words(play)}\n↳ ⏸ menunggu jawaban pemohon")
