"""Whether the office takes a file: its kind by signature, then read to the end by the library that would show it."""

import hashlib
from dataclasses import dataclass

from office.files.kinds import Kind, kind_of
from office.files.pdf import count_safe_pages
from office.files.picture import read_whole
from office.files.refusals import EmptyFile, FileTooLarge, UnknownFileType


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the office takes. An image counts as one page."""

    kind: Kind
    pages: int
    sha256: str


def judge(content: bytes, limit: int) -> Upload:
    """Say what the file is; `limit` is in bytes. Takes up to a second of CPU for a large photo.

    Raises one of the refusals in `office/files/refusals.py` for everything that is not plainly pages to read.
    """
    kind = _kind(content, limit)
    if kind is Kind.PDF:
        pages = count_safe_pages(content)
    else:
        read_whole(content, kind)
        pages = 1
    return Upload(kind, pages, hashlib.sha256(content).hexdigest())


def _kind(content: bytes, limit: int) -> Kind:
    if not content:
        raise EmptyFile
    if len(content) > limit:
        raise FileTooLarge(limit)
    kind = kind_of(content)
    if kind is None:
        raise UnknownFileType
    return kind
