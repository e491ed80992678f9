"""Small decisions about how a letter looks, made before Word sees it."""

import pytest

from office.letters.shape import balanced, breakable, enumerated, fits_beside, spaced_nip
from office.sop.agency import Stationery

PAPER = Stationery()
DATED = "Kasongan, 24 November 2026"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("DINAS INFORMATIKA, STATISTIK DAN PERSANDIAN", ["DINAS INFORMATIKA,", "STATISTIK DAN PERSANDIAN"]),
        ("DINAS KOMUNIKASI DAN INFORMATIKA", ["DINAS KOMUNIKASI DAN INFORMATIKA"]),
        ("DISKOMINFO", ["DISKOMINFO"]),
        ("X" * 40 + " DUA", ["X" * 40, "DUA"]),
        ("", [""]),
    ],
)
def test_a_long_name_breaks_into_few_even_lines(name: str, lines: list[str]) -> None:
    assert balanced(name, 32) == lines


def test_legal_bases_are_read_as_one_sentence() -> None:
    assert enumerated(["A"]) == "A"
    assert enumerated(["A", "B", "C"]) == "A; B; dan C"
    assert enumerated([]) == ""


def test_a_nip_is_printed_in_its_four_groups() -> None:
    assert spaced_nip("190001011900011000") == "19000101 190001 1 000"
    assert spaced_nip("19000101 190001 1 000") == "19000101 190001 1 000"


def test_the_date_leaves_the_number_s_line_only_when_it_must() -> None:
    assert fits_beside("500.12/471/DISKOMINFO-2/XII/2026", DATED, PAPER)
    assert not fits_beside("B/500.12.16.3/573/DISKOMINFO-2/XI/2026", DATED, PAPER)
    assert not fits_beside("字" * 30, DATED, PAPER)


def test_a_long_number_may_break_after_its_strokes_and_a_short_one_stays_whole() -> None:
    assert breakable("470/215/DUKCAPIL/XI/2026") == "470/215/DUKCAPIL/XI/2026"
    assert breakable("470.1/215/DP3AP2KBPMD/SEKRETARIAT").split("\u200b") == [
        "470.1/",
        "215/",
        "DP3AP2KBPMD/",
        "SEKRETARIAT",
    ]
