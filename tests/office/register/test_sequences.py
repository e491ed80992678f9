"""Numbers without a gap."""

import pytest

from office.register import sequences
from office.register.engine import Register, Transaction


def test_each_series_counts_from_one_in_each_year(tx: Transaction) -> None:
    taken = [sequences.take(tx, *which) for which in [("a", 2026), ("a", 2026), ("b", 2026), ("a", 2027), ("a", 2026)]]

    assert taken == [1, 2, 1, 1, 3]


async def test_a_number_taken_in_vain_is_given_again(register: Register) -> None:
    def take_in_vain(tx: Transaction) -> None:
        sequences.take(tx, "a", 2026)
        raise LookupError

    first = await register.transact(lambda tx: sequences.take(tx, "a", 2026))
    with pytest.raises(LookupError):
        await register.transact(take_in_vain)

    assert [first, await register.transact(lambda tx: sequences.take(tx, "a", 2026))] == [1, 2]
