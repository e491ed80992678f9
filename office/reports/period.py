"""A month or a year of the office's calendar."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self
from zoneinfo import ZoneInfo

_WRITTEN: Final = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?", re.ASCII)
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Period:
    """`month` is None for a whole year."""

    year: int
    month: int | None = None

    @classmethod
    def read(cls, text: str) -> Self | None:
        """`2026-11` or `2026`; None for anything else."""
        found = _WRITTEN.fullmatch(text)
        return cls(int(found[1]), int(found[2]) if found[2] else None) if found else None

    @property
    def code(self) -> str:
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"

    @property
    def whole_year(self) -> "Period":
        return Period(self.year)

    def moved(self, by: int) -> "Period":
        """So many months, or years, later."""
        if self.month is None:
            return Period(self.year + by)
        months = self.year * _MONTHS + self.month - 1 + by
        return Period(months // _MONTHS, months % _MONTHS + 1)

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first moment to the first one after it."""
        after = self.moved(1)
        return datetime(self.year, self.month or 1, 1, tzinfo=zone), datetime(
            after.year, after.month or 1, 1, tzinfo=zone
        )
