"""Pays messages, cards, questions and files: each payment may be repeated, and shows the newest truth."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from telegram import BotCommand, ForceReply

from handlers.buttons import Bubble
from handlers.introduction import MENU, own_menu, shown_menu
from handlers.notices import notice_bubble
from handlers.outgoing import Outgoing
from handlers.questions import QUESTION, current_question
from handlers.reasons import offered_reasons
from handlers.showing import NotShown, bubble_for, side_for
from handlers.texts import Texts
from handlers.topics import Topics
from office.desk.desk import Desk
from office.desk.invitations import GROUP
from office.files.store import LostFile, Store
from office.register import cards, documents, invitations, people, rooms
from office.register.cards import Shown
from office.register.engine import Register, Transaction
from office.register.owed import Debt, Kind
from office.sop.agency import Agency
from office.sop.errors import VendorError

Record = Callable[[Transaction], None]
_OPEN: Final = "buttons"
"""The mark of a question that still has buttons."""


def _nothing(_: Transaction) -> None:
    """Nothing to write down besides that it was paid."""


class Delivery:
    """Pays what is owed to chats. Every payer returns what to record in the transaction that marks it paid.

    Raises VendorError for what Telegram did not take.
    """

    def __init__(
        self,
        out: Outgoing,
        topics: Topics,
        register: Register,
        store: Store,
        texts: Texts,
        agency: Agency,
        clock: Callable[[], datetime],
    ) -> None:
        self._out, self._topics, self._register, self._store = out, topics, register, store
        self._texts, self._agency, self._clock = texts, agency, clock

    @property
    def payers(self) -> dict[Kind, Callable[[Debt], Awaitable[Record]]]:
        return {
            Kind.NOTICE: self.notice,
            Kind.PROMPT: self.prompt,
            Kind.DOCUMENT: self.document,
            Kind.CARD: self.card,
            Kind.QUESTION: self.question,
            Kind.COMMANDS: self.commands,
            Kind.INVITATION: self.invitation,
            Kind.TOPIC: self._topics.close,
            Kind.RIGHTS: self._topics.look_again,
            Kind.DELETION: self.deletion,
        }

    async def notice(self, debt: Debt) -> Record:
        bubble = notice_bubble(self._texts, debt.payload["say"], debt.payload["values"])
        await self._out.send(debt, bubble)
        return _nothing

    async def prompt(self, debt: Debt) -> Record:
        """Ask for a reason to be typed, or tapped where some are offered, if it is still awaited; in a group the asked
        person is named, so that only they are prompted.
        """
        owed = debt.payload
        if not await self._register.read(lambda tx: cards.is_awaited(tx, owed["awaited_id"])):
            return _nothing
        to = self._texts.say("asks.to", telegram_id=owed["telegram_id"], name=owed["name"])
        said = self._texts.say(owed["say"], **owed["values"])
        html = f"{to} {said}" if owed["chat_id"] < 0 else said
        action, request, revision = owed.get("about", ("", 0, 0))
        offers = offered_reasons(action, request, revision, owed["offers"]) if owed.get("offers") else ()
        placeholder = self._texts.plain("asks.placeholder", say=owed["say"])
        reply = None if offers else ForceReply(selective=True, input_field_placeholder=placeholder)
        sent = await self._out.send(debt, Bubble(html, offers), markup=reply)
        about = f"{action}:{request}"
        return lambda tx: cards.prompted(tx, owed["awaited_id"], owed["chat_id"], about, sent)

    async def document(self, debt: Debt) -> Record:
        owed = debt.payload
        document = await self._register.read(lambda tx: documents.load(tx, owed["document_id"]))
        caption = self._texts.say(owed["say"], **owed["values"])
        content = await asyncio.to_thread(self._bytes_of, document.sha256)
        await self._out.send_document(debt, content, document.file_name, caption)
        return _nothing

    async def deletion(self, debt: Debt) -> Record:
        await self._out.delete(debt.payload["chat_id"], debt.payload["message_id"])
        return _nothing

    def _bytes_of(self, sha256: str) -> bytes:
        """What goes out is what was kept."""
        try:
            return self._store.get(sha256)
        except LostFile as exc:
            raise VendorError("loket", str(exc), retry=True) from exc

    async def question(self, debt: Debt) -> Record:
        """Ask what is to be answered now, if anything, and take the buttons from what was asked before."""
        chat_id: int = debt.payload["chat_id"]

        def look(tx: Transaction) -> tuple[Bubble | None, Shown | None]:
            return self._question_of(tx, chat_id), cards.find(tx, chat_id, QUESTION)

        bubble, before = await self._register.transact(look)
        if bubble and before and await self._turned(debt, before, bubble):
            return _nothing
        sent, _ = await asyncio.gather(self._ask(debt, bubble), self._close(chat_id, before))
        return lambda tx: cards.remember(tx, chat_id, QUESTION, sent)

    async def _turned(self, debt: Debt, before: Shown, bubble: Bubble) -> bool:
        """A page that was turned changes in place; False if it is to be asked anew, or can be changed no more."""
        if not debt.payload.get("in_place") or before.shown != _OPEN:
            return False
        return await self._out.edit(debt.payload["chat_id"], before.message_id, bubble)

    def _question_of(self, tx: Transaction, chat_id: int) -> Bubble | None:
        desk, person = self._desk(tx), people.find(tx, chat_id)
        if person is None:
            return None
        actor = people.Actor(person, people.assignments_of(tx, person.id, now=desk.now))
        return current_question(desk, self._texts, actor)

    async def _ask(self, debt: Debt, bubble: Bubble | None) -> Shown:
        if bubble is None:
            return Shown(0, 0, None)
        sent = await self._out.send(debt, bubble)
        return Shown(sent, 0, _OPEN if bubble.rows else None)

    async def _close(self, chat_id: int, before: Shown | None) -> None:
        if before is not None and before.shown == _OPEN:
            await self._out.strip(chat_id, before.message_id)

    async def card(self, debt: Debt) -> Record:
        """Make the chat show the subject: edit its message, or post one when it is a new turn or none can be edited.

        A card whose posting was not confirmed has come twice, and only one copy is known: the one that is tapped goes
        on as the card, and the other loses its buttons.
        """
        owed = debt.payload
        chat_id, subject = owed["chat_id"], owed["subject"]

        def look(tx: Transaction) -> tuple[tuple[Bubble, int, str] | None, Shown | None]:
            shown = cards.find(tx, chat_id, subject)
            try:
                return self._newest(tx, owed, shown), shown
            except NotShown:
                return None, shown

        found, noted = await self._register.transact(look)
        copies = _copies(owed, noted)
        if found is None:
            return await self._dead(chat_id, subject, noted, copies)
        bubble, turn, side = found
        digest = hashlib.sha256(repr((bubble.html, bubble.rows)).encode()).hexdigest()
        thread = await self._topics.thread(chat_id, debt)
        came = _unconfirmed(owed, noted, turn)
        shown, again = came or noted, owed["again"] and not came
        stays = shown is not None and turn <= shown.turn and not again and shown.message_id >= (thread or 0)
        says = await self._saying(chat_id, shown, copies, digest, bubble) if shown and stays else None
        message_id = says or await self._out.send(debt, bubble)
        await self._strip(chat_id, copies, but=message_id)
        return lambda tx: cards.remember(tx, chat_id, subject, Shown(message_id, turn, digest, side))

    def _newest(self, tx: Transaction, owed: dict[str, Any], shown: Shown | None) -> tuple[Bubble, int, str]:
        """The card, its turn, and the side that it shows; a fresh card begins with its front. Raises NotShown."""
        chat_id, subject, side = owed["chat_id"], owed["subject"], side_for(owed["view"], shown)
        bubble, turn = bubble_for(self._desk(tx), self._texts, chat_id, subject, side)
        if owed["view"] is None and side and shown and turn > shown.turn:
            return *bubble_for(self._desk(tx), self._texts, chat_id, subject, ""), ""
        return bubble, turn, side

    async def _dead(self, chat_id: int, subject: str, shown: Shown | None, copies: list[int]) -> Record:
        """The card is no longer this chat's business: what it shows loses its buttons, once."""
        known = shown.message_id if shown is not None and shown.shown is None else None
        await self._strip(chat_id, copies, but=known)
        if shown is None or shown.shown is None:
            return _nothing
        dead = replace(shown, shown=None)
        return lambda tx: cards.remember(tx, chat_id, subject, dead)

    async def _strip(self, chat_id: int, copies: Iterable[int], *, but: int | None = None) -> None:
        for copy in copies:
            if copy != but:
                await self._out.strip(chat_id, copy)

    async def commands(self, debt: Debt) -> Record:
        """The person's menu holds what they can use."""
        chat_id: int = debt.payload["chat_id"]

        def look(tx: Transaction) -> list[BotCommand]:
            return own_menu(self._texts, people.actor(tx, chat_id, now=self._clock()), self._agency.presence)

        own = await self._register.transact(look)
        await self._out.set_commands(chat_id, own)
        return lambda tx: cards.remember(tx, chat_id, MENU, shown_menu(own))

    async def invitation(self, debt: Debt) -> Record:
        """Send the link of an invitation, if it is still open; its secret is made now, and only its hash is kept, with
        the payment.
        """
        number, token = debt.payload["invitation_id"], invitations.new_token()
        found, group = await self._register.read(
            lambda tx: (invitations.find_open(tx, number, now=self._clock()), rooms.find(tx))
        )
        if found is None:
            return _nothing
        parameter = "startgroup" if found.grants == GROUP else "start"
        link = f"https://t.me/{self._out.bot_name}?{parameter}={token}"
        said = {**found.said, "until": found.expires_at, "moves_group": found.grants == GROUP and group is not None}
        await self._out.send(debt, Bubble(self._texts.say("inviting.link", link=link, **said)))
        return lambda tx: invitations.seal(tx, number, token)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())

    async def _saying(
        self, chat_id: int, shown: Shown, copies: Iterable[int], digest: str, bubble: Bubble
    ) -> int | None:
        """The first copy that says the newest truth, edited if need be; None if none can."""
        for copy in copies:
            is_said = copy == shown.message_id and shown.shown == digest
            if is_said or await self._out.edit(chat_id, copy, bubble):
                return copy
        return None


def _unconfirmed(owed: dict[str, Any], noted: Shown | None, turn: int) -> Shown | None:
    """A newer posting than the noted one, known only because somebody has tapped it: nothing has to be posted."""
    tapped = owed.get("tapped") or 0
    return Shown(tapped, turn, None) if tapped > (noted.message_id if noted else 0) else None


def _copies(owed: dict[str, Any], shown: Shown | None) -> list[int]:
    """The messages that are known to show a subject, first the one that is to go on showing it."""
    known = (owed.get("tapped"), shown and shown.message_id, owed.get("stale"))
    return list(dict.fromkeys(message_id for message_id in known if message_id))
