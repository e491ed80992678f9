"""Templates to try: a sound one of the repository, changed the way a hand or a villain in Word would."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from office.letters.kinds import TemplateKind
from office.letters.render import shipped

APPROVAL = TemplateKind.APPROVAL_SUB_DOMAIN


def opened(kind: TemplateKind = APPROVAL) -> Document:
    return docx.Document(io.BytesIO(shipped(kind)))


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(document: Document, words: str) -> Paragraph:
    """The only paragraph of the body with just these words."""
    (found,) = [p for p in document.element.iter(qn("w:p")) if Paragraph(p, document).text == words]
    return Paragraph(found, document)


def with_words(old: str, new: str, kind: TemplateKind = APPROVAL) -> bytes:
    document = opened(kind)
    paragraph(document, old).text = new
    return saved(document)


def with_parts(parts: dict[str, bytes], kind: TemplateKind = APPROVAL) -> bytes:
    """The template with these parts instead of its own, or besides them."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(shipped(kind))) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def part(name: str, kind: TemplateKind = APPROVAL) -> bytes:
    with ZipFile(io.BytesIO(shipped(kind))) as source:
        return source.read(name)
