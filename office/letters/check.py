"""Whether every template can be filled, before a letter is due."""

import io
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from docxtpl import DocxTemplate
from jinja2 import TemplateError

from office.letters.fields import fields_of
from office.letters.kinds import FILES, TemplateKind
from office.letters.papers import RequestForm, RequestLetter
from office.letters.render import FOLDER, environment, render
from office.letters.samples import SAMPLES

MARKS: Final = ("{{", "}}", "{%", "%}")
PICTURES: Final = frozenset({"lambang", "qr"})


def check_templates(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the office's templates, one line each; empty when every letter can be written."""
    return [problem for kind in TemplateKind for problem in _problems(folder / FILES[kind], kind)]


def _problems(path: Path, kind: TemplateKind) -> list[str]:
    """Compare the names first: rendering would stop at the first unknown one."""
    sample = SAMPLES[kind]
    pictures = frozenset() if isinstance(sample, RequestLetter | RequestForm) else PICTURES
    known = fields_of(sample).keys() | pictures
    try:  # a broken part of the file is a SyntaxError of lxml
        named = DocxTemplate(path).get_undeclared_template_variables(environment())
        unknown, lost = sorted(named - known), sorted(known - named - {"lambang"})
        left = [] if unknown else _unfilled(render(sample, path.read_bytes()))
    except (OSError, BadZipFile, KeyError, ValueError, SyntaxError, TemplateError) as exc:
        return [f"{path.name} cannot be used: {exc or type(exc).__name__}"]
    return [
        *(f"{path.name} names {{{{ {name} }}}}, which this letter does not have" for name in unknown),
        *(f"{path.name} leaves {mark} in {part}: a tag there is not whole" for part, mark in left),
        *(f"{path.name} does not name {{{{ {name} }}}}, so the letter would lose it" for name in lost),
    ]


def _unfilled(letter: bytes) -> list[tuple[str, str]]:
    """The parts that still hold a mark of the template language; the samples hold none of their own."""
    with ZipFile(io.BytesIO(letter)) as parts:
        return [
            (name, mark)
            for name in parts.namelist()
            for mark in MARKS
            if name.endswith(".xml") and mark.encode() in parts.read(name)
        ]
