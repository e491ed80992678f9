"""Requests become records and are verified; what came to nothing is undone, what somebody has changed is left."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from office.desk import provisioning
from office.register import events, requests, services
from office.register.engine import Register, Transaction
from office.register.migrate import migrate
from office.register.owed import Debt, Kind
from office.register.services import Service, State
from office.sop.errors import VendorError
from office.sop.plan import Fqdn
from office.sop.request import Action, Request, RequestKind, Stage
from provisioning.fulfilment import Fulfilment
from provisioning.manual_hosting import ManualHosting
from simulator.cloudflare.client import CloudControl
from simulator.dns import serve
from tests.office.desk.world import AGENCY, ZONE, Office, World
from tests.provisioning.cloud_server import a_provider, running

NOW: Final = datetime(2026, 11, 24, 3, tzinfo=UTC)
NAME: Final = Fqdn(f"dinkes.{ZONE}")
OLD, NEW, ALIAS, HAND = "103.20.30.40", "103.20.30.41", "web.penyedia.co.id", "103.99.99.99"
CHANGE, REMOVE = RequestKind.CHANGE, RequestKind.DEACTIVATION


@dataclass
class Bench:
    """A register with its office, and the payer beside a real provider and its name server; `blind` finds no server."""

    register: Register
    control: CloudControl
    payer: Fulfilment
    blind: Fulfilment
    office: Office

    async def do(self, deed: Callable[[Office], Request]) -> Request:
        """Something that people do, in a transaction of its own."""

        def within(tx: Transaction) -> Request:
            self.office.world.tx = tx
            return self.office.world.load(deed(self.office))

        return await self.register.transact(within)

    async def make(self, kind: RequestKind = RequestKind.SUB_DOMAIN, **answers: str) -> Request:
        """Asked for, disposed twice, checked, and *Buat*."""

        def deed(office: Office) -> Request:
            return office.world.build(office.officer, office.asked_about("dinkes", kind, **answers))

        return await self.do(deed)

    async def live(self, *, by_hand: bool = False) -> Request:
        """A sub domain that was asked for and lives."""
        request = await self.make()
        if by_hand:
            await self.control.add_record(NAME, "A", OLD, "by hand")
            await self.pay(request)
            await self.do(lambda office: office.world.act(office.officer, request, Action.BY_HAND))
            return await self.pay(request, Kind.VERIFY)
        return await self.pay(request)

    async def service(self, request: Request) -> Service:
        def last(tx: Transaction) -> Service:
            ids = [p["service_id"] for p in World(tx).owed(Kind.PROVISION) if p["request_id"] == request.id]
            return services.load(tx, ids[-1])

        return await self.register.transact(last)

    async def pay(self, request: Request, kind: Kind = Kind.PROVISION, payer: Fulfilment | None = None) -> Request:
        """What the worker does with one debt of the request."""
        payload = {"service_id": (await self.service(request)).id, "request_id": request.id}
        record = await (payer or self.payer).payers[kind](Debt(1, kind, "x", payload, 1, 0, NOW))
        await self.register.transact(record)
        return await self.register.transact(lambda tx: requests.load(tx, request.id))

    async def refuse(self, request: Request) -> None:
        """The officer refuses what is blocked, and it is undone."""
        await self.do(lambda office: office.world.act(office.officer, request, Action.REJECT, "Tidak jadi"))
        await self.pay(request, Kind.TAKE_BACK)

    async def give_up(self, request: Request) -> Request:
        """The worker's patience is at its end."""
        service = await self.service(request)

        def deed(office: Office) -> Request:
            provisioning.block(office.world.desk, service.id, "gave_up", "no answer")
            return request

        return await self.do(deed)

    async def held(self) -> dict[str, str]:
        """Content and comment of all that stands in the zone."""
        return {row["content"]: row["comment"] for row in await self.control.records()}

    async def standing(self) -> list[str]:
        return sorted(await self.held())

    async def touch(self, **fields: str) -> None:
        """Somebody changes the one record in the dashboard."""
        [row] = await self.control.records()
        await self.control.change_record(row["id"], **fields)

    async def take_away(self) -> None:
        for row in await self.control.records():
            await self.control.remove_record(row["id"])

    async def told(self) -> list[str]:
        return await self.register.transact(lambda tx: [p["say"] for p in World(tx).owed(Kind.NOTICE)])

    async def alive(self) -> list[str]:
        """What the OPD's inventory holds."""
        opd = self.office.applicant.assignments[0].opd
        assert opd is not None
        return await self.register.transact(lambda tx: [s.plan.content for s in services.live_of_opd(tx, opd)])


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    migrate(tmp_path / "loket.db")
    zone = Fqdn(AGENCY.dns.zone)
    async with running(zone) as server, Register(tmp_path / "loket.db") as register:
        nameserver = await serve(server.cloud, "127.0.0.1", 0)
        host, port = nameserver.address.split(":")
        dns = a_provider(server, zone=zone)
        payer, blind = (
            Fulfilment(dns, ManualHosting(), register, AGENCY, lambda: NOW, servers, lambda: None)
            for servers in ([(host, int(port))], [])
        )
        office = await register.transact(lambda tx: Office.open(World(tx)))
        yield Bench(register, server.control, payer, blind, office)
        await dns.close()
        await nameserver.close()


