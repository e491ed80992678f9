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
from office.sop.hostname import record_type
from office.sop.plan import Deed, Fqdn, Plan
from provisioning.contents import canonical
from provisioning.nameservers import NoAnswer, Server, ask, contents, label, servers_of

TIMEOUT: Final = 3.0
COMPARED: Final = tuple(map(RdataType.make, ("A", "AAAA", "CNAME", "TXT", "MX", "NS", "SRV", "CAA", "HTTPS")))
"""What tells a name of its own from a wildcard's echo."""
_HOSTS: Final = ("A", "AAAA")
"""An alias answers to either."""


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
    """Ask each authoritative server for the planned record, or that it is gone.

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
    kinds = _kinds(plan)
    try:
        answers = await asyncio.gather(*(ask(server, plan.name, RdataType.make(kind), timeout) for kind in kinds))
        found = frozenset[tuple[str, str]]().union(*(contents(answer, plan.name) for answer in answers))
        right = await _is_gone(server, plan, found, timeout) if plan.deed is Deed.REMOVE else _is_right(plan, found)
    except NoAnswer as silence:
        return ServerAnswer(label(server), silence.said, right=False)
    return ServerAnswer(label(server), _in_words(answers[0], found, kinds), right=right)


def _kinds(plan: Plan) -> tuple[str, ...]:
    """What to ask for: the planned type, and where something is to be gone, its type as well."""
    if plan.deed is Deed.REMOVE:
        return _HOSTS
    wanted = "A" if plan.proxied else plan.type.value
    gone = [record_type(plan.replaces).value] if plan.replaces and not plan.proxied else []
    return tuple(dict.fromkeys((wanted, *gone)))


def _is_right(plan: Plan, found: frozenset[tuple[str, str]]) -> bool:
    if plan.proxied:
        return any(kind == "A" for kind, _ in found)
    return found == {(plan.type.value, canonical(plan.type, plan.content))}


async def _is_gone(server: Server, plan: Plan, found: frozenset[tuple[str, str]], timeout: float) -> bool:  # noqa: ASYNC109
    """No address and no alias is left; a wildcard's echo, which any neighbour gives, is nobody's record."""
    if not found:
        return True
    neighbour = _neighbour(plan.name)
    answers = await asyncio.gather(*(ask(server, neighbour, RdataType.make(kind), timeout) for kind in _HOSTS))
    return found == frozenset[tuple[str, str]]().union(*(contents(answer, neighbour) for answer in answers))


def _in_words(answer: dns.message.Message, found: frozenset[tuple[str, str]], kinds: Sequence[str]) -> str:
    if found:
        return ", ".join(sorted(f"{type_} {content}" for type_, content in found))
    return "NXDOMAIN" if answer.rcode() == dns.rcode.NXDOMAIN else f"no {' or '.join(kinds)} record"


def _neighbour(name: str) -> str:
    """A name beside this one that surely nobody has."""
    return f"{secrets.token_hex(8)}.{name.partition('.')[2]}"


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
    neighbour = _neighbour(name)
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
