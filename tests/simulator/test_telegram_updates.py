"""What people do reaches the bot: links, texts, taps, contacts, groups."""

import asyncio

import httpx
import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, Conflict, Forbidden

from simulator.client import Person, Simulator


async def next_update(bot: Bot) -> Update:
    """Take one update from the queue, as a bot that polls does."""
    update, *_ = await bot.get_updates(limit=1, timeout=5)
    await bot.get_updates(offset=update.update_id + 1, limit=1)
    return update


async def next_message(bot: Bot) -> Message:
    message = (await next_update(bot)).message
    assert message is not None
    return message


async def next_tap(bot: Bot) -> CallbackQuery:
    query = (await next_update(bot)).callback_query
    assert query is not None
    return query


async def a_question(bot: Bot, person: Person) -> Message:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ya, benar", callback_data="yes")]])
    return await bot.send_message(person.id, "Benar?", reply_markup=markup)


async def test_a_deep_link_starts_the_chat_with_its_payload(bot: Bot, simulator: Simulator) -> None:
    sari = await simulator.person("Sari", username="sari")

    await sari.open(f"https://t.me/{bot.username}?start=undangan-7")

    message = await next_message(bot)
    assert message.text == "/start undangan-7"
    assert [(each.type, each.length) for each in message.entities] == [("bot_command", 6)]
    assert message.from_user is not None
    assert (message.from_user.id, message.from_user.username) == (sari.id, "sari")


