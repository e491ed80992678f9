"""The pictures in a letter: the office's emblem, and the QR of its proof."""

import io
from typing import Final

import segno
from docx.document import Document
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage

from office.letters.dress import trees

EMBLEM_CM: Final = 2.5
EMBLEM_WIDTH_CM: Final = 2.1
QR_CM: Final = 2.0
QR_DOTS: Final = 12
"""Pixels a module: 300 dpi and more on paper."""

SIDES: Final = ("distT", "distB", "distL", "distR")


def qr_png(text: str) -> bytes:
    """The text as a QR without its quiet zone: the letter leaves that much white around it. Equal for equal text."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=QR_DOTS, border=0)
    return picture.getvalue()


def emblem_for(template: DocxTemplate, content: bytes) -> InlineImage:
    """As high as its place, or as wide."""
    picture = Image.from_blob(content)
    if picture.px_width / picture.px_height > EMBLEM_WIDTH_CM / EMBLEM_CM:
        return InlineImage(template, io.BytesIO(content), width=Cm(EMBLEM_WIDTH_CM))
    return InlineImage(template, io.BytesIO(content), height=Cm(EMBLEM_CM))


def qr_for(template: DocxTemplate, text: str) -> InlineImage:
    return InlineImage(template, io.BytesIO(qr_png(text)), width=Cm(QR_CM), height=Cm(QR_CM))


def mend_pictures(document: Document, words: str) -> None:
    """Keep every picture flush with its margin, where LibreOffice would add space, and give it words for the blind."""
    for root in trees(document):
        for picture in root.iter(qn("wp:inline")):
            for side in SIDES:
                picture.set(side, "0")
            properties = picture.find(qn("wp:docPr"))
            if not properties.get("descr"):
                properties.set("descr", words)
