"""NIP and phone numbers: only what can exist."""

import pytest

from office.sop.answers import BadAnswer, Rule
from office.sop.nip import check_nip, check_phone
from tests.office.sop.values import TODAY

GOOD_NIPS = {
    "199001012015012001": "199001012015012001",
    "19900101 201501 2 001": "199001012015012001",
    "19900101-201501-1-001": "199001012015011001",
    "199002282023211007": "199002282023211007",
    "200802292026111001": "200802292026111001",
}
BAD_NIPS = {
    Rule.NIP_FORM: [
        *("", "1990", "1990010120150120011", "199001012015013001", "199001012015010001", "1990010120150120O1"),
        *("１９９００１０１２０１５０１２００１", "<b>199001012015012001</b>", "-"),
    ],
    Rule.NIP_DATES: [
        *("199013012015012001", "199002302015012001", "199001322015012001", "000001012015012001"),
        *("199001012015002001", "199001012015132001", "199001012015202001", "199001012026122001"),
        *("201001012020012001", "199001011990012001", "199001012099012001", "199001012027212001"),
    ],
}
BAD_NIP_PAIRS = [(rule, typed) for rule, all_typed in BAD_NIPS.items() for typed in all_typed]

GOOD_PHONES = {
    "081234567890": "6281234567890",
    "+62 812-3456-7890": "6281234567890",
    "6281234567890": "6281234567890",
    "(0812) 3456 7890": "6281234567890",
}
BAD_PHONES = [
    "",
    "0812",
    "12345678901",
    "0212345678",
    "+6512345678",
    "0812345678901234567",
    "O81234567890",
    "०८१२३४५६७८९०",
]


@pytest.mark.parametrize(("typed", "kept"), GOOD_NIPS.items())
def test_a_possible_nip_is_kept_as_eighteen_digits(typed: str, kept: str) -> None:
    assert check_nip(typed, today=TODAY) == kept


@pytest.mark.parametrize(("rule", "typed"), BAD_NIP_PAIRS)
def test_a_nip_that_cannot_be_is_refused_with_the_rule_that_it_breaks(rule: Rule, typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_nip(typed, today=TODAY)

    assert refused.value.rule is rule


@pytest.mark.parametrize(("typed", "kept"), GOOD_PHONES.items())
def test_an_indonesian_number_is_kept_with_its_country_code(typed: str, kept: str) -> None:
    assert check_phone(typed) == kept


@pytest.mark.parametrize("typed", BAD_PHONES)
def test_a_number_that_is_no_indonesian_phone_is_refused(typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_phone(typed)

    assert refused.value.rule is Rule.PHONE
