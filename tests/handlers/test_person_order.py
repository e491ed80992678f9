"""One person's words in their order, different people's side by side."""

import asyncio

from telegram import Update

from handlers.intake import PersonOrder


def an_update(number: int, sender: int) -> Update:
    person = {"id": sender, "is_bot": False, "first_name": "Siti"}
    chat = {"id": sender, "type": "private"}
    update = Update.de_json(
        {"update_id": number, "message": {"message_id": number, "date": 1, "chat": chat, "from": person, "text": "x"}},
        None,
    )
    assert update is not None
    return update


async def test_a_persons_second_word_waits_for_the_first() -> None:
    order, done, first_may_end = PersonOrder(), list[str](), asyncio.Event()

    async def first() -> None:
        await first_may_end.wait()
        done.append("first")

    async def second() -> None:
        done.append("second")

    working = [
        asyncio.create_task(order.do_process_update(an_update(number, 7), work))
        for number, work in enumerate((first(), second()))
    ]
    await asyncio.sleep(0)
    first_may_end.set()
    await asyncio.gather(*working)

    assert done == ["first", "second"]


async def test_another_persons_word_does_not_wait() -> None:
    order, first_may_end, other_done = PersonOrder(), asyncio.Event(), asyncio.Event()

    async def other() -> None:
        other_done.set()

    slow = asyncio.create_task(order.do_process_update(an_update(1, 7), first_may_end.wait()))
    await order.do_process_update(an_update(2, 8), other())

    assert other_done.is_set()
    first_may_end.set()
    await slow


async def test_a_person_with_many_words_does_not_take_all_places() -> None:
    order, may_end, other_done = PersonOrder(), asyncio.Event(), asyncio.Event()

    async def other() -> None:
        other_done.set()

    many = [asyncio.create_task(order.do_process_update(an_update(n, 7), may_end.wait())) for n in range(200)]
    await asyncio.sleep(0)
    await order.do_process_update(an_update(999, 8), other())

    assert other_done.is_set()
    may_end.set()
    await asyncio.gather(*many)
