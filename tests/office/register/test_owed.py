"""What is owed: merged where only the newest truth counts, paid in order, never lost."""

from datetime import timedelta

from sqlalchemy import select

from office.register import owed
from office.register import tables as t
from office.register.engine import Transaction
from tests.office.register.books import LEASE, NOW, claimed, owe, words

LATER = NOW + timedelta(hours=1)


def test_what_converges_is_owed_once_and_with_its_newest_content(tx: Transaction) -> None:
    owe(tx, "old", key="card:1:request:1")
    owe(tx, "new", key="card:1:request:1")

    assert words(claimed(tx)) == ["new"]


def test_what_is_said_once_is_owed_each_time(tx: Transaction) -> None:
    owe(tx, "first")
    owe(tx, "second")

    assert tx.execute(select(t.owed.c.state)).scalars().all() == ["due", "due"]


def test_a_lane_is_paid_in_the_order_of_owing(tx: Transaction) -> None:
    for word in ("first", "second", "third"):
        owe(tx, word)

    assert [_claim_and_pay(tx) for _ in range(4)] == [["first"], ["second"], ["third"], []]


def test_what_is_to_come_last_stands_below_what_was_owed_meanwhile_and_is_owed_once(tx: Transaction) -> None:
    owe(tx, "card", key="card:1:request:1")
    owe(tx, "word")

    owe(tx, "newest card", key="card:1:request:1", last=True)

    assert [_claim_and_pay(tx) for _ in range(3)] == [["word"], ["newest card"], []]


def test_what_is_to_come_last_comes_also_when_its_like_is_just_being_paid(tx: Transaction) -> None:
    owe(tx, "card", key="card:1:request:1")
    paying = claimed(tx)
    owe(tx, "word")

    owe(tx, "newest card", key="card:1:request:1", last=True)

    owed.paid(tx, paying[0], now=NOW)
    assert [_claim_and_pay(tx) for _ in range(3)] == [["word"], ["newest card"], []]


def test_what_is_being_paid_is_let_be_and_the_next_is_owed_besides(tx: Transaction) -> None:
    owe(tx, "fresh card", key="card:1:request:1")
    paying = claimed(tx)

    owed.let_be(tx, "card:1:request:1")
    unpaid = owed.payload_of(tx, "card:1:request:1")
    owe(tx, "changed card", key="card:1:request:1")

    owed.paid(tx, paying[0], now=NOW)
    assert unpaid == {}
    assert [_claim_and_pay(tx) for _ in range(2)] == [["changed card"], []]


def _claim_and_pay(tx: Transaction) -> list[str]:
    debts = claimed(tx)
    for debt in debts:
        owed.paid(tx, debt, now=NOW)
    return words(debts)


def test_lanes_do_not_wait_for_each_other(tx: Transaction) -> None:
    owe(tx, "here", lane="chat:1")
    owe(tx, "there", lane="chat:2")

    assert words(claimed(tx)) == ["here", "there"]


def test_a_busy_lane_is_left_alone(tx: Transaction) -> None:
    owe(tx, "here", lane="chat:1")
    owe(tx, "there", lane="chat:2")

    assert words(claimed(tx, busy=frozenset({"chat:1"}))) == ["there"]


def test_what_failed_holds_its_lane_until_it_is_tried_again(tx: Transaction) -> None:
    owe(tx, "first")
    owe(tx, "second")
    owed.postpone(tx, claimed(tx)[0], until=LATER, error="flood control")

    assert words(claimed(tx)) == []
    assert words(claimed(tx, now=LATER)) == ["first"]


def test_what_is_owed_for_a_later_day_does_not_hold_its_lane(tx: Transaction) -> None:
    owe(tx, "reminder", now=LATER)
    owe(tx, "now")

    assert words(claimed(tx)) == ["now"]


def test_what_is_being_paid_is_not_handed_out_twice(tx: Transaction) -> None:
    owe(tx, "once")
    claimed(tx)

    assert words(claimed(tx)) == []


def test_what_a_dead_worker_held_is_handed_out_after_its_lease(tx: Transaction) -> None:
    owe(tx, "once")
    claimed(tx)

    assert words(claimed(tx, now=NOW + LEASE)) == ["once"]


def test_a_restarted_worker_takes_up_at_once_what_it_held(tx: Transaction) -> None:
    owe(tx, "once")
    claimed(tx)

    owed.hand_back(tx)

    assert words(claimed(tx)) == ["once"]


def test_what_is_owed_anew_while_it_is_paid_is_due_again(tx: Transaction) -> None:
    owe(tx, "old", key="card:1:request:1")
    [paying] = claimed(tx)
    owe(tx, "new", key="card:1:request:1")

    owed.paid(tx, paying, now=NOW)

    assert words(claimed(tx)) == ["new"]


def test_what_was_paid_can_be_owed_again(tx: Transaction) -> None:
    owe(tx, "old", key="card:1:request:1")
    owed.paid(tx, claimed(tx)[0], now=NOW)

    owe(tx, "new", key="card:1:request:1")

    assert words(claimed(tx)) == ["new"]


def test_what_the_outside_refuses_is_recorded_and_makes_way(tx: Transaction) -> None:
    owe(tx, "first")
    owe(tx, "second")

    owed.refuse(tx, claimed(tx)[0], error="bot was blocked by the user", now=NOW)

    assert words(claimed(tx)) == ["second"]
    kept = tx.execute(select(t.owed.c.error).where(t.owed.c.state == owed.State.REFUSED)).scalars().all()
    assert kept == ["bot was blocked by the user"]


def test_what_was_refused_can_be_owed_again(tx: Transaction) -> None:
    owe(tx, "old", key="card:1:request:1")
    owed.refuse(tx, claimed(tx)[0], error="chat not found", now=NOW)

    owe(tx, "new", key="card:1:request:1")

    assert words(claimed(tx)) == ["new"]


def test_the_worker_is_told_when_the_next_thing_is_due(tx: Transaction) -> None:
    owe(tx, "now")
    owed.postpone(tx, claimed(tx)[0], until=LATER, error="502")

    assert owed.next_due(tx, now=NOW, busy=set()) == LATER


def test_what_stands_behind_a_waiting_head_does_not_hide_when_the_head_is_due(tx: Transaction) -> None:
    owe(tx, "first")
    owe(tx, "second")
    owed.postpone(tx, claimed(tx)[0], until=LATER, error="502")

    assert owed.next_due(tx, now=NOW, busy=set()) == LATER


def test_nothing_owed_is_nothing_due(tx: Transaction) -> None:
    assert owed.next_due(tx, now=NOW, busy=set()) is None


def test_what_is_just_being_paid_is_known_by_its_kind_and_its_lane(tx: Transaction) -> None:
    owe(tx, "word")
    before = owed.is_being_paid(tx, lane="chat:1")

    [debt] = claimed(tx)

    assert not before
    assert owed.is_being_paid(tx, lane=debt.lane)
    assert owed.is_being_paid(tx, kind=debt.kind)
    assert not owed.is_being_paid(tx, lane="chat:2")
    assert not owed.is_being_paid(tx, kind=owed.Kind.INVITATION)
