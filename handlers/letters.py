"""The officers' part in a letter: TU's number, and the copy that comes back signed."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from handlers.handler import Handler, Toast
from handlers.letter_cards import BACK, CONFIRM, NUMBER, SIGNED
from handlers.outside import Outside, Uploaded
from handlers.visit import Visit
from office.desk import numbering, signed_reply
from office.desk.desk import Desk
from office.desk.signed_reply import Returned
from office.desk.telling import about_letter, owe_card, owe_notice, owe_prompt
from office.letters.likeness import Likeness, likeness
from office.letters.pdf import NoPdf, folder_of_its_own, text_in
from office.register import cards, documents, letters, people, requests
from office.register.cards import Awaited
from office.register.engine import Transaction
from office.register.people import Actor
from office.sop.errors import Refusal


class FileAwaited(Refusal):
    """A file was asked for, and a text came."""


def ask_number(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    press = visit.seen
    draft = numbering.draft_seen(desk, actor, press.id, revision=press.revision)
    _ask(desk, actor, visit, NUMBER, receipt=requests.load(desk.tx, draft.request).receipt)
    return Toast("toasts.letter_number")


def ask_signed(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    press = visit.seen
    letter = signed_reply.awaiting(desk, actor, press.id, revision=press.revision)
    _ask(desk, actor, visit, SIGNED, number=letter.number)
    return Toast("toasts.letter_signed")


def _ask(desk: Desk, actor: Actor, visit: Visit, action: str, **values: Any) -> None:
    press, say = visit.seen, f"asks.letter_{action}"
    owe_prompt(desk, actor.person, visit.chat, action, press.id, press.revision, say, **values)


def on_typed(desk: Desk, actor: Actor, visit: Visit, wanted: Awaited) -> None:
    """A text after one of the two was asked for. Raises FileAwaited, and what the desk raises."""
    if wanted.action == SIGNED:
        raise FileAwaited
    letter = numbering.give_number(desk, actor, wanted.subject, visit.text, revision=wanted.revision)
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    owe_notice(desk, visit.chat, "letters.numbered", number=letter.number)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was sent after a signed copy was asked for."""

    wanted: Awaited
    returned: Returned


def wants_file(wanted: Awaited) -> bool:
    return wanted.action == SIGNED


async def fetch(outside: Outside, visit: Visit, wanted: Awaited) -> Handed:
    """Bring the file in and compare its words with the letter's. Raises the refusals of `office/files`."""
    assert visit.attachment is not None  # noqa: S101 - the router has looked
    uploaded = await outside.fetch(visit.attachment)

    def look(tx: Transaction) -> tuple[str, str | None]:
        letter = letters.load(tx, wanted.subject)
        pdf = documents.load(tx, letter.pdf).sha256 if letter.pdf is not None else None
        return letter.number or "", pdf

    number, issued = await outside.register.read(look)
    shown = await _words(outside, uploaded.original.sha256) if not uploaded.is_picture else ""
    wanted_words = await _words(outside, issued) if issued else ""
    return Handed(wanted, _returned(uploaded, likeness(wanted_words, number, shown)))


def _returned(uploaded: Uploaded, how: Likeness) -> Returned:
    """A PDF is kept to the byte: it may bear a signature."""
    as_it_came = not uploaded.is_picture
    return Returned(uploaded.original, uploaded.original if as_it_came else uploaded.upright, how)


async def _words(outside: Outside, sha256: str) -> str:
    """Empty where nothing can be read on this machine: then a person looks."""
    async with folder_of_its_own() as folder:
        pdf = folder / "file.pdf"
        await asyncio.to_thread(lambda: pdf.write_bytes(outside.store.get(sha256)))
        try:
            return await text_in(pdf)
        except NoPdf:
            return ""


def on_file(desk: Desk, actor: Actor, visit: Visit, handed: Handed) -> None:
    """Take the copy, or show it on the card to be confirmed."""
    wanted = handed.wanted
    kept = signed_reply.hand_in(desk, actor, wanted.subject, handed.returned, revision=wanted.revision)
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    if kept is None:
        owe_notice(desk, visit.chat, "letters.taken")
        return
    owe_card(desk, visit.chat, about_letter(wanted.subject), view=str(kept.id), again=True)


def confirm(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    press = visit.seen
    signed_reply.confirm(desk, actor, press.id, press.choice, revision=press.revision)
    return Toast("toasts.letter_taken")


def back(desk: Desk, _actor: Actor, visit: Visit, _: Any) -> Toast:
    owe_card(desk, visit.chat, about_letter(visit.seen.id))
    return Toast()


async def awaited_file(outside: Outside, visit: Visit) -> Awaited | None:
    """What this person was asked for in this chat, if a file answers it."""

    def look(tx: Transaction) -> Awaited | None:
        person = people.find(tx, visit.sender)
        return cards.awaited_text(tx, person.id, visit.chat) if person else None

    return await outside.register.read(look)


TAPS: Final[dict[str, Handler]] = {
    NUMBER: Handler(ask_number),
    SIGNED: Handler(ask_signed),
    CONFIRM: Handler(confirm),
    BACK: Handler(back),
}
TYPED: Final = frozenset({NUMBER, SIGNED})
