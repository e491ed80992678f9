"""`check_templates` finds what an edit in Word has broken, before a letter is due."""

import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from letter_templates.build import TEMPLATES
from letter_templates.canonical import canonical
from letter_templates.looks import LOOKS
from office.letters.check import check_templates
from office.letters.render import FOLDER

APPROVAL = "persetujuan_sub_domain.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in TEMPLATES:
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_the_templates_of_the_repository_are_sound() -> None:
    assert check_templates() == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_the_named_styles_and_is_indonesian(name: str) -> None:
    document = docx.Document(str(FOLDER / name))

    assert {look.name for look in LOOKS} <= {style.name for style in document.styles}
    assert 'w:lang w:val="id-ID"' in document.styles.element.xml


@pytest.mark.parametrize("name", TEMPLATES)
def test_building_twice_gives_equal_bytes(name: str) -> None:
    assert TEMPLATES[name]() == TEMPLATES[name]()


def test_canonical_bytes_stay_as_they_are() -> None:
    packed = (FOLDER / APPROVAL).read_bytes()

    assert canonical(packed) == packed


def test_an_unknown_field_is_named(folder: Path) -> None:
    _replace(folder / APPROVAL, "{{ nama }}", "{{ nama_kadis }}")

    assert check_templates(folder) == [
        f"{APPROVAL} names {{{{ nama_kadis }}}}, which this letter does not have",
        f"{APPROVAL} does not name {{{{ nama }}}}, so the letter would lose it",
    ]


@pytest.mark.parametrize("words", ["{{ nama | samar }}", "{% if nama %}", "{{ nama.__class__.__mro__ }}"])
def test_words_that_cannot_be_rendered_are_reported(folder: Path, words: str) -> None:
    _replace(folder / APPROVAL, "{{ nama }}", words)

    (problem,) = check_templates(folder)

    assert problem.startswith(f"{APPROVAL} cannot be used: ")


def test_a_mark_left_in_the_letter_is_reported(folder: Path) -> None:
    _replace(folder / APPROVAL, "{{ nama }}", "{{ nama }} }}")

    assert check_templates(folder) == [f"{APPROVAL} leaves }}}} in word/document.xml: a tag there is not whole"]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_docx_is_reported(folder: Path, content: bytes) -> None:
    (folder / APPROVAL).write_bytes(content)

    (problem,) = check_templates(folder)

    assert problem.startswith(f"{APPROVAL} cannot be used: ")


def test_a_missing_template_is_reported(folder: Path) -> None:
    (folder / APPROVAL).unlink()

    (problem,) = check_templates(folder)

    assert problem.startswith(f"{APPROVAL} cannot be used: ")


def _replace(template: Path, old: str, new: str) -> None:
    document = docx.Document(str(template))
    (found,) = [p for p in document.element.iter(qn("w:p")) if Paragraph(p, document).text == old]
    Paragraph(found, document).text = new
    document.save(str(template))
