"""Small decisions about how words stand on paper, made before Word sees them."""

import re
from collections.abc import Sequence
from typing import Final

from office.letters.parts import Entry
from office.letters.width import arial_cm
from office.sop.agency import Stationery

SIGNS: Final = re.compile(r"[@/._-]")
Fields = dict[str, str | list[str] | list[dict[str, str]]]

BLANK: Final = "." * 24
"""A place to write by hand."""

WIDTH_CM: Final = {"A4": 21.0, "F4": 21.5}
HEIGHT_CM: Final = {"A4": 29.7, "F4": 33.0}
COMPACT: Final = 11 / 12
NOMOR_START_CM: Final = 2.6
NOMOR_GAP_CM: Final = 0.4
UNBROKEN: Final = 30
"""Characters of a number or an address that no line is the worse for."""


def text_width_cm(stationery: Stationery) -> float:
    return WIDTH_CM[stationery.paper] - stationery.margins.left - stationery.margins.right


def fits_beside(number: str, dated: str, stationery: Stationery) -> bool:
    """Whether number and date share a line; where they do not, the date gets its own line above."""
    scale = COMPACT if stationery.text_size == "compact" else 1
    room = text_width_cm(stationery) - NOMOR_START_CM - NOMOR_GAP_CM
    return scale * (arial_cm(number) + arial_cm(dated)) <= room


def numbered(number: str, dated: str, stationery: Stationery) -> Fields:
    """The number, or a blank for it, and the date where it has room."""
    shown = number or BLANK
    beside = fits_beside(shown, dated, stationery)
    return {"nomor": shown, "tanggal_kanan": dated if beside else "", "tanggal_atas": "" if beside else dated}


def breakable(number: str) -> str:
    """A long number may go on in the next line after a stroke, instead of leaving the line before it half empty."""
    return number.replace("/", "/\u200b") if len(number) > UNBROKEN else number


def spaced_nip(nip: str) -> str:
    """Birth, appointment, sex and serial apart, as letters print an 18-digit NIP; anything else stays as it is."""
    if len(nip) != 18 or not nip.isdecimal():  # noqa: PLR2004 - the length of every NIP
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def enumerated(names: Sequence[str]) -> str:
    """One sentence part of many names: semicolons, since the names themselves hold commas and `dan`."""
    if len(names) <= 1:
        return "".join(names)
    return f"{'; '.join(names[:-1])}; dan {names[-1]}"


def rows(entries: Sequence[Entry]) -> list[dict[str, str]]:
    """The lines of a table, numbered."""
    return [
        {"no": f"{number}.", "judul": entry.title, "isi": _soft(entry.value) or "-"}
        for number, entry in enumerate(entries, start=1)
    ]


def _soft(text: str) -> str:
    """Long addresses may break at their signs, where they would otherwise leave a line empty. For paper only."""
    return " ".join(SIGNS.sub("\\g<0>\u200b", word) if len(word) > UNBROKEN else word for word in text.split(" "))


def balanced(text: str, width: int) -> list[str]:
    """Break into as few lines as fit `width`, as even as words allow; a longer word stands alone."""
    words = text.split() or [""]
    fewest = _filled(words, width)
    tries = (_filled(words, narrower) for narrower in range(1, width))
    return next((lines for lines in tries if len(lines) == len(fewest)), fewest)


def _filled(words: list[str], width: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
