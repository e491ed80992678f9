"""`loket check`: each problem in a line that says how to mend it."""

import pytest
from pydantic import SecretStr

from provisioning.cloudflare.provider import CloudflareDns
from provisioning.registry import DnsAccess, open_vendor
from tests.provisioning.cloud_server import MARKER, ZONE, CloudServer, a_provider, running


async def test_a_token_for_the_one_zone_has_no_problem(dns: CloudflareDns) -> None:
    assert await dns.check() == []


@pytest.mark.parametrize(
    ("token", "words"), [("invalid-token", "refuses the API token"), ("expired-token", "is expired")]
)
async def test_a_token_that_does_not_work_is_named_with_its_cure(server: CloudServer, token: str, words: str) -> None:
    dns = a_provider(server, token=token)

    (problem,) = await dns.check()

    assert words in problem
    assert "Zone → DNS → Edit" in problem
    assert token not in problem
    await dns.close()


async def test_a_working_token_that_may_not_list_zones_is_told_so(server: CloudServer, dns: CloudflareDns) -> None:
    said = [{"code": 0, "message": "Actor requires permission 'zone.read' to list zones"}]
    await server.control.fail("zones", "status", status=403, errors=said)

    (problem,) = await dns.check()

    assert "may not list zones" in problem


async def test_an_invisible_zone_is_a_problem() -> None:
    async with running("other.go.id") as server:
        dns = a_provider(server)

        problems = await dns.check()

        assert "does not see the zone example.go.id" in problems[0]
        await dns.close()


async def test_a_token_that_opens_other_zones_is_too_wide() -> None:
    async with running(ZONE, "other.go.id") as server:
        dns = a_provider(server)

        (problem,) = await dns.check()

        assert "also opens other.go.id" in problem
        await dns.close()


async def test_a_token_that_may_only_read_is_told_what_it_lacks(server: CloudServer, dns: CloudflareDns) -> None:
    for zone in server.cloud.zones.values():
        zone["permissions"] = ["#zone:read", "#dns_records:read"]

    (problem,) = await dns.check()

    assert "may read example.go.id but not change it" in problem


async def test_a_silent_cloudflare_is_not_blamed_on_the_token(server: CloudServer, dns: CloudflareDns) -> None:
    await server.control.fail("any", "status", status=503, times=5)

    (problem,) = await dns.check()

    assert problem.startswith("Cloudflare does not answer")


async def test_the_registry_opens_cloudflare_by_its_name(server: CloudServer) -> None:
    vendor = open_vendor("cloudflare", DnsAccess(SecretStr("t" * 40), ZONE, MARKER, server.api))

    assert await vendor.check() == []
    await vendor.close()


def test_an_unknown_provider_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="'route53'; known: cloudflare"):
        open_vendor("route53", DnsAccess(SecretStr("t"), ZONE, MARKER))


@pytest.mark.parametrize("token", ["", "two words", "ends\n", "tökén"])
def test_a_token_that_cannot_be_sent_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(ValueError, match="the Cloudflare token is empty, or holds"):
        CloudflareDns(SecretStr(token), ZONE, MARKER)


@pytest.mark.parametrize("marker", ["", "m" * 68])
def test_a_marker_that_leaves_no_room_in_the_comment_is_refused(marker: str) -> None:
    with pytest.raises(ValueError, match="marker"):
        CloudflareDns(SecretStr("t" * 40), ZONE, marker)
