"""Takes updates in: order for each person, one transaction an update, and an answer after the commit."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final
from weakref import WeakValueDictionary

import structlog
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from handlers.arriving import may_answer_what_is_coming
from handlers.errors import holder_in, words_for
from handlers.handler import Handler, Toast
from handlers.inbox_request import parse
from handlers.outside import Outside
from handlers.reasons import WHY
from handlers.router import after_refusal, before, route
from handlers.texts import Html, Texts, plain
from handlers.under_cards import shown_by
from handlers.visit import Visit, visit_of
from office.desk.checklist import ChecklistOpen, NothingWrong
from office.desk.desk import Desk
from office.desk.presence import CodeNeeded
from office.desk.provisioning import PlanChanged
from office.desk.telling import owe_answer, owe_card, owe_notice, owe_question, tell_operators
from office.register import cards, inbox, people
from office.register.engine import RegisterUnavailable, Transaction
from office.register.inbox import Waiting
from office.register.requests import StaleCard
from office.sop.errors import Refusal

_log = structlog.get_logger(__name__)
_TRIES: Final = 3
_STARTS: Final = 10
"""How often an update may have waited while the program ended, before it is the suspect."""
_POWER_CUTS: Final = timedelta(minutes=5)
"""How long the program may end again and again before an update that has waited through it is the suspect."""
_PAUSES: Final = (0.3, 2.0, 0.0)
_NO_ROOM: Final = 2.0
_AT_ONCE: Final = 64
_QUEUED: Final = 100_000
_ALERT_LIMIT: Final = 200
_LOOKS: Final = 50
_BETWEEN_LOOKS: Final = 0.1
"""What takes longer to arrive is answered when it has."""
_CARD_IS_OLD: Final = (StaleCard, PlanChanged, ChecklistOpen, NothingWrong)
"""Refusals of a tap that the card would not have offered as it is now."""


class PersonOrder(BaseUpdateProcessor):
    """One person's updates one after the other, different people's side by side.

    The limit on work at once lies inside the person's lock, so that one person's many messages hold one place only.
    """

    def __init__(self) -> None:
        super().__init__(_QUEUED)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        sender = update.effective_user.id if isinstance(update, Update) and update.effective_user else 0
        lock = self._locks.setdefault(sender, asyncio.Lock())
        async with lock, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


class AlreadyDecided(Exception):  # noqa: N818 - a fact
    """The inbox says that this update is done: a repeat."""


class Intake:
    """Decides on each kept update exactly once."""

    def __init__(self, outside: Outside, texts: Texts, wake_worker: Callable[[], None]) -> None:
        self._outside, self._texts, self._wake = outside, texts, wake_worker
        self._closed = False

    async def replay(self) -> list[Update]:
        """Return what was kept but not decided on before the program ended, in order; each is counted as a try."""

        def take(tx: Transaction) -> list[Waiting]:
            waiting = inbox.waiting(tx)
            inbox.failed(tx, [w.update_id for w in waiting], error="the program ended")
            return waiting

        waiting = await self._outside.register.transact(take)
        again = []
        for kept in waiting:
            update = parse(kept.raw)
            if update is not None and not self._is_suspect(kept):
                again.append(update)
                continue
            visit = visit_of(update, self._outside.bot.id) if update else None
            await self._set_aside(kept.update_id, "the program ended while deciding", visit)
        return again

    def _is_suspect(self, kept: Waiting) -> bool:
        """A series of power cuts is not the update's fault; what outlives it is."""
        return kept.attempts >= _STARTS and self._outside.clock() - kept.received_at > _POWER_CUTS

    async def take(self, update: Update) -> None:
        """Decide on the update; after three failures set it aside, so that the rest flows."""
        visit = visit_of(update, self._outside.bot.id)
        if visit is None:
            await self._outside.register.transact(
                lambda tx: inbox.done(tx, update.update_id, now=self._outside.clock())
            )
            return
        attempt = 0
        while attempt < _TRIES and not self._closed:
            try:
                if await self._try(visit, attempt):
                    return
                attempt += 1
            except RegisterUnavailable as exc:
                _log.error("register_unavailable", error=str(exc), again_in=_NO_ROOM)
                await asyncio.sleep(_NO_ROOM)
            else:
                await asyncio.sleep(_PAUSES[attempt - 1])
        if attempt == _TRIES:
            await self._set_aside(visit.update_id, "failed three times", visit)

    def close(self) -> None:
        """Begin nothing more: what waits stays in the inbox for the next start."""
        self._closed = True

    async def _try(self, visit: Visit, attempt: int) -> bool:
        """Return whether it is decided; a failure is counted in the inbox. Raises RegisterUnavailable."""
        try:
            await self._decide(visit)
        except AlreadyDecided:
            return True
        except RegisterUnavailable:
            raise
        except Exception as exc:  # noqa: BLE001 - the last door: a bug must neither stop the poll nor lose the word
            _log.exception("update_failed", update=visit.update_id, attempt=attempt + 1)
            failed = partial(inbox.failed, update_ids=[visit.update_id], error=repr(exc))
            await self._outside.register.transact(failed)
            return False
        return True

    async def _decide(self, visit: Visit) -> None:
        await self._let_it_arrive(visit)
        handler = route(visit)
        try:
            fetched = await handler.fetch(self._outside, visit) if handler.fetch else None
            toast = await self._outside.register.transact(lambda tx: self._apply(tx, handler, visit, fetched))
        except Refusal as refusal:
            await self._refuse(visit, refusal)
            return
        self._wake()
        shown = toast or Toast()
        await self._answer(visit, self._texts.plain(shown.say, **shown.values), alert=shown.alert)

    async def _let_it_arrive(self, visit: Visit) -> None:
        """What was sent is noted down a moment later; whoever has seen it may be faster than that."""
        for _ in range(_LOOKS):
            if not await self._outside.register.read(lambda tx: may_answer_what_is_coming(self._desk(tx), visit)):
                return
            await asyncio.sleep(_BETWEEN_LOOKS)

    async def _refuse(self, visit: Visit, refusal: Refusal) -> None:
        _log.info("refused", update=visit.update_id, what=type(refusal).__name__)
        words = await self._outside.register.transact(lambda tx: self._refused(tx, visit, refusal))
        self._wake()
        await self._answer(visit, plain(words), alert=not isinstance(refusal, CodeNeeded))

    def _apply(self, tx: Transaction, handler: Handler, visit: Visit, fetched: Any) -> Toast | None:
        """Everything that the update causes, and its mark in the inbox, in one transaction."""
        desk = self._open(tx, visit)
        actor = people.actor(tx, visit.sender, now=desk.now)
        before(desk, actor, visit)
        toast = handler.decide(desk, actor, visit, fetched)
        _stay_under_finger(desk, visit)
        return toast

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._outside.agency, self._outside.clock())

    def _open(self, tx: Transaction, visit: Visit) -> Desk:
        desk = self._desk(tx)
        if not inbox.done(tx, visit.update_id, now=desk.now):
            raise AlreadyDecided
        return desk

    def _refused(self, tx: Transaction, visit: Visit, refusal: Refusal) -> Html:
        """A refusal changes nothing but the inbox, and owes its words, or the card as it is now; return the words."""
        desk = self._open(tx, visit)
        words = words_for(self._texts, refusal, holder_in(desk, refusal))
        after_refusal(desk, visit, refusal)
        if visit.query is None:
            owe_answer(desk, visit.chat, visit.thread, "notices.refusal", words=words)
        elif isinstance(refusal, _CARD_IS_OLD) and visit.press is not None:
            about = shown_by(visit.press)
            if about:
                view = "" if isinstance(refusal, StaleCard) else None
                owe_card(desk, visit.chat, about, view=view, stale=_copy_of_card(visit))
            elif visit.private:
                owe_question(desk, visit.chat)
        return words

    async def _answer(self, visit: Visit, text: str, *, alert: bool) -> None:
        """Best effort: a toast that is lost changes nothing, the cards are owed."""
        if visit.query is None:
            return
        try:
            await self._outside.bot.answer_callback_query(visit.query, text[:_ALERT_LIMIT] or None, show_alert=alert)
        except TelegramError as exc:
            _log.info("toast_lost", update=visit.update_id, error=exc.message)

    async def _set_aside(self, update_id: int, why: str, visit: Visit | None = None) -> None:
        def put_aside(tx: Transaction) -> None:
            desk = self._desk(tx)
            incident = set_aside(desk, update_id, why)
            if visit is not None and visit.private:
                owe_notice(desk, visit.chat, "refusals.unexpected", incident=incident)

        await self._outside.register.transact(put_aside)
        self._wake()


def set_aside(desk: Desk, update_id: int, why: str) -> str:
    """Keep an update that nobody can decide on out of the way, tell the operators, and return its incident number."""
    incident = f"U-{update_id}"
    inbox.set_aside(desk.tx, update_id, error=why, now=desk.now)
    tell_operators(desk, "operators.poisoned", incident=incident)
    return incident


def _stay_under_finger(desk: Desk, visit: Visit) -> None:
    """A card that came twice, its first posting unconfirmed, goes on where it is tapped."""
    about = shown_by(visit.press) if visit.press else ""
    copy = _copy_of_card(visit) if about else None
    if copy is None:
        return
    shown = cards.find(desk.tx, visit.chat, about)
    if shown is None or shown.message_id != copy:
        owe_card(desk, visit.chat, about, view=None, tapped=copy)


def _copy_of_card(visit: Visit) -> int | None:
    """The tapped message, where it shows a card: reasons are offered below a question.

    In a group any member can name any of our messages, and not only their own chat would suffer.
    """
    if not visit.private or visit.press is None or visit.press.action in WHY.values():
        return None
    return visit.message
