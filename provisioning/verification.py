"""Is it true in the DNS? Each authoritative server is asked, and all must agree."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import dns.message
import dns.rcode
from dns.rdatatype import RdataType

from office.sop.errors import VendorError
from office.sop.plan import Fqdn, Plan
from provisioning.contents import canonical
from provisioning.nameservers import NoAnswer, Server, ask, contents, label, servers_of

TIMEOUT: Final = 3.0
COMPARED: Final = tuple(map(RdataType.make, ("A", "AAAA", "CNAME", "TXT", "MX", "NS", "SRV", "CAA", "HTTPS")))
"""What tells a name of its own from a wildcard's echo."""


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What one server said about the planned name, in words for the officer."""

    server: str
    said: str
    right: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ok` when every server answered exactly as planned; else not yet, which is no error."""

    ok: bool
    answers: tuple[ServerAnswer, ...]


async def verify(plan: Plan, nameservers: Sequence[Server] | None, *, timeout: float = TIMEOUT) -> Verdict:  # noqa: ASYNC109 - dnspython keeps the time
    """Ask each authoritative server for the planned record.

    `nameservers` None takes the zone's NS set. A proxied record answers with Cloudflare's own addresses, so
    there any address will do.
    """
    try:
        servers = await servers_of(plan.zone, nameservers)
    except VendorError as lost:
        return Verdict(ok=False, answers=(ServerAnswer(plan.zone, lost.said, right=False),))
    answers = await asyncio.gather(*(_ask_about(plan, server, timeout) for server in servers))
    return Verdict(ok=bool(answers) and all(answer.right for answer in answers), answers=tuple(answers))


async def _ask_about(plan: Plan, server: Server, timeout: float) -> ServerAnswer:  # noqa: ASYNC109
    kind = "A" if plan.proxied else plan.type.value
    try:
        answer = await ask(server, plan.name, RdataType.make(kind), timeout)
    except NoAnswer as silence:
        return ServerAnswer(label(server), silence.said, right=False)
    found = contents(answer, plan.name)
    return ServerAnswer(label(server), _in_words(answer, found, kind), right=_is_right(plan, found))


def _is_right(plan: Plan, found: frozenset[tuple[str, str]]) -> bool:
    if plan.proxied:
        return any(kind == "A" for kind, _ in found)
    return found == {(plan.type.value, canonical(plan.type, plan.content))}


def _in_words(answer: dns.message.Message, found: frozenset[tuple[str, str]], kind: str) -> str:
    if found:
        return ", ".join(sorted(f"{type_} {content}" for type_, content in found))
    return "NXDOMAIN" if answer.rcode() == dns.rcode.NXDOMAIN else f"no {kind} record"


async def stands_in_zone(
    name: Fqdn,
    zone: Fqdn,
    nameservers: Sequence[Server] | None,
    *,
    timeout: float = TIMEOUT,  # noqa: ASYNC109 - dnspython keeps the time
) -> bool:
    """Whether anything stands at the name on any server: a record of any type, or names below it.

    A wildcard answers for free names too: what answers exactly like a random neighbour is free. (A record
    that equals the wildcard's is told apart by the provider's `find` only.) Raises VendorError if no server
    answers.
    """
    servers = await servers_of(zone, nameservers)
    seen = await asyncio.gather(*(_stands_at(server, name, timeout) for server in servers))
    said = [stands for stands in seen if stands is not None]
    if not said:
        raise VendorError("dns", f"no name server of {zone} answers", retry=True)
    return any(said)


async def _stands_at(server: Server, name: Fqdn, timeout: float) -> bool | None:  # noqa: ASYNC109
    """None is a server that does not answer."""
    neighbour = f"{secrets.token_hex(8)}.{name.partition('.')[2]}"
    try:
        if not await _exists(server, name, timeout):
            return False
        if not await _exists(server, neighbour, timeout):
            return True
        return await _all_contents(server, name, timeout) != await _all_contents(server, neighbour, timeout)
    except NoAnswer:
        return None


async def _exists(server: Server, name: str, timeout: float) -> bool:  # noqa: ASYNC109
    """Asked for the alias itself, since NXDOMAIN may also speak of an alias's missing target (RFC 6604)."""
    answer = await ask(server, name, RdataType.CNAME, timeout)
    return answer.rcode() == dns.rcode.NOERROR


async def _all_contents(server: Server, name: str, timeout: float) -> frozenset[tuple[str, str]]:  # noqa: ASYNC109
    answers = await asyncio.gather(*(ask(server, name, kind, timeout) for kind in COMPARED))
    return frozenset[tuple[str, str]]().union(*(contents(answer, name) for answer in answers))
