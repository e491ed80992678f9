"""The safe change: our new record in the place of our old one, never neither, never both, never somebody else's."""

from typing import Any

import pytest

from office.sop.errors import VendorError
from office.sop.plan import RecordType
from provisioning.cloudflare.provider import CloudflareDns
from provisioning.protocols import NameTaken, Ours
from tests.provisioning.cloud_server import FIRST, NAME, SECOND, CloudServer, a_plan, a_provider, comment

OLD = Ours(a_plan(), FIRST)
NEW = Ours(a_plan("203.0.113.8"), SECOND)
ALIAS = Ours(a_plan("host.example.net", type_=RecordType.CNAME), SECOND)
FOREIGN: dict[str, Any] = {"name": NAME, "type": "A", "content": "198.51.100.9", "comment": "by hand", "ttl": 1}


@pytest.fixture(autouse=True)
async def _old_stands(dns: CloudflareDns) -> None:
    await dns.create(OLD.plan, OLD.operation)


async def standing(server: CloudServer) -> list[tuple[str, str, str]]:
    return sorted((r["type"], r["content"], r["comment"]) for r in await server.control.records())


def as_held(ours: Ours) -> tuple[str, str, str]:
    return ours.plan.type.value, ours.plan.content, comment(ours.operation)


async def batches(server: CloudServer) -> int:
    return sum(call["path"].endswith("/batch") for call in await server.control.calls())


@pytest.mark.parametrize("new", [NEW, ALIAS], ids=["A to A", "A to CNAME"])
async def test_the_new_record_stands_alone_with_its_own_operation(
    server: CloudServer, dns: CloudflareDns, new: Ours
) -> None:
    record_id = await dns.change(OLD, new)

    assert await standing(server) == [as_held(new)]
    assert [record["id"] for record in await server.control.records()] == [record_id]


@pytest.mark.parametrize("new", [NEW, ALIAS], ids=["A to A", "A to CNAME"])
async def test_a_change_can_be_put_back(server: CloudServer, dns: CloudflareDns, new: Ours) -> None:
    await dns.change(OLD, new)

    await dns.change(new, OLD)

    assert await standing(server) == [as_held(OLD)]


async def test_a_repeated_change_is_one_change(server: CloudServer, dns: CloudflareDns) -> None:
    first = await dns.change(OLD, NEW)

    assert await dns.change(OLD, NEW) == first
    assert await batches(server) == 1


async def test_the_same_address_by_another_operation_is_a_change_too(server: CloudServer, dns: CloudflareDns) -> None:
    same = Ours(OLD.plan, SECOND)

    await dns.change(OLD, same)

    assert await standing(server) == [as_held(same)]


async def test_a_lost_answer_after_the_effect_is_recognised(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("batch", "lost_answer")

    await dns.change(OLD, NEW)

    assert await standing(server) == [as_held(NEW)]
    assert await batches(server) == 1


@pytest.mark.parametrize("kind", ["status", "success_false", "html", "reset_before"])
async def test_a_change_that_failed_leaves_the_old_record_and_the_repeat_makes_it(
    server: CloudServer, dns: CloudflareDns, kind: str
) -> None:
    await server.control.fail("batch", kind)

    with pytest.raises(VendorError) as unsure:
        await dns.change(OLD, NEW)

    assert unsure.value.retry
    assert await standing(server) == [as_held(OLD)]
    await dns.change(OLD, NEW)
    assert await standing(server) == [as_held(NEW)]


async def test_an_effect_that_comes_after_our_patience_is_recognised_by_the_repeat(server: CloudServer) -> None:
    impatient = a_provider(server, timeout=1.5)
    await server.control.fail("batch", "latency", seconds=5)

    with pytest.raises(VendorError):
        await impatient.change(OLD, NEW)
    await impatient.change(OLD, NEW)
    while await batches(server) < 2:
        assert len(await standing(server)) == 1

    assert await standing(server) == [as_held(NEW)]
    await impatient.close()


@pytest.mark.parametrize(
    "touched", [{"content": "198.51.100.9"}, {"comment": "mine now"}, {"comment": comment(SECOND)}]
)
async def test_a_record_that_somebody_changed_is_never_replaced(
    server: CloudServer, dns: CloudflareDns, touched: dict[str, Any]
) -> None:
    [record] = await server.control.records()
    await server.control.change_record(record["id"], **touched)
    before = await server.control.records()

    with pytest.raises(NameTaken) as taken:
        await dns.change(OLD, NEW)

    assert {found.id for found in taken.value.found} == {record["id"]}
    assert await server.control.records() == before
    assert await batches(server) == 0


async def test_a_record_that_is_gone_is_not_made_anew(server: CloudServer, dns: CloudflareDns) -> None:
    [record] = await server.control.records()
    await server.control.remove_record(record["id"])

    with pytest.raises(NameTaken) as taken:
        await dns.change(OLD, NEW)

    assert taken.value.found == frozenset()
    assert await standing(server) == []


async def test_beside_somebody_elses_record_nothing_is_changed(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.add_record(NAME, "TXT", "somebody's note")
    before = await standing(server)

    with pytest.raises(NameTaken) as taken:
        await dns.change(OLD, NEW)

    assert [found.type for found in taken.value.found] == ["TXT"]
    assert await standing(server) == before


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_racing_humans_record_stays_and_ours_is_put_back(
    server: CloudServer, dns: CloudflareDns, moment: str
) -> None:
    await server.control.fail("batch", "race", record=FOREIGN, moment=moment)

    with pytest.raises(NameTaken) as taken:
        await dns.change(OLD, NEW)

    assert [found.content for found in taken.value.found] == ["198.51.100.9"]
    assert await standing(server) == sorted([as_held(OLD), ("A", "198.51.100.9", "by hand")])


async def test_a_racing_humans_record_keeps_an_alias_away(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("batch", "race", record=FOREIGN)

    with pytest.raises(NameTaken):
        await dns.change(OLD, ALIAS)

    assert await standing(server) == sorted([as_held(OLD), ("A", "198.51.100.9", "by hand")])


async def test_putting_back_that_fails_is_finished_by_the_repeat(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("batch", "race", record=FOREIGN, moment="after")
    await server.control.fail("batch", "status", status=502)

    with pytest.raises(VendorError) as unfinished:
        await dns.change(OLD, NEW)
    with pytest.raises(NameTaken):
        await dns.change(OLD, NEW)

    assert unfinished.value.retry
    assert await standing(server) == sorted([as_held(OLD), ("A", "198.51.100.9", "by hand")])


async def test_where_there_is_no_room_to_put_back_a_human_finds_both(server: CloudServer, dns: CloudflareDns) -> None:
    await dns.change(OLD, ALIAS)
    await server.control.fail("batch", "race", record=FOREIGN, moment="after")
    again = Ours(a_plan("203.0.113.9"), FIRST)

    with pytest.raises(NameTaken) as taken:
        await dns.change(ALIAS, again)

    assert [found.content for found in taken.value.found] == ["198.51.100.9"]
    assert await standing(server) == sorted([as_held(again), ("A", "198.51.100.9", "by hand")])
