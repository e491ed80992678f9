"""Cloudflare's name server, at home: authoritative over UDP and TCP for the records of a `Cloud`."""

import asyncio
import struct
from typing import Final, cast

import dns.exception
import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rdataclass
import dns.rdatatype

from simulator.cloudflare.answers import look_up
from simulator.cloudflare.state import Cloud

LARGEST_UDP: Final = 1232
IDLE_SECONDS: Final = 10.0
PORT_TRIES: Final = 20


class DnsServer:
    """A running server; `address` is `host:port`, the same port for UDP and TCP."""

    def __init__(
        self, address: str, udp: asyncio.DatagramTransport, tcp: asyncio.Server, talks: "_Conversations"
    ) -> None:
        self.address = address
        self._udp, self._tcp, self._talks = udp, tcp, talks

    async def close(self) -> None:
        self._udp.close()
        self._tcp.close()
        self._talks.hang_up()
        await self._tcp.wait_closed()


async def serve(cloud: Cloud, host: str, port: int) -> DnsServer:
    """Listen on both transports. Port 0 takes a free one. Raises OSError if the port is taken."""
    for _ in range(PORT_TRIES if port == 0 else 1):
        talks = _Conversations(cloud)
        tcp = await asyncio.start_server(talks.talk, host, port)
        taken = int(tcp.sockets[0].getsockname()[1])
        try:
            udp = await _listen_udp(cloud, host, taken)
        except OSError as busy:
            tcp.close()
            refused = busy
        else:
            return DnsServer(f"{host}:{taken}", udp, tcp, talks)
    raise refused


async def _listen_udp(cloud: Cloud, host: str, port: int) -> asyncio.DatagramTransport:
    loop = asyncio.get_running_loop()
    udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(cloud), local_addr=(host, port))
    return udp


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = parse(data)
        if query is not None:
            self._transport.sendto(datagram(query, respond(self._cloud, query)), addr)


class _Conversations:
    """TCP: any number of queries, each after its length in two octets (RFC 7766)."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._open: set[asyncio.StreamWriter] = set()

    def hang_up(self) -> None:
        for writer in tuple(self._open):
            writer.close()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while (query := parse(await self._next(reader))) is not None:
                wire = respond(self._cloud, query).to_wire(max_size=65535)
                writer.write(struct.pack("!H", len(wire)) + wire)
                await writer.drain()
        except (asyncio.IncompleteReadError, TimeoutError, ConnectionError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _next(self, reader: asyncio.StreamReader) -> bytes:
        async with asyncio.timeout(IDLE_SECONDS):
            (length,) = struct.unpack("!H", await reader.readexactly(2))
            return await reader.readexactly(length)


def parse(wire: bytes) -> dns.message.Message | None:
    """A query, or None for whatever else came in: answering rubbish would only amplify it."""
    try:
        message = dns.message.from_wire(wire)
    except (dns.exception.DNSException, ValueError, IndexError, struct.error):
        return None
    return None if message.flags & dns.flags.QR else message


def respond(cloud: Cloud, query: dns.message.Message) -> dns.message.Message:
    """The whole answer, before it is cut to its transport."""
    response = dns.message.make_response(query, our_payload=LARGEST_UDP)
    if query.opcode() != dns.opcode.QUERY:
        response.set_rcode(dns.rcode.NOTIMP)
        return response
    if len(query.question) != 1:
        response.set_rcode(dns.rcode.FORMERR)
        return response
    _answer(cloud, query, response)
    return response


def _answer(cloud: Cloud, query: dns.message.Message, response: dns.message.Message) -> None:
    question = query.question[0]
    name = question.name.to_text(omit_final_dot=True).lower()
    found = look_up(cloud, name, question.rdtype) if question.rdclass == dns.rdataclass.IN else None
    if found is None:
        response.set_rcode(dns.rcode.REFUSED)
        return
    response.flags |= dns.flags.AA
    response.set_rcode(dns.rcode.NOERROR if found.exists else dns.rcode.NXDOMAIN)
    response.answer, response.authority = found.answer, found.authority


def datagram(query: dns.message.Message, response: dns.message.Message) -> bytes:
    """The answer within what the asker can take; a longer one is cut and marked, so that it asks by TCP."""
    room = min(max(query.payload, 512), LARGEST_UDP) if query.edns >= 0 else 512
    try:
        return response.to_wire(max_size=room)
    except dns.exception.TooBig:
        response.flags |= dns.flags.TC
        response.answer, response.authority = [], []
        return response.to_wire(max_size=room)