async def test_a_poll_waits_for_the_next_message(bot: Bot, dewi: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await dewi.say("Permisi")

    (update,) = await poll

    assert update.message is not None
    assert update.message.text == "Permisi"


async def test_an_update_comes_again_until_an_offset_confirms_it(bot: Bot, dewi: Person) -> None:
    await dewi.say("Satu")
    first = await bot.get_updates()

    again = await bot.get_updates()
    after = await bot.get_updates(offset=first[0].update_id + 1)

    assert [each.update_id for each in again] == [each.update_id for each in first]
    assert after == ()


async def test_kinds_not_allowed_are_not_queued(bot: Bot, dewi: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    question = await a_question(bot, dewi)
    await dewi.say("Tidak terdengar")
    tap = asyncio.create_task(dewi.tap("Ya"))

    query = await next_tap(bot)

    assert query.message is not None
    assert query.message.message_id == question.message_id
    await query.answer()
    await tap


async def test_the_older_of_two_polls_is_terminated(bot: Bot, api: str, dewi: Person) -> None:
    async with httpx.AsyncClient(base_url=f"{api}/bot{bot.token}", trust_env=False) as other:
        older = asyncio.create_task(bot.get_updates(timeout=20))
        while not older.done():
            await other.get("/getUpdates", params={"timeout": 0})

    with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
        await older


async def test_an_edited_message_arrives_as_such(bot: Bot, dewi: Person) -> None:
    said = await dewi.say("Dinas Kesehatam")
    await next_update(bot)

    await dewi.edit(said, "Dinas Kesehatan")

    edited = (await next_update(bot)).edited_message
    assert edited is not None
    assert (edited.message_id, edited.text) == (said.id, "Dinas Kesehatan")


async def test_a_tap_is_answered_once(bot: Bot, dewi: Person) -> None:
    await a_question(bot, dewi)
    tap = asyncio.create_task(dewi.tap("benar"))
    query = await next_tap(bot)

    await query.answer("Terima kasih", show_alert=True)

    answer = await tap
    assert (query.data, answer.text, answer.alert) == ("yes", "Terima kasih", True)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await query.answer("Sekali lagi")


async def test_a_forged_tap_arrives_even_on_a_message_that_is_gone(bot: Bot, dewi: Person) -> None:
    question = await a_question(bot, dewi)
    seen = await dewi.sees("Benar?")
    await question.delete()
    tap = asyncio.create_task(dewi.tap_data("approve:999", on=seen))

    query = await next_tap(bot)

    assert query.data == "approve:999"
    assert query.message is not None
    assert not query.message.is_accessible
    await query.answer()
    await tap


async def test_a_waiting_person_who_sees_nothing_is_told_what_is_there(bot: Bot, dewi: Person) -> None:
    await a_question(bot, dewi)

    with pytest.raises(AssertionError, match=r"(?s)'Tidak ada'.*Loket: 'Benar\?' \[Ya, benar\]"):
        await dewi.sees("Tidak ada", timeout=0)
    with pytest.raises(AssertionError, match="a button 'Tolak'"):
        await dewi.tap("Tolak", timeout=0)


async def test_a_shared_contact_names_its_owner(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    sari = await simulator.person("Sari")
    await dewi.share_contact()
    await dewi.share_contact(of=sari)

    own, other = await next_message(bot), await next_message(bot)

    assert own.contact is not None
    assert (own.contact.user_id, own.contact.phone_number) == (dewi.id, "628123456789")
    assert other.contact is not None
    assert other.contact.user_id == sari.id


async def test_a_startgroup_link_brings_the_bot_into_the_group(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    group = await simulator.group("Tim Domain", [dewi])

    await dewi.open(f"https://t.me/{bot.username}?startgroup=tim", group)

    joined, service, command = [await next_update(bot) for _ in range(3)]
    assert joined.my_chat_member is not None
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert service.message is not None
    assert [each.id for each in service.message.new_chat_members] == [bot.id]
    assert command.message is not None
    assert (command.message.text, command.message.chat_id) == (f"/start@{bot.username} tim", group.id)


async def test_a_group_made_with_the_bot_tells_it_so(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    group = await simulator.group("Rapat", [dewi], kind="group", with_bot=True)

    joined, created = await next_update(bot), await next_message(bot)

    assert joined.my_chat_member is not None
    assert (created.group_chat_created, created.chat.type, created.chat_id) == (True, "group", group.id)
    owner, *others = await bot.get_chat_administrators(group.id)
    assert (owner.user.id, owner.status, others) == (dewi.id, "creator", [])


async def test_a_bot_that_leaves_a_group_is_no_member_any_more(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    group = await simulator.group("Rapat", [dewi], with_bot=True)
    assert (await bot.get_chat(group.id)).title == "Rapat"
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"

    await bot.leave_chat(group.id)

    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "Halo")


async def test_somebody_outside_a_group_cannot_act_in_it(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    group = await simulator.group("Rapat", [dewi], with_bot=True)
    board = await bot.send_message(group.id, "Papan")
    outsider = await simulator.person("Orang Luar")

    with pytest.raises(AssertionError, match="Orang Luar is not in Rapat"):
        await outsider.say("Halo", in_=group)
    with pytest.raises(AssertionError, match="Orang Luar is not in Rapat"):
        await outsider.tap_data("x", on=await dewi.sees(board.text or "", in_=group))


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    group = await simulator.group("Tim Domain", [dewi])
    await dewi.open(f"https://t.me/{bot.username}?startgroup=", group)
    board = await bot.send_message(group.id, "Papan kerja")
    seen = await dewi.sees("Papan", in_=group)
    await bot.get_updates(offset=-1)

    for text in ("Sudah makan?", f"/cari@{bot.username} dinkes", "/status@other_bot", "/antrian"):
        await dewi.say(text, in_=group)
    await dewi.say("Yang ini", in_=group, reply_to=seen)

    heard = [each.message for each in await bot.get_updates() if each.message]
    assert [each.text for each in heard][-3:] == [f"/cari@{bot.username} dinkes", "/antrian", "Yang ini"]
    assert heard[-1].reply_to_message is not None
    assert heard[-1].reply_to_message.message_id == board.message_id
    assert "Sudah makan?" not in [each.text for each in heard]


async def test_a_group_that_threw_the_bot_out_refuses_it(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    group = await simulator.group("Tim Domain", [dewi])
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(group.id, "Halo")
    await dewi.open(f"https://t.me/{bot.username}?startgroup=", group)

    await dewi.throw_out_bot(group)

    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "Halo")
