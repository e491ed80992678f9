"""What people type, made fit to be stored, shown and printed."""

import re
import unicodedata
import zlib
from typing import Final

# Control, format (zero width, direction), private use, surrogate, unassigned: nobody sees them, some break files.
UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
CUT: Final = "…"
HIDDEN: Final = "•••"
_PERSONAL: Final = re.compile(
    r"\S+@\S+\.\w+"  # mail
    r"|(?<!\d)(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)"  # a mobile number
    r"|(?<!\d)\d(?: ?\d){15,17}(?!\d)"  # NIK or NIP
)


def clean_line(text: str) -> str:
    """One line in NFC, single-spaced, without what nobody sees; perhaps empty. Cleaning again changes nothing."""
    kept = (c for c in text if c.isspace() or unicodedata.category(c) not in UNSEEN)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def clean_lines(text: str) -> str:
    """The same for text of several lines. Empty lines go; the others stay apart by a single newline."""
    kept = (clean_line(line) for line in text.splitlines())
    return "\n".join(line for line in kept if line)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters; what was longer ends in `…`, so that a reader sees that something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + CUT


def key_of(words: str) -> int:
    """A number that stands for these very words of the office's, wherever they come in its list."""
    return zlib.crc32(words.encode())


def masked(text: str) -> str:
    """The same without mail addresses, mobile numbers, NIP and NIK, which people write where others read along."""
    return _PERSONAL.sub(HIDDEN, text)
