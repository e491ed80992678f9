"""The book of outgoing letters as a workbook, for TU's own archive and for print."""

from collections.abc import Sequence
from typing import Final

from bot.workbook import Column, Sheet, Value
from office.desk.letters import reply_of
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


def letters_sheet(agency: str, period: str, lines: Sequence[tuple[Entry, str, str]]) -> Sheet:
    """Every entry on a line, each with the addressee and the subject of its letter."""
    return Sheet(
        "Surat keluar", f"Buku Agenda Surat Keluar {period} – {agency}", _COLUMNS, [_line(*line) for line in lines]
    )


def with_subjects(entries: Sequence[Entry]) -> list[tuple[Entry, str, str]]:
    """Each entry with addressee and subject; a number that was used on paper has neither."""
    said = [(entry, reply_of(entry.content) if entry.content else None) for entry in entries]
    return [(entry, reply.addressee.title if reply else "", reply.hal if reply else "") for entry, reply in said]


def _line(entry: Entry, addressee: str, subject: str) -> tuple[Value, ...]:
    why = f"Diganti surat nomor {entry.reason}" if entry.state == "superseded" else entry.reason
    named = (entry.serial, entry.number, entry.dated, addressee, subject)
    return (*named, entry.receipt, _STATES[entry.state], why)
