"""Pays what is owed: lanes side by side, each in its order; waits and limits are in one table."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeVar

import structlog

from office.desk.desk import Desk
from office.desk.telling import operator_chats, tell_admins, tell_operators
from office.register import owed, people, rooms
from office.register.engine import Register, RegisterLost, RegisterUnavailable, Transaction
from office.register.owed import Debt, Kind
from office.sop.agency import Agency
from office.sop.errors import VendorError

_log = structlog.get_logger(__name__)
T = TypeVar("T")
Record = Callable[[Transaction], None]
Payer = Callable[[Debt], Awaitable[Record]]
GaveUp = Callable[[Debt, str], Record]

_LEASE: Final = timedelta(minutes=10)
_IDLE: Final = 30.0
_NO_ROOM: Final = 2.0
_TRIED_ENOUGH: Final = 10
"""Age alone is no reason to give up: the program may have been off."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits double from `first` to `longest` seconds, each with full jitter; the operators hear after some tries."""

    first: float
    longest: float
    tell_after: int
    give_up_after: timedelta

    def wait(self, attempts: int) -> float:
        return random.uniform(0.5, 1.0) * min(self.longest, self.first * 2.0**attempts)  # noqa: S311 - not a secret


_CHAT: Final = Patience(first=0.5, longest=60, tell_after=5, give_up_after=timedelta(days=2))
_DNS: Final = Patience(first=1, longest=60, tell_after=4, give_up_after=timedelta(hours=3))
_BY_HAND: Final = Patience(first=1, longest=60, tell_after=4, give_up_after=timedelta(minutes=10))
_REPORT: Final = Patience(first=1, longest=60, tell_after=3, give_up_after=timedelta(hours=1))
_LETTER: Final = Patience(first=1, longest=300, tell_after=3, give_up_after=timedelta(days=2))
_CHATS: Final = "telegram"
_VENDORS: Final = {
    Kind.PROVISION: "cloudflare",
    Kind.VERIFY: "dns",
    Kind.TAKE_BACK: "cloudflare",
    Kind.LETTER: "loket",
    Kind.PAPERS: "loket",
    Kind.SHEET: "loket",
    Kind.DECISION: "loket",
    Kind.LATE: "loket",
    Kind.REPORT: "loket",
    Kind.DIGEST: "loket",
    Kind.PERIOD: "loket",
}
"""Whose trouble a failed payment is told as; all other kinds are chats. Several requests are one trouble."""
_REACHES: Final = frozenset({Kind.NOTICE, Kind.PROMPT, Kind.DOCUMENT})
"""Paying one of these proves that the chat can be reached; the other kinds may have had nothing to say."""
PATIENCE: Final = {
    Kind.PROVISION: _DNS,
    Kind.VERIFY: _BY_HAND,
    Kind.TAKE_BACK: _DNS,
    Kind.LETTER: _LETTER,
    Kind.PAPERS: _LETTER,
    Kind.SHEET: _LETTER,
    Kind.REPORT: _REPORT,
}


