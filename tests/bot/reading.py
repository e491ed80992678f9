"""What stands in a workbook."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from bot.workbook import Sheet, workbook


def lines(*sheets: Sheet, of: str) -> list[dict[str, Any]]:
    """The lines of the sheet of this name, by their headings."""
    sheet = load_workbook(BytesIO(workbook(*sheets)))[of]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    return [dict(zip(head, row, strict=True)) for row in rows]
