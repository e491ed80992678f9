"""Files as pictures."""

import shutil
from io import BytesIO

import pytest
from docxtpl import DocxTemplate
from PIL import Image

from simulator.playground import preview
from simulator.playground.samples import SAMPLES

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs pdftoppm: make system")
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice: make system")


async def test_a_photo_is_shown_as_a_picture() -> None:
    (page,) = await preview.pages("surat.jpg", SAMPLES["photo"].make())

    assert Image.open(BytesIO(page)).format == "PNG"


@needs_poppler
async def test_a_pdf_is_shown_page_by_page() -> None:
    assert len(await preview.pages("surat.pdf", SAMPLES["pdf"].make())) == 1


@needs_poppler
@needs_libreoffice
@pytest.mark.timeout(180)
async def test_a_letter_is_shown_as_it_will_be_printed() -> None:
    letter = BytesIO()
    DocxTemplate("letter_templates/penolakan.docx").save(letter)

    (page, *_) = await preview.pages("surat-balasan.docx", letter.getvalue())

    assert Image.open(BytesIO(page)).size[0] > 700


async def test_a_file_that_is_not_what_it_says_is_not_shown() -> None:
    with pytest.raises(preview.CannotShow, match="tidak dapat dipratinjau"):
        await preview.pages("surat.pdf", SAMPLES["wrong"].make())


async def test_a_broken_picture_is_said_to_be_unreadable() -> None:
    with pytest.raises(preview.CannotShow, match="tidak terbaca"):
        await preview.pages("surat.jpg", b"\xff\xd8 nothing more")
