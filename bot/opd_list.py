"""The file with the list of units: a CSV with the columns `nama,label`, as a spreadsheet saves it."""

import csv
from pathlib import Path
from typing import Final

from bot.settings import BadSettings, why_closed
from office.sop.opd_list import BadRow, Row, read_rows

_COLUMNS: Final = ("nama", "label")
_MORE: Final = "more"


def read_opd_list(file: Path) -> list[tuple[str, str]]:
    """Return (name, label) of every unit. Raises BadSettings."""
    rows, bad = read_list(file)
    if bad or not rows:
        raise BadSettings([said(file, row) for row in bad] or [f"{file}: lists no unit; give each a line nama,label"])
    return [(row.unit.nama, row.unit.label) for row in rows]


def said(file: Path, bad: BadRow) -> str:
    return f"{file}: line {bad.line}: {bad.why}"


def read_list(file: Path) -> tuple[list[Row], list[BadRow]]:
    """The lines that can be used, and those that cannot. Raises BadSettings for a file that is no such list."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            reader = csv.DictReader(lines, delimiter=";" if ";" in head else ",", restkey=_MORE)
            if not set(_COLUMNS) <= set(reader.fieldnames or ()):
                raise BadSettings([f"{file}: not a CSV in UTF-8 with the columns nama,label"])
            whole, broken = _whole(reader)
    except OSError as exc:
        raise BadSettings([f"{file}: {why_closed(exc)}; make a CSV with the columns nama,label"]) from None
    except (csv.Error, UnicodeDecodeError):
        raise BadSettings([f"{file}: not a CSV in UTF-8 with the columns nama,label"]) from None
    rows, bad = read_rows(whole)
    return rows, sorted([*bad, *broken], key=lambda row: row.line)


def _whole(reader: "csv.DictReader[str]") -> tuple[list[tuple[int, dict[str, str]]], list[BadRow]]:
    """Each line's cells with its number, and the lines that have too many or too few."""
    whole, broken = list[tuple[int, dict[str, str]]](), list[BadRow]()
    for row in reader:
        if _MORE in row:
            why = "more cells than columns; put a name with commas into quotation marks"
            broken.append(BadRow(reader.line_num, why))
        elif None in row.values():
            broken.append(BadRow(reader.line_num, "fewer cells than columns; leave an unknown label empty"))
        else:
            whole.append((reader.line_num, row))
    return whole, broken
