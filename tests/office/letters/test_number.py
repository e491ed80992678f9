"""Numbers and dates of letters."""

from datetime import date

import pytest

from office.letters.dates import MONTHS, in_words, roman_month
from office.letters.number import letter_number

DAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("500.12/{nomor}/DISKOMINFO-2/{bulan_romawi}/{tahun}", "500.12/47/DISKOMINFO-2/XI/2026"),
        ("555/{nomor}/DISKOMINFO-2/{bulan}/{tahun}", "555/47/DISKOMINFO-2/11/2026"),
        ("{nomor}", "47"),
        ("{{B}}/{nomor}", "{B}/47"),
    ],
)
def test_the_office_s_pattern_is_filled(pattern: str, number: str) -> None:
    assert letter_number(pattern, 47, DAY) == number


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("{nomor}/{hari}", "{hari}"),
        ("{nomor}/{}", "{}"),
        ("{nomor.real}", "{nomor.real}"),
        ("{nomor:03}", "{nomor:03}"),
        ("{nomor!r}", "{nomor!r}"),
        ("500/{tahun}", "{nomor} is missing"),
        ("{nomor", "expected '}'"),
    ],
)
def test_anything_else_in_the_pattern_is_named(pattern: str, named: str) -> None:
    with pytest.raises(ValueError, match=r"known|missing|expected") as refused:
        letter_number(pattern, 47, DAY)

    assert named in str(refused.value)


def test_a_number_starts_at_one() -> None:
    with pytest.raises(ValueError, match="serial 0"):
        letter_number("{nomor}", 0, DAY)


def test_dates_are_indonesian_whatever_the_machine_speaks() -> None:
    assert in_words(DAY) == "4 November 2026"
    assert [roman_month(date(2026, month, 1)) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]
    assert len(MONTHS) == 12
