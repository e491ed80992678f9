"""What a handler's first half may ask of the outside, before any transaction opens."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from handlers.visit import Attachment
from office.desk.keeping import keep
from office.files.facts import LetterFacts
from office.files.inspection import Inspected, Inspector
from office.files.kinds import Kind
from office.files.refusals import FileTooLarge
from office.files.store import Store
from office.register.documents import Stored
from office.register.engine import Register
from office.sop.agency import Agency
from office.sop.errors import Refusal
from office.sop.plan import Fqdn

_log = structlog.get_logger(__name__)
_DOWNLOAD_TIMEOUT: Final = 60
_PAUSES: Final = (0.5, 2.0, 0.0)
_BOUND: Final = "surat-permohonan.pdf"


class FileNotFetched(Refusal):
    """Telegram did not hand the file over in several tries; the sender is asked to send it again."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A signed letter in the store: as it came, and upright as a PDF; and what its text says of itself."""

    original: Stored
    upright: Stored
    kind: Kind
    pages: int
    facts: LetterFacts

    @property
    def is_picture(self) -> bool:
        return self.kind is not Kind.PDF

    @property
    def found(self) -> Mapping[str, str]:
        """What the letter says of itself, as answers to the form's questions."""
        said = {
            "letter_number": self.facts.number,
            "letter_date": self.facts.dated and f"{self.facts.dated:%d-%m-%Y}",
            "letter_subject": self.facts.subject,
        }
        return {name: answer for name, answer in said.items() if answer}


@dataclass(frozen=True, slots=True)
class Outside:
    """`name_stands` asks the zone's own servers; None when they do not answer."""

    bot: Bot
    store: Store
    register: Register
    agency: Agency
    clock: Callable[[], datetime]
    name_stands: Callable[[Fqdn], Awaitable[bool | None]]
    inspector: Inspector

    async def fetch(self, attachment: Attachment) -> Uploaded:
        """Bring the file in, judged by its content. Raises the refusals of `office/files`."""
        content = await self.download(attachment)
        inspected = await self.inspector.inspect(content, self._limit)
        return await asyncio.to_thread(self._keep, attachment.name, content, inspected)

    async def bind_pages(self, sha256s: Sequence[str]) -> Stored:
        """Make one PDF of pictures in the store, a page each, in this order. Raises the refusals of `office/files`."""
        pdf = await self.inspector.bind(self.store.folder, sha256s, self._limit)
        return await asyncio.to_thread(keep, self.store, _BOUND, "pdf", pdf)

    @property
    def _limit(self) -> int:
        return self.agency.service.upload_limit_mb * 1024 * 1024

    async def download(self, attachment: Attachment) -> bytes:
        """The file as it lies at Telegram, unjudged. Raises FileTooLarge, FileNotFetched."""
        if attachment.size > self._limit:
            raise FileTooLarge(self._limit)
        for pause in _PAUSES:
            try:
                file = await self.bot.get_file(attachment.file_id)
                return bytes(await file.download_as_bytearray(read_timeout=_DOWNLOAD_TIMEOUT))
            except TelegramError as exc:
                _log.warning("file_not_fetched", error=exc.message)
                await asyncio.sleep(pause)
        raise FileNotFetched

    def _keep(self, name: str, content: bytes, inspected: Inspected) -> Uploaded:
        stem = PurePath(name).stem[:80] or "surat"
        original_name = f"{stem}.{inspected.kind.lower()}"
        return Uploaded(
            keep(self.store, original_name, inspected.kind, content),
            keep(self.store, f"{stem}.pdf", "pdf", inspected.upright),
            inspected.kind,
            inspected.pages,
            inspected.facts,
        )
