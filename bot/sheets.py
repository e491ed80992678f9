"""Pays for the lembar disposisi: written with each disposition and kept; printed when an official opens it."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.printing import Printed, Printer
from bot.typesetter import Typesetter
from office.desk.desk import Desk
from office.desk.keeping import keep
from office.desk.sheet_paper import compose_paper, hand_over, keep_paper, newest_paper
from office.files.store import Store
from office.letters.context import Disposition
from office.register.documents import Document, Stored
from office.register.engine import Register, Transaction
from office.register.owed import Debt
from office.sop.agency import Agency

Record = Callable[[Transaction], None]


class SheetWork:
    """A repeat writes the same sheet, which is kept once. Printing is for readers: most sheets are read on the card."""

    def __init__(
        self,
        register: Register,
        store: Store,
        agency: Agency,
        clock: Callable[[], datetime],
        typesetter: Typesetter,
    ) -> None:
        self._register, self._store, self._agency, self._clock = register, store, agency, clock
        self._typesetter, self._printer = typesetter, Printer(typesetter)

    async def pay(self, debt: Debt) -> Record:
        request_id, chat_id = debt.payload["request_id"], debt.payload["chat_id"]

        def look(tx: Transaction) -> tuple[Disposition | None, Document | None]:
            desk = self._desk(tx)
            return compose_paper(desk, request_id), newest_paper(desk, request_id)

        sheet, newest = await self._register.read(look)
        if sheet is None:
            return _nothing
        if chat_id is None:
            written = await self._typesetter.write(sheet)
            stored = await self._kept(sheet, "docx", written.docx)
            return lambda tx: _keep(self._desk(tx), request_id, stored, written.template)
        if newest is not None and newest.kind == "pdf":
            return lambda tx: hand_over(self._desk(tx), newest, chat_id)
        printed = await self._printer.make(sheet, sheet.receipt)
        file = await self._file_of(sheet, printed)
        return lambda tx: self._print_kept(self._desk(tx), request_id, file, printed.written.template, chat_id)

    def _print_kept(self, desk: Desk, request_id: int, file: Stored, template: str, chat_id: int) -> None:
        hand_over(desk, keep_paper(desk, request_id, file, template), chat_id)

    async def _file_of(self, sheet: Disposition, printed: Printed) -> Stored:
        """The print, or the DOCX where none can be made."""
        if printed.pdf is None:
            return await self._kept(sheet, "docx", printed.written.docx)
        return await self._kept(sheet, "pdf", printed.pdf)

    async def _kept(self, sheet: Disposition, kind: str, content: bytes) -> Stored:
        name = f"lembar-disposisi-{sheet.receipt}.{kind}"
        return await asyncio.to_thread(keep, self._store, name, kind, content)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())


def _keep(desk: Desk, request_id: int, stored: Stored, template: str) -> None:
    keep_paper(desk, request_id, stored, template)


def _nothing(_: Transaction) -> None:
    """A new round has begun: nothing of the old one is written any more."""
