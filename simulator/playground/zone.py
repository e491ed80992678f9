"""What the authoritative name server answers, name by name."""

import asyncio
from collections.abc import Iterable

import dns.asyncquery
import dns.exception
import dns.message
import dns.name
import dns.rcode

from simulator.feed import Json


async def ask(server: str, name: str, kind: str = "A") -> Json:
    """Ask once; an answer is lines as in a zone file, or the reason why there are none."""
    host, port = server.split(":")
    try:
        query = dns.message.make_query(name, kind)
        reply = await dns.asyncquery.udp(query, host, timeout=2, port=int(port))
    except (dns.exception.DNSException, OSError) as exc:
        return {"name": name, "lines": [], "code": type(exc).__name__}
    lines = [line for found in reply.answer for line in found.to_text().splitlines()]
    return {"name": name, "lines": lines, "code": dns.rcode.to_text(reply.rcode())}


async def ask_all(server: str, names: Iterable[str]) -> list[Json]:
    return list(await asyncio.gather(*(ask(server, name) for name in names)))
