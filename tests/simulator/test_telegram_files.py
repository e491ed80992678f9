"""Documents and photos, up and down."""

from io import BytesIO

import pytest
from PIL import Image
from telegram import Bot
from telegram.error import BadRequest

from simulator.client import Person

PDF = b"%PDF-1.7\nsurat permohonan"


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1000, 500), "white").save(out, "PNG")
    return out.getvalue()


async def test_a_document_from_the_bot_can_be_downloaded_by_the_person(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_document(dewi.id, PDF, "<b>Surat</b> balasan", filename="surat.pdf", parse_mode="HTML")

    seen = await dewi.sees("Surat balasan")

    assert seen.document is not None
    assert (seen.document.file_name, seen.document.size) == ("surat.pdf", len(PDF))
    assert await dewi.download(seen.document) == PDF
    assert sent.document is not None
    assert sent.document.mime_type == "application/pdf"


async def test_an_uploaded_document_reaches_the_bot_with_its_claimed_type(bot: Bot, dewi: Person) -> None:
    await dewi.upload("permohonan.pdf", PDF, mime="text/x-claimed")

    (update,) = await bot.get_updates(timeout=5)

    assert update.message is not None
    document = update.message.document
    assert document is not None
    assert (document.file_name, document.mime_type) == ("permohonan.pdf", "text/x-claimed")
    assert bytes(await (await document.get_file()).download_as_bytearray()) == PDF


async def test_a_file_is_sent_again_by_its_id(bot: Bot, dewi: Person) -> None:
    first = await bot.send_document(dewi.id, PDF, filename="surat.pdf")
    assert first.document is not None

    again = await bot.send_document(dewi.id, first.document.file_id)

    assert again.document is not None
    assert again.document.file_unique_id == first.document.file_unique_id
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_document(dewi.id, "unknown-id")


async def test_a_photo_comes_in_several_sizes(bot: Bot, dewi: Person) -> None:
    await dewi.photo(a_picture())

    (update,) = await bot.get_updates(timeout=5)

    assert update.message is not None
    assert [(each.width, each.height) for each in update.message.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1000, 500),
    ]
    largest = await (await update.message.photo[-1].get_file()).download_as_bytearray()
    assert Image.open(BytesIO(bytes(largest))).format == "JPEG"


async def test_a_bot_cannot_fetch_more_than_twenty_megabytes(bot: Bot, dewi: Person) -> None:
    await dewi.upload("besar.pdf", bytes(20 * 1024 * 1024 + 1))
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.document is not None

    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()


async def test_a_caption_changes_and_its_document_stays(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_document(dewi.id, PDF, "Konsep", filename="surat.pdf")

    await bot.edit_message_caption(dewi.id, sent.message_id, caption="Final")

    seen = await dewi.sees("Final")
    assert seen.document is not None
    assert (seen.edits, seen.document.file_name) == (1, "surat.pdf")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Teks", dewi.id, sent.message_id)


async def test_a_caption_has_its_own_limit(bot: Bot, dewi: Person) -> None:
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(dewi.id, PDF, "x" * 1025)
