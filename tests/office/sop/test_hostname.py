"""Which names may stand in the zone."""

import pytest

from office.sop.answers import BadAnswer, Rule
from office.sop.hostname import RESERVED, check_label, fqdn
from tests.office.sop.values import ZONE

GOOD = {
    "dinkes": "dinkes",
    "DINKES": "dinkes",
    "  Dinkes ": "dinkes",
    "kec-contohhilir": "kec-contohhilir",
    "dp3ap2kb": "dp3ap2kb",
    "2go": "2go",
    "ab": "ab",
    "a" * 63: "a" * 63,
    f"dinkes.{ZONE}": "dinkes",
    f"https://dinkes.{ZONE}/": "dinkes",
    f"DINKES.{ZONE.upper()}.": "dinkes",
    "dinkes/": "dinkes",
}

BAD = {
    Rule.LABEL_FORM: ["a", "", "din kes", "din_kes", "a" * 64, "dinkes!", "dinkes/portal", "<b>dinkes</b>"],
    Rule.LABEL_HYPHEN: ["-dinkes", "dinkes-", "din--kes", "xn--80ak6aa92e", "-"],
    Rule.LABEL_DOTS: ["portal.dinkes", "dinkes.example.com", f"portal.dinkes.{ZONE}", "dinkes..", ".dinkes"],
    Rule.LABEL_DIGITS: ["12", "2026"],
    Rule.LABEL_LOOKALIKE: ["dinkеs", "dіnkes", "dinkes\u200d", "dinkes🏥", "ｄinkes", "dinkés", "dinkes。id", "ſekda"],
    Rule.LABEL_RESERVED: ["www", "WWW", "mail", "ns", "ns1", "ns12", "mx", "mx2", "admin", "bupati", f"www.{ZONE}"],
    Rule.LABEL_VILLAGE: ["desa-contoh", "DESA-contoh"],
}
BAD_PAIRS = [(rule, typed) for rule, all_typed in BAD.items() for typed in all_typed]


@pytest.mark.parametrize(("typed", "kept"), GOOD.items())
def test_a_good_name_is_kept_in_lower_case_without_the_zone(typed: str, kept: str) -> None:
    assert check_label(typed, ZONE) == kept


@pytest.mark.parametrize(("rule", "typed"), BAD_PAIRS)
def test_a_name_that_breaks_a_rule_is_refused_with_that_rule(rule: Rule, typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_label(typed, ZONE, frozenset({"bupati"}))

    assert refused.value.rule is rule


@pytest.mark.parametrize("label", sorted(RESERVED))
def test_no_reserved_name_can_be_had(label: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_label(label.upper(), ZONE)

    assert refused.value.rule is Rule.LABEL_RESERVED


def test_a_refusal_remembers_no_more_than_a_line_of_what_was_typed() -> None:
    with pytest.raises(BadAnswer) as refused:
        check_label("a" * 1000, ZONE)

    assert len(refused.value.value) == 80


def test_the_full_name_is_the_label_in_the_zone() -> None:
    assert fqdn("dinkes", ZONE) == f"dinkes.{ZONE}"
