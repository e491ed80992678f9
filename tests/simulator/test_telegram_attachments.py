"""Albums, stickers, voices, places and forwarded messages, as a bot receives them."""

from io import BytesIO

import pytest
from PIL import Image
from telegram import Bot, Message, MessageOriginUser

from simulator.client import Person, Simulator


def a_picture(colour: str = "white") -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


async def received(bot: Bot) -> list[Message]:
    return [each.message for each in await bot.get_updates(timeout=5) if each.message]


async def test_an_album_comes_as_separate_updates_with_one_group_and_no_count(bot: Bot, dewi: Person) -> None:
    await dewi.album([a_picture(each) for each in ("red", "green", "blue")], caption="Surat tiga halaman")

    messages = await received(bot)

    assert [each.caption for each in messages] == ["Surat tiga halaman", None, None]
    assert len({each.media_group_id for each in messages}) == 1
    assert messages[0].media_group_id is not None
    assert all(each.photo for each in messages)


async def test_two_albums_have_two_groups(bot: Bot, dewi: Person) -> None:
    for _ in range(2):
        await dewi.album([a_picture(), a_picture()])

    assert len({each.media_group_id for each in await received(bot)}) == 2


async def test_documents_with_names_make_an_album_too(bot: Bot, dewi: Person) -> None:
    sent = await dewi.album([b"%PDF-1", b"%PDF-2"], file_names=["satu.pdf", "dua.pdf"])

    documents = [each.document for each in await received(bot)]

    assert [each.file_name for each in documents if each] == ["satu.pdf", "dua.pdf"]
    assert sent[0].album
    assert sent[0].album == sent[1].album


@pytest.mark.parametrize("number", [1, 11])
async def test_an_album_has_two_to_ten(bot: Bot, dewi: Person, number: int) -> None:
    with pytest.raises(AssertionError, match=f"an album has 2 to 10 files, not {number}"):
        await dewi.album([a_picture()] * number)


async def test_stickers_voices_and_places_arrive_as_themselves(bot: Bot, dewi: Person) -> None:
    await dewi.sticker()
    await dewi.voice()
    await dewi.location(-1.5, 113.25)

    sticker, voice, place = await received(bot)

    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "👍"
    assert voice.voice is not None
    assert voice.voice.mime_type == "audio/ogg"
    assert place.location is not None
    assert (place.location.latitude, place.location.longitude) == (-1.5, 113.25)


async def test_a_forwarded_message_names_who_wrote_it(bot: Bot, dewi: Person, simulator: Simulator) -> None:
    sari = await simulator.person("Sari")
    group = await simulator.group("Rapat", [dewi, sari], with_bot=True)
    written = await sari.say("Pakai nama ini saja", in_=group)
    await bot.get_updates(offset=-1)

    forwarded = await dewi.forward(written)

    message = (await received(bot))[-1]
    assert (message.text, message.chat_id) == ("Pakai nama ini saja", dewi.id)
    assert isinstance(message.forward_origin, MessageOriginUser)
    assert message.forward_origin.sender_user.id == sari.id
    assert forwarded.forwarded


async def test_a_document_is_sent_with_a_caption(bot: Bot, dewi: Person) -> None:
    await dewi.upload("surat.pdf", b"%PDF-1.7", caption="/batal saja")

    (message,) = await received(bot)

    assert message.caption == "/batal saja"
    assert [each.type for each in message.caption_entities] == ["bot_command"]


async def test_a_link_with_a_payload_that_no_app_passes_on_is_refused(simulator: Simulator, bot: Bot) -> None:
    sari = await simulator.person("Sari")

    for payload in ("a" * 65, "dengan.titik"):
        with pytest.raises(AssertionError, match="a start payload has up to 64 of"):
            await sari.open(f"https://t.me/{bot.username}?start={payload}")