async def test_a_new_sub_domain_is_made_and_lives(bench: Bench) -> None:
    done = await bench.live()

    assert done.stage is Stage.FINISHED
    assert await bench.standing() == [OLD]
    assert await bench.alive() == [OLD]


@pytest.mark.parametrize("target", [NEW, ALIAS])
async def test_a_change_puts_the_new_record_in_the_place_of_the_old_one(bench: Bench, target: str) -> None:
    first = await bench.live()

    done = await bench.pay(await bench.make(CHANGE, target=target))

    assert done.stage is Stage.FINISHED
    assert await bench.standing() == [target]
    assert await bench.alive() == [target]
    assert (await bench.service(first)).state is State.ENDED


async def test_a_changed_sub_domain_can_be_changed_again_and_removed(bench: Bench) -> None:
    await bench.live()
    for target in (ALIAS, NEW):
        await bench.pay(await bench.make(CHANGE, target=target))

    done = await bench.pay(await bench.make(REMOVE))

    assert done.stage is Stage.FINISHED
    assert await bench.standing() == []
    assert await bench.alive() == []


async def test_a_removed_name_can_be_asked_for_anew(bench: Bench) -> None:
    await bench.live()
    await bench.pay(await bench.make(REMOVE))

    again = await bench.pay(await bench.make())

    assert again.stage is Stage.FINISHED
    assert await bench.alive() == [OLD]


async def test_a_record_that_is_gone_already_counts_as_removed(bench: Bench) -> None:
    await bench.live()
    await bench.take_away()

    done = await bench.pay(await bench.make(REMOVE))

    assert done.stage is Stage.FINISHED


@pytest.mark.parametrize("kind", [CHANGE, REMOVE])
@pytest.mark.parametrize("touched", [{"content": HAND}, {"comment": "mine now"}])
async def test_what_a_human_has_changed_meanwhile_is_left_and_the_officer_decides(
    bench: Bench, kind: RequestKind, touched: dict[str, str]
) -> None:
    await bench.live()
    request = await bench.make(kind, target=NEW)
    await bench.touch(**touched)

    blocked = await bench.pay(request)

    content = touched.get("content", OLD)
    assert blocked.blocked == f"not_as_left|A {content}"
    assert await bench.standing() == [content]
    assert (await bench.told())[-1] == "operators.blocked"


@pytest.mark.parametrize("kind", [CHANGE, REMOVE])
async def test_beside_somebody_elses_record_nothing_is_touched(bench: Bench, kind: RequestKind) -> None:
    await bench.live()
    request = await bench.make(kind, target=NEW)
    await bench.control.add_record(NAME, "A", HAND)

    blocked = await bench.pay(request)

    assert blocked.blocked == f"not_as_left|A {HAND}"
    assert await bench.standing() == [OLD, HAND]


@pytest.mark.parametrize(
    ("kind", "why", "by_hand"),
    [
        (CHANGE, f"change_by_hand|A {NEW}", {"content": NEW}),
        (REMOVE, f"remove_by_hand|A {OLD}", None),
    ],
)
async def test_what_was_made_by_hand_is_left_to_the_officer_and_only_verified(
    bench: Bench, kind: RequestKind, why: str, by_hand: dict[str, str] | None
) -> None:
    await bench.live(by_hand=True)

    blocked = await bench.pay(await bench.make(kind, target=NEW))

    assert blocked.blocked == why
    assert await bench.held() == {OLD: "by hand"}
    await bench.do(lambda office: office.world.act(office.officer, blocked, Action.BY_HAND))
    with pytest.raises(VendorError):
        await bench.pay(blocked, Kind.VERIFY)
    await (bench.touch(**by_hand) if by_hand else bench.take_away())
    assert (await bench.pay(blocked, Kind.VERIFY)).stage is Stage.FINISHED


async def test_the_refusal_of_a_request_by_hand_says_nothing_of_a_record_that_is_as_it_was(bench: Bench) -> None:
    await bench.live(by_hand=True)
    blocked = await bench.pay(await bench.make(REMOVE))

    await bench.refuse(blocked)

    assert "operators.left_standing" not in await bench.told()
    assert await bench.held() == {OLD: "by hand"}


async def test_the_record_of_a_refused_request_is_taken_back_and_the_trail_says_so(bench: Bench) -> None:
    request = await bench.make()
    await _made_but_unverified(bench, request)

    await bench.refuse(request)

    assert await bench.standing() == []
    trail = await bench.register.transact(lambda tx: events.of_request(tx, request.id))
    assert trail[-1].tag == "dns:take_back"


