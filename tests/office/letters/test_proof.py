"""The code on a letter."""

import pytest

from office.letters.proof import ALPHABET, as_code, from_start, link, new_code, start_word


def test_codes_are_random_and_of_sixty_bits() -> None:
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(len(code.replace("-", "")) == 12 and set(code) <= {*ALPHABET, "-"} for code in codes)
    assert len(ALPHABET) ** 12 == 2**60


def test_the_link_of_a_letter_leads_back_to_its_code() -> None:
    code = new_code()

    assert link("loket_bot", code) == f"https://t.me/loket_bot?start={start_word(code)}"
    assert from_start(start_word(code)) == code


@pytest.mark.parametrize(
    "word", ["", "cek_", "cek_7K3MQ0ZT11X", "cek_7K3MQ0ZT11XVA", "7K3MQ0ZT11XV", "cek_7K3MQ0ZT11X!"]
)
def test_another_start_word_is_no_code(word: str) -> None:
    assert from_start(word) is None


def test_letters_that_look_alike_are_read_as_one() -> None:
    assert as_code(" 7k3m–qozt iLxv ") == "7K3M-Q0ZT-11XV"
