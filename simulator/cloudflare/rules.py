"""What Cloudflare lets into a zone.

Codes were observed on the real API; pages: https://developers.cloudflare.com/dns/manage-dns-records/
"""

import ipaddress
import re
from collections.abc import Callable
from typing import Any, Final

from simulator.cloudflare import errors
from simulator.cloudflare.errors import ApiError, Code, filled

Json = dict[str, Any]
HOSTS: Final = frozenset({"A", "AAAA", "CNAME"})
TYPES: Final = HOSTS | {"TXT", "MX", "NS", "SRV", "CAA", "PTR"}
LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


def checked(asked: Json, zone: str, standing: list[Json]) -> Json:
    """Return the fields as Cloudflare stores them. Raises ApiError for the first rule that is broken."""
    kind = str(asked.get("type", "")).upper()
    if kind not in TYPES:
        raise ApiError(errors.VALIDATION, chain=errors.BAD_TYPE)
    fields: Json = {
        "name": _name(asked.get("name"), zone),
        "type": kind,
        "content": _content(kind, asked.get("content")),
        "ttl": _ttl(asked.get("ttl", 1)),
        "proxied": _proxied(kind, asked.get("proxied", False)),
        "proxiable": kind in HOSTS,
        "comment": _comment(asked.get("comment")),
        "tags": _tags(asked.get("tags", [])),
        "settings": asked.get("settings") or {},
    }
    if "priority" in asked:
        fields["priority"] = asked["priority"]
    _refuse_neighbours(fields, [record for record in standing if record["name"] == fields["name"]])
    return fields


def _refuse_neighbours(new: Json, same_name: list[Json]) -> None:
    """A CNAME stands alone, and nothing stands twice; a second A with other content is welcome."""
    if any((r["type"], r["content"]) == (new["type"], new["content"]) for r in same_name):
        raise ApiError(errors.SAME_RECORD)
    kinds = {record["type"] for record in same_name}
    if new["type"] == "CNAME" and kinds & HOSTS:
        raise ApiError(errors.HOST_EXISTS)
    if new["type"] == "CNAME" and kinds:
        raise ApiError(errors.CNAME_EXISTS)
    if "CNAME" in kinds:
        raise ApiError(errors.HOST_EXISTS if new["type"] in HOSTS else errors.CNAME_EXISTS)


def _name(value: object, zone: str) -> str:
    """Cloudflare completes a short name with the zone, and takes `@` for the apex."""
    name = str(value or "").rstrip(".").lower()
    if name in {"@", zone}:
        return zone
    full = name if name.endswith(f".{zone}") else f"{name}.{zone}"
    labels = full.split(".")
    first_fine = labels[0] == "*" or LABEL.fullmatch(labels[0])
    if not (first_fine and all(map(LABEL.fullmatch, labels[1:])) and len(full) <= 253):
        raise ApiError(errors.BAD_NAME)
    return full


def _content(kind: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ApiError(filled(errors.BAD_CONTENT, type=kind))
    return CONTENTS.get(kind, _as_it_is)(value)


def _ipv4(value: str) -> str:
    return _address(value, ipaddress.IPv4Address, errors.BAD_IPV4)


def _ipv6(value: str) -> str:
    return _address(value, ipaddress.IPv6Address, errors.BAD_IPV6)


def _address(value: str, form: Callable[[str], object], refusal: Code) -> str:
    try:
        return str(form(value))
    except ValueError:
        raise ApiError(refusal) from None


def _target(value: str) -> str:
    target = value.rstrip(".").lower()
    if not all(map(LABEL.fullmatch, target.split("."))):
        raise ApiError(filled(errors.BAD_CONTENT, type="CNAME"))
    return target


def _as_it_is(value: str) -> str:
    return value


CONTENTS: Final[dict[str, Callable[[str], str]]] = {
    "A": _ipv4,
    "AAAA": _ipv6,
    "CNAME": _target,
    "NS": _target,
}


def _ttl(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not (value == 1 or 60 <= value <= 86400):
        raise ApiError(errors.VALIDATION, chain=errors.BAD_TTL)
    return value


def _proxied(kind: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ApiError(errors.BAD_PROXIED)
    if value and kind not in HOSTS:
        raise ApiError(errors.NOT_PROXIABLE)
    return value


def _comment(value: object) -> str | None:
    comment = str(value) if value else None
    if comment and len(comment) > 100:
        raise ApiError(filled(errors.LONG_COMMENT, length=len(comment)))
    return comment


def _tags(value: object) -> list[str]:
    if value:
        raise ApiError(errors.TAGS_NOT_ALLOWED)
    return []
