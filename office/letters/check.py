"""Whether a template can be filled, before a letter is due: read first, then tried with a sample."""

import io
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import OpcError
from jinja2 import TemplateError
from lxml import etree

from office.letters.fields import fields_of
from office.letters.kinds import TemplateKind
from office.letters.lint import Finding, Words, lint
from office.letters.lint.looks import paragraphs
from office.letters.papers import RequestForm, RequestLetter
from office.letters.render import render
from office.letters.samples import SAMPLES

MARKS: Final = ("{{", "}}", "{%", "%}")
PICTURES: Final = frozenset({"lambang", "qr"})
OPTIONAL: Final = frozenset({"lambang"})
"""An emblem may as well stand in the template itself."""
BROKEN: Final = (OSError, BadZipFile, OpcError, KeyError, ValueError, AttributeError, SyntaxError, TemplateError)


def words_of(kind: TemplateKind) -> Words:
    """The variables that a template of this kind may name, and must."""
    sample = SAMPLES[kind]
    pictures = frozenset() if isinstance(sample, RequestLetter | RequestForm) else PICTURES
    known = fields_of(sample).keys() | pictures
    return Words(known, known - OPTIONAL)


def check_template(docx: bytes, kind: TemplateKind) -> list[str]:
    """What is wrong with the template, one line each; empty when a letter can be written with it."""
    return [str(finding) for finding in lint(docx, words_of(kind)) or _trial(docx, kind)]


def _trial(docx: bytes, kind: TemplateKind) -> list[Finding]:
    try:  # a broken part of the file is a SyntaxError of lxml
        letter = render(SAMPLES[kind], docx)
    except BROKEN as exc:
        return [Finding("file", f"cannot be filled: {exc or type(exc).__name__}")]
    return _unfilled(letter)


def _unfilled(letter: bytes) -> list[Finding]:
    """What still holds a mark of the template language; the samples hold none of their own."""
    with ZipFile(io.BytesIO(letter)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    return [
        Finding(name, f"leaves {mark} in the letter: a tag there is not whole", *_where(content, mark))
        for name, content in parts.items()
        for mark in MARKS
        if mark.encode() in content
    ]


def _where(content: bytes, mark: str) -> tuple[int, str]:
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    return next(((place, words) for place, _, words in paragraphs(tree) if mark in words), (0, ""))
