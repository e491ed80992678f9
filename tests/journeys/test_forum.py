"""An operator group with topics: each request has one, which closes with it; what concerns none is said in General."""

import pytest

from simulator.client import Person
from tests.journeys.forum import become_forum, in_topic, topic_named
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


CLOSED = "topic closed"
"""What Telegram writes in a topic that is closed."""


async def ask(applicant: Person, question: str) -> None:
    """*Tanya petugas*."""
    said = await applicant.say("/bantuan")
    await applicant.tap("Tanya petugas", on=await applicant.sees("Tanya petugas", after=said))
    await applicant.sees("Ketik pertanyaan", after=said)
    await applicant.say(question)


async def test_a_request_is_told_in_its_own_topic_which_is_closed_with_it(play: Play) -> None:
    group = await become_forum(play)
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    card = await play["operator"].sees(f"{receipt} ·", in_=group)
    topic = await topic_named(play, receipt)
    assert topic.name == f"{receipt} {play.label}"
    assert card.thread == topic.thread

    await play.dispose(receipt, "kadis")
    await play.say_no("kabid", receipt, "Tolak", "Sudah tersedia.")

    letter = await play["operator"].sees(f"Surat balasan {receipt}", in_=group)
    assert letter.thread == topic.thread
    closed = await play["operator"].sees(CLOSED, in_=group)
    assert closed.thread == topic.thread
    cards = [each for each in await in_topic(play, topic.thread) if f"{receipt} ·" in each.text]
    assert len(cards) == 1
    assert not [each for each in await in_topic(play, None) if receipt in each.text]


async def test_what_is_said_after_the_end_opens_the_topic_again_for_it(play: Play) -> None:
    group = await become_forum(play)
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await play.say_no("kadis", receipt, "Tolak", "Sudah tersedia.")
    await play["operator"].sees(f"Surat balasan {receipt}", in_=group)
    topic = await topic_named(play, receipt)
    closed = await play["operator"].sees(CLOSED, in_=group)

    await ask(applicant, "Boleh saya ajukan lagi?")

    asked = await play["operator"].sees("Boleh saya ajukan lagi?", in_=group)
    assert asked.thread == topic.thread
    await play["operator"].sees(CLOSED, in_=group, after=closed)


async def test_a_topic_that_somebody_deleted_is_made_anew_with_the_card(play: Play) -> None:
    group = await become_forum(play)
    receipt = await play.submit(await play.applicant())
    await play["operator"].sees(f"{receipt} ·", in_=group)
    old = await topic_named(play, receipt)
    await play["operator"].delete_topic(group, old.thread)

    await play.dispose(receipt, "kadis")

    card = await play["operator"].sees(f"{receipt} ·", in_=group)
    new = await topic_named(play, receipt)
    assert new.thread != old.thread
    assert card.thread == new.thread


async def test_a_topic_that_somebody_closed_is_opened_for_what_must_be_said(play: Play) -> None:
    group = await become_forum(play)
    receipt = await play.submit(await play.applicant())
    await play["operator"].sees(f"{receipt} ·", in_=group)
    topic = await topic_named(play, receipt)
    await play["operator"].close_topic(group, topic.thread)

    await play.say_no("kadis", receipt, "Tolak", "Sudah tersedia.")

    letter = await play["operator"].sees(f"Surat balasan {receipt}", in_=group)
    assert letter.thread == topic.thread


async def test_without_the_right_all_is_said_in_general_and_the_operators_hear_it_once(play: Play) -> None:
    group = await become_forum(play, manages_topics=False)
    first, second = [await play.submit(await play.applicant(), label) for label in (play.label, f"{play.label}-b")]
    card = await play["operator"].sees(f"{first} ·", in_=group)
    await play["operator"].sees(f"{second} ·", in_=group)
    assert card.thread is None
    await play["operator"].sees("Kelola topik", in_=group)

    await play["operator"].promote_bot(group)
    await play.dispose(first, "kadis")

    moved = await play["operator"].sees(f"{first} ·", in_=group, after=card)
    assert moved.thread == (await topic_named(play, first)).thread
    told = [each for each in await play["operator"].messages(group) if "Kelola topik" in each.text]
    assert len(told) == 1


