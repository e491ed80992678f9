"""Pays for an applicant's papers: written from the newest answers, kept, and owed to their chat."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.typesetter import Typesetter
from office.desk.desk import Desk
from office.desk.keeping import keep
from office.desk.papers import compose_papers, hand_out
from office.files.store import Store
from office.letters.papers import RequestForm, RequestLetter
from office.register.documents import Stored
from office.register.engine import Register, Transaction
from office.register.owed import Debt
from office.sop.agency import Agency


class PaperWork:
    """A repeat writes the papers of the answers as they then are."""

    def __init__(
        self,
        register: Register,
        store: Store,
        agency: Agency,
        clock: Callable[[], datetime],
        typesetter: Typesetter,
    ) -> None:
        self._register, self._store, self._agency, self._clock = register, store, agency, clock
        self._typesetter = typesetter

    async def pay(self, debt: Debt) -> Callable[[Transaction], None]:
        request_id, chat_id = debt.payload["request_id"], debt.payload["chat_id"]
        letter, form = await self._register.read(lambda tx: compose_papers(self._desk(tx), request_id))
        written = await asyncio.gather(self._kept("surat-permohonan", letter), self._kept("formulir-pengajuan", form))
        return lambda tx: hand_out(self._desk(tx), request_id, chat_id, *written)

    async def _kept(self, name: str, paper: RequestLetter | RequestForm) -> Stored:
        content = (await self._typesetter.write(paper)).docx
        return await asyncio.to_thread(keep, self._store, f"{name}.docx", "docx", content)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())
