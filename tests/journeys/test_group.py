"""What operators do in their group: the board, a search, a second try; and who may not."""

import asyncio

import pytest

from simulator.client import Message, Person
from tests.journeys.play import Play, data_of, stranger

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_board_is_posted_at_the_end_and_renewed_in_its_place(own_office: Play) -> None:
    play = own_office
    operator, group = play["operator"], play.stage.group
    first = await play.submit(await play.applicant())
    await operator.say("/papan", in_=group)
    board = await operator.sees("Papan permohonan", in_=group)
    assert f"{first} · {play.name}" in board.text

    await play.dispose(first, "kadis")
    answer = await operator.tap("Segarkan", on=board)

    assert answer.text
    renewed = await operator.sees(f"{first} · {play.name} (Dinas Kesehatan) – Kabid sejak", in_=group)
    assert renewed.id == board.id


async def test_a_second_board_takes_the_buttons_of_the_first(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    await operator.say("/papan", in_=group)
    first = await operator.sees("Papan permohonan", in_=group)

    await operator.say("/papan", in_=group)

    second = await operator.sees("Papan permohonan", in_=group, after=first)
    await operator.say("/cari", in_=group)
    await operator.sees("Ketik /cari", in_=group, after=second)
    [old] = [each for each in await operator.messages(group) if each.id == first.id]
    assert not old.buttons


async def test_a_search_brings_the_card_to_the_end_of_the_group(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    receipt = await play.submit(await play.applicant())
    card = await operator.sees(f"{receipt} ·", in_=group)

    await operator.say(f"/cari {play.name}", in_=group)
    await operator.tap(f"Buka {receipt}", in_=group)

    await operator.sees(f"{receipt} ·", in_=group, after=await operator.sees("Hasil pencarian", in_=group, after=card))


async def test_a_guest_of_the_group_turns_no_board_and_other_groups_get_none(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    person, shown = await stranger(play)
    elsewhere = await play.stage.simulator.group("Grup Lain", [operator], with_bot=True)
    await operator.say("/papan", in_=group)
    board = await operator.sees("Papan permohonan", in_=group)

    answer = await person.tap_data(data_of(board, "🔄 Segarkan"), on=shown)
    await operator.say("/papan", in_=elsewhere)
    await operator.say("/papan", in_=group)

    await operator.sees("Papan permohonan", in_=group, after=board)
    assert answer.alert
    await operator.sees_no("Papan permohonan", in_=elsewhere)
    await person.sees_no("Papan permohonan")


async def test_a_member_of_the_group_turns_no_message_into_another_with_forged_data(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    receipt = await play.submit(await play.applicant())
    await operator.say("/papan", in_=group)
    board = await operator.sees("Papan permohonan", in_=group)
    _, _, request, revision, _ = data_of(await play.card("kadis", receipt), "Setujui & disposisikan").split(":")

    await play["pranata_komputer"].tap_data(f"v1:card:{request}:{revision}:", on=board)
    await play["pranata_komputer"].tap_data(f"v1:build:{request}:9:", on=board)
    await play.dispose(receipt, "kadis")

    await operator.sees("▶️ 4. Disposisi Kepala Bidang", in_=group)
    assert board in await operator.messages(group)


async def deny(play: Play, call: str) -> None:
    """Cloudflare refuses the next such call, as it does for a token that lost a permission."""
    errors = [{"code": 10000, "message": "Authentication error"}]
    await play.cloud.fail(call, "success_false", status=403, errors=errors)


async def left_behind(play: Play, applicant: Person) -> Message:
    """The zone's keeper refuses to let a refused request's record be removed: what the group is told of it."""
    receipt, officer = await play.at_check(applicant), play["pranata_komputer"]
    before = await play.card("pranata_komputer", receipt)
    await play.cloud.fail("list", "latency")
    await deny(play, "list")
    await play.build(receipt)
    card = await officer.sees("Pembuatan terhenti", after=before)  # a stopped request calls with a fresh card
    assert await play.records() == ["103.20.30.40"]
    await deny(play, "delete")
    await officer.tap("Tolak", on=card)
    await officer.sees(f"Mengapa {receipt}")
    await officer.say("Layanan ini tidak jadi.")
    return await play["operator"].sees("Pencabutan record DNS tidak berhasil", in_=play.stage.group)


async def test_what_cloudflare_refused_is_done_after_an_operators_second_try(play: Play) -> None:
    operator, applicant = play["operator"], await play.applicant()
    alert = await left_behind(play, applicant)
    assert "Authentication error" in alert.text
    assert await play.records() == ["103.20.30.40"]

    answer = await operator.tap("Coba lagi", on=alert)

    async with asyncio.timeout(60):
        while await play.records():
            await play.stage.simulator.events(10**9, 0.2)
    assert answer.text
    again = await operator.tap("Coba lagi", on=alert)
    assert again.alert


async def test_nobody_else_has_it_tried_again(play: Play) -> None:
    applicant = await play.applicant()
    alert = await left_behind(play, applicant)
    data = data_of(alert, "Coba lagi")
    person, shown = await stranger(play)

    answers = [
        await person.tap_data(data, on=shown),
        await applicant.tap_data(data, on=await applicant.sees("Permohonan")),
        await play["kadis"].tap_data(data, on=await play["kadis"].sees("·")),
        await play["pranata_komputer"].tap("Coba lagi", on=alert),
    ]

    assert all(answer.alert for answer in answers)
    assert await play.records() == ["103.20.30.40"]


async def test_a_message_is_brought_after_its_reader_has_come_back(play: Play) -> None:
    operator, applicant = play["operator"], await play.applicant()
    receipt = await play.submit(applicant)
    await applicant.block()
    await play.say_no("kadis", receipt, "Tolak", "Sudah tersedia.")
    alert = await operator.sees(f"Pesan untuk {applicant.name}", in_=play.stage.group)
    await applicant.unblock()

    await operator.tap("Coba lagi", on=alert)

    await applicant.sees("Sudah tersedia.")
