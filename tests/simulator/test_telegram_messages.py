"""What a bot sends is seen, edited and refused as in Telegram."""

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from simulator.client import Person, Simulator

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="yes", api_kwargs={"style": "success"})]])


async def test_a_person_sees_what_the_bot_sends(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_message(dewi.id, "Selamat pagi", reply_markup=YES)

    seen = await dewi.sees("Selamat")

    assert (seen.id, seen.sender, seen.text) == (sent.message_id, "Loket", "Selamat pagi")
    assert [(each.label, each.data, each.style) for each in seen.buttons] == [("Ya", "yes", "success")]


async def test_an_edit_replaces_the_text_and_takes_the_buttons_away(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_message(dewi.id, "Menunggu", reply_markup=YES)

    await bot.edit_message_text("Selesai", dewi.id, sent.message_id)

    seen = await dewi.sees("Selesai")
    assert (seen.id, seen.edits, seen.buttons) == (sent.message_id, 1, ())
    await dewi.sees_no("Menunggu")


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_message(dewi.id, "<b>Tetap</b>", parse_mode="HTML", reply_markup=YES)

    with pytest.raises(BadRequest, match="are exactly the same as a current content and reply markup"):
        await bot.edit_message_text("<b>Tetap</b>", dewi.id, sent.message_id, parse_mode="HTML", reply_markup=YES)


async def test_a_deleted_message_is_gone_for_the_person_and_for_edits(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_message(dewi.id, "Sebentar saja")

    await bot.delete_message(dewi.id, sent.message_id)

    await dewi.sees_no("Sebentar")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Lagi", dewi.id, sent.message_id)


async def test_a_persons_message_cannot_be_edited_by_the_bot(bot: Bot, dewi: Person) -> None:
    said = await dewi.say("Halo")

    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("Lain", dewi.id, said.id)


async def test_questions_ask_with_a_reply_field_and_a_keyboard(bot: Bot, dewi: Person) -> None:
    await bot.send_message(dewi.id, "Nama?", reply_markup=ForceReply(input_field_placeholder="Nama lengkap"))
    keys = ReplyKeyboardMarkup([[KeyboardButton("Kirim nomor", request_contact=True)]])
    await bot.send_message(dewi.id, "Nomor?", reply_markup=keys)

    name, number = await dewi.sees("Nama?"), await dewi.sees("Nomor?")
    assert (name.force_reply, name.placeholder) == (True, "Nama lengkap")
    assert number.keyboard == ("Kirim nomor",)


async def test_a_reply_names_the_message_it_answers(bot: Bot, dewi: Person) -> None:
    said = await dewi.say("Apa kabar?")

    sent = await bot.send_message(dewi.id, "Baik", reply_parameters=ReplyParameters(said.id))

    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "Apa kabar?"
    assert (await dewi.sees("Baik")).reply_to == said.id
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(dewi.id, "?", reply_parameters=ReplyParameters(9999))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("   ", "Message text is empty"), ("x" * 4097, "Message is too long"), ("<b></b>", "Message text is empty")],
)
async def test_texts_without_words_or_too_long_are_refused(bot: Bot, dewi: Person, text: str, sentence: str) -> None:
    with pytest.raises(BadRequest, match=sentence):
        await bot.send_message(dewi.id, text, parse_mode="HTML")


async def test_length_counts_after_the_markup_is_read(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_message(dewi.id, f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML")

    assert sent.text == "&" * 4096


@pytest.mark.parametrize(
    ("buttons", "sentence"),
    [
        ([[InlineKeyboardButton("x", callback_data="é" * 33)]], "Button_data_invalid"),
        ([[InlineKeyboardButton("x", callback_data="x")] * 8] * 13, "Reply markup is too long"),
        ([[InlineKeyboardButton("x")]], "text buttons are unallowed in the inline keyboard"),
    ],
)
async def test_keyboards_beyond_the_limits_are_refused(
    bot: Bot, dewi: Person, buttons: list[list[InlineKeyboardButton]], sentence: str
) -> None:
    with pytest.raises(BadRequest, match=sentence):
        await bot.send_message(dewi.id, "Pilih", reply_markup=InlineKeyboardMarkup(buttons))


async def test_a_field_the_bot_api_does_not_have_is_refused(bot: Bot, dewi: Person) -> None:
    with pytest.raises(BadRequest, match="Unknown field colour"):
        await bot.send_message(dewi.id, "Merah", api_kwargs={"colour": "red"})


async def test_nobody_can_be_written_to_before_they_press_start(bot: Bot, simulator: Simulator) -> None:
    stranger = await simulator.person("Orang Lain")

    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.id, "Halo")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12, "Halo")


async def test_a_blocked_bot_is_told_so_until_it_is_unblocked(bot: Bot, dewi: Person) -> None:
    await dewi.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(dewi.id, "Halo")

    await dewi.unblock()

    await bot.send_message(dewi.id, "Halo lagi")
    statuses = [each.my_chat_member for each in await bot.get_updates()]
    assert [each.new_chat_member.status for each in statuses if each] == ["kicked", "member"]


async def test_a_method_that_is_not_simulated_says_so(bot: Bot, dewi: Person) -> None:
    with pytest.raises(TelegramError, match="Not simulated: sendDice"):
        await bot.send_dice(dewi.id)


async def test_a_malformed_token_is_unauthorized(api: str) -> None:
    stranger = Bot("not-a-token", base_url=f"{api}/bot")

    with pytest.raises(InvalidToken):
        await stranger.initialize()

    await stranger.shutdown()
