"""What was made for a request that came to nothing is taken back; what somebody has changed is left, and told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from office.register import events, services
from office.register import tables as t
from office.register.engine import Register, Transaction
from office.register.migrate import migrate
from office.register.owed import Debt, Kind
from office.register.services import Service
from office.sop.errors import VendorError
from office.sop.plan import Fqdn
from office.sop.request import Action
from provisioning.cloudflare.provider import CloudflareDns
from provisioning.fulfilment import Fulfilment
from simulator.cloudflare.client import CloudControl
from tests.office.desk.world import AGENCY, Office, World
from tests.provisioning.cloud_server import a_provider, running

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
SILENT = [("127.0.0.1", 9)]


@dataclass
class Bench:
    """A register with one request in the making, and the payer beside a real provider."""

    register: Register
    control: CloudControl
    dns: CloudflareDns
    service: Service
    debt: Debt
    payer: Fulfilment

    async def made(self) -> None:
        await self.dns.create(self.service.plan, self.service.operation)

    async def take_back(self) -> None:
        record = await self.payer.take_back(self.debt)
        await self.register.transact(record)

    async def standing(self) -> list[str]:
        return [row["content"] for row in await self.control.records()]

    async def told(self) -> list[str]:
        return await self.register.transact(lambda tx: [p["say"] for p in World(tx).owed(Kind.NOTICE)])


def _blocked(tx: Transaction) -> Service:
    office = Office.open(World(tx))
    request = office.blocked()
    service = office.world.service(request)
    office.world.act(office.officer, request, Action.REJECT, "Tidak jadi")
    return services.load(tx, service.id)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    migrate(tmp_path / "loket.db")
    zone = Fqdn(AGENCY.dns.zone)
    async with running(zone) as server, Register(tmp_path / "loket.db") as register:
        dns = a_provider(server, zone=zone)
        service = await register.transact(_blocked)
        payer = Fulfilment(dns, register, AGENCY, lambda: NOW, SILENT, lambda: None)
        payload: dict[str, Any] = {"service_id": service.id, "request_id": service.request}
        yield Bench(register, server.control, dns, service, Debt(1, Kind.TAKE_BACK, "x", payload, 1, 0, NOW), payer)
        await dns.close()


async def test_the_record_of_a_refused_request_is_taken_back_and_the_trail_says_so(bench: Bench) -> None:
    await bench.made()

    await bench.take_back()

    assert await bench.standing() == []
    trail = await bench.register.transact(lambda tx: events.of_request(tx, bench.service.request))
    assert trail[-1].tag == "dns:remove"


async def test_a_record_that_a_human_has_changed_is_left_and_the_operators_are_told(bench: Bench) -> None:
    await bench.made()
    [row] = await bench.control.records()
    await bench.control.change_record(row["id"], content="103.99.99.99")

    await bench.take_back()

    assert await bench.standing() == ["103.99.99.99"]
    assert (await bench.told())[-1] == "operators.left_standing"


async def test_a_record_that_somebody_deleted_is_made_again_by_another_try(bench: Bench) -> None:
    await bench.made()
    [row] = await bench.control.records()
    await bench.control.remove_record(row["id"])
    await bench.register.transact(lambda tx: _in_the_making_again(tx, bench.service))

    with pytest.raises(VendorError):  # the name servers are silent here
        await bench.payer.provision(bench.debt)

    assert await bench.standing() == [bench.service.plan.content]


def _in_the_making_again(tx: Transaction, service: Service) -> None:
    tx.execute(update(t.requests).where(t.requests.c.id == service.request).values(stage="provisioning"))
    tx.execute(update(t.services).where(t.services.c.id == service.id).values(state="planned", record="gone"))
