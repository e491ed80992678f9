"""Is this letter genuine? Anybody may ask: by the QR's link, with a typed code, or with the file itself."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from handlers.outside import Outside
from handlers.visit import Visit
from office.desk import proof
from office.desk.desk import Desk
from office.desk.letters import said_in
from office.desk.telling import owe_notice, owe_prompt
from office.letters.proof import from_start
from office.register import cards, documents
from office.register.engine import Transaction
from office.register.letters import Letter
from office.register.people import Actor

ASKED: Final = "cek"
"""The command, and what a chat was asked to send after it."""


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file that somebody sent to have it checked; nothing else of it is kept."""

    sha256: str


def is_proof_link(visit: Visit) -> bool:
    """Whether `/start` came from a letter's QR, and is no invitation."""
    return from_start(visit.text) is not None


def start(desk: Desk, _actor: Actor, visit: Visit, _: Any) -> None:
    """`/start cek_…`: an answer, and no registration."""
    _answer_code(desk, visit, from_start(visit.text) or "")


def check(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/cek CODE`; alone, it asks for the code or the file."""
    if visit.text:
        _answer_code(desk, visit, visit.text)
    else:
        owe_prompt(desk, actor.person, visit.chat, ASKED, 0, 0, "asks.proof_cek")


def on_typed(desk: Desk, actor: Actor, visit: Visit) -> None:
    """The code that was asked for."""
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    _answer_code(desk, visit, visit.text)


async def fetch(outside: Outside, visit: Visit) -> Hashed:
    """Only the file's hash is wanted. Raises TooManyGuesses before it is fetched, FileTooLarge, FileNotFetched."""
    assert visit.attachment is not None  # noqa: S101 - the router has looked

    def look(tx: Transaction) -> None:
        proof.may_ask(Desk(tx, outside.agency, outside.clock()), visit.sender)

    await outside.register.read(look)
    return Hashed(hashlib.sha256(await outside.download(visit.attachment)).hexdigest())


def on_file(desk: Desk, actor: Actor, visit: Visit, fetched: Hashed) -> None:
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    letter = proof.by_file(desk, visit.sender, fetched.sha256)
    if letter is None:
        owe_notice(desk, visit.chat, "proof.unknown_file")
    else:
        _tell(desk, visit, letter, by_file=True)


def _answer_code(desk: Desk, visit: Visit, typed: str) -> None:
    letter = proof.by_code(desk, visit.sender, typed)
    if letter is None:
        owe_notice(desk, visit.chat, "proof.unknown_code")
    else:
        _tell(desk, visit, letter, by_file=False)


def _tell(desk: Desk, visit: Visit, letter: Letter, *, by_file: bool) -> None:
    said = said_in(letter)
    files = (letter.pdf, letter.document, letter.signed)
    hashes = [documents.load(desk.tx, each).sha256 if each is not None else None for each in files]
    owe_notice(
        desk,
        visit.chat,
        "proof.genuine",
        number=letter.number,
        dated=letter.issued_on.isoformat(),
        addressee=said.addressee.title,
        subject=said.hal,
        state=letter.state,
        reason=letter.reason,
        by_file=by_file,
        pdf=hashes[0],
        docx=hashes[1],
        signed=hashes[2],
    )
