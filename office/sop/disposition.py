"""The lembar disposisi as an official fills it in: how urgent, what is asked for, and a note."""

from dataclasses import dataclass
from typing import Final, get_args

from pydantic import TypeAdapter

from office.sop.agency import Urgency
from office.sop.request import PersonId

URGENCIES: Final[tuple[Urgency, ...]] = get_args(Urgency)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`asked_for` are the phrases that stand under *dengan hormat harap*.

    `officer` is the Pranata Komputer whom the Kabid chooses; None for whoever takes it first.
    """

    urgency: Urgency = "Biasa"
    asked_for: tuple[str, ...] = ()
    note: str = ""
    officer: PersonId | None = None

    @property
    def words(self) -> str:
        """All of it in one line, as it is read on a card."""
        note = f"“{self.note}”" if self.note else ""
        return " · ".join(part for part in (self.urgency, *self.asked_for, note) if part)


SHEET: Final = TypeAdapter(Sheet)
"""A sheet from and to the JSON that is kept of it."""
