"""The letter that comes back signed by hand: looked at, archived beside the one it was printed from, handed out."""

from dataclasses import dataclass, replace

from office.desk.desk import Desk
from office.desk.letters import hand_out_signed, show_letter
from office.desk.numbering import letter_seen
from office.letters.likeness import Likeness
from office.register import documents, events, letters, requests
from office.register.documents import Document, Purpose, Stored
from office.register.letters import Letter, State
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.request import Request
from office.sop.roles import Role


class NotThatLetter(Refusal):
    """The file has words, and the letter's number is not among them."""

    def __init__(self, number: str) -> None:
        super().__init__(f"the file does not show {number}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: as it was sent, upright for reading (the same for a PDF), and what it shows."""

    original: Stored
    upright: Stored
    likeness: Likeness


def awaiting(desk: Desk, actor: Actor, letter_id: int, *, revision: int) -> Letter:
    """The letter, if a signed copy of it may be handed in. Raises NotAllowed, StaleCard."""
    letter = letter_seen(desk, actor, letter_id, revision=revision)
    if letter.state is not State.VALID or letter.document is None:
        raise StaleCard(letter_id, revision)
    return letter


def hand_in(desk: Desk, actor: Actor, letter_id: int, returned: Returned, *, revision: int) -> Document | None:
    """Keep the file. What plainly is the letter is accepted at once; for a doubtful one, return it to be confirmed.

    Raises NotThatLetter, NotAllowed, StaleCard.
    """
    letter = awaiting(desk, actor, letter_id, revision=revision)
    if returned.likeness is Likeness.OTHER:
        raise NotThatLetter(str(letter.number))
    request = requests.load(desk.tx, letter.request)
    kept = documents.add(
        desk.tx, request.id, request.round, Purpose.SIGNED_LETTER, _named(request, returned.upright), now=desk.now
    )
    if returned.original.sha256 != returned.upright.sha256:
        purpose = Purpose.SIGNED_LETTER_ORIGINAL
        documents.add(desk.tx, request.id, request.round, purpose, returned.original, now=desk.now)
    if returned.likeness is Likeness.SAME:
        _accept(desk, actor, letter, kept)
        return None
    return kept


def _named(request: Request, stored: Stored) -> Stored:
    """Whatever the sender's phone called it."""
    return replace(stored, file_name=f"surat-balasan-{request.receipt}-bertanda-tangan.pdf")


def confirm(desk: Desk, actor: Actor, letter_id: int, document_id: int, *, revision: int) -> Letter:
    """The officer has looked: this file is the signed letter. Raises NotAllowed, StaleCard."""
    letter = awaiting(desk, actor, letter_id, revision=revision)
    held = [d for d in documents.of_request(desk.tx, letter.request) if d.id == document_id]
    if not held or held[0].purpose is not Purpose.SIGNED_LETTER:
        raise StaleCard(letter_id, revision)
    return _accept(desk, actor, letter, held[0])


def _accept(desk: Desk, actor: Actor, letter: Letter, document: Document) -> Letter:
    letter = letters.change(desk.tx, letter, signed=document.id)
    request = requests.load(desk.tx, letter.request)
    payload = {"number": letter.number, "sha256": document.sha256}
    role = Role.PRANATA_KOMPUTER
    events.append(desk.tx, "letter:sign", at=desk.now, actor=actor, role=role, request=request, payload=payload)
    hand_out_signed(desk, request, letter)
    show_letter(desk, letter)
    return letter
