"""A forum and its topics, by the rules and in the words of Telegram."""

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest

from simulator.client import Group, Person, Simulator


@pytest.fixture
async def forum(bot: Bot, dewi: Person, simulator: Simulator) -> Group:
    """A supergroup with topics, in which the bot may manage them."""
    group = await simulator.group("Tim Domain", [dewi], with_bot=True)
    await dewi.make_forum(group)
    await dewi.promote_bot(group)
    await news(bot)
    return group


async def news(bot: Bot) -> list[Update]:
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_a_bot_makes_a_topic_and_writes_in_it(bot: Bot, dewi: Person, forum: Group, simulator: Simulator) -> None:
    assert (await bot.get_chat(forum.id)).is_forum is True
    topic = await bot.create_forum_topic(forum.id, "P-2026-00017 dlh")

    sent = await bot.send_message(forum.id, "Kartu", message_thread_id=topic.message_thread_id)
    await bot.send_document(forum.id, b"isi", filename="a.txt", message_thread_id=topic.message_thread_id)

    assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
    shown = await dewi.messages(forum)
    assert [each.text for each in shown if each.thread == topic.message_thread_id] == [
        "topic P-2026-00017 dlh begins",
        "Kartu",
        "",
    ]
    assert [each.name for each in await simulator.topics(forum)] == ["P-2026-00017 dlh"]


async def test_what_is_said_in_a_topic_replies_to_its_head(bot: Bot, dewi: Person, forum: Group) -> None:
    topic = await bot.create_forum_topic(forum.id, "Satu")

    await dewi.say("halo", in_=forum, thread=topic.message_thread_id)

    [update] = await news(bot)
    assert update.message is not None
    assert update.message.message_thread_id == topic.message_thread_id
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.forum_topic_created is not None


async def test_a_reply_stands_in_the_topic_of_what_it_replies_to(bot: Bot, dewi: Person, forum: Group) -> None:
    topic = await bot.create_forum_topic(forum.id, "Satu")
    await bot.send_message(forum.id, "Mengapa?", message_thread_id=topic.message_thread_id)

    said = await dewi.say("Begini", in_=forum, reply_to=await dewi.sees("Mengapa?", in_=forum))

    assert said.thread == topic.message_thread_id


async def test_a_closed_topic_takes_nothing_until_it_is_opened_again(bot: Bot, forum: Group) -> None:
    topic = await bot.create_forum_topic(forum.id, "Satu")
    await bot.close_forum_topic(forum.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(forum.id, "Halo", message_thread_id=topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await bot.close_forum_topic(forum.id, topic.message_thread_id)

    await bot.reopen_forum_topic(forum.id, topic.message_thread_id)

    await bot.send_message(forum.id, "Halo", message_thread_id=topic.message_thread_id)


async def test_a_deleted_topic_is_not_found(bot: Bot, dewi: Person, forum: Group) -> None:
    topic = await bot.create_forum_topic(forum.id, "Satu")
    sent = await bot.send_message(forum.id, "Kartu", message_thread_id=topic.message_thread_id)
    await dewi.delete_topic(forum, topic.message_thread_id)

    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await bot.send_message(forum.id, "Halo", message_thread_id=topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)topic_id_invalid"):
        await bot.close_forum_topic(forum.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("Lain", forum.id, sent.message_id)


async def test_without_the_right_no_topic_is_made_but_ones_own_is_shaped(
    bot: Bot, dewi: Person, forum: Group, simulator: Simulator
) -> None:
    topic = await bot.create_forum_topic(forum.id, "Satu")
    await dewi.promote_bot(forum, manages_topics=False)

    with pytest.raises(BadRequest, match=r"(?i)not enough rights to create a topic"):
        await bot.create_forum_topic(forum.id, "Dua")
    await bot.edit_forum_topic(forum.id, topic.message_thread_id, name="Satu lagi")
    await bot.close_forum_topic(forum.id, topic.message_thread_id)

    assert [(each.name, each.closed) for each in await simulator.topics(forum)] == [("Satu lagi", True)]
    member = await bot.get_chat_member(forum.id, bot.id)
    assert (member.status, getattr(member, "can_manage_topics", None)) == ("administrator", False)


async def test_what_is_no_forum_has_no_topics(bot: Bot, dewi: Person, forum: Group) -> None:
    await dewi.make_forum(forum, on=False)

    assert not (await bot.get_chat(forum.id)).is_forum
    with pytest.raises(BadRequest, match=r"(?i)the chat is not a forum"):
        await bot.create_forum_topic(forum.id, "Satu")


async def test_only_a_supergroup_becomes_a_forum(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    group = await simulator.group("Tim", [dewi], kind="group", with_bot=True)

    with pytest.raises(AssertionError, match="Tim is no supergroup"):
        await dewi.make_forum(group)


async def test_an_administrator_reads_everything(bot: Bot, dewi: Person, forum: Group) -> None:
    await dewi.say("bukan untuk bot", in_=forum)

    assert [each.message.text for each in await news(bot) if each.message] == ["bukan untuk bot"]
