"""Is it true in the DNS? Asked of real servers over UDP and TCP."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import cast

import dns.asyncresolver
import dns.flags
import dns.message
import pytest

from office.sop.errors import VendorError
from office.sop.plan import Deed, Fqdn, RecordType
from provisioning.nameservers import Server, servers_of
from provisioning.verification import Verdict, stands_in_zone, verify
from simulator.cloudflare.state import Cloud
from simulator.dns import respond, serve
from tests.provisioning.cloud_server import NAME, ZONE, a_plan

PATIENCE = 0.3
GONE = replace(a_plan(), deed=Deed.REMOVE)


@pytest.fixture
def cloud() -> Cloud:
    return Cloud([ZONE, "cloudflare.com"])


@pytest.fixture
async def nameserver(cloud: Cloud) -> AsyncIterator[Server]:
    server = await serve(cloud, "127.0.0.1", 0)
    host, port = server.address.split(":")
    yield host, int(port)
    await server.close()


@pytest.fixture
def dead() -> Iterator[Server]:
    """An address that takes questions and never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))
        yield "127.0.0.1", mute.getsockname()[1]


class Resolver(asyncio.DatagramProtocol):
    """Answers rightly, but from hearsay."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = respond(self._cloud, dns.message.from_wire(data))
        answer.flags &= ~dns.flags.AA
        self._transport.sendto(answer.to_wire(), addr)


def hold(cloud: Cloud, type_: str, content: str, name: str = NAME, **more: object) -> None:
    zone = cloud.zone_over(name)
    assert zone
    cloud.add(zone["id"], {"type": type_, "name": name, "content": content, "ttl": 300, **more})


def said(verdict: Verdict) -> list[str]:
    return [answer.said for answer in verdict.answers]


@pytest.mark.parametrize(
    ("type_", "held", "planned"),
    [
        (RecordType.A, "203.0.113.7", "203.0.113.7"),
        (RecordType.AAAA, "2001:db8:0:0::7", "2001:db8::7"),
        (RecordType.CNAME, "Host.Example.Net.", "host.example.net"),
        (RecordType.CNAME, "gone.example.go.id", "gone.example.go.id"),
    ],
)
async def test_a_record_served_as_planned_is_verified(
    cloud: Cloud, nameserver: Server, type_: RecordType, held: str, planned: str
) -> None:
    hold(cloud, type_, held)

    verdict = await verify(a_plan(planned, type_=type_), [nameserver])

    assert verdict.ok
    assert said(verdict) == [f"{type_} {planned}"]


async def test_an_answer_too_long_for_udp_is_fetched_by_tcp(cloud: Cloud, nameserver: Server) -> None:
    for number in range(1, 120):
        hold(cloud, "A", f"203.0.113.{number}")

    verdict = await verify(a_plan("203.0.113.7"), [nameserver])

    assert not verdict.ok
    assert said(verdict)[0].count("203.0.113.") == 119


@pytest.mark.parametrize(
    ("type_", "content", "words"),
    [
        ("A", "198.51.100.9", "A 198.51.100.9"),
        ("CNAME", "host.example.net", "CNAME host.example.net"),
        ("TXT", "only a note", "no A record"),
    ],
)
async def test_another_content_is_not_yet_true_and_is_shown(
    cloud: Cloud, nameserver: Server, type_: str, content: str, words: str
) -> None:
    hold(cloud, type_, content)

    verdict = await verify(a_plan(), [nameserver])

    assert not verdict.ok
    assert said(verdict) == [words]


async def test_a_second_address_beside_the_planned_one_is_not_true(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "203.0.113.7")
    hold(cloud, "A", "198.51.100.9")

    assert not (await verify(a_plan(), [nameserver])).ok


async def test_a_name_that_does_not_exist_yet_is_not_yet_true(nameserver: Server) -> None:
    verdict = await verify(a_plan(), [nameserver])

    assert not verdict.ok
    assert said(verdict) == ["NXDOMAIN"]


async def test_one_dead_server_among_good_ones_means_not_yet(cloud: Cloud, nameserver: Server, dead: Server) -> None:
    hold(cloud, "A", "203.0.113.7")

    verdict = await verify(a_plan(), [nameserver, dead], timeout=PATIENCE)

    assert not verdict.ok
    assert [(answer.right, answer.said) for answer in verdict.answers] == [
        (True, "A 203.0.113.7"),
        (False, "no answer in time"),
    ]


async def test_a_server_that_lags_behind_means_not_yet(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "203.0.113.7")
    late = await serve(Cloud([ZONE]), "127.0.0.1", 0)
    host, port = late.address.split(":")

    verdict = await verify(a_plan(), [nameserver, (host, int(port))])

    assert not verdict.ok
    assert said(verdict) == ["A 203.0.113.7", "NXDOMAIN"]
    await late.close()


async def test_a_server_that_does_not_serve_the_zone_is_named(nameserver: Server) -> None:
    foreign = a_plan(name=Fqdn("dinkes.other.go.id"), zone=Fqdn("other.go.id"))

    assert said(await verify(foreign, [nameserver])) == ["REFUSED"]


async def test_a_resolver_with_a_cache_is_not_taken_for_the_zones_server(cloud: Cloud) -> None:
    hold(cloud, "A", "203.0.113.7")
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: Resolver(cloud), local_addr=("127.0.0.1", 0))

    verdict = await verify(a_plan(), [transport.get_extra_info("sockname")])

    assert not verdict.ok
    assert said(verdict) == ["not authoritative"]
    transport.close()


async def test_an_alias_to_the_planned_address_is_not_the_planned_record(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "203.0.113.7", name="host.example.go.id")
    hold(cloud, "CNAME", "host.example.go.id")

    verdict = await verify(a_plan("203.0.113.7"), [nameserver])

    assert not verdict.ok
    assert said(verdict) == ["CNAME host.example.go.id"]


async def test_no_server_at_all_verifies_nothing() -> None:
    assert not (await verify(a_plan(), [])).ok


async def test_a_proxied_record_is_true_with_cloudflares_own_address(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "203.0.113.7", proxied=True)

    verdict = await verify(a_plan(proxied=True), [nameserver])

    assert verdict.ok
    assert "203.0.113.7" not in said(verdict)[0]


@pytest.mark.parametrize("type_", ["A", "TXT", "CNAME"])
async def test_a_record_of_any_type_stands(cloud: Cloud, nameserver: Server, type_: str) -> None:
    hold(cloud, type_, "198.51.100.9" if type_ == "A" else "missing.example.go.id")

    assert await stands_in_zone(NAME, ZONE, [nameserver])


async def test_a_name_with_names_below_it_stands(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "198.51.100.9", name=f"old.{NAME}")

    assert await stands_in_zone(NAME, ZONE, [nameserver])


async def test_a_name_that_nobody_uses_is_free(nameserver: Server) -> None:
    assert not await stands_in_zone(NAME, ZONE, [nameserver])


async def test_a_wildcard_does_not_take_every_name(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "198.51.100.1", name=f"*.{ZONE}")

    assert not await stands_in_zone(NAME, ZONE, [nameserver])


@pytest.mark.parametrize(("type_", "content"), [("A", "198.51.100.9"), ("TXT", "a note")])
async def test_a_record_under_a_wildcard_still_stands(
    cloud: Cloud, nameserver: Server, type_: str, content: str
) -> None:
    hold(cloud, "A", "198.51.100.1", name=f"*.{ZONE}")
    hold(cloud, type_, content)

    assert await stands_in_zone(NAME, ZONE, [nameserver])


async def test_one_server_that_knows_the_name_is_enough_to_take_it(
    cloud: Cloud, nameserver: Server, dead: Server
) -> None:
    hold(cloud, "A", "198.51.100.9")
    late = await serve(Cloud([ZONE]), "127.0.0.1", 0)
    host, port = late.address.split(":")

    assert await stands_in_zone(NAME, ZONE, [(host, int(port)), dead, nameserver], timeout=PATIENCE)
    await late.close()


async def test_silence_of_all_servers_is_no_answer_to_whether_a_name_is_free(dead: Server) -> None:
    with pytest.raises(VendorError) as silence:
        await stands_in_zone(NAME, ZONE, [dead], timeout=PATIENCE)

    assert (silence.value.vendor, silence.value.retry) == ("dns", True)


async def test_the_servers_are_those_of_the_zones_own_ns_set(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "203.0.113.53", name="ada.ns.cloudflare.com")
    hold(cloud, "AAAA", "2001:db8::53", name="ada.ns.cloudflare.com")
    hold(cloud, "AAAA", "2001:db8::54", name="bob.ns.cloudflare.com")
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [nameserver[0]], nameserver[1]

    servers = await servers_of(ZONE, None, resolver)

    assert servers == (("203.0.113.53", 53), ("2001:db8::54", 53))


async def test_a_zone_whose_servers_cannot_be_found_may_be_asked_again(nameserver: Server) -> None:
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [nameserver[0]], nameserver[1]

    with pytest.raises(VendorError) as lost:
        await servers_of(ZONE, None, resolver)

    assert lost.value.retry


async def test_many_names_are_asked_at_once(cloud: Cloud, nameserver: Server) -> None:
    names = [Fqdn(f"n{number}.{ZONE}") for number in range(40)]
    for name in names:
        hold(cloud, "A", "203.0.113.7", name=name)

    verdicts = await asyncio.gather(*(verify(a_plan(name=name), [nameserver]) for name in names))

    assert all(verdict.ok for verdict in verdicts)


async def test_a_removed_name_is_verified_when_no_server_knows_it(nameserver: Server) -> None:
    verdict = await verify(GONE, [nameserver])

    assert verdict.ok
    assert said(verdict) == ["NXDOMAIN"]


async def test_names_below_a_removed_one_may_stay(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "203.0.113.9", name=f"www.{NAME}")

    verdict = await verify(GONE, [nameserver])

    assert verdict.ok
    assert said(verdict) == ["no A or AAAA record"]


@pytest.mark.parametrize(
    ("type_", "content"), [("A", "203.0.113.7"), ("AAAA", "2001:db8::7"), ("CNAME", "host.example.net")]
)
async def test_a_name_that_still_answers_is_not_removed_yet(
    cloud: Cloud, nameserver: Server, type_: str, content: str
) -> None:
    hold(cloud, type_, content)

    verdict = await verify(GONE, [nameserver])

    assert not verdict.ok
    assert said(verdict) == [f"{type_} {content}"]


async def test_a_wildcards_echo_is_not_taken_for_the_removed_record(cloud: Cloud, nameserver: Server) -> None:
    hold(cloud, "A", "203.0.113.1", name=f"*.{ZONE}")

    assert (await verify(GONE, [nameserver])).ok


async def test_a_silent_server_proves_no_removal(dead: Server) -> None:
    assert not (await verify(GONE, [dead], timeout=PATIENCE)).ok


async def test_a_change_is_true_only_when_the_old_type_is_gone_too(cloud: Cloud, nameserver: Server) -> None:
    changed = replace(a_plan("2001:db8::7", type_=RecordType.AAAA), deed=Deed.CHANGE, replaces="203.0.113.7")
    hold(cloud, "AAAA", "2001:db8::7")
    hold(cloud, "A", "203.0.113.7")

    verdict = await verify(changed, [nameserver])

    assert not verdict.ok
    assert said(verdict) == ["A 203.0.113.7, AAAA 2001:db8::7"]


@pytest.mark.parametrize(
    ("type_", "content", "replaces"),
    [
        (RecordType.CNAME, "host.example.net", "203.0.113.7"),
        (RecordType.A, "203.0.113.8", "host.example.net"),
        (RecordType.A, "203.0.113.8", "203.0.113.7"),
    ],
)
async def test_a_change_is_true_when_only_the_new_record_answers(
    cloud: Cloud, nameserver: Server, type_: RecordType, content: str, replaces: str
) -> None:
    hold(cloud, type_, content)

    assert (await verify(replace(a_plan(content, type_=type_), deed=Deed.CHANGE, replaces=replaces), [nameserver])).ok
