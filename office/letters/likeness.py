"""Whether a file that came back shows the letter that went out, judged by its words."""

from collections import Counter
from enum import StrEnum
from typing import Final

_ENOUGH: Final = 0.95
"""A signature's stamp may cover a word, and adds its own."""


class Likeness(StrEnum):
    """How much of the issued letter a file shows."""

    SAME = "same"
    UNREADABLE = "unreadable"
    """A scan or a photo: only a person can tell."""
    CHANGED = "changed"
    """The number is there, but other words are not."""
    OTHER = "other"


def likeness(issued: str, number: str, returned: str) -> Likeness:
    """Compare the words of the issued letter, its number, and the words of the file that came back."""
    if not returned.split():
        return Likeness.UNREADABLE
    if _squeezed(number) not in _squeezed(returned):
        return Likeness.OTHER
    wanted, found = Counter(issued.split()), Counter(returned.split())
    kept = (wanted & found).total()
    return Likeness.SAME if kept >= _ENOUGH * wanted.total() else Likeness.CHANGED


def _squeezed(text: str) -> str:
    """Lines break where they fall."""
    return "".join(text.split())
