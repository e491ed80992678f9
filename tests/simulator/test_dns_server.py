"""The simulated name server answers as an authoritative one does."""

import asyncio
import struct
from collections.abc import AsyncIterator

import dns.asyncquery
import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import pytest

from simulator.cloudflare.state import Cloud
from simulator.dns import DnsServer, serve

ZONE = "example.go.id"


@pytest.fixture
def cloud() -> Cloud:
    return Cloud([ZONE])


@pytest.fixture
async def server(cloud: Cloud) -> AsyncIterator[DnsServer]:
    started = await serve(cloud, "127.0.0.1", 0)
    yield started
    await started.close()


def hold(cloud: Cloud, name: str, type_: str, content: str) -> None:
    zone = cloud.zone_named(ZONE)
    assert zone
    cloud.add(zone["id"], {"name": name, "type": type_, "content": content, "ttl": 300})


async def asked(server: DnsServer, name: str, type_: str) -> dns.message.Message:
    host, port = server.address.split(":")
    query = dns.message.make_query(name, type_)
    answer, _ = await dns.asyncquery.udp_with_fallback(query, host, 2, int(port))
    return answer


def lines(answer: dns.message.Message) -> list[str]:
    return sorted(f"{rrset.name.canonicalize()} {line.rdtype.name} {line}" for rrset in answer.answer for line in rrset)


@pytest.mark.parametrize(
    ("name", "type_", "line"),
    [
        ("a", "A", "a.example.go.id. A 203.0.113.7"),
        ("A", "AAAA", "a.example.go.id. AAAA 2001:db8::7"),
        ("a", "TXT", 'a.example.go.id. TXT "say \\"hi\\""'),
        ("out", "CNAME", "out.example.go.id. CNAME host.example.net."),
        ("out", "A", "out.example.go.id. CNAME host.example.net."),
    ],
)
async def test_each_record_is_answered_with_authority(
    cloud: Cloud, server: DnsServer, name: str, type_: str, line: str
) -> None:
    hold(cloud, "a", "A", "203.0.113.7")
    hold(cloud, "a", "AAAA", "2001:db8::7")
    hold(cloud, "a", "TXT", 'say "hi"')
    hold(cloud, "out", "CNAME", "host.example.net")

    answer = await asked(server, f"{name}.{ZONE}", type_)

    assert lines(answer) == [line]
    assert answer.rcode() == dns.rcode.NOERROR
    assert answer.flags & dns.flags.AA


async def test_an_alias_inside_the_zone_is_followed(cloud: Cloud, server: DnsServer) -> None:
    hold(cloud, "a", "A", "203.0.113.7")
    hold(cloud, "alias", "CNAME", f"a.{ZONE}")

    answer = await asked(server, f"alias.{ZONE}", "A")

    assert lines(answer) == ["a.example.go.id. A 203.0.113.7", "alias.example.go.id. CNAME a.example.go.id."]


async def test_two_aliases_in_a_circle_come_to_an_end(cloud: Cloud, server: DnsServer) -> None:
    hold(cloud, "a", "CNAME", f"b.{ZONE}")
    hold(cloud, "b", "CNAME", f"a.{ZONE}")

    assert (await asked(server, f"a.{ZONE}", "A")).answer


async def test_the_apex_has_its_soa_and_its_name_servers(cloud: Cloud, server: DnsServer) -> None:
    before = (await asked(server, ZONE, "SOA")).answer[0][0]
    hold(cloud, "a", "A", "203.0.113.7")
    after = (await asked(server, ZONE, "SOA")).answer[0][0]

    assert after.serial > before.serial
    assert len(lines(await asked(server, ZONE, "NS"))) == 2


@pytest.mark.parametrize(
    ("name", "type_", "rcode"),
    [("nobody", "A", dns.rcode.NXDOMAIN), ("a", "AAAA", dns.rcode.NOERROR), ("below", "A", dns.rcode.NOERROR)],
)
async def test_an_empty_answer_bears_the_soa(
    cloud: Cloud, server: DnsServer, name: str, type_: str, rcode: dns.rcode.Rcode
) -> None:
    hold(cloud, "a", "A", "203.0.113.7")
    hold(cloud, "deep.below", "A", "203.0.113.7")

    answer = await asked(server, f"{name}.{ZONE}", type_)

    assert (answer.rcode(), answer.answer) == (rcode, [])
    assert [rrset.rdtype.name for rrset in answer.authority] == ["SOA"]


async def test_a_wildcard_answers_only_where_no_name_stands(cloud: Cloud, server: DnsServer) -> None:
    hold(cloud, "*", "A", "203.0.113.1")
    hold(cloud, "note", "TXT", "here")

    assert lines(await asked(server, f"any.{ZONE}", "A")) == ["any.example.go.id. A 203.0.113.1"]
    assert lines(await asked(server, f"note.{ZONE}", "A")) == []


async def test_a_foreign_zone_is_refused(server: DnsServer) -> None:
    assert (await asked(server, "example.org", "A")).rcode() == dns.rcode.REFUSED


async def test_another_opcode_is_not_implemented(server: DnsServer) -> None:
    host, port = server.address.split(":")
    query = dns.message.make_query(ZONE, "SOA")
    query.set_opcode(dns.opcode.NOTIFY)

    answer = await dns.asyncquery.udp(query, host, 2, int(port))

    assert answer.rcode() == dns.rcode.NOTIMP


async def test_a_long_answer_is_cut_over_udp_and_whole_over_tcp(cloud: Cloud, server: DnsServer) -> None:
    hold(cloud, "long", "TXT", "x" * 1500)
    host, port = server.address.split(":")
    query = dns.message.make_query(f"long.{ZONE}", "TXT")

    cut = await dns.asyncquery.udp(query, host, 2, int(port))
    whole = await dns.asyncquery.tcp(query, host, 2, int(port))

    assert cut.flags & dns.flags.TC
    assert not cut.answer
    assert len(b"".join(whole.answer[0][0].strings)) == 1500


async def test_rubbish_is_ignored_and_the_next_question_answered(server: DnsServer) -> None:
    host, port = server.address.split(":")
    loop = asyncio.get_running_loop()
    thrower, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=(host, int(port)))
    for rubbish in (b"", b"x", b"\xff" * 600, dns.message.make_response(dns.message.make_query(ZONE, "A")).to_wire()):
        thrower.sendto(rubbish)

    assert (await asked(server, ZONE, "SOA")).answer
    thrower.close()


async def test_rubbish_over_tcp_closes_that_conversation_only(server: DnsServer) -> None:
    host, port = server.address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(struct.pack("!H", 4) + b"\xff" * 4)

    assert await reader.read() == b""
    assert (await asked(server, ZONE, "SOA")).answer
    writer.close()


async def test_closing_hangs_up_on_whoever_is_still_connected(cloud: Cloud) -> None:
    started = await serve(cloud, "127.0.0.1", 0)
    host, port = started.address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    question = dns.message.make_query(ZONE, "SOA").to_wire()
    writer.write(struct.pack("!H", len(question)) + question)
    (length,) = struct.unpack("!H", await reader.readexactly(2))
    await reader.readexactly(length)

    await asyncio.wait_for(started.close(), 20)

    assert await reader.read() == b""
    writer.close()
