"""The worker: pays each lane in its order, waits as the table says, and never fails in silence."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.worker import PATIENCE, Patience, Worker
from office.register import owed, people
from office.register import tables as t
from office.register.engine import Register, Transaction
from office.register.migrate import migrate
from office.register.owed import Debt, Kind
from office.sop.errors import VendorError
from tests.office.desk.world import AGENCY, GROUP, NOW, World

OUTAGE = VendorError("telegram", "Bad Gateway", retry=True)
BLOCKED = VendorError("telegram", "bot was blocked by the user", retry=False)
REFUSED = VendorError("cloudflare", "record is not allowed", retry=False)


@dataclass
class Payer:
    """Fails as often as it was told to, and writes down what it paid."""

    failures: list[Exception] = field(default_factory=list)
    paid: list[str] = field(default_factory=list)

    async def __call__(self, debt: Debt) -> Callable[[Transaction], None]:
        if self.failures:
            raise self.failures.pop(0)
        self.paid.append(str(debt.payload.get("word", debt.payload.get("say"))))
        return lambda _: None


@dataclass
class House:
    """A worker on a real register; a minute passes with each look at the clock, and none otherwise."""

    register: Register
    looks: list[datetime] = field(default_factory=lambda: [NOW])
    given_up: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notices, self.cards, self.provisions = Payer(), Payer(), Payer()
        payers = {Kind.NOTICE: self.notices, Kind.CARD: self.cards, Kind.PROVISION: self.provisions}
        self.worker = Worker(self.register, AGENCY, self.clock, payers, {Kind.PROVISION: self._give_up})

    def clock(self) -> datetime:
        self.looks.append(self.looks[-1] + timedelta(minutes=1))
        return self.looks[-1]

    def _give_up(self, _debt: Debt, why: str) -> Callable[[Transaction], None]:
        return lambda _: self.given_up.append(why)

    async def owe(self, kind: Kind, lane: str, word: str, *, chat_id: int = 1001) -> None:
        payload = {"word": word, "chat_id": chat_id}
        await self.register.transact(lambda tx: owed.add(tx, kind, lane, payload, now=self.clock()))

    async def work(self) -> None:
        """Run until nothing is due any more."""
        working = asyncio.create_task(self.worker.run())
        while await self.register.read(self._unpaid):
            self.worker.wake()
            await self.register.transact(lambda _: None)
        self.worker.close()
        await working

    @staticmethod
    def _unpaid(tx: Transaction) -> list[Any]:
        return list(tx.execute(select(t.owed.c.id).where(t.owed.c.state == owed.State.DUE)))

    async def states(self) -> list[str]:
        query = select(t.owed.c.state).where(t.owed.c.payload["word"].as_string().is_not(None)).order_by(t.owed.c.id)
        return list(await self.register.read(lambda tx: list(tx.execute(query).scalars())))

    def told(self) -> list[str]:
        """What was said in the group."""
        return [said for said in self.notices.paid if said.startswith("operators.")]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    migrate(tmp_path / "loket.db")
    async with Register(tmp_path / "loket.db") as register:
        await register.transact(lambda tx: World(tx).bind_group())
        await register.transact(lambda tx: people.meet(tx, 1001, now=NOW))
        yield House(register)


async def test_a_lane_is_paid_in_its_order(house: House) -> None:
    for word in ("first", "second", "third"):
        await house.owe(Kind.NOTICE, "chat:1", word)

    await house.work()

    assert house.notices.paid == ["first", "second", "third"]


async def test_what_fails_for_now_is_paid_later_and_in_its_order(house: House) -> None:
    house.notices.failures = [OUTAGE, OUTAGE]
    for word in ("first", "second"):
        await house.owe(Kind.NOTICE, "chat:1", word)

    await house.work()

    assert house.notices.paid == ["first", "second"]


async def test_a_bug_in_a_payment_is_tried_again_and_loses_nothing(house: House) -> None:
    house.cards.failures = [KeyError("not_there")]
    await house.owe(Kind.CARD, "chat:1", "card")

    await house.work()

    assert house.cards.paid == ["card"]


async def test_a_short_outage_disturbs_nobody(house: House) -> None:
    house.cards.failures = [OUTAGE] * 3
    await house.owe(Kind.CARD, "chat:1", "card")

    await house.work()

    assert house.told() == []


async def test_a_lasting_trouble_is_told_once_and_its_end_too(house: House) -> None:
    house.cards.failures = [KeyError("not_there") for _ in range(9)]
    await house.owe(Kind.CARD, "chat:1", "card")

    await house.work()

    assert house.told() == ["operators.waits", "operators.resumes"]


async def test_a_chat_that_will_never_hear_us_is_recorded_and_told(house: House) -> None:
    house.cards.failures = [BLOCKED]
    await house.owe(Kind.CARD, "chat:1001", "card")

    await house.work()

    assert await house.states() == ["refused"]
    assert house.told() == ["operators.unreachable"]


async def test_of_a_group_that_is_no_longer_the_offices_nobody_hears(house: House) -> None:
    house.cards.failures = [BLOCKED]
    await house.owe(Kind.CARD, "chat:-77", "card", chat_id=-77)

    await house.work()

    assert await house.states() == ["refused"]
    assert house.told() == []


async def test_a_refusal_does_not_stop_what_comes_after_it(house: House) -> None:
    house.cards.failures = [BLOCKED]
    await house.owe(Kind.CARD, "chat:1001", "card")
    await house.owe(Kind.CARD, "chat:1001", "next")

    await house.work()

    assert house.cards.paid == ["next"]


async def test_a_group_that_cannot_be_reached_is_not_told_of_itself(house: House) -> None:
    house.cards.failures = [BLOCKED]
    await house.owe(Kind.CARD, f"chat:{GROUP}", "card", chat_id=GROUP)

    await house.work()

    assert house.told() == []


@pytest.mark.parametrize("failure", [REFUSED, VendorError("cloudflare", "no", retry=False)])
async def test_a_record_that_is_refused_is_given_to_a_human(house: House, failure: VendorError) -> None:
    house.provisions.failures = [failure]
    await house.owe(Kind.PROVISION, "request:1", "record")

    await house.work()

    assert house.given_up == [failure.said]


async def test_a_record_that_cannot_be_made_for_hours_is_given_to_a_human(house: House) -> None:
    house.provisions.failures = [VendorError("cloudflare", "Bad Gateway", retry=True)] * 99
    await house.owe(Kind.PROVISION, "request:1", "record")

    await house.work()

    assert house.given_up == ["Bad Gateway"]
    assert 0 < len(house.provisions.failures) < 99


async def test_the_vendors_own_wish_to_wait_is_granted(house: House) -> None:
    house.cards.failures = [VendorError("telegram", "flood control", retry=True, retry_after=7)]
    await house.owe(Kind.CARD, "chat:1", "card")

    working = asyncio.create_task(house.worker.run())
    while house.cards.failures:
        await house.register.transact(lambda _: None)
    await house.register.transact(lambda _: None)
    house.worker.close()
    await working

    waits = await house.register.read(lambda tx: tx.execute(select(t.owed.c.not_before)).scalar_one())
    assert waits - timedelta(seconds=7) in house.looks


async def test_what_is_being_paid_at_the_end_is_finished(house: House) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slowly(_: Debt) -> Callable[[Transaction], None]:
        begun.set()
        await may_end.wait()
        return lambda _: None

    worker = Worker(house.register, AGENCY, house.clock, {Kind.CARD: slowly}, {})
    await house.owe(Kind.CARD, "chat:1", "card")
    working = asyncio.create_task(worker.run())
    await begun.wait()

    worker.close()
    may_end.set()
    await working

    assert await house.states() == ["paid"]


@pytest.mark.parametrize("attempts", range(12))
@pytest.mark.parametrize("patience", [*PATIENCE.values(), Patience(0.5, 60, 6, timedelta(days=2))])
def test_waits_double_up_to_a_bound_and_never_fall_together(patience: Patience, attempts: int) -> None:
    full = min(patience.longest, patience.first * 2**attempts)

    waits = {patience.wait(attempts) for _ in range(20)}

    assert all(full / 2 <= wait <= full for wait in waits)
    assert len(waits) > 1


@pytest.mark.parametrize("kind", [Kind.PROVISION, Kind.VERIFY, Kind.TAKE_BACK, Kind.LETTER])
def test_nothing_is_tried_for_ever_in_silence(kind: Kind) -> None:
    assert timedelta(minutes=5) < PATIENCE[kind].give_up_after <= timedelta(days=2)
    assert PATIENCE[kind].tell_after <= 6


async def test_a_chat_that_telegram_does_not_serve_is_told_once_while_others_go_on(house: House) -> None:
    house.cards.failures = [OUTAGE] * 9
    await house.owe(Kind.CARD, "chat:1", "card")

    await house.work()

    assert house.told() == ["operators.waits", "operators.resumes"]


async def test_what_is_old_is_not_given_up_at_its_first_failure(house: House) -> None:
    """The program may have been off for days."""
    await house.owe(Kind.NOTICE, "chat:1", "receipt")
    house.looks.append(house.looks[-1] + timedelta(days=4))
    house.notices.failures = [OUTAGE]

    await house.work()

    assert house.notices.paid == ["receipt"]


async def test_a_failing_record_of_a_payment_is_counted_and_told_like_a_failing_payment(house: House) -> None:
    broken = 2

    async def pay(_: Debt) -> Callable[[Transaction], None]:
        def record(_: Transaction) -> None:
            nonlocal broken
            broken -= 1
            if broken >= 0:
                raise KeyError("a bug")

        return record

    house.worker = Worker(house.register, AGENCY, house.clock, {Kind.NOTICE: pay}, {})
    await house.owe(Kind.NOTICE, "chat:1", "receipt")

    await house.work()

    query = select(t.owed.c.attempts)
    assert await house.register.read(lambda tx: tx.execute(query).scalar_one()) == 2
