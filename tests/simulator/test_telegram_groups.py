"""The bot loses groups, people and rights, and is told in Telegram's words."""

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from simulator.client import Group, Person, Simulator


@pytest.fixture
async def group(bot: Bot, dewi: Person, simulator: Simulator) -> Group:
    """A supergroup with the bot, whose joining is read."""
    group = await simulator.group("Tim Domain", [dewi], with_bot=True)
    await news(bot)
    return group


async def news(bot: Bot) -> list[Update]:
    """Take all that waits."""
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def standings(bot: Bot) -> list[tuple[int, str, str]]:
    told = [each.my_chat_member for each in await news(bot)]
    return [(each.chat.id, each.old_chat_member.status, each.new_chat_member.status) for each in told if each]


async def test_a_person_without_an_account_is_deactivated(bot: Bot, dewi: Person) -> None:
    card = await bot.send_message(dewi.id, "Kartu")

    await dewi.deactivate()

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(dewi.id, "Halo")
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.edit_message_text("Lain", dewi.id, card.message_id)
    with pytest.raises(AssertionError, match="Dewi is gone"):
        await dewi.say("Halo")
    await dewi.sees("Kartu")
    assert await news(bot) == []


async def test_a_bot_without_the_right_to_write_still_reads(bot: Bot, dewi: Person, group: Group) -> None:
    await dewi.restrict_bot(group)

    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(group.id, "Halo")
    with pytest.raises(BadRequest, match="Not enough rights to send documents to the chat"):
        await bot.send_document(group.id, b"isi", filename="a.txt")
    assert await standings(bot) == [(group.id, "member", "restricted")]
    assert (await bot.get_chat_member(group.id, bot.id)).status == "restricted"
    await dewi.say("/antrian", in_=group)
    assert [each.message.text for each in await news(bot) if each.message] == ["/antrian"]


async def test_rights_return(bot: Bot, dewi: Person, group: Group) -> None:
    await dewi.restrict_bot(group)

    await dewi.allow_bot(group)

    await bot.send_message(group.id, "Halo lagi")
    assert [after for _, _, after in await standings(bot)] == ["restricted", "member"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_thrown_out_comes_back(bot: Bot, dewi: Person, simulator: Simulator, kind: str) -> None:
    group = await simulator.group("Tim", [dewi], kind=kind, with_bot=True)
    await news(bot)
    await dewi.throw_out_bot(group)
    with pytest.raises(Forbidden, match=f"bot was kicked from the {kind} chat"):
        await bot.send_message(group.id, "Halo")

    await dewi.bring_in_bot(group)

    await bot.send_message(group.id, "Halo lagi")
    assert [after for _, _, after in await standings(bot)] == ["kicked", "member"]


@pytest.mark.parametrize(
    ("kind", "sentence", "status"),
    [
        ("group", "the group chat was deleted", "left"),
        ("supergroup", "bot was kicked from the supergroup chat", "kicked"),
    ],
)
async def test_a_deleted_group_is_gone_for_the_bot(
    bot: Bot, dewi: Person, simulator: Simulator, kind: str, sentence: str, status: str
) -> None:
    group = await simulator.group("Tim", [dewi], kind=kind, with_bot=True)
    await news(bot)

    await dewi.delete_group(group)

    with pytest.raises(Forbidden, match=sentence):
        await bot.send_message(group.id, "Halo")
    assert await standings(bot) == [(group.id, "member", status)]


async def test_a_group_that_became_a_supergroup_points_to_it(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    old = await simulator.group("Tim Domain", [dewi], kind="group", with_bot=True)
    await news(bot)

    new = await simulator.migrate(old)

    joined, left, came = await news(bot)
    assert joined.my_chat_member is not None
    assert (joined.my_chat_member.chat.id, joined.my_chat_member.new_chat_member.status) == (new.id, "member")
    assert left.message is not None
    assert (left.message.chat_id, left.message.migrate_to_chat_id) == (old.id, new.id)
    assert came.message is not None
    assert (came.message.chat_id, came.message.migrate_from_chat_id) == (new.id, old.id)
    with pytest.raises(ChatMigrated) as told:
        await bot.send_message(old.id, "Halo")
    assert told.value.new_chat_id == new.id
    await bot.send_message(new.id, "Halo")
    await dewi.sees("Halo", in_=new)


async def test_only_a_group_becomes_a_supergroup_and_only_once(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    old = await simulator.group("Tim", [dewi], kind="group", with_bot=True)
    new = await simulator.migrate(old)

    for each in (old, new):
        with pytest.raises(AssertionError, match="is no group that could become a supergroup"):
            await simulator.migrate(each)
    with pytest.raises(AssertionError, match=f"Tim goes on as the supergroup {new.id}"):
        await dewi.say("Halo", in_=old)
