"""Shows an official the QR of an authenticator. Its secret is made with the message and kept with the payment."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Final

import segno

from handlers.outgoing import Outgoing
from handlers.texts import Texts
from office.desk import enrolment
from office.desk.desk import Desk
from office.register import people
from office.register.engine import Register, Transaction
from office.register.owed import Debt
from office.sop.agency import Agency
from office.sop.presence import link, new_secret

Record = Callable[[Transaction], None]
_DOTS: Final = 8
_QUIET: Final = 4
"""Pixels a module, and modules of white around it, without which phones do not find it."""


class AuthenticatorWork:
    """A message that was sent but not recorded shows a secret that counts nowhere; the next one is another."""

    def __init__(
        self, register: Register, texts: Texts, agency: Agency, clock: Callable[[], datetime], out: Outgoing
    ) -> None:
        self._register, self._texts, self._agency, self._clock = register, texts, agency, clock
        self._out = out

    async def pay(self, debt: Debt) -> Record:
        owed, secret = debt.payload, new_secret()
        person = await self._register.read(lambda tx: people.load(tx, owed["person_id"]))
        qr = _qr(link(secret, person.name or str(person.id), f"Loket {self._agency.identity.short_name}"))
        minutes = int(enrolment.OFFER_LASTS.total_seconds()) // 60
        caption = self._texts.say("presence.shown", key=secret, minutes=minutes)
        message = await self._out.send_photo(debt, qr, caption)
        return lambda tx: enrolment.offered(self._desk(tx), person.id, secret, owed["replaces"], message)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())


def _qr(text: str) -> bytes:
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=_DOTS, border=_QUIET)
    return picture.getvalue()
