"""The safe create: one record, ours alone, whatever happens on the way."""

import asyncio

import pytest

from office.sop.errors import VendorError
from office.sop.plan import Fqdn, RecordType
from provisioning.cloudflare.provider import CloudflareDns
from provisioning.protocols import NameTaken
from tests.provisioning.cloud_server import FIRST, NAME, SECOND, CloudServer, a_plan, a_provider, comment

FOREIGN = {"name": NAME, "type": "A", "content": "198.51.100.9", "comment": "by hand", "ttl": 1}


async def contents(server: CloudServer) -> list[str]:
    return sorted(record["content"] for record in await server.control.records())


async def posts(server: CloudServer) -> int:
    return sum(call["method"] == "POST" for call in await server.control.calls())


@pytest.mark.parametrize(
    ("type_", "content"),
    [
        (RecordType.A, "203.0.113.7"),
        (RecordType.AAAA, "2001:db8::7"),
        (RecordType.CNAME, "host.example.net"),
    ],
)
async def test_a_planned_record_stands_with_our_marker_and_its_operation(
    server: CloudServer, dns: CloudflareDns, type_: RecordType, content: str
) -> None:
    record_id = await dns.create(a_plan(content, type_=type_), FIRST)

    (record,) = await server.control.records()
    assert (record["id"], record["type"], record["content"]) == (record_id, type_, content)
    assert (record["comment"], record["ttl"], record["proxied"]) == (comment(), 300, False)
    assert {found.operation for found in await dns.find(NAME)} == {FIRST}


async def test_a_proxied_record_gets_the_automatic_ttl_that_cloudflare_demands(
    server: CloudServer, dns: CloudflareDns
) -> None:
    await dns.create(a_plan(proxied=True), FIRST)

    (record,) = await server.control.records()
    assert (record["proxied"], record["ttl"]) == (True, 1)


async def test_a_repeated_create_returns_the_same_record(server: CloudServer, dns: CloudflareDns) -> None:
    first = await dns.create(a_plan(), FIRST)
    again = await dns.create(a_plan(), FIRST)

    assert again == first
    assert await posts(server) == 1


@pytest.mark.parametrize("standing", [("A", "203.0.113.7"), ("TXT", "v=1"), ("CNAME", "elsewhere.example.net")])
async def test_a_name_with_any_foreign_record_is_taken_and_nothing_is_posted(
    server: CloudServer, dns: CloudflareDns, standing: tuple[str, str]
) -> None:
    await server.control.add_record(NAME, *standing)
    before = await server.control.records()

    with pytest.raises(NameTaken) as taken:
        await dns.create(a_plan(), FIRST)

    assert [(r.type, r.content) for r in taken.value.found] == [standing]
    assert await server.control.records() == before
    assert await posts(server) == 0


async def test_a_record_of_another_of_our_requests_is_not_ours_to_share(
    server: CloudServer, dns: CloudflareDns
) -> None:
    await dns.create(a_plan(), FIRST)

    with pytest.raises(NameTaken):
        await dns.create(a_plan(), SECOND)

    assert len(await server.control.records()) == 1


