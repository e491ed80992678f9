"""What Cloudflare's name servers say about the records it holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import dns.name
import dns.rdataclass
import dns.rdatatype
import dns.rrset
from dns.rdatatype import RdataType

from simulator.cloudflare.state import Cloud, Json

AUTOMATIC_TTL: Final = 300
PROXY: Final = {"A": ("104.21.16.1", "172.67.160.1"), "AAAA": ("2606:4700:3030::6815:1001",)}
"""A proxied name answers with Cloudflare's own addresses, never with its target."""
LONGEST_CHAIN: Final = 8


@dataclass(slots=True)
class Found:
    """The sections of an answer. `exists` tells NODATA from NXDOMAIN, at the end of a chain (RFC 6604)."""

    exists: bool
    answer: list[dns.rrset.RRset] = field(default_factory=list)
    authority: list[dns.rrset.RRset] = field(default_factory=list)


def look_up(cloud: Cloud, name: str, rdtype: RdataType) -> Found | None:
    """Answer from the zone that holds the name; None if no zone of ours does."""
    zone = cloud.zone_over(name)
    if zone is None:
        return None
    found = _follow(cloud, zone, name, rdtype)
    if not found.answer:
        found.authority.append(_soa(cloud, zone))
    return found


def _follow(cloud: Cloud, zone: Json, name: str, rdtype: RdataType) -> Found:
    """Answer at the name, then on along its aliases as long as they stay in the zone."""
    found = Found(exists=False)
    for _ in range(LONGEST_CHAIN):
        standing = _standing(cloud, zone, name)
        found.exists = standing is not None
        sets = dict(_sets(cloud, zone, name, standing or []))
        rrset = sets.get(rdtype) or sets.get(RdataType.CNAME)
        if rrset is None:
            return found
        found.answer.append(rrset)
        if rrset.rdtype == rdtype:
            return found
        name = rrset[0].target.to_text(omit_final_dot=True)
        if cloud.zone_over(name) is not zone:
            return found
    return found


def _standing(cloud: Cloud, zone: Json, name: str) -> list[Json] | None:
    """Records at the name, or a wildcard's if the name does not exist. None is NXDOMAIN."""
    records = cloud.records_in(zone["id"])
    here = [record for record in records if record["name"] == name]
    if here or name == zone["name"] or _has_below(records, name):
        return here
    parent = name.partition(".")[2]
    while parent != zone["name"] and not _has_below(records, parent) and not _has_at(records, parent):
        parent = parent.partition(".")[2]
    return [record for record in records if record["name"] == f"*.{parent}"] or None


def _has_below(records: list[Json], name: str) -> bool:
    return any(record["name"].endswith(f".{name}") for record in records)


def _has_at(records: list[Json], name: str) -> bool:
    return any(record["name"] == name for record in records)


def _sets(cloud: Cloud, zone: Json, name: str, records: list[Json]) -> Iterator[tuple[RdataType, dns.rrset.RRset]]:
    if name == zone["name"]:
        yield RdataType.SOA, _soa(cloud, zone)
        yield RdataType.NS, _rrset(name, 86400, "NS", [f"{server}." for server in zone["name_servers"]])
    for kind, contents, ttl in _served(records):
        yield dns.rdatatype.from_text(kind), _rrset(name, ttl, kind, contents)


def _served(records: list[Json]) -> Iterator[tuple[str, list[str], int]]:
    """Type, contents and TTL as they go out."""
    if any(record["proxied"] for record in records):
        for kind, addresses in PROXY.items():
            yield kind, list(addresses), AUTOMATIC_TTL
        records = [record for record in records if not record["proxied"]]
    for kind in sorted({record["type"] for record in records}):
        same = [record for record in records if record["type"] == kind]
        ttl = min(int(record["ttl"]) for record in same)
        yield kind, [_presentation(record) for record in same], AUTOMATIC_TTL if ttl == 1 else ttl


def _presentation(record: Json) -> str:
    content = str(record["content"])
    if record["type"] in {"CNAME", "NS", "PTR"}:
        return f"{content}."
    if record["type"] == "MX":
        return f"{record.get('priority', 10)} {content}."
    if record["type"] == "TXT":
        return _text(content)
    return content


def _text(content: str) -> str:
    """Long texts go out as strings of 255 octets."""
    quoted = len(content) > 1 and content[0] == content[-1] == '"'
    plain = (content[1:-1] if quoted else content).replace("\\", "\\\\").replace('"', '\\"')
    return " ".join(f'"{plain[at : at + 255]}"' for at in range(0, len(plain), 255))


def _soa(cloud: Cloud, zone: Json) -> dns.rrset.RRset:
    first = zone["name_servers"][0]
    text = f"{first}. dns.cloudflare.com. {cloud.serial} 10000 2400 604800 1800"
    return _rrset(zone["name"], 1800, "SOA", [text])


def _rrset(name: str, ttl: int, kind: str, contents: list[str]) -> dns.rrset.RRset:
    owner = dns.name.from_text(name)
    return dns.rrset.from_text_list(owner, ttl, dns.rdataclass.IN, kind, contents)
