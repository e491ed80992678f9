"""Every letter on paper, at its shortest, as usual and at its longest: nothing torn, nothing in the margins."""

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest

from office.letters.check import check_template
from office.letters.context import AnyLetter, OfficePaper, Reply
from office.letters.kinds import TemplateKind
from office.letters.papers import RequestLetter
from office.letters.render import render, shipped
from office.letters.shape import HEIGHT_CM, WIDTH_CM
from office.sop.agency import Margins, Stationery
from tests.office.letters.paper import Word, all_pages_of, needs_libreoffice, saved_again
from tests.office.letters.variants import changed, longest, short, usual

pytestmark = needs_libreoffice
HAIR: Final = 0.05
FOOT: Final = 2.0
"""The footer stands in the lowest two centimetres."""
CLOSINGS: Final = ("Demikian", "mestinya.")
F4: Final = Stationery(paper="F4", text_size="compact", margins=Margins(left=2.5, right=1.5))


def on_f4(kind: TemplateKind) -> AnyLetter:
    """As the office's settings want it, whatever the templates were drawn for."""
    return changed(kind, {**dict(longest(kind)), "stationery": F4})


@pytest.mark.parametrize(("variant", "most_pages"), [(short, 1), (usual, 1), (longest, 2), (on_f4, 2)])
def test_every_letter_looks_as_it_should(
    variant: Callable[[TemplateKind], AnyLetter], most_pages: int, tmp_path: Path
) -> None:
    letters = {kind.value: variant(kind) for kind in TemplateKind}

    pages = all_pages_of({name: render(letter) for name, letter in letters.items()}, tmp_path)

    assert {name: len(of) for name, of in pages.items() if len(of) > most_pages} == {}
    assert [fault for name, letter in letters.items() for fault in _faults(name, letter, pages[name])] == []


def test_a_template_saved_by_another_word_processor_still_serves(tmp_path: Path) -> None:
    saved = saved_again({kind.value: shipped(kind) for kind in TemplateKind}, tmp_path)

    found = {name: check_template(content, TemplateKind(name)) for name, content in saved.items()}

    assert found == {kind.value: [] for kind in TemplateKind}
    again, letters = tmp_path / "again", {kind: usual(kind) for kind in TemplateKind}
    again.mkdir()
    pages = all_pages_of({kind.value: render(letters[kind], saved[kind.value]) for kind in TemplateKind}, again)
    assert [fault for kind in TemplateKind for fault in _faults(kind.value, letters[kind], pages[kind.value])] == []


def _faults(name: str, letter: AnyLetter, pages: list[list[Word]]) -> Iterator[str]:
    for number, page in enumerate(pages, start=1):
        yield from (f"{name}, page {number}: {fault}" for fault in _on_page(letter.stationery, page))
        if number > 1 and [word.text for word in page[:3]] != ["-", str(number), "-"]:
            yield f"{name}, page {number} has no number"
    yield from (f"{name}: {fault}" for fault in _torn(letter, pages))
    yield from (f"{name}: {fault}" for fault in _misplaced_date(letter, pages[0]))


def _on_page(stationery: Stationery, page: list[Word]) -> Iterator[str]:
    margins, height = stationery.margins, HEIGHT_CM[stationery.paper]
    right = WIDTH_CM[stationery.paper] - margins.right
    for word in page:
        if word.left < margins.left - HAIR or word.right > right + HAIR:
            yield f"{word.text!r} stands in a side margin"
        if height - margins.bottom + HAIR < word.bottom and word.top < height - FOOT:
            yield f"{word.text!r} stands in the lower margin"
    for one, other in combinations(page, 2):
        if _overlap(one, other):
            yield f"{one.text!r} and {other.text!r} stand on each other"


def _overlap(one: Word, other: Word) -> bool:
    """Letters of one line reach a little over those of the next."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > HAIR and down > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _torn(letter: AnyLetter, pages: list[list[Word]]) -> Iterator[str]:
    """The closing words and the name under them share a page; so do the copies."""
    name = letter.signer.name.split()[-1] if isinstance(letter, OfficePaper) else "NIP"
    closing, signed = _last_page(pages, *CLOSINGS), _last_page(pages, name)
    if closing not in (None, signed):
        yield "the closing stands on another page than the signature"
    if len(pages) > 1 and (copies := _last_page(pages, "Tembusan:")) is not None and copies != len(pages) - 1:
        yield "the copies are torn"


def _last_page(pages: list[list[Word]], *texts: str) -> int | None:
    return max((n for n, page in enumerate(pages) if any(word.text in texts for word in page)), default=None)


def _misplaced_date(letter: AnyLetter, page: list[Word]) -> Iterator[str]:
    """Beside the number at the right margin, or in a line of its own above it."""
    if not isinstance(letter, Reply | RequestLetter):
        return
    margins = letter.stationery.margins
    nomor = next(word for word in page if word.text == "Nomor" and abs(word.left - margins.left) < HAIR)
    edge = WIDTH_CM[letter.stationery.paper] - margins.right
    years = [w for w in page if w.text == "2026" and abs(w.right - edge) < HAIR and w.bottom <= nomor.bottom + HAIR]
    if not years:
        yield "the date stands neither beside the number nor above it"
