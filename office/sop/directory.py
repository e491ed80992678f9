"""Finding a unit of the directory by what somebody types: part of its name, its abbreviation, or nearly so."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final, Protocol, TypeVar


class Listed(Protocol):
    """A unit as it stands in the directory; `label` is the sub domain that convention proposes for it."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str | None: ...


Unit = TypeVar("Unit", bound=Listed)

_WORD: Final = re.compile(r"\w+", re.UNICODE)
_CONNECTIVES: Final = frozenset({"dan", "serta", "kab", "kabupaten"})
_GENERIC: Final = frozenset({"dinas", "badan", "kantor", "kecamatan", "kec", "bagian", "sekretariat", "daerah"})
"""Words of many names: by themselves they tell one unit from another badly."""
_ALIKE: Final = 0.8
_LONG_ENOUGH: Final = 4


def find_units(units: Iterable[Unit], typed: str) -> list[Unit]:
    """The units that hold every typed word, else those that come nearest; all of them if nothing was typed.

    Letter case, order and punctuation do not matter; a word may stand in the name, the label or the initials.
    """
    listed = list(units)
    words = [word for word in _words(typed) if word not in _CONNECTIVES]
    if not words:
        return [] if typed.strip() else listed
    whole = [unit for unit in listed if all(word in _everything(unit) for word in words)]
    return whole or _nearest(listed, words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _everything(unit: Listed) -> str:
    """Name, label and initials, for looking whether a word is a part of them."""
    words = _words(unit.name)
    initials = "".join(word[0] for word in words)
    spoken = "".join(word[0] for word in words if word not in _CONNECTIVES)
    return " ".join((*words, (unit.label or "").casefold(), initials, spoken))


def _nearest(units: list[Unit], words: list[str]) -> list[Unit]:
    """The units that share the most telling words, a slip of the finger aside."""
    telling = [word for word in words if word not in _GENERIC and len(word) >= _LONG_ENOUGH]
    shared = [(sum(_is_near(unit, word) for word in telling), unit) for unit in units]
    most = max((count for count, _ in shared), default=0)
    return [unit for count, unit in shared if count == most] if most else []


def _is_near(unit: Listed, word: str) -> bool:
    known = [*_words(unit.name), *_words(unit.label or "")]
    return any(other.startswith(word) or SequenceMatcher(None, word, other).ratio() >= _ALIKE for other in known)
