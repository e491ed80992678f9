"""What is asked for in a topic of the operator group is answered there, as long as one can write in it."""

from collections.abc import Sequence

import pytest

from simulator.client import Group, Message, Person
from tests.journeys.forum import become_forum, topic_named
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def topic_of_a_request(play: Play) -> tuple[Group, int]:
    """A forum with the topic of a request that runs."""
    group = await become_forum(play)
    receipt = await play.submit(await play.applicant())
    await play["operator"].sees(f"{receipt} ·", in_=group)
    return group, (await topic_named(play, receipt)).thread


async def asked(person: Person, group: Group, thread: int, pairs: Sequence[tuple[str, str]]) -> list[Message]:
    """What comes after each command that is typed in the topic."""
    answers = []
    for command, answer in pairs:
        said = await person.say(command, in_=group, thread=thread)
        answers.append(await person.sees(answer, in_=group, after=said))
    return answers


async def test_who_asks_in_a_topic_is_answered_there(own_office: Play) -> None:
    play, operator = own_office, own_office["operator"]
    group, thread = await topic_of_a_request(play)

    search = [(f"/cari {play.name}", "Hasil pencarian"), ("/cari", "Ketik /cari")]
    lists = [("/antrian", "Menunggu, yang terlambat"), ("/papan", "Papan permohonan")]
    *_, board, report = await asked(
        operator, group, thread, answers := [*search, *lists, ("/laporan", "Laporan layanan")]
    )
    await operator.tap("Kirim grafik", on=report)
    book = await operator.sees("Buku register", in_=group, after=report)
    await operator.tap("Segarkan", on=board)
    await operator.say("/papan", in_=group)
    again = await operator.sees("Papan permohonan", in_=group, after=book)

    shown = [each for each in await operator.messages(group) if each.from_bot and each.thread == thread]
    for _, words in answers:
        assert [each for each in shown if words in each.text], words
    assert [each.id for each in shown if "Papan permohonan" in each.text] == [board.id]
    assert [each.thread for each in (board, report, book, again)] == [thread, thread, thread, None]
    picture = [each for each in shown if each.id > report.id and "Laporan layanan" in each.text]
    assert len(picture) == 1


async def test_who_may_not_ask_is_told_so_in_the_topic(play: Play) -> None:
    operator, simulator = play["operator"], play.stage.simulator
    guest = await simulator.person("Tamu Grup")
    play.stage.groups.insert(0, await simulator.group("Operator dan Tamu", [operator, guest]))
    await operator.open((await play.stage.invite("group"))[0], play.stage.group)
    await operator.sees("grup operator", in_=play.stage.group)
    group, thread = await topic_of_a_request(play)

    refused = [("/papan", "tidak mencakup tindakan ini"), ("/antrian", "bukan untuk Bapak/Ibu")]
    answers = await asked(guest, group, thread, refused)

    assert [each.thread for each in answers] == [thread, thread]


async def test_what_was_asked_in_a_topic_that_is_closed_or_gone_by_now_is_answered_in_general(own_office: Play) -> None:
    play, operator = own_office, own_office["operator"]
    group, closed = await topic_of_a_request(play)
    play.label = f"{play.label}-b"
    _, deleted = await topic_of_a_request(play)
    await play.stage.bot.stop()
    said = await operator.say("/papan", in_=group, thread=closed)
    await operator.say("/laporan", in_=group, thread=deleted)
    await operator.close_topic(group, closed)
    await operator.delete_topic(group, deleted)

    await play.stage.bot.start()

    board = await operator.sees("Papan permohonan", in_=group, after=said)
    report = await operator.sees("Laporan layanan", in_=group, after=said)
    assert (board.thread, report.thread) == (None, None)
