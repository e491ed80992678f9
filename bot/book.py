"""The book of outgoing letters as a workbook, for TU's own archive and for print."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from office.register.agenda import RESERVED, Entry
from office.sop.text import clean_line, cut

_COLUMNS: Final = (
    ("No. urut", 9),
    ("Nomor surat", 38),
    ("Tanggal", 14),
    ("Kepada", 52),
    ("Hal", 44),
    ("Permohonan", 16),
    ("Keadaan", 18),
    ("Keterangan", 52),
)
_HEAD: Final = 3
_CELL_LIMIT: Final = 32_767
_STATES: Final = {
    "valid": "berlaku",
    "cancelled": "dicabut",
    "superseded": "digantikan",
    RESERVED: "di luar Loket",
}


def book(agency: str, year: int, entries: Sequence[Entry], subjects: Sequence[tuple[str, str]]) -> bytes:
    """Every entry on a line; `subjects` are addressee and subject of each. Nothing that people typed is a formula."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = f"Surat keluar {year}"
    _put(sheet.cell(1, 1), f"Buku Agenda Surat Keluar {year} – {agency}").font = Font(bold=True, size=14)
    for column, (title, width) in enumerate(_COLUMNS, 1):
        head = _put(sheet.cell(_HEAD, column), title)
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, (entry, said) in enumerate(zip(entries, subjects, strict=True), _HEAD + 1):
        for column, value in enumerate(_line(entry, *said), 1):
            _put(sheet.cell(row, column), value).alignment = Alignment(vertical="top", wrap_text=True)
    _for_print(sheet, len(entries))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _line(entry: Entry, addressee: str, subject: str) -> tuple[str | int | date | None, ...]:
    why = f"Diganti surat nomor {entry.reason}" if entry.state == "superseded" else entry.reason
    named = (entry.serial, entry.number, entry.dated, addressee, subject)
    return (*named, entry.receipt, _STATES[entry.state], why)


def _put(cell: Cell, value: str | int | date | None) -> Cell:
    """A text stays a text, also when it begins like a formula and is edited later."""
    if isinstance(value, str):
        cell.value = cut(clean_line(value), _CELL_LIMIT)
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = "@"
        return cell
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD-MM-YYYY"
    return cell


def _for_print(sheet: Any, entries: int) -> None:
    sheet.freeze_panes = sheet.cell(_HEAD + 1, 1)
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(_COLUMNS))}{_HEAD + entries}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
