"""One thing that is wrong with a template, and where."""

from dataclasses import dataclass
from typing import Final

from office.sop.text import clean_line, cut

SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """`paragraph` counts from 1 in its part, tables included; 0 when no single paragraph is to blame."""

    part: str
    reason: str
    paragraph: int = 0
    words: str = ""

    def __str__(self) -> str:
        place = f"{self.part}, paragraph {self.paragraph}" if self.paragraph else self.part
        shown = f" “{cut(clean_line(self.words), SHOWN)}”" if self.words else ""
        return f"{place}{shown}: {self.reason}"