async def test_a_comment_that_only_resembles_ours_is_foreign(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.add_record(NAME, "A", "203.0.113.7", "loket:asked by Dinas Kesehatan")

    with pytest.raises(NameTaken) as taken:
        await dns.create(a_plan(), FIRST)

    assert [record.operation for record in taken.value.found] == [None]


async def test_a_neighbour_below_the_name_does_not_take_it(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.add_record(f"www.{NAME}", "A", "198.51.100.9")

    await dns.create(a_plan(), FIRST)

    assert len(await server.control.records()) == 2


async def test_a_lost_answer_after_the_effect_does_not_create_twice(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("create", "lost_answer")

    record_id = await dns.create(a_plan(), FIRST)

    assert [record["id"] for record in await server.control.records()] == [record_id]
    assert await posts(server) == 1


async def test_an_effect_that_comes_after_our_patience_does_not_create_twice(server: CloudServer) -> None:
    impatient = a_provider(server, timeout=1.5)
    await server.control.fail("create", "latency", seconds=5)

    with pytest.raises(VendorError) as unsure:
        await impatient.create(a_plan(), FIRST)
    await impatient.create(a_plan(), FIRST)

    assert unsure.value.retry
    while await posts(server) < 2:
        assert len(await server.control.records()) == 1
    assert len(await server.control.records()) == 1
    await impatient.close()


async def test_a_last_look_that_fails_leaves_the_record_to_the_repeat(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("list", "latency")
    await server.control.fail("list", "latency")
    await server.control.fail("list", "status", status=500, times=1)

    with pytest.raises(VendorError) as unsure:
        await dns.create(a_plan(), FIRST)
    record_id = await dns.create(a_plan(), FIRST)

    assert unsure.value.retry
    assert await posts(server) == 1
    assert [record["id"] for record in await server.control.records()] == [record_id]


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_racing_humans_record_is_left_and_ours_is_taken_back(
    server: CloudServer, dns: CloudflareDns, moment: str
) -> None:
    await server.control.fail("create", "race", record=FOREIGN, moment=moment)

    with pytest.raises(NameTaken) as taken:
        await dns.create(a_plan(), FIRST)

    assert [record.content for record in taken.value.found] == ["198.51.100.9"]
    assert await contents(server) == ["198.51.100.9"]


async def test_a_human_who_writes_the_very_same_record_keeps_it(server: CloudServer, dns: CloudflareDns) -> None:
    same = FOREIGN | {"content": "203.0.113.7"}
    await server.control.fail("create", "race", record=same)

    with pytest.raises(NameTaken):
        await dns.create(a_plan(), FIRST)

    assert [record["comment"] for record in await server.control.records()] == ["by hand"]


async def test_a_human_who_writes_an_alias_first_keeps_it(server: CloudServer, dns: CloudflareDns) -> None:
    alias = FOREIGN | {"type": "CNAME", "content": "host.example.net"}
    await server.control.fail("create", "race", record=alias)

    with pytest.raises(NameTaken):
        await dns.create(a_plan(), FIRST)

    assert await contents(server) == ["host.example.net"]


async def test_taking_back_that_fails_is_finished_by_the_repeat(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("create", "race", record=FOREIGN)
    await server.control.fail("delete", "status", status=502)

    with pytest.raises(VendorError) as unfinished:
        await dns.create(a_plan(), FIRST)
    with pytest.raises(NameTaken):
        await dns.create(a_plan(), FIRST)

    assert unfinished.value.retry
    assert await contents(server) == ["198.51.100.9"]


async def test_concurrent_creates_of_one_operation_yield_one_record(server: CloudServer, dns: CloudflareDns) -> None:
    ids = await asyncio.gather(*(dns.create(a_plan(), FIRST) for _ in range(8)))

    assert [record["id"] for record in await server.control.records()] == list(set(ids))


async def test_two_requests_for_one_name_at_once_never_share_it(server: CloudServer, dns: CloudflareDns) -> None:
    ends = await asyncio.gather(
        dns.create(a_plan("203.0.113.7"), FIRST),
        dns.create(a_plan("203.0.113.8"), SECOND),
        return_exceptions=True,
    )

    assert any(isinstance(end, NameTaken) for end in ends)
    assert len(await server.control.records()) <= 1


async def test_a_record_beyond_the_first_page_is_found(server: CloudServer, dns: CloudflareDns) -> None:
    for number in range(101):
        await server.control.add_record(NAME, "TXT", f"note {number}")

    assert len(await dns.find(NAME)) == 101


@pytest.mark.parametrize("outside", ["dinkes.example.org", "notexample.go.id", "example.go.id"])
async def test_a_plan_outside_the_zone_is_refused_before_any_call(
    server: CloudServer, dns: CloudflareDns, outside: str
) -> None:
    with pytest.raises(ValueError, match=outside):
        await dns.create(a_plan(name=Fqdn(outside)), FIRST)

    assert await server.control.calls() == []
