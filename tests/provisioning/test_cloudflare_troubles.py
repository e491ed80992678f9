"""Each way in which Cloudflare or the way to it fails, and what the worker is told."""

from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from office.sop.errors import VendorError
from office.sop.plan import Fqdn, RecordType
from provisioning.cloudflare.errors import read_envelope, refused, seconds
from provisioning.cloudflare.provider import CloudflareDns
from provisioning.protocols import NameTaken
from tests.provisioning.cloud_server import FIRST, NAME, CloudServer, a_plan, a_provider

WITHOUT_EFFECT: list[dict[str, Any]] = [
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 502, "errors": None},
    {"kind": "success_false"},
    {"kind": "success_false", "errors": None},
    {"kind": "html"},
    {"kind": "html", "status": 503},
    {"kind": "reset_before"},
]


@pytest.mark.parametrize("fault", WITHOUT_EFFECT, ids=str)
@pytest.mark.parametrize("on", ["zones", "list", "create"])
async def test_trouble_without_effect_asks_for_a_repeat_which_then_creates_once(
    server: CloudServer, dns: CloudflareDns, on: str, fault: dict[str, Any]
) -> None:
    await server.control.fail(on, **fault)

    with pytest.raises(VendorError) as trouble:
        await dns.create(a_plan(), FIRST)
    record_id = await dns.create(a_plan(), FIRST)

    assert (trouble.value.vendor, trouble.value.retry) == ("cloudflare", True)
    assert [record["id"] for record in await server.control.records()] == [record_id]


@pytest.mark.parametrize("fault", WITHOUT_EFFECT, ids=str)
async def test_trouble_on_the_way_to_a_record_removes_nothing_until_the_repeat(
    server: CloudServer, dns: CloudflareDns, fault: dict[str, Any]
) -> None:
    await dns.create(a_plan(), FIRST)
    (record,) = await dns.find(NAME)
    await server.control.fail("get", **fault)

    with pytest.raises(VendorError) as trouble:
        await dns.remove(record)

    assert trouble.value.retry
    assert len(await server.control.records()) == 1


async def test_no_call_is_repeated_behind_the_workers_back(server: CloudServer, dns: CloudflareDns) -> None:
    await dns.find(NAME)
    await server.control.forget_calls()
    await server.control.fail("any", "status", status=500, times=9)

    with pytest.raises(VendorError):
        await dns.find(NAME)

    assert len(await server.control.calls()) == 1


@pytest.mark.parametrize("on", ["list", "create"])
async def test_too_many_requests_passes_on_how_long_cloudflare_wants_us_to_wait(
    server: CloudServer, dns: CloudflareDns, on: str
) -> None:
    await server.control.fail(on, "status", status=429, retry_after=300)

    with pytest.raises(VendorError) as limited:
        await dns.create(a_plan(), FIRST)

    assert (limited.value.retry, limited.value.retry_after) == (True, 300.0)
    assert await server.control.records() == []


async def test_a_full_zone_is_permanent_and_says_so(server: CloudServer, dns: CloudflareDns) -> None:
    for number in range(200):
        await server.control.add_record(f"n{number}.example.go.id", "A", "198.51.100.9")

    with pytest.raises(VendorError, match="81045") as full:
        await dns.create(a_plan(), FIRST)

    assert not full.value.retry


@pytest.mark.parametrize(
    ("type_", "content", "code"),
    [
        (RecordType.A, "300.1.1.1", "9005"),
        (RecordType.AAAA, "2001:db8::x", "9006"),
        (RecordType.CNAME, "not a host", "9007"),
    ],
)
async def test_a_target_that_cloudflare_cannot_read_is_permanent(
    dns: CloudflareDns, type_: RecordType, content: str, code: str
) -> None:
    with pytest.raises(VendorError, match=code) as wrong:
        await dns.create(a_plan(content, type_=type_), FIRST)

    assert not wrong.value.retry


async def test_a_code_hidden_in_the_chain_of_an_older_error_is_found(dns: CloudflareDns) -> None:
    with pytest.raises(VendorError, match="9021") as wrong:
        await dns.create(replace(a_plan(), ttl=5), FIRST)

    assert not wrong.value.retry


async def test_a_refused_token_is_permanent_and_never_shown(server: CloudServer) -> None:
    refused_token = a_provider(server, token="invalid-secret-token")

    with capture_logs() as logs, pytest.raises(VendorError, match="9109") as wrong:
        await refused_token.find(NAME)

    assert not wrong.value.retry
    assert "invalid-secret-token" not in f"{wrong.value!r} {logs}"
    await refused_token.close()


