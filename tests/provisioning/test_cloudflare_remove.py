"""Removing: only what is ours, and only if it is still what we made."""

from typing import Any

import pytest

from office.sop.errors import VendorError
from provisioning.cloudflare.provider import CloudflareDns
from provisioning.protocols import NameTaken, Record
from tests.provisioning.cloud_server import FIRST, NAME, CloudServer, a_plan


async def ours(dns: CloudflareDns) -> Record:
    await dns.create(a_plan(), FIRST)
    (record,) = await dns.find(NAME)
    return record


async def test_our_record_goes_and_its_neighbour_stays(server: CloudServer, dns: CloudflareDns) -> None:
    record = await ours(dns)
    await server.control.add_record(NAME, "TXT", "somebody's note")

    await dns.remove(record)

    assert [left["type"] for left in await server.control.records()] == ["TXT"]


@pytest.mark.parametrize("change", [{"content": "198.51.100.9"}, {"comment": "mine now"}, {"comment": None}])
async def test_a_record_that_somebody_changed_is_never_removed(
    server: CloudServer, dns: CloudflareDns, change: dict[str, Any]
) -> None:
    record = await ours(dns)
    await server.control.change_record(record.id, **change)

    with pytest.raises(NameTaken):
        await dns.remove(record)

    assert [left["id"] for left in await server.control.records()] == [record.id]


async def test_a_foreign_record_is_never_removed(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.add_record(NAME, "A", "198.51.100.9")
    (foreign,) = await dns.find(NAME)

    with pytest.raises(NameTaken):
        await dns.remove(foreign)

    assert len(await server.control.records()) == 1


async def test_a_record_already_gone_counts_as_removed(server: CloudServer, dns: CloudflareDns) -> None:
    record = await ours(dns)
    await server.control.remove_record(record.id)

    await dns.remove(record)

    assert await server.control.records() == []


async def test_a_removal_whose_answer_was_lost_is_done_by_the_repeat(server: CloudServer, dns: CloudflareDns) -> None:
    record = await ours(dns)
    await server.control.fail("delete", "lost_answer")

    with pytest.raises(VendorError) as unsure:
        await dns.remove(record)
    await dns.remove(record)

    assert unsure.value.retry
    assert await server.control.records() == []


@pytest.mark.parametrize("on", ["get", "delete"])
async def test_a_404_while_the_record_still_stands_is_not_taken_for_removal(
    server: CloudServer, dns: CloudflareDns, on: str
) -> None:
    record = await ours(dns)
    await server.control.fail(on, "status", status=404, errors=None)

    with pytest.raises(VendorError) as doubt:
        await dns.remove(record)

    assert doubt.value.retry
    assert len(await server.control.records()) == 1
