"""Pays messages, cards, questions and files: each payment may be repeated, and shows the newest truth."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, TypeVar

from telegram import Bot, BotCommandScopeChat, ForceReply, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import TelegramError

from handlers.buttons import Bubble
from handlers.flood import FloodClocks
from handlers.introduction import menu
from handlers.notices import notice_bubble
from handlers.questions import current_question
from handlers.showing import NotShown, bubble_for
from handlers.telegram_errors import Gone, Migrated, Unchanged, as_vendor_error
from handlers.texts import Texts
from office.desk.desk import Desk
from office.files.store import LostFile, Store
from office.register import cards, documents, people, rooms
from office.register.cards import Shown
from office.register.engine import Register, Transaction
from office.register.owed import Debt, Kind
from office.sop.agency import Agency
from office.sop.errors import VendorError
from office.sop.roles import OFFICIALS, Role

T = TypeVar("T")
Record = Callable[[Transaction], None]
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_UPLOAD_TIMEOUT: Final = 60
_QUESTION: Final = "question"
_OPEN: Final = "buttons"
"""The subject of the current question among a chat's cards, and the mark that it still has buttons."""


def _nothing(_: Transaction) -> None:
    """Nothing to write down besides that it was paid."""


class Delivery:
    """Pays what is owed to chats. Every payer returns what to record in the transaction that marks it paid.

    Raises VendorError for what Telegram did not take.
    """

    def __init__(
        self,
        bot: Bot,
        register: Register,
        store: Store,
        texts: Texts,
        agency: Agency,
        clock: Callable[[], datetime],
        clocks: FloodClocks,
    ) -> None:
        self._bot, self._register, self._store = bot, register, store
        self._texts, self._agency, self._clock = texts, agency, clock
        self._clocks = clocks

    @property
    def payers(self) -> dict[Kind, Callable[[Debt], Awaitable[Record]]]:
        return {
            Kind.NOTICE: self.notice,
            Kind.PROMPT: self.prompt,
            Kind.DOCUMENT: self.document,
            Kind.CARD: self.card,
            Kind.QUESTION: self.question,
            Kind.COMMANDS: self.commands,
        }

    async def notice(self, debt: Debt) -> Record:
        bubble = notice_bubble(self._texts, debt.payload["say"], debt.payload["values"])
        await self._send(debt.payload["chat_id"], bubble)
        return _nothing

    async def prompt(self, debt: Debt) -> Record:
        """Ask for a typed reason; in a group the asked person is named, so that only they are prompted."""
        owed = debt.payload
        to = self._texts.say("asks.to", telegram_id=owed["telegram_id"], name=owed["name"])
        html = self._texts.say(owed["say"], **owed["values"])
        html = f"{to} {html}" if owed["chat_id"] < 0 else html
        placeholder = self._texts.say("asks.placeholder", say=owed["say"])
        reply = ForceReply(selective=True, input_field_placeholder=placeholder)
        sent = await self._send(owed["chat_id"], Bubble(html), markup=reply)
        return lambda tx: cards.prompted(tx, owed["awaited_id"], sent.message_id)

    async def document(self, debt: Debt) -> Record:
        owed = debt.payload
        document = await self._register.read(lambda tx: documents.load(tx, owed["document_id"]))
        caption = self._texts.say(owed["say"], **owed["values"])
        content = await asyncio.to_thread(self._bytes_of, document.sha256)
        await self._call(
            owed["chat_id"],
            lambda chat_id: self._bot.send_document(
                chat_id,
                content,
                filename=document.file_name,
                caption=caption,
                parse_mode=ParseMode.HTML,
                write_timeout=_UPLOAD_TIMEOUT,
                read_timeout=_UPLOAD_TIMEOUT,
            ),
        )
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
            return self._question_of(tx, chat_id), cards.find(tx, chat_id, _QUESTION)

        bubble, before = await self._register.transact(look)
        if bubble and before and await self._turned(debt, before, bubble):
            return _nothing
        sent, _ = await asyncio.gather(self._ask(chat_id, bubble), self._close(chat_id, before))
        return lambda tx: cards.remember(tx, chat_id, _QUESTION, sent)

    async def _turned(self, debt: Debt, before: Shown, bubble: Bubble) -> bool:
        """A page that was turned changes in place; False if it is to be asked anew, or can be changed no more."""
        if not debt.payload.get("in_place") or before.shown != _OPEN:
            return False
        return await self._edit(debt.payload["chat_id"], before.message_id, bubble)

    def _question_of(self, tx: Transaction, chat_id: int) -> Bubble | None:
        desk, person = self._desk(tx), people.find(tx, chat_id)
        if person is None:
            return None
        actor = people.Actor(person, people.assignments_of(tx, person.id, now=desk.now))
        return current_question(desk, self._texts, actor)

    async def _ask(self, chat_id: int, bubble: Bubble | None) -> Shown:
        if bubble is None:
            return Shown(0, 0, None)
        sent = await self._send(chat_id, bubble)
        return Shown(sent.message_id, 0, _OPEN if bubble.rows else None)

    async def _close(self, chat_id: int, before: Shown | None) -> None:
        if before is not None and before.shown == _OPEN:
            await self._strip(chat_id, before.message_id)

    async def card(self, debt: Debt) -> Record:
        """Make the chat show the subject: edit its message, or post one when it is a new turn or none can be edited."""
        owed = debt.payload
        chat_id, subject = owed["chat_id"], owed["subject"]

        def look(tx: Transaction) -> tuple[Bubble, int, Shown | None]:
            bubble, turn = bubble_for(self._desk(tx), self._texts, chat_id, subject, owed["view"])
            return bubble, turn, cards.find(tx, chat_id, subject)

        try:
            bubble, turn, shown = await self._register.transact(look)
        except NotShown:
            return _nothing
        digest = hashlib.sha256(repr((bubble.html, bubble.rows)).encode()).hexdigest()
        fresh = shown is None or turn > shown.turn or owed["again"]
        stays = shown is not None and not fresh and await self._says(chat_id, shown, digest, bubble)
        message_id = shown.message_id if shown and stays else (await self._send(chat_id, bubble)).message_id
        if shown is not None and not stays:
            await self._strip(chat_id, shown.message_id)
        return lambda tx: cards.remember(tx, chat_id, subject, Shown(message_id, turn, digest))

    async def commands(self, debt: Debt) -> Record:
        """The person's menu holds what their roles can use."""
        chat_id: int = debt.payload["chat_id"]

        def look(tx: Transaction) -> frozenset[Role]:
            person = people.find(tx, chat_id)
            held = people.assignments_of(tx, person.id, now=self._clock()) if person else ()
            return frozenset(a.role for a in held)

        roles = await self._register.read(look)
        names = ["ajukan", "status", "batal"] if Role.APPLICANT in roles else []
        names.append("profil")
        if roles & (OFFICIALS | {Role.OPERATOR, Role.ADMIN}):
            names.append("antrian")
        own = menu(self._texts, [*names, "cek", "bantuan"])
        scope = BotCommandScopeChat(chat_id)
        await self._call(chat_id, lambda _: self._bot.set_my_commands(own, scope))
        return _nothing

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())

    async def _send(self, chat_id: int, bubble: Bubble, *, markup: ForceReply | None = None) -> Message:
        return await self._call(
            chat_id,
            lambda to: self._bot.send_message(
                to,
                bubble.html,
                parse_mode=ParseMode.HTML,
                reply_markup=markup or bubble.markup,
                link_preview_options=_NO_PREVIEW,
            ),
        )

    async def _says(self, chat_id: int, shown: Shown, digest: str, bubble: Bubble) -> bool:
        """Return whether the message that shows the subject says the newest truth, edited if need be."""
        return shown.shown == digest or await self._edit(chat_id, shown.message_id, bubble)

    async def _edit(self, chat_id: int, message_id: int, bubble: Bubble) -> bool:
        """Return whether the message now says this; False if it cannot be edited any more."""
        markup: Any = bubble.markup
        try:
            await self._call(
                chat_id,
                lambda to: self._bot.edit_message_text(
                    bubble.html,
                    to,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=markup,
                    link_preview_options=_NO_PREVIEW,
                ),
            )
        except Unchanged:
            return True
        except Gone:
            return False
        return True

    async def _strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from an older copy; should that fail, its revision makes them harmless."""
        with suppress(VendorError):
            await self._call(chat_id, lambda to: self._bot.edit_message_reply_markup(to, message_id))

    async def _call(self, chat_id: int, send: Callable[[int], Awaitable[T]]) -> T:
        """Send within the flood clocks. Where the group became a supergroup, everything moves, and is tried there."""
        try:
            async with self._clocks.paced(chat_id):
                return await send(chat_id)
        except TelegramError as exc:
            error = as_vendor_error(exc)
            if isinstance(error, Migrated):
                moved = error.chat_id
                await self._register.transact(lambda tx: rooms.migrated(tx, chat_id, moved))
            raise error from exc
