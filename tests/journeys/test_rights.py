"""The bot loses the operator group, or its right to write there: nothing is lost, and all comes when it is back."""

import pytest

from simulator.client import Message
from tests.journeys.forum import become_forum, topic_named
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")

BACK = "Loket dapat menulis lagi di grup ini"


async def told_admins(play: Play, *, after: Message) -> list[Message]:
    shown = await play["operator"].messages()
    return [m for m in shown if "Pesan untuk grup operator tidak dapat dikirim" in m.text and m.id > after.id]


async def test_a_bot_that_was_thrown_out_hands_in_what_the_group_missed(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    applicant = await play.applicant()
    before = await operator.say("/bantuan")
    await operator.throw_out_bot(group)
    receipt = await play.submit(applicant)
    await play.say_no("kadis", receipt, "Tolak", "Sudah tersedia.")
    await applicant.sees(f"Surat balasan {receipt}")
    await operator.sees("grup operator tidak dapat dikirim", after=before)

    await operator.bring_in_bot(group)

    await operator.sees(BACK, in_=group)
    card = await operator.sees(f"{receipt} ·", in_=group)
    assert "ditolak" in card.text.lower()
    letters = [m for m in await operator.messages(group) if f"Surat balasan {receipt}" in m.text and m.document]
    assert letters
    assert len(await told_admins(play, after=before)) == 1


async def test_a_bot_that_may_not_write_for_a_while_shows_the_board_and_the_cards_afterwards(own_office: Play) -> None:
    play = own_office
    operator, group = play["operator"], play.stage.group
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    old = await operator.sees(f"{receipt} ·", in_=group)
    before = await operator.say("/bantuan")
    await operator.restrict_bot(group)
    await operator.say("/papan", in_=group)
    await play.dispose(receipt, "kadis")
    late = await play.submit(applicant, f"{play.label}-b")
    await operator.sees("grup operator tidak dapat dikirim", after=before)

    await operator.allow_bot(group)

    await operator.sees(BACK, in_=group)
    board = await operator.sees("Papan permohonan", in_=group)
    assert late in board.text
    await operator.sees(f"{late} ·", in_=group)
    [card] = [m for m in await operator.messages(group) if m.id == old.id]
    assert "Menunggu disposisi Kepala Bidang" in card.text


async def test_a_group_lost_twice_is_told_of_twice(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    before = await operator.say("/bantuan")
    for _ in range(2):
        await operator.restrict_bot(group)
        said = await operator.say("/cari dinkes", in_=group)
        told = await operator.sees("grup operator tidak dapat dikirim", after=before)
        await operator.allow_bot(group)
        await operator.sees("dinkes", in_=group, after=said)
        await operator.sees(BACK, in_=group, after=said)
        before = told


async def test_an_admin_may_have_one_thing_tried_again_by_hand(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    before = await operator.say("/bantuan")
    await operator.restrict_bot(group)
    await operator.say("/cari dinkes", in_=group)
    alert = await operator.sees("grup operator tidak dapat dikirim", after=before)

    answer = await operator.tap("Coba lagi", on=alert)

    assert answer.text
    again = await operator.sees("grup operator tidak dapat dikirim", after=alert)
    await operator.allow_bot(group)
    await operator.sees(BACK, in_=group)
    refused = await operator.tap("Coba lagi", on=again)
    assert refused.alert


async def test_in_a_forum_the_topics_are_filled_after_the_return(play: Play) -> None:
    operator, group = play["operator"], await become_forum(play)
    applicant = await play.applicant()
    await operator.throw_out_bot(group)
    before = await operator.say("/bantuan")
    receipt = await play.submit(applicant)
    await operator.sees("grup operator tidak dapat dikirim", after=before)

    await operator.bring_in_bot(group)
    await operator.promote_bot(group)
    await operator.sees(BACK, in_=group)
    await play.dispose(receipt, "kadis")
    await play.say_no("kabid", receipt, "Tolak", "Sudah tersedia.")

    letter = await operator.sees(f"Surat balasan {receipt}", in_=group)
    assert letter.thread == (await topic_named(play, receipt)).thread
