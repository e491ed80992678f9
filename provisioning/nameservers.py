"""Asking a zone's own name servers, one by one: never a cache between us and them."""

from collections.abc import Sequence

import dns.asyncquery
import dns.asyncresolver
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
from dns.rdatatype import RdataType

from office.sop.errors import VendorError
from provisioning.contents import canonical

Server = tuple[str, int]
PAYLOAD = 1232
"""The largest UDP answer that no path is known to break (DNS flag day 2020)."""


class NoAnswer(Exception):  # noqa: N818 - a server's silence is a finding, not a failure
    """This server gave no usable answer; `said` tells what came instead."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


async def servers_of(
    zone: str, nameservers: Sequence[Server] | None, resolver: dns.asyncresolver.Resolver | None = None
) -> tuple[Server, ...]:
    """Return the given servers, or every address of the zone's NS set. Raises VendorError if there is none."""
    if nameservers is not None:
        return tuple(nameservers)
    try:
        asking = resolver or dns.asyncresolver.Resolver()
        answer = await asking.resolve(f"{zone}.", "NS")
        names = sorted(str(server.target) for server in answer)
    except dns.exception.DNSException as exc:
        raise VendorError("dns", f"the name servers of {zone} cannot be found: {exc}", retry=True) from exc
    found = tuple([(address, 53) for name in names for address in await _addresses(asking, name)])
    if not found:
        raise VendorError("dns", f"the name servers of {zone} have no address", retry=True)
    return found


async def _addresses(resolver: dns.asyncresolver.Resolver, name: str) -> list[str]:
    """IPv6 counts only where there is no IPv4: many offices have no way out for it."""
    for kind in ("A", "AAAA"):
        try:
            answer = await resolver.resolve(name, kind)
        except dns.exception.DNSException:
            continue
        return sorted(str(record.address) for record in answer)
    return []


async def ask(server: Server, name: str, rdtype: RdataType, timeout: float) -> dns.message.Message:  # noqa: ASYNC109 - dnspython keeps the time
    """Return an authoritative NOERROR or NXDOMAIN, asked by UDP and, if cut, by TCP. Raises NoAnswer.

    The DO bit stays off: with it, Cloudflare answers NOERROR for names that do not exist (RFC 9824).
    """
    query = dns.message.make_query(f"{name}.", rdtype, use_edns=0, payload=PAYLOAD)
    query.flags &= ~dns.flags.RD
    host, port = server
    try:
        answer, _ = await dns.asyncquery.udp_with_fallback(
            query, host, timeout, port, ignore_unexpected=True, ignore_errors=True
        )
    except dns.exception.Timeout as exc:
        raise NoAnswer("no answer in time") from exc
    except (dns.exception.DNSException, OSError, EOFError) as exc:
        raise NoAnswer(f"no answer ({type(exc).__name__})") from exc
    if answer.rcode() not in {dns.rcode.NOERROR, dns.rcode.NXDOMAIN}:
        raise NoAnswer(dns.rcode.to_text(answer.rcode()))
    if not answer.flags & dns.flags.AA:
        raise NoAnswer("not authoritative")
    return answer


def contents(answer: dns.message.Message, name: str) -> frozenset[tuple[str, str]]:
    """The type and canonical content of each record at exactly this name, not of those that it leads to."""
    owner = dns.name.from_text(f"{name}.")
    return frozenset(
        (kind := rrset.rdtype.name, canonical(kind, record.to_text()))
        for rrset in answer.answer
        if rrset.name == owner
        for record in rrset
    )


def label(server: Server) -> str:
    host, port = server
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
