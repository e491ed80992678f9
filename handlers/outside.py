"""What a handler's first half may ask of the outside, before any transaction opens."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from telegram import Bot

from handlers.visit import Attachment
from office.files.judge import judge
from office.files.refusals import FileTooLarge
from office.files.store import Store
from office.files.upright import upright_pdf
from office.register.documents import Stored
from office.register.engine import Register
from office.sop.agency import Agency
from office.sop.plan import Fqdn

_DOWNLOAD_TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A signed letter in the store: as it came, and upright as a PDF."""

    original: Stored
    upright: Stored


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
        file = await self.bot.get_file(attachment.file_id)
        content = bytes(await file.download_as_bytearray(read_timeout=_DOWNLOAD_TIMEOUT))
        return await asyncio.to_thread(self._keep, attachment.name, content, limit)

    def _keep(self, name: str, content: bytes, limit: int) -> Uploaded:
        upload = judge(content, limit)
        upright = upright_pdf(content, upload.kind)
        stem = PurePath(name).stem[:80] or "surat"
        original_name = f"{stem}.{upload.kind.lower()}"
        return Uploaded(
            Stored(original_name, upload.kind, len(content), self.store.put(content)),
            Stored(f"{stem}.pdf", "pdf", len(upright), self.store.put(upright)),
        )