class Worker:
    """The one payer of this database; it may die and repeat at any point."""

    def __init__(
        self,
        register: Register,
        agency: Agency,
        clock: Callable[[], datetime],
        payers: Mapping[Kind, Payer],
        gave_up: Mapping[Kind, GaveUp],
    ) -> None:
        self._register, self._agency, self._clock = register, agency, clock
        self._payers, self._gave_up = payers, gave_up
        self._due = asyncio.Event()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._waiting: dict[str, str] = {}
        self._unreachable: set[str] = set()
        self._closed = False

    def wake(self) -> None:
        """Something is owed."""
        self._due.set()

    def close(self) -> None:
        """Begin no further payment."""
        self._closed = True
        self._due.set()

    async def run(self) -> None:
        """Pay until closed; what is being paid then is finished, or handed back after a while."""
        try:
            await self._until_kept(owed.hand_back)
            while not self._closed:
                self._due.clear()
                try:
                    await self._sleep(await self._claim())
                except RegisterUnavailable as exc:
                    _log.error("register_unavailable", error=str(exc), again_in=_NO_ROOM)
                    await asyncio.sleep(_NO_ROOM)
        finally:
            await self._let_finish()

    async def _claim(self) -> float:
        """Begin what is due, and return for how many seconds nothing more will be by itself."""
        now, busy = self._clock(), set(self._running)

        def take(tx: Transaction) -> tuple[list[Debt], datetime | None]:
            debts = owed.claim(tx, now=now, lease=_LEASE, busy=busy)
            return debts, owed.next_due(tx, now=now, busy=busy.union(debt.lane for debt in debts))

        debts, due = await self._register.transact(take)
        for debt in debts:
            self._running[debt.lane] = asyncio.create_task(self._pay_and_free(debt))
        return _IDLE if due is None else min(_IDLE, (due - now).total_seconds())

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._due.wait()

    async def _pay_and_free(self, debt: Debt) -> None:
        more = True
        try:
            more = await self._pay(debt)
        finally:
            del self._running[debt.lane]
            if more:
                self._due.set()

    async def _let_finish(self) -> None:
        tasks = list(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=5)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=1)

    async def _pay(self, debt: Debt) -> bool:
        """Return whether there may be more to pay now: in this lane, or caused by this payment."""
        try:
            record = await self._payers[debt.kind](debt)
            settled = await self._until_kept(lambda tx: self._paid(tx, debt, record))
        except VendorError as exc:
            failure = exc
        except RegisterLost:
            raise
        except Exception as exc:  # noqa: BLE001 - the worker's last door: pushed into the future, told, and seen
            _log.exception("payment_failed", debt=debt.id, kind=debt.kind)
            failure = VendorError("loket", f"{type(exc).__name__}, D-{debt.id}", retry=True)
        else:
            return self._remember(settled)
        return self._remember(await self._until_kept(lambda tx: self._not_paid(tx, debt, failure)))

    async def _until_kept(self, record: Callable[[Transaction], T]) -> T:
        """Write down what has happened, however long the disk has no room: otherwise it would happen again."""
        while True:
            try:
                return await self._register.transact(record)
            except RegisterUnavailable as exc:
                _log.error("register_unavailable", error=str(exc), again_in=_NO_ROOM)
                await asyncio.sleep(_NO_ROOM)

    def _remember(self, settled: "_Settled") -> bool:
        """What was told is remembered after the commit: a transaction that is undone has told nobody."""
        for deed in settled.deeds:
            deed()
        return settled.more

    def _paid(self, tx: Transaction, debt: Debt, record: Record) -> "_Settled":
        record(tx)
        owed.paid(tx, debt, now=self._clock())
        deeds: list[Callable[[], object]] = []
        if debt.kind in _REACHES:
            deeds.append(partial(self._unreachable.discard, debt.lane))
        ended = [trouble for trouble, lane in self._waiting.items() if lane == debt.lane]
        if ended:
            tell_operators(self._desk(tx), "operators.resumes", kind=debt.kind)
        deeds += [partial(self._waiting.pop, trouble, None) for trouble in ended]
        return _Settled(bool(ended) or debt.kind in _VENDORS or owed.has_more(tx, debt.lane), deeds)

    def _not_paid(self, tx: Transaction, debt: Debt, error: VendorError) -> "_Settled":
        patience, now = PATIENCE.get(debt.kind, _CHAT), self._clock()
        _log.info("not_paid", debt=debt.id, kind=debt.kind, attempt=debt.attempts + 1, error=str(error))
        worn_out = debt.attempts >= _TRIED_ENOUGH and now - debt.created_at > patience.give_up_after
        if not error.retry or (worn_out and error.retry_after is None):
            return _Settled(True, self._refused(tx, debt, error))
        wait = patience.wait(debt.attempts) if error.retry_after is None else error.retry_after
        owed.postpone(tx, debt, until=now + timedelta(seconds=wait), error=str(error))
        vendor = _VENDORS.get(debt.kind, _CHATS)
        trouble = vendor if vendor == error.vendor else debt.lane
        tries = debt.attempts + 1
        if tries < patience.tell_after or error.retry_after is not None or trouble in self._waiting:
            return _Settled(True)
        tell_operators(self._desk(tx), "operators.waits", kind=debt.kind, why=error.said)
        return _Settled(True, [partial(self._waiting.setdefault, trouble, debt.lane)])

    def _refused(self, tx: Transaction, debt: Debt, error: VendorError) -> list[Callable[[], object]]:
        """Nobody waits for ever in silence: recorded, and a human is told once a lane."""
        owed.refuse(tx, debt, error=str(error), now=self._clock())
        if debt.kind in self._gave_up:
            self._gave_up[debt.kind](debt, error.said)(tx)
        elif debt.kind in _VENDORS:
            tell_operators(self._desk(tx), "operators.gave_up", kind=debt.kind, why=error.said, debt=debt.id)
        elif debt.lane not in self._unreachable or debt.payload.get("revived"):
            self._tell_unreachable(tx, debt, error.said)
        over = [trouble for trouble, lane in self._waiting.items() if lane == debt.lane]
        return [partial(self._unreachable.add, debt.lane), *(partial(self._waiting.pop, t, None) for t in over)]

    def _tell_unreachable(self, tx: Transaction, debt: Debt, why: str) -> None:
        """Tell the operators; if it is their own chat that cannot be reached, the admins; of any other group nobody."""
        desk, chat_id = self._desk(tx), debt.payload["chat_id"]
        tell = tell_admins if chat_id in operator_chats(desk) else tell_operators
        _log.error("chat_unreachable", debt=debt.id, kind=debt.kind, why=why)
        person, is_group = people.find(tx, chat_id), chat_id < 0
        if is_group and chat_id != rooms.find(tx):
            return
        who = None if is_group else (person and person.name) or ""
        tell(desk, "operators.unreachable", who=who, why=why, debt=debt.id)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())


@dataclass(frozen=True, slots=True)
class _Settled:
    """Whether the lane may have more, and what the worker is to remember once that is committed."""

    more: bool
    deeds: Sequence[Callable[[], object]] = ()