async def test_a_zone_that_the_token_does_not_see_is_permanent(server: CloudServer) -> None:
    lost = a_provider(server, zone=Fqdn("other.go.id"))

    with pytest.raises(VendorError, match=r"other\.go\.id") as wrong:
        await lost.find(Fqdn("dinkes.other.go.id"))

    assert not wrong.value.retry
    await lost.close()


async def test_a_code_that_nobody_knows_may_pass(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("list", "status", status=403, errors=[{"code": 4711, "message": "?"}])

    with pytest.raises(VendorError, match="4711") as unknown:
        await dns.find(NAME)

    assert unknown.value.retry


async def test_a_permanent_refusal_inside_a_200_is_not_repeated(server: CloudServer, dns: CloudflareDns) -> None:
    quota = [{"code": 81045, "message": "Record quota exceeded."}]
    await server.control.fail("create", "success_false", errors=quota)

    with pytest.raises(VendorError, match="81045") as full:
        await dns.create(a_plan(), FIRST)

    assert not full.value.retry


async def test_identical_record_reported_where_none_stands_may_pass(server: CloudServer, dns: CloudflareDns) -> None:
    same = [{"code": 81058, "message": "An identical record already exists."}]
    await server.control.fail("create", "status", status=400, errors=same)

    with pytest.raises(VendorError) as odd:
        await dns.create(a_plan(), FIRST)

    assert odd.value.retry


async def test_a_cloudflare_that_is_not_there_may_come_back(server: CloudServer) -> None:
    nowhere = CloudflareDns(a_provider(server)._token, Fqdn("example.go.id"), "loket", "http://127.0.0.1:1")

    with pytest.raises(VendorError, match="no answer") as away:
        await nowhere.find(NAME)

    assert away.value.retry
    await nowhere.close()


async def test_the_environment_leaks_neither_keys_nor_headers_nor_addresses(
    server: CloudServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "CLOUDFLARE_EMAIL": "someone@example.org",
        "CLOUDFLARE_API_KEY": "k" * 37,
        "CLOUDFLARE_API_USER_SERVICE_KEY": "v1.0-abc",
        "CLOUDFLARE_API_TOKEN": "invalid-from-environment",
        "CLOUDFLARE_BASE_URL": "http://127.0.0.1:1",
        "CLOUDFLARE_CUSTOM_HEADERS": "X-Leak: yes\nAuthorization: Bearer invalid",
    }.items():
        monkeypatch.setenv(name, value)
    dns = a_provider(server)

    await dns.create(a_plan(), FIRST)

    calls = await server.control.calls()
    assert {call["status"] for call in calls} == {200}
    assert not {"x-leak", "x-auth-email", "x-auth-key"} & {name for call in calls for name in call["headers"]}
    await dns.close()


async def test_cloudflares_ray_is_in_the_log_so_that_its_support_can_be_asked(
    server: CloudServer, dns: CloudflareDns
) -> None:
    await server.control.fail("list", "status", status=520)

    with capture_logs() as logs, pytest.raises(VendorError):
        await dns.find(NAME)

    (trouble,) = [line for line in logs if line["event"] == "cloudflare_refused"]
    assert (trouble["what"], trouble["status"]) == ("list records", 520)
    assert trouble["ray"].endswith("-CGK")


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (b'{"success": false, "errors": null}', set()),
        (b'{"success": false}', set()),
        (b'{"errors": [{"code": 1004, "error_chain": [{"code": 9021, "error_chain": null}]}]}', {1004, 9021}),
        (b"<html>", set()),
        (b'{"errors": ["text"]}', set()),
    ],
)
def test_every_shape_of_errors_is_read(body: bytes, codes: set[int]) -> None:
    assert refused("list", 400, body, None).codes == codes


def test_half_an_answer_is_no_envelope() -> None:
    assert read_envelope(b'{"success": tr') is None


@pytest.mark.parametrize(("header", "wait"), [("12", 12.0), ("-3", 0.0), ("soon", None), (None, None)])
def test_retry_after_is_read_or_ignored(header: str | None, wait: float | None) -> None:
    assert seconds(header) == wait


def test_a_retry_after_date_in_the_past_means_now() -> None:
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


async def test_another_hands_alias_is_taken_not_trouble(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.add_record(NAME, "CNAME", "host.example.net")

    with pytest.raises(NameTaken):
        await dns.create(a_plan(), FIRST)
