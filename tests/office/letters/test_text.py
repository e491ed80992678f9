"""The cleaning of typed text on which every letter relies."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from office.sop.text import UNSEEN, clean_line, clean_lines, cut

ANYTHING = st.text(st.characters(codec=None, categories=None))


@given(ANYTHING)
def test_a_clean_line_has_nothing_unseen_and_stays_clean(typed: str) -> None:
    line = clean_line(typed)

    assert not {unicodedata.category(c) for c in line} & UNSEEN
    assert unicodedata.is_normalized("NFC", line)
    assert line == line.strip() == clean_line(line)
    assert "  " not in line


@given(ANYTHING)
def test_clean_lines_keep_newlines_only(typed: str) -> None:
    lines = clean_lines(typed)

    assert lines == clean_lines(lines)
    assert all(line and line == clean_line(line) for line in lines.split("\n") if lines)


@given(ANYTHING, st.integers(1, 30))
def test_a_cut_text_fits_and_shows_the_cut(text: str, limit: int) -> None:
    short = cut(text, limit)

    assert len(short) <= limit
    assert short == text or short.endswith("…")


def test_letters_of_every_script_are_kept() -> None:
    assert clean_line(" Katingan\t ꦲꦏ꧀ꦱꦫ  e\u0301 \n👍🏽 ") == "Katingan ꦲꦏ꧀ꦱꦫ é 👍🏽"
