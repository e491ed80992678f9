"""Whether the office takes a file: its kind by signature, then read to the end by the library that would show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from office.files.kinds import Kind, kind_of, look_of
from office.files.pdf import count_safe_pages
from office.files.refusals import EmptyFile, FileTooLarge, UnknownFileType
from office.files.store import Store
from office.files.upright import pages_pdf


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that the office takes. `pdf` was made of a picture; a PDF stays as it is, since it may be signed."""

    pages: int
    pdf: bytes | None


def known_kind(content: bytes, limit: int) -> Kind:
    """What the file claims to be. Raises EmptyFile, FileTooLarge for more than `limit` bytes, UnknownFileType."""
    if not content:
        raise EmptyFile
    if len(content) > limit:
        raise FileTooLarge(limit)
    kind = kind_of(content)
    if kind is None:
        raise UnknownFileType(look_of(content))
    return kind


def judge(content: bytes, kind: Kind) -> Judged:
    """Read the file whole. Belongs in a child process: whoever made the file may mean ill.

    Raises one of the refusals in `office/files/refusals.py` for everything that is not plainly pages to read.
    """
    if kind is Kind.PDF:
        return Judged(count_safe_pages(content), None)
    return Judged(1, pages_pdf([(content, kind)]))


def bind(store: Path, sha256s: Sequence[str], limit: int) -> bytes:
    """One PDF of the pictures in the store, in this order. Belongs in a child process.

    Raises what `judge` and `pages_pdf` raise, and LostFile; ValueError for a PDF, whose pages are not ours to bind.
    """
    kept = Store(store)

    def picture(sha256: str) -> tuple[bytes, Kind]:
        content = kept.get(sha256)
        kind = known_kind(content, limit)
        if kind is Kind.PDF:
            raise ValueError(f"{sha256} is a PDF")
        return content, kind

    return pages_pdf(map(picture, sha256s))