async def test_a_question_about_a_request_is_asked_and_answered_in_its_topic(play: Play) -> None:
    group = await become_forum(play)
    applicant, operator = await play.applicant(), play["operator"]
    receipt = await play.submit(applicant)
    await operator.sees(f"{receipt} ·", in_=group)
    topic = await topic_named(play, receipt)
    await ask(applicant, "Kapan selesai?")
    card = await operator.sees("Kapan selesai?", in_=group)
    await operator.tap("Jawab", on=card)
    asked = await operator.sees("Rina", in_=group, after=card)
    assert (card.thread, asked.thread) == (topic.thread, topic.thread)

    await operator.say("Ini bukan jawaban.", in_=group, thread=topic.thread)
    await operator.say("Besok pagi.", in_=group, reply_to=asked)

    answered = await applicant.sees("Besok pagi.")
    assert "bukan jawaban" not in answered.text


async def test_registrations_and_what_is_asked_for_in_general_stay_there(play: Play) -> None:
    group, operator = await become_forum(play), play["operator"]
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await operator.sees(f"{receipt} ·", in_=group)

    await operator.say("/papan", in_=group)
    board = await operator.sees("Papan permohonan", in_=group)
    await operator.say(f"/cari {receipt}", in_=group)
    found = await operator.sees("Hasil pencarian", in_=group)

    assert (board.thread, found.thread) == (None, None)
    assert [each for each in await in_topic(play, None) if "Pendaftaran" in each.text and applicant.name in each.text]


async def test_a_group_that_becomes_a_forum_goes_on_in_topics_with_what_runs(play: Play) -> None:
    simulator, operator = play.stage.simulator, play["operator"]
    old = await simulator.group("Operator Lama", [operator], kind="group")
    await operator.open((await play.stage.invite("group"))[0], old)
    await operator.sees("grup operator", in_=old)
    play.stage.groups.insert(0, old)
    receipt = await play.submit(await play.applicant())
    await operator.sees(f"{receipt} ·", in_=old)

    moved = await simulator.migrate(old)
    play.stage.groups.insert(0, moved)
    await become_forum(play)
    await play.dispose(receipt, "kadis")

    card = await operator.sees(f"{receipt} ·", in_=moved)
    assert card.thread == (await topic_named(play, receipt)).thread


async def test_the_check_says_what_the_bot_may_do_in_the_group(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    assert "no topics, all requests in one chat; the bot is a plain member" in await play.stage.loket("check")

    await become_forum(play, manages_topics=False)
    assert "an administrator without *Manage topics*; all goes to General" in await play.stage.loket("check")

    await operator.promote_bot(group)
    assert "topics are on, the bot manages them" in await play.stage.loket("check")

    await operator.demote_bot(group)
    await operator.restrict_bot(group)
    assert "the bot may not write there" in await play.stage.loket("check")

    await operator.throw_out_bot(group)
    assert "the bot does not reach it" in await play.stage.loket("check")


async def test_a_lost_answer_leaves_an_empty_topic_and_loses_no_message(play: Play) -> None:
    group, simulator = await become_forum(play), play.stage.simulator
    applicant = await play.applicant()
    await simulator.fail("createForumTopic", kind="lost_answer")

    receipt = await play.submit(applicant)

    card = await play["operator"].sees(f"{receipt} ·", in_=group)
    first, second = (each for each in await simulator.topics(group) if receipt in each.name)
    assert card.thread == second.thread
    assert first.name == second.name
    said = await in_topic(play, first.thread)
    assert len(said) == 1, "nothing but its head"


async def test_a_topic_is_called_after_the_name_that_is_asked_for_now(play: Play) -> None:
    group = await become_forum(play)
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await play.send_back(receipt, "pilih nama lain", line="Nama")
    await applicant.sees("pilih nama lain\n\nJawaban sekarang")
    await applicant.say(f"{play.label}-baru")
    await applicant.tap("Kirim ulang", on=await applicant.sees("Permohonan perlu dilengkapi"))

    await play["operator"].sees("the topic has another name", in_=group)

    assert (await topic_named(play, receipt)).name == f"{receipt} {play.label}-baru"
