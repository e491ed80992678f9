"""Lists of the register as a workbook: a table with a title on each sheet, fit for filters and for print."""

import io
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bot.workbook import Sheet, Value
from office.sop.text import clean_line, cut

_HEAD: Final = 3
_CELL_LIMIT: Final = 32_767


def written(*sheets: Sheet) -> bytes:
    """The sheets as XLSX. Nothing that people typed is a formula, and days are days."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, content: Sheet) -> None:
    _put(sheet.cell(1, 1), content.title).font = Font(bold=True, size=14)
    for place, (heading, width) in enumerate(content.columns, 1):
        _put(sheet.cell(_HEAD, place), heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    last = _HEAD
    for last, row in enumerate(content.rows, _HEAD + 1):
        for place, value in enumerate(row, 1):
            _put(sheet.cell(last, place), value).alignment = Alignment(vertical="top", wrap_text=True)
    _for_print(sheet, len(content.columns), last)


def _put(cell: Cell, value: Value) -> Cell:
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


def _for_print(sheet: Any, width: int, last: int) -> None:
    sheet.freeze_panes = sheet.cell(_HEAD + 1, 1)
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(width)}{last}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
