"""Dates as Indonesian letters write them, from our own table: the machine's locale has no say."""

from datetime import date
from typing import Final

MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMANS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def in_words(day: date) -> str:
    """For example `24 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def roman_month(day: date) -> str:
    return ROMANS[day.month - 1]
