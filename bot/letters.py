"""Pays for letters: renders the file of a numbered letter, keeps it, and owes its delivery."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from office.desk import letters as desk_letters
from office.desk.desk import Desk
from office.files.store import Store
from office.letters.context import Letter
from office.letters.render import render
from office.register import letters, requests
from office.register.documents import Stored
from office.register.engine import Register, Transaction
from office.register.owed import Debt
from office.sop.agency import Agency

_LETTER: Final[TypeAdapter[Letter]] = TypeAdapter(Letter)


class LetterWork:
    """A repeat renders the same bytes, and binds them once."""

    def __init__(self, register: Register, store: Store, agency: Agency, clock: Callable[[], datetime]) -> None:
        self._register, self._store, self._agency, self._clock = register, store, agency, clock

    async def pay(self, debt: Debt) -> Callable[[Transaction], None]:
        letter_id: int = debt.payload["letter_id"]

        def look(tx: Transaction) -> tuple[letters.Letter, str]:
            letter = letters.load(tx, letter_id)
            return letter, str(requests.load(tx, letter.request).receipt)

        letter, receipt = await self._register.read(look)
        stored = await asyncio.to_thread(self._make, letter, receipt)
        return lambda tx: desk_letters.issue(Desk(tx, self._agency, self._clock()), letter_id, stored)

    def _make(self, letter: letters.Letter, receipt: str) -> Stored:
        content = render(_LETTER.validate_python(letter.content))
        return Stored(f"surat-balasan-{receipt}.docx", "docx", len(content), self._store.put(content))
