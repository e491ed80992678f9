"""What people type, made fit to be stored, shown and printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.sop.text import UNSEEN, clean_line, clean_lines, cut, masked

ANYTHING = st.text(st.characters(), max_size=60)


@given(ANYTHING)
def test_a_clean_line_is_one_line_without_what_nobody_sees(text: str) -> None:
    line = clean_line(text)

    assert not [c for c in line if unicodedata.category(c) in UNSEEN]
    assert "  " not in line
    assert line == line.strip()


@given(ANYTHING)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(ANYTHING)
def test_a_clean_line_is_composed_so_that_equal_words_are_equal(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean_line(text))


@given(ANYTHING)
def test_no_line_of_a_clean_text_is_empty(text: str) -> None:
    assert all(clean_lines(text).split("\n")) or clean_lines(text) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dinas\t Contoh \n", "Dinas Contoh"),
        ("Dinas\u200b Con\u00adtoh", "Dinas Contoh"),
        ("\u202eDinas", "Dinas"),
        ("Dinas\x00", "Dinas"),
        ("e\u0301", "é"),
        ("Café 😀", "Café 😀"),
    ],
)
def test_a_line_keeps_its_words_and_loses_what_disturbs(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@given(ANYTHING, st.integers(1, 30))
def test_a_cut_text_fits_and_shows_that_something_is_missing(text: str, limit: int) -> None:
    short = cut(text, limit)

    assert len(short) <= limit
    assert short == text or short.endswith("…")


@pytest.mark.parametrize(
    "personal",
    [
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 789",
        "siti@contoh.go.id",
        "19900101 201501 2 001",
        "6271010101900001",
    ],
)
def test_what_is_personal_is_masked_where_others_read_along(personal: str) -> None:
    assert masked(f"Hubungi {personal} ya") == "Hubungi ••• ya"


@pytest.mark.parametrize(
    "said",
    ["P-2026-00017", "440/215/DINKES/XI/2026", "103.20.30.40 dan 103.20.30.41", "25-11-2026 10:30", "dinkes.go.id"],
)
def test_numbers_of_the_work_stay(said: str) -> None:
    assert masked(said) == said
