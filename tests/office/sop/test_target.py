"""Where a sub domain may point to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.sop.answers import BadAnswer, Rule
from office.sop.hostname import check_target, is_takeover_prone, record_type
from office.sop.plan import RecordType
from tests.office.sop.values import ZONE

GOOD = {
    "103.20.30.40": ("103.20.30.40", RecordType.A),
    " 8.8.8.8 ": ("8.8.8.8", RecordType.A),
    "http://103.20.30.40/": ("103.20.30.40", RecordType.A),
    "2606:4700::1111": ("2606:4700::1111", RecordType.AAAA),
    "2606:4700:0:0:0:0:0:1111": ("2606:4700::1111", RecordType.AAAA),
    "web.penyedia.co.id": ("web.penyedia.co.id", RecordType.CNAME),
    "WEB.Penyedia.co.id.": ("web.penyedia.co.id", RecordType.CNAME),
    "https://web.penyedia.co.id/": ("web.penyedia.co.id", RecordType.CNAME),
}

BAD = {
    Rule.TARGET_PRIVATE: [
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "127.0.0.1", "0.0.0.0", "255.255.255.255"),  # noqa: S104
        *("169.254.169.254", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "240.0.0.1", "224.0.0.1"),
        *("192.0.0.8", "192.88.99.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1", "2002::1"),
        *("::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001::1", "3fff::1"),
    ],
    Rule.TARGET_FORM: [
        *("1.2.3", "999.1.1.1", "1.2.3.4.5", "01.2.3.4", "0x7f.0.0.1", "103.20.30.40:8080", "103.20.30.40/24"),
        *("server", "", "web penyedia.co.id", "http://web.penyedia.co.id/jalan", "web..co.id", "-web.penyedia.co.id"),
        *("wеb.penyedia.co.id", "web.penyedia.co.id💥", "a" * 64 + ".co.id", ".".join(["abcdefgh"] * 40), "*.co.id"),
        *("_dmarc.penyedia.co.id", "web.penyedia.123", "xn--a.example", "javascript:alert(1)"),
        *("2606:4700::1111%eth0", "2606:4700::1111%<b>"),
    ],
    Rule.TARGET_OWN_ZONE: [ZONE, f"web.{ZONE}", f"Web.{ZONE.upper()}."],
}
BAD_PAIRS = [(rule, typed) for rule, all_typed in BAD.items() for typed in all_typed]


@pytest.mark.parametrize(("typed", "kept"), GOOD.items())
def test_a_public_target_is_kept_in_its_canonical_form(typed: str, kept: tuple[str, RecordType]) -> None:
    target = check_target(typed, ZONE)

    assert (target, record_type(target)) == kept


@pytest.mark.parametrize(("rule", "typed"), BAD_PAIRS)
def test_a_target_that_breaks_a_rule_is_refused_with_that_rule(rule: Rule, typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_target(typed, ZONE)

    assert refused.value.rule is rule


@given(st.ip_addresses())
def test_no_accepted_address_lies_in_a_private_or_reserved_network(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    try:
        kept = check_target(str(address), ZONE)
    except BadAnswer:
        return

    assert ipaddress.ip_address(kept).is_global
    assert not ipaddress.ip_address(kept).is_multicast


@pytest.mark.parametrize("target", ["instansi.github.io", "x.s3.amazonaws.com", "situs.pages.dev", "web.app"])
def test_the_officer_is_warned_of_a_provider_whose_names_anybody_can_take(target: str) -> None:
    assert is_takeover_prone(target)


@pytest.mark.parametrize("target", ["103.20.30.40", "web.penyedia.co.id", "notgithub.io", "github.io.example.org"])
def test_an_ordinary_target_raises_no_warning(target: str) -> None:
    assert not is_takeover_prone(target)
