"""The book of outgoing letters as a workbook."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.book import letters_sheet
from bot.workbook import workbook
from office.register.agenda import Entry

ENTRY = Entry(1, "500.12/1/XI/2026", date(2026, 11, 24), "P-2026-00001", "approval", "valid", {}, None)


def rows(*entries: Entry, said: tuple[str, str] = ("Kepala Dinas Contoh", "Persetujuan")) -> list[list[Any]]:
    sheet_of = letters_sheet("Dinas Contoh", "2026", [(entry, *said) for entry in entries])
    content = workbook(sheet_of)
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(min_row=4)]


def test_each_number_has_a_line_with_a_real_date() -> None:
    (line,) = rows(ENTRY)

    expected = [1, "500.12/1/XI/2026", "Kepala Dinas Contoh", "Persetujuan", "P-2026-00001", "berlaku", None]
    assert [cell.value for cell in line if cell.column != 3] == expected
    assert line[2].is_date
    assert line[2].value.date() == date(2026, 11, 24)


@pytest.mark.parametrize("typed", ['=HYPERLINK("http://x","y")', "=1+1", "+1", "-1", "@x", "\tx"])
def test_what_people_typed_is_never_a_formula(typed: str) -> None:
    (line,) = rows(ENTRY, said=(typed, typed))

    assert line[3].value == typed.strip()
    assert line[3].data_type == "s"
    assert line[3].quotePrefix


def test_what_no_cell_can_bear_costs_no_line() -> None:
    lines = rows(ENTRY, ENTRY, said=("a\x00\x0b\ud800b", "x" * 40_000))

    assert [line[3].value for line in lines] == ["a b", "a b"]
    assert len(lines[0][4].value) <= 32_767


def test_paper_and_cancelled_numbers_say_why() -> None:
    paper = Entry(2, "500.12/2/XI/2026", date(2026, 11, 24), None, None, "reserved", {}, "Edaran")
    gone = Entry(3, "500.12/3/XI/2026", date(2026, 11, 24), "P-1", "approval", "superseded", {}, "500.12/4/XI/2026")

    first, second = rows(paper, gone)

    assert [cell.value for cell in first[6:]] == ["di luar Loket", "Edaran"]
    assert [cell.value for cell in second[6:]] == ["digantikan", "Diganti surat nomor 500.12/4/XI/2026"]
