"""What a handler's first half may ask of the outside, before any transaction opens."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import Final

import pikepdf
import structlog
from telegram import Bot
from telegram.error import TelegramError

from handlers.visit import Attachment
from office.files.judge import judge
from office.files.kinds import Kind
from office.files.refusals import FileTooLarge
from office.files.store import Store
from office.files.upright import upright_pdf
from office.register.documents import Stored
from office.register.engine import Register
from office.sop.agency import Agency
from office.sop.errors import Refusal
from office.sop.plan import Fqdn

_log = structlog.get_logger(__name__)
_DOWNLOAD_TIMEOUT: Final = 60
_PAUSES: Final = (0.5, 2.0, 0.0)


class FileNotFetched(Refusal):
    """Telegram did not hand the file over in several tries; the sender is asked to send it again."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A signed letter in the store: as it came, and upright as a PDF."""

    original: Stored
    upright: Stored
    is_picture: bool
    found: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outside:
    """`name_stands` asks the zone's own servers; None when they do not answer."""

    bot: Bot
    store: Store
    register: Register
    agency: Agency
    clock: Callable[[], datetime]
    name_stands: Callable[[Fqdn], Awaitable[bool | None]]

    async def fetch(self, attachment: Attachment) -> Uploaded:
        """Bring the file in, judged by its content. Raises the refusals of `office/files`."""
        limit = self.agency.service.upload_limit_mb * 1024 * 1024
        if attachment.size > limit:
            raise FileTooLarge(limit)
        content = await self._download(attachment)
        return await asyncio.to_thread(self._keep, attachment.name, content, limit)

    async def _download(self, attachment: Attachment) -> bytes:
        for pause in _PAUSES:
            try:
                file = await self.bot.get_file(attachment.file_id)
                return bytes(await file.download_as_bytearray(read_timeout=_DOWNLOAD_TIMEOUT))
            except TelegramError as exc:
                _log.warning("file_not_fetched", error=exc.message)
                await asyncio.sleep(pause)
        raise FileNotFetched

    def _keep(self, name: str, content: bytes, limit: int) -> Uploaded:
        upload = judge(content, limit)
        upright = upright_pdf(content, upload.kind)
        stem = PurePath(name).stem[:80] or "surat"
        original_name = f"{stem}.{upload.kind.lower()}"
        return Uploaded(
            Stored(original_name, upload.kind, len(content), self.store.put(content)),
            Stored(f"{stem}.pdf", "pdf", len(upright), self.store.put(upright)),
            is_picture=upload.kind is not Kind.PDF,
        )

    async def bind_pages(self, sha256s: Sequence[str]) -> Stored:
        """One PDF of these kept photographs, a page each, in the store."""
        return await asyncio.to_thread(self._bind, sha256s)

    def _bind(self, sha256s: Sequence[str]) -> Stored:
        whole = pikepdf.new()
        for sha256 in sha256s:
            content = self.store.get(sha256)
            with pikepdf.open(BytesIO(upright_pdf(content, judge(content, len(content)).kind))) as page:
                whole.pages.extend(page.pages)
        stream = BytesIO()
        whole.save(stream, deterministic_id=True)
        bound = stream.getvalue()
        return Stored("surat-permohonan.pdf", "pdf", len(bound), self.store.put(bound))
