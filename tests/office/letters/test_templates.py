"""The shipped templates: named styles, Indonesian, one spelling."""

import io

import docx
import pytest

from letter_templates.build import TEMPLATES
from letter_templates.canonical import canonical
from letter_templates.looks import LOOKS
from letter_templates.text import as_text
from office.letters.kinds import FILES, TemplateKind
from office.letters.render import FOLDER, shipped


def test_every_kind_of_letter_has_its_template() -> None:
    assert set(FILES.values()) == set(TEMPLATES)
    assert set(FILES) == set(TemplateKind)


@pytest.mark.parametrize("kind", TemplateKind)
def test_a_template_has_the_named_styles_and_is_indonesian(kind: TemplateKind) -> None:
    document = docx.Document(io.BytesIO(shipped(kind)))

    assert {look.name for look in LOOKS} <= {style.name for style in document.styles}
    assert 'w:lang w:val="id-ID"' in document.styles.element.xml


@pytest.mark.parametrize("name", TEMPLATES)
def test_building_twice_gives_equal_bytes(name: str) -> None:
    assert TEMPLATES[name]() == TEMPLATES[name]()


@pytest.mark.parametrize("kind", TemplateKind)
def test_canonical_bytes_stay_as_they_are(kind: TemplateKind) -> None:
    assert canonical(shipped(kind)) == shipped(kind)


@pytest.mark.parametrize("kind", TemplateKind)
def test_the_text_that_git_shows_is_that_of_the_template(kind: TemplateKind) -> None:
    shown = (FOLDER / f"{FILES[kind]}.txt").read_text(encoding="utf-8")

    assert shown == as_text(shipped(kind)), "run `make letters`"
