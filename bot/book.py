"""The book of outgoing letters as a workbook, for TU's own archive and for print."""

from collections.abc import Sequence
from typing import Final

from bot.workbook import Column, Value, workbook
from office.register.agenda import RESERVED, Entry

_COLUMNS: Final[tuple[Column, ...]] = (
    ("No. urut", 9),
    ("Nomor surat", 38),
    ("Tanggal", 14),
    ("Kepada", 52),
    ("Hal", 44),
    ("Permohonan", 16),
    ("Keadaan", 18),
    ("Keterangan", 52),
)
_STATES: Final = {
    "valid": "berlaku",
    "cancelled": "dicabut",
    "superseded": "digantikan",
    RESERVED: "di luar Loket",
}


def book(agency: str, year: int, entries: Sequence[Entry], subjects: Sequence[tuple[str, str]]) -> bytes:
    """Every entry on a line; `subjects` are addressee and subject of each."""
    rows = [_line(entry, *said) for entry, said in zip(entries, subjects, strict=True)]
    return workbook(f"Surat keluar {year}", f"Buku Agenda Surat Keluar {year} – {agency}", _COLUMNS, rows)


def _line(entry: Entry, addressee: str, subject: str) -> tuple[Value, ...]:
    why = f"Diganti surat nomor {entry.reason}" if entry.state == "superseded" else entry.reason
    named = (entry.serial, entry.number, entry.dated, addressee, subject)
    return (*named, entry.receipt, _STATES[entry.state], why)
