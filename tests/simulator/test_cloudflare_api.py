"""The real SDK, with its models strict, speaks to the simulated Cloudflare and finds the real one's manners."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from cloudflare import APIConnectionError, APIResponseValidationError, APIStatusError, AsyncCloudflare

from tests.provisioning.cloud_server import CloudServer, running

ZONE = "example.go.id"
NAME = f"dinkes.{ZONE}"


@pytest.fixture
async def server() -> AsyncIterator[CloudServer]:
    async with running(ZONE, "other.go.id") as started:
        yield started


@pytest.fixture
async def sdk(server: CloudServer) -> AsyncIterator[AsyncCloudflare]:
    async with AsyncCloudflare(
        api_token="t" * 40, base_url=server.api, max_retries=0, _strict_response_validation=True
    ) as client:
        yield client


@pytest.fixture
def zone_id(server: CloudServer) -> str:
    zone = server.cloud.zone_named(ZONE)
    assert zone
    return str(zone["id"])


def codes(error: APIStatusError) -> list[int | None]:
    return [each.code for each in error.errors]


async def test_a_token_is_verified_and_the_zone_found(sdk: AsyncCloudflare, zone_id: str) -> None:
    verified = await sdk.user.tokens.verify()
    zones = [zone async for zone in sdk.zones.list(name=ZONE)]

    assert verified
    assert verified.status == "active"
    assert [zone.id for zone in zones] == [zone_id]
    fetched = await sdk.zones.get(zone_id=zone_id)
    assert fetched
    assert fetched.name == ZONE


@pytest.mark.parametrize(
    ("type_", "content"),
    [
        ("A", "203.0.113.7"),
        ("AAAA", "2001:db8::7"),
        ("CNAME", "host.example.net"),
        ("TXT", "v=1"),
        ("NS", "ns.example.net"),
    ],
)
async def test_a_record_lives_its_whole_life(sdk: AsyncCloudflare, zone_id: str, type_: Any, content: str) -> None:
    records = sdk.dns.records

    made = await records.create(zone_id=zone_id, type=type_, name=NAME, content=content, ttl=300, comment="a:1")
    assert made
    edited = await records.edit(made.id, zone_id=zone_id, type=type_, name=NAME, ttl=600)
    replaced = await records.update(made.id, zone_id=zone_id, type=type_, name=NAME, ttl=1, content=content)
    fetched = await records.get(made.id, zone_id=zone_id)
    gone = await records.delete(made.id, zone_id=zone_id)

    assert edited
    assert replaced
    assert (edited.ttl, edited.comment, replaced.comment) == (600, "a:1", None)
    assert fetched == replaced
    assert gone
    assert gone.id == made.id
    with pytest.raises(APIStatusError) as missing:
        await records.get(made.id, zone_id=zone_id)
    assert (missing.value.status_code, codes(missing.value)) == (404, [81044])


async def test_a_batch_deletes_before_it_posts_so_that_a_type_can_change(sdk: AsyncCloudflare, zone_id: str) -> None:
    records = sdk.dns.records
    old = await records.create(zone_id=zone_id, type="A", name=NAME, content="203.0.113.7", ttl=300)
    assert old

    done = await records.batch(
        zone_id=zone_id,
        deletes=[{"id": old.id}],
        posts=[{"type": "CNAME", "name": NAME, "content": "host.example.net", "ttl": 300}],
    )

    assert done
    assert done.deletes
    assert done.posts
    assert [(each.id, each.content) for each in done.deletes] == [(old.id, "203.0.113.7")]
    held = [record async for record in records.list(zone_id=zone_id, name={"exact": NAME})]
    assert [(record.id, record.type) for record in held] == [(done.posts[0].id, "CNAME")]


async def test_a_batch_of_which_one_part_fails_changes_nothing(sdk: AsyncCloudflare, zone_id: str) -> None:
    records = sdk.dns.records
    old = await records.create(zone_id=zone_id, type="A", name=NAME, content="203.0.113.7", ttl=300)
    assert old

    with pytest.raises(APIStatusError) as refused:
        await records.batch(
            zone_id=zone_id,
            deletes=[{"id": old.id}],
            posts=[{"type": "A", "name": NAME, "content": "no address", "ttl": 300}],
        )

    assert codes(refused.value) == [9005]
    held = [record async for record in records.list(zone_id=zone_id, name={"exact": NAME})]
    assert [record.id for record in held] == [old.id]


async def test_lists_are_filtered_without_regard_to_case_and_end_at_an_empty_page(
    sdk: AsyncCloudflare, server: CloudServer, zone_id: str
) -> None:
    for number in range(5):
        await server.control.add_record(f"n{number}.{ZONE}", "A", "203.0.113.7", f"Loket:{number}")
    await server.control.add_record(NAME, "TXT", "203.0.113.7", "by hand")
    await server.control.forget_calls()

    pages = [r async for r in sdk.dns.records.list(zone_id=zone_id, per_page=2, comment={"startswith": "loket:"})]
    exact = [r async for r in sdk.dns.records.list(zone_id=zone_id, name={"exact": NAME.upper()})]
    typed = [r async for r in sdk.dns.records.list(zone_id=zone_id, type="TXT", content={"contains": "113"})]

    assert len(pages) == 5
    assert [record.name for record in exact] == [NAME]
    assert [record.name for record in typed] == [NAME]
    assert len([c for c in await server.control.calls() if "startswith" in c["query"]]) == 4


@pytest.mark.parametrize(
    ("standing", "new", "code"),
    [
        (("A", "203.0.113.7"), ("A", "203.0.113.7"), 81058),
        (("A", "203.0.113.7"), ("CNAME", "host.example.net"), 81053),
        (("CNAME", "host.example.net"), ("A", "203.0.113.7"), 81053),
        (("CNAME", "host.example.net"), ("TXT", "v=1"), 81054),
        (("TXT", "v=1"), ("CNAME", "host.example.net"), 81054),
    ],
)
async def test_what_stands_keeps_out_what_may_not_stand_beside_it(
    sdk: AsyncCloudflare, server: CloudServer, zone_id: str, standing: tuple[str, str], new: Any, code: int
) -> None:
    await server.control.add_record(NAME, *standing)

    with pytest.raises(APIStatusError) as refused:
        await sdk.dns.records.create(zone_id=zone_id, name=NAME, type=new[0], content=new[1], ttl=1)

    assert (refused.value.status_code, codes(refused.value)) == (400, [code])


async def test_a_second_address_with_other_content_is_welcome(server: CloudServer) -> None:
    await server.control.add_record(NAME, "A", "203.0.113.7")
    await server.control.add_record(NAME, "A", "203.0.113.8")

    assert len(await server.control.records()) == 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"content": "300.1.1.1"}, 9005),
        ({"type": "AAAA", "content": "::x"}, 9006),
        ({"type": "CNAME", "content": "not a host"}, 9007),
        ({"name": "-bad.example.go.id"}, 9000),
        ({"comment": "c" * 101}, 9313),
        ({"tags": ["a:b"]}, 9300),
        ({"type": "TXT", "proxied": True}, 9041),
        ({"proxied": "yes"}, 9003),
        ({"ttl": 5}, 1004),
    ],
)
async def test_what_cloudflare_cannot_hold_gets_its_code(
    sdk: AsyncCloudflare, zone_id: str, wrong: dict[str, Any], code: int
) -> None:
    fields: dict[str, Any] = {"type": "A", "name": NAME, "content": "203.0.113.7", "ttl": 1, **wrong}

    with pytest.raises(APIStatusError) as refused:
        await sdk.dns.records.create(zone_id=zone_id, **fields)

    assert codes(refused.value) == [code]


async def test_a_free_zone_holds_two_hundred_records(sdk: AsyncCloudflare, server: CloudServer, zone_id: str) -> None:
    for number in range(200):
        server.cloud.add(zone_id, {"type": "A", "name": f"n{number}", "content": "203.0.113.7"})

    with pytest.raises(APIStatusError) as full:
        await sdk.dns.records.create(zone_id=zone_id, type="A", name=NAME, content="203.0.113.7", ttl=1)

    assert codes(full.value) == [81045]


@pytest.mark.parametrize(
    ("headers", "path", "status", "code"),
    [
        ({}, "user/tokens/verify", 400, 1001),
        ({}, "zones", 400, 9106),
        ({"Authorization": "Basic abc"}, "zones", 400, 6003),
        ({"X-Auth-Email": "a@example.org", "X-Auth-Key": "k"}, "zones", 400, 6003),
        ({"Authorization": "Bearer invalid"}, "user/tokens/verify", 401, 1000),
        ({"Authorization": "Bearer invalid"}, "zones", 403, 9109),
        ({"Authorization": "Bearer t"}, f"zones/{'0' * 32}/dns_records", 404, 7003),
        ({"Authorization": "Bearer t"}, "accounts", 501, 501),
    ],
)
async def test_a_call_that_may_not_pass_gets_cloudflares_own_refusal(
    server: CloudServer, headers: dict[str, str], path: str, status: int, code: int
) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"{server.api}/{path}", headers=headers)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)
    assert answer.json()["success"] is False
    assert answer.headers["cf-ray"]


async def test_what_is_not_simulated_says_its_name(sdk: AsyncCloudflare, zone_id: str) -> None:
    with pytest.raises(APIStatusError, match=f"POST /zones/{zone_id}/purge_cache is not simulated") as missing:
        await sdk.cache.purge(zone_id=zone_id, purge_everything=True)

    assert missing.value.status_code == 501


@pytest.mark.parametrize(
    ("fault", "error", "effect"),
    [
        ({"kind": "status", "status": 502}, APIStatusError, 0),
        ({"kind": "success_false", "errors": None}, APIResponseValidationError, 0),
        ({"kind": "html"}, APIResponseValidationError, 0),
        ({"kind": "reset_before"}, APIConnectionError, 0),
        ({"kind": "lost_answer"}, APIConnectionError, 1),
    ],
)
async def test_a_queued_fault_happens_once_and_as_told(
    sdk: AsyncCloudflare, server: CloudServer, zone_id: str, fault: dict[str, Any], error: type[Exception], effect: int
) -> None:
    await server.control.fail("create", **fault)

    with pytest.raises(error):
        await sdk.dns.records.create(zone_id=zone_id, type="A", name=NAME, content="203.0.113.7", ttl=1)

    assert len(await server.control.records()) == effect
    await sdk.dns.records.create(zone_id=zone_id, type="A", name=f"b.{ZONE}", content="203.0.113.7", ttl=1)
    assert [call["status"] for call in await server.control.calls()][-1] == 200


async def test_a_block_refuses_every_call_for_five_minutes(
    sdk: AsyncCloudflare, server: CloudServer, zone_id: str
) -> None:
    await server.control.block()
    with pytest.raises(APIStatusError) as first:
        await sdk.dns.records.list(zone_id=zone_id)
    server.cloud.clock.skip(100)
    with pytest.raises(APIStatusError) as second:
        await sdk.user.tokens.verify()

    server.cloud.clock.skip(200)

    await sdk.user.tokens.verify()
    assert [each.value.status_code for each in (first, second)] == [429, 429]
    assert [each.value.response.headers["retry-after"] for each in (first, second)] == ["300", "200"]
    assert codes(first.value) == [971]
    assert [each["fault"] for each in await server.control.calls()] == ["block", "block", None]


async def test_a_block_is_lifted_and_leaves_faults_unspent(
    sdk: AsyncCloudflare, server: CloudServer, zone_id: str
) -> None:
    await server.control.block(60)
    await server.control.fail("zones", "status", status=502)
    with pytest.raises(APIStatusError, match="throttling"):
        await sdk.zones.get(zone_id=zone_id)

    await server.control.unblock()

    with pytest.raises(APIStatusError) as spent:
        await sdk.zones.get(zone_id=zone_id)
    assert spent.value.status_code == 502
    await sdk.zones.get(zone_id=zone_id)


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_human_races_the_call(sdk: AsyncCloudflare, server: CloudServer, zone_id: str, moment: str) -> None:
    theirs = {"name": NAME, "type": "A", "content": "198.51.100.1"}
    await server.control.fail("create", "race", record=theirs, moment=moment)

    await sdk.dns.records.create(zone_id=zone_id, type="A", name=NAME, content="203.0.113.7", ttl=1)

    standing = [each["content"] for each in await server.control.records()]
    ours_last = ["198.51.100.1", "203.0.113.7"]
    assert standing == (ours_last if moment == "before" else ours_last[::-1])


@pytest.mark.parametrize("fault", [("create", "meteor"), ("lunch", "status")])
async def test_a_fault_that_does_not_exist_is_refused(server: CloudServer, fault: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="no such fault"):
        await server.control.fail(*fault)


async def test_a_person_in_the_dashboard_meets_the_same_rules(server: CloudServer) -> None:
    with pytest.raises(ValueError, match="9005"):
        await server.control.add_record(NAME, "A", "not an address")
    with pytest.raises(ValueError, match="no zone holds"):
        await server.control.add_record("elsewhere.example.org", "A", "203.0.113.7")
