"""Uploads are read in child processes, whatever is in them; here is what the program learns of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import structlog

from office.child.children import Children
from office.child.limits import MB, ChildFailed, Limits
from office.files.facts import LetterFacts
from office.files.judge import Judged, bind, judge, known_kind
from office.files.kinds import Kind
from office.files.reading import read_letter_facts
from office.files.refusals import BrokenFile, TooHeavy
from office.files.store import LostFile
from office.sop.errors import Refusal

T = TypeVar("T")
_log = structlog.get_logger(__name__)
_MODULES: Final = ("office.files.judge", "office.files.reading")
_PASSES: Final = (Judged, LetterFacts, Kind, date, Refusal, LostFile)

_ONE_FILE: Final = Limits(cpu=10, seconds=30, memory=640 * MB)
_MANY_FILES: Final = Limits(cpu=60, seconds=120, memory=640 * MB)
_TEXT: Final = Limits(cpu=2, seconds=10, memory=256 * MB)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that the office takes, and the PDF in which officials read it: the file itself if it is one."""

    kind: Kind
    pages: int
    upright: bytes
    facts: LetterFacts


class Inspector:
    """Keeps the children ready. Close it."""

    def __init__(self) -> None:
        self._children = Children(*_MODULES)

    async def inspect(self, content: bytes, limit: int) -> Inspected:
        """Judge the file, of at most `limit` bytes; turn a picture upright, or look for what the letter says of itself.

        Raises one of `office/files/refusals.py` for everything that is not plainly pages to read.
        """
        kind = known_kind(content, limit)
        judged = await self._read(kind, partial(judge, content, kind), _ONE_FILE)
        facts = await self._facts(content) if kind is Kind.PDF else LetterFacts()
        return Inspected(kind, judged.pages, judged.pdf or content, facts)

    async def bind(self, store: Path, sha256s: Sequence[str], limit: int) -> bytes:
        """One PDF of the pictures in the store's folder, each of at most `limit` bytes, a page each, in this order.

        Raises the same refusals, and LostFile.
        """
        return await self._read(Kind.JPEG, partial(bind, store, tuple(sha256s), limit), _MANY_FILES)

    async def _read(self, kind: Kind, call: Callable[[], T], limits: Limits) -> T:
        try:
            return await self._children.run(call, limits, _PASSES)
        except ChildFailed as exc:
            _log.warning("file_not_read", kind=kind, why=exc.said)
            raise (TooHeavy(kind) if exc.exhausted else BrokenFile(kind)) from exc

    async def _facts(self, content: bytes) -> LetterFacts:
        """Nothing, if the text cannot be read: the applicant types it then."""
        try:
            return await self._children.run(partial(read_letter_facts, content), _TEXT, _PASSES)
        except ChildFailed as exc:
            _log.info("letter_text_not_read", why=exc.said)
            return LetterFacts()

    def close(self) -> None:
        self._children.close()
