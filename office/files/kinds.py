"""The three kinds of file that an applicant may send, told by their first bytes and never by their name."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"


SIGNATURES: Final = {Kind.PDF: b"%PDF-", Kind.JPEG: b"\xff\xd8\xff", Kind.PNG: b"\x89PNG\r\n\x1a\n"}


def kind_of(content: bytes) -> Kind | None:
    """What the content begins as, at its very first byte: a PDF behind other bytes may be a second file in disguise."""
    return next((kind for kind, signature in SIGNATURES.items() if content.startswith(signature)), None)
