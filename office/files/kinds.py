"""The three kinds of file that an applicant may send, told by their first bytes and never by their name."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"


MAX_PICTURES: Final = 20
"""Of one letter: two albums of Telegram."""


class Look(StrEnum):
    """What people send instead. Only words depend on it: no such file is taken."""

    HEIC = "heic"
    PICTURE = "picture"
    OFFICE = "office"
    OTHER = "other"


SIGNATURES: Final = {Kind.PDF: b"%PDF-", Kind.JPEG: b"\xff\xd8\xff", Kind.PNG: b"\x89PNG\r\n\x1a\n"}
_PICTURES: Final = (b"GIF8", b"BM", b"II*\0", b"MM\0*")
_OFFICE: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"})


def kind_of(content: bytes) -> Kind | None:
    """What the content begins as, at its very first byte: a PDF behind other bytes may be a second file in disguise."""
    return next((kind for kind, signature in SIGNATURES.items() if content.startswith(signature)), None)


def look_of(content: bytes) -> Look:
    """What a file of none of these kinds seems to be."""
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return Look.HEIC
    if content.startswith(_PICTURES) or (content[:4], content[8:12]) == (b"RIFF", b"WEBP"):
        return Look.PICTURE
    return Look.OFFICE if content.startswith(_OFFICE) else Look.OTHER
