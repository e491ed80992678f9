"""Pays for letters: renders and prints the files of a numbered letter, keeps them, and owes their delivery."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.printing import Printed, Printer
from bot.typesetter import Typesetter
from office.desk import letters as desk_letters
from office.desk.desk import Desk
from office.desk.keeping import keep
from office.desk.letters import Files
from office.files.store import Store
from office.letters.context import AnyReply
from office.letters.parts import Proof
from office.letters.proof import link
from office.register import letters, requests
from office.register.documents import Stored
from office.register.engine import Register, Transaction
from office.register.owed import Debt
from office.sop.agency import Agency
from office.sop.errors import VendorError
from provisioning.signing.signer import Signer

_DRAFT: Final = "KONSEP"
"""What a letter without a number shows."""


class LetterWork:
    """A repeat before the files are bound renders the same DOCX; what is bound is never made again."""

    def __init__(
        self,
        register: Register,
        store: Store,
        agency: Agency,
        clock: Callable[[], datetime],
        bot_name: Callable[[], str],
        typesetter: Typesetter,
        signer: Signer | None = None,
    ) -> None:
        self._register, self._store, self._agency, self._clock = register, store, agency, clock
        self._bot_name = bot_name
        self._printer, self._signer = Printer(typesetter), signer

    async def pay(self, debt: Debt) -> Callable[[Transaction], None]:
        letter_id: int = debt.payload["letter_id"]

        def look(tx: Transaction) -> tuple[letters.Letter, str]:
            letter = letters.load(tx, letter_id)
            return letter, str(requests.load(tx, letter.request).receipt)

        letter, receipt = await self._register.read(look)
        if letter.document is not None:
            return _nothing
        files = await self._make(letter, f"surat-balasan-{receipt}")
        return lambda tx: desk_letters.issue(Desk(tx, self._agency, self._clock()), letter_id, files)

    async def _make(self, letter: letters.Letter, name: str) -> Files:
        printed = await self._printer.make(self._said(letter), letter.number or _DRAFT)
        pdf = printed.pdf
        if self._signer is not None and letter.number is not None:
            pdf = await self._signed(self._signer, printed)
        docx = await self._keep(f"{name}.docx", "docx", printed.written.docx)
        if pdf is None:
            return Files(docx, printed.written.template, why_no_pdf=printed.why)
        return Files(docx, printed.written.template, await self._keep(f"{name}.pdf", "pdf", pdf))

    async def _signed(self, signer: Signer, printed: Printed) -> bytes:
        """Where letters are signed on the PDF, none goes out without it. Raises VendorError."""
        if printed.install:
            raise VendorError("loket", f"no PDF, so no signature: install {printed.install}", retry=True)
        if printed.pdf is None:
            raise VendorError("loket", printed.why, retry=True)
        return await signer.sign(printed.pdf)

    def _said(self, letter: letters.Letter) -> AnyReply:
        """All that stands in the letter; a draft cannot be proved."""
        if letter.number is None:
            return desk_letters.said_in(letter)
        return desk_letters.said_in(letter, proof=Proof(url=link(self._bot_name(), letter.code), code=letter.code))

    async def _keep(self, name: str, kind: str, content: bytes) -> Stored:
        return await asyncio.to_thread(keep, self._store, name, kind, content)


def _nothing(_: Transaction) -> None:
    """Issued before: the files are bound, and their delivery is owed."""