@pytest.mark.parametrize("kind", [CHANGE, REMOVE])
async def test_a_change_or_removal_that_was_made_and_refused_is_put_back(bench: Bench, kind: RequestKind) -> None:
    first = await bench.live()
    before = await bench.held()
    request = await bench.make(kind, target=ALIAS)
    await _made_but_unverified(bench, request)
    assert await bench.standing() == ([ALIAS] if kind is CHANGE else [])

    await bench.refuse(request)

    assert await bench.held() == before
    assert await bench.alive() == [OLD]
    [row] = await bench.control.records()
    assert (await bench.service(first)).record == row["id"]
    assert "operators.left_standing" not in await bench.told()


@pytest.mark.parametrize("kind", [CHANGE, REMOVE])
async def test_what_was_put_back_can_be_changed_again(bench: Bench, kind: RequestKind) -> None:
    await bench.live()
    request = await bench.make(kind, target=ALIAS)
    await _made_but_unverified(bench, request)
    await bench.refuse(request)

    done = await bench.pay(await bench.make(CHANGE, target=NEW))

    assert done.stage is Stage.FINISHED
    assert await bench.standing() == [NEW]


@pytest.mark.parametrize("kind", [CHANGE, REMOVE])
async def test_undoing_twice_is_undoing_once(bench: Bench, kind: RequestKind) -> None:
    await bench.live()
    before = await bench.held()
    request = await bench.make(kind, target=ALIAS)
    await _made_but_unverified(bench, request)
    await bench.refuse(request)

    await bench.pay(request, Kind.TAKE_BACK)

    assert await bench.held() == before


@pytest.mark.parametrize("kind", [RequestKind.SUB_DOMAIN, CHANGE])
async def test_a_record_that_a_human_has_changed_is_left_and_the_operators_are_told(
    bench: Bench, kind: RequestKind
) -> None:
    if kind is CHANGE:
        await bench.live()
    request = await bench.make(kind, target=NEW)
    await _made_but_unverified(bench, request)
    await bench.touch(content=HAND)

    await bench.refuse(request)

    assert await bench.standing() == [HAND]
    assert (await bench.told())[-1] == "operators.left_standing"


async def test_where_somebody_has_taken_the_removed_name_nothing_is_put_back(bench: Bench) -> None:
    await bench.live()
    request = await bench.make(REMOVE)
    await _made_but_unverified(bench, request)
    await bench.control.add_record(NAME, "A", HAND)

    await bench.refuse(request)

    assert await bench.standing() == [HAND]
    assert (await bench.told())[-1] == "operators.left_standing"


@pytest.mark.parametrize("kind", [CHANGE, REMOVE])
@pytest.mark.parametrize("fault", ["lost_answer", "reset_before"])
async def test_a_write_that_ended_in_doubt_is_settled_by_the_repeat(
    bench: Bench, kind: RequestKind, fault: str
) -> None:
    await bench.live()
    request = await bench.make(kind, target=NEW)
    await bench.control.fail("batch" if kind is CHANGE else "delete", fault)

    done = await _patiently(bench, request)

    assert done.stage is Stage.FINISHED
    assert await bench.standing() == ([NEW] if kind is CHANGE else [])


async def test_a_record_that_somebody_deleted_is_made_again_by_another_try(bench: Bench) -> None:
    request = await bench.make()
    await _made_but_unverified(bench, request)
    await bench.take_away()

    tried = await bench.do(lambda office: office.world.act(office.officer, request, Action.RETRY))

    assert (await bench.pay(tried)).stage is Stage.FINISHED
    assert await bench.standing() == [OLD]


async def test_hosting_by_hand_is_made_where_the_officer_says(bench: Bench) -> None:
    request = await bench.do(lambda office: office.hosted())

    done = await bench.pay(request)

    assert done.stage is Stage.FINISHED
    assert await bench.standing() == ["103.20.30.50"]


@pytest.mark.parametrize("kind", [RequestKind.SUB_DOMAIN_HOSTING, RequestKind.HOSTING])
async def test_a_hosting_at_a_mistyped_address_is_moved_to_the_right_one(bench: Bench, kind: RequestKind) -> None:
    if kind is RequestKind.HOSTING:
        await bench.live()
    request = await bench.do(
        lambda office: office.world.host(office.officer, office.to_be_hosted("dinkes", kind), ALIAS)
    )
    await _made_but_unverified(bench, request)
    assert await bench.standing() == [ALIAS]

    await bench.do(lambda office: office.world.act(office.officer, request, Action.REHOST))
    await bench.pay(request, Kind.TAKE_BACK)
    assert await bench.standing() == ([OLD] if kind is RequestKind.HOSTING else [])
    await bench.do(lambda office: office.world.host(office.officer, request, NEW))

    assert (await bench.pay(request)).stage is Stage.FINISHED
    assert await bench.standing() == [NEW]


async def _made_but_unverified(bench: Bench, request: Request) -> None:
    """The provider has done it, no name server is asked, and after a long time a human decides."""
    with pytest.raises(VendorError):
        await bench.pay(request, payer=bench.blind)
    await bench.give_up(request)


async def _patiently(bench: Bench, request: Request) -> Request:
    """The worker comes again after a failure."""
    try:
        return await bench.pay(request)
    except VendorError:
        return await bench.pay(request)
