"""Names and targets that may stand in a government's zone.

No IDNA conversion at all: it turns look-alikes and odd dots into plain names (UTS-46).
"""

import ipaddress
import re
from typing import Final

from office.sop.answers import BadAnswer, Rule
from office.sop.plan import Fqdn, RecordType

_LABEL = re.compile(r"(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_HOST_MAX = 253
_LABEL_MIN = 2

RESERVED: Final = frozenset(
    """
    www mail smtp imap pop pop3 autodiscover autoconfig cpanel whm webmail webdisk api admin administrator login sso
    vpn dns ftp sftp ssh mx localhost root postmaster hostmaster abuse security ntp proxy gateway wpad isatap test
    """.split()
)
_RESERVED_PATTERN = re.compile(r"ns\d*|mx\d*|_.*")

_TAKEOVER_PRONE: Final = (
    "workers.dev",
    "pages.dev",
    "trycloudflare.com",
    "blob.core.windows.net",
    "azurewebsites.net",
    "cloudapp.azure.com",
    "trafficmanager.net",
    "github.io",
    "gitlab.io",
    "herokuapp.com",
    "herokudns.com",
    "netlify.app",
    "vercel.app",
    "s3.amazonaws.com",
    "cloudfront.net",
    "firebaseapp.com",
    "web.app",
    "blogspot.com",
    "wordpress.com",
)
"""Anyone can take such a name again after its owner leaves it: the officer is warned before building."""

_V4_REFUSED = tuple(ipaddress.IPv4Network(n) for n in ("192.0.0.0/24", "192.88.99.0/24"))
_V6_GLOBAL = ipaddress.IPv6Network("2000::/3")
_V6_REFUSED = tuple(
    ipaddress.IPv6Network(n) for n in ("2001::/32", "2001:db8::/32", "2002::/16", "3fff::/20", "2001:10::/28")
)


def check_label(typed: str, zone: str, reserved: frozenset[str] = frozenset()) -> str:
    """Return the label (lower case, without the zone if it was typed along).

    Raises BadAnswer with the rule that it breaks.
    """
    text = re.sub(r"^https?://", "", typed.strip(), flags=re.IGNORECASE).rstrip("/").removesuffix(".")
    if not text.isascii():
        raise BadAnswer(Rule.LABEL_LOOKALIKE, typed)
    label = text.lower().removesuffix(f".{zone}")
    rule = _broken_label_rule(label, reserved)
    if rule is not None:
        raise BadAnswer(rule, typed)
    return label


def _broken_label_rule(label: str, reserved: frozenset[str]) -> Rule | None:
    broken = (
        (Rule.LABEL_DOTS, "." in label),
        (Rule.LABEL_HYPHEN, label.startswith("-") or label.endswith("-") or "--" in label),
        (Rule.LABEL_FORM, len(label) < _LABEL_MIN or not _LABEL.fullmatch(label)),
        (Rule.LABEL_DIGITS, label.isdigit()),
        (Rule.LABEL_VILLAGE, label.startswith("desa-")),
        (Rule.LABEL_RESERVED, label in RESERVED | reserved or _RESERVED_PATTERN.fullmatch(label) is not None),
    )
    return next((rule for rule, is_broken in broken if is_broken), None)


def check_target(typed: str, zone: str) -> str:
    """Return the canonical address, or host name, that a sub domain may point to.

    Raises BadAnswer for what is malformed, not reachable from the internet, or inside our own zone.
    """
    text = re.sub(r"^https?://", "", typed.strip(), flags=re.IGNORECASE).rstrip("/").removesuffix(".").lower()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return _check_host(text, typed, zone)
    if not _is_public(address):
        raise BadAnswer(Rule.TARGET_PRIVATE, typed)
    if "%" in text:  # an IPv6 zone id has a meaning on one machine only, and any characters
        raise BadAnswer(Rule.TARGET_FORM, typed)
    return str(address)


def _check_host(host: str, typed: str, zone: str) -> str:
    labels = host.split(".")
    well_formed = host.isascii() and len(host) <= _HOST_MAX and len(labels) > 1
    if not well_formed or labels[-1].isdigit() or not all(_LABEL.fullmatch(part) for part in labels):
        raise BadAnswer(Rule.TARGET_FORM, typed)
    if host == zone or host.endswith(f".{zone}"):
        raise BadAnswer(Rule.TARGET_OWN_ZONE, typed)
    return host


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Stricter than `is_global`, which varies by Python release and accepts several ranges that lead nowhere."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in net for net in _V4_REFUSED)
    return address in _V6_GLOBAL and not any(address in net for net in _V6_REFUSED)


def record_type(target: str) -> RecordType:
    """The type of record that leads to a checked target."""
    try:
        version = ipaddress.ip_address(target).version
    except ValueError:
        return RecordType.CNAME
    return {4: RecordType.A, 6: RecordType.AAAA}[version]


def is_takeover_prone(target: str) -> bool:
    """Whether a checked target lies at a provider where an abandoned name can be taken by anybody."""
    return any(target == suffix or target.endswith(f".{suffix}") for suffix in _TAKEOVER_PRONE)


def fqdn(label: str, zone: str) -> Fqdn:
    return Fqdn(f"{label}.{zone}")


def alternatives(label: str, conventional: str | None) -> list[str]:
    """Names that may be free where `label` is taken, the best first: the unit's own, combinations, then numbers."""
    own = conventional or ""
    wishes = (own, f"{label}-{own}", f"{own}-{label}", f"portal-{label}", f"info-{label}", f"{label}2", f"{label}3")
    fit = (wish for wish in wishes if wish != label and _broken_label_rule(wish, frozenset()) is None)
    return list(dict.fromkeys(fit))
