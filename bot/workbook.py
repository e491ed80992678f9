"""Lists of the register as they go into a workbook: a table with a title on each sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Value = str | int | date | None
Column = tuple[str, int]
"""A heading and its width in characters."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` stands on the tab, `title` above the table."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def workbook(*sheets: Sheet) -> bytes:
    """The sheets as XLSX. Nothing that people typed is a formula, and days are days."""
    from bot.workbook_writer import written  # noqa: PLC0415 - what it loads is large, and rarely needed

    return written(*sheets)
