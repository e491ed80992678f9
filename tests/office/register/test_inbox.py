"""Every update kept once, decided once."""

from datetime import timedelta

from office.register import inbox
from office.register.engine import Transaction
from tests.office.register.books import NOW


def kept(tx: Transaction, *ids: int) -> frozenset[int]:
    return inbox.keep(tx, [{"update_id": number, "message": {}} for number in ids], now=NOW)


def test_a_repeated_update_is_not_new(tx: Transaction) -> None:
    kept(tx, 1, 2)

    assert kept(tx, 2, 3, 3) == {3}


def test_an_update_can_be_decided_only_once(tx: Transaction) -> None:
    kept(tx, 1)

    assert [inbox.done(tx, 1, now=NOW), inbox.done(tx, 1, now=NOW)] == [True, False]


def test_an_update_that_was_never_kept_cannot_be_decided(tx: Transaction) -> None:
    assert not inbox.done(tx, 99, now=NOW)


def test_what_was_kept_and_not_decided_waits_in_the_order_of_arrival(tx: Transaction) -> None:
    kept(tx, 900)
    inbox.keep(tx, [{"update_id": 5}], now=NOW + timedelta(seconds=1))
    kept(tx, 901)
    inbox.done(tx, 900, now=NOW)

    assert [w.update_id for w in inbox.waiting(tx)] == [901, 5]


def test_a_failed_try_is_counted(tx: Transaction) -> None:
    kept(tx, 1, 2)

    inbox.failed(tx, [1], error="a bug")

    assert [w.attempts for w in inbox.waiting(tx)] == [1, 0]


def test_what_was_set_aside_waits_no_more_and_can_not_be_decided(tx: Transaction) -> None:
    kept(tx, 1)

    inbox.set_aside(tx, 1, error="unreadable", now=NOW)

    assert inbox.waiting(tx) == []
    assert not inbox.done(tx, 1, now=NOW)


def test_only_old_decided_updates_are_forgotten(tx: Transaction) -> None:
    kept(tx, 1, 2, 3)
    inbox.done(tx, 1, now=NOW)
    inbox.done(tx, 2, now=NOW + timedelta(days=2))

    inbox.forget(tx, before=NOW + timedelta(days=1))

    assert kept(tx, 1, 2, 3) == {1}


def test_the_raw_update_comes_back_as_it_was(tx: Transaction) -> None:
    raw = {"update_id": 7, "message": {"text": "Ünï 😀 <b>", "future_field": [1, None, {"a": 1.5}]}}

    inbox.keep(tx, [raw], now=NOW)

    assert inbox.waiting(tx)[0].raw == raw
