"""Invitations: one use, for a while, unknown to whoever reads the database."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from office.register import invitations
from office.register import tables as t
from office.register.engine import Transaction
from office.register.invitations import InvitationExpired, InvitationUnknown, InvitationUsed, InvitationWithdrawn
from tests.office.register.books import NOW, a_person

WEEK = timedelta(days=7)


def issued(tx: Transaction) -> str:
    """The secret of a link for a Kadis, that is good for a week from now."""
    token = invitations.new_token()
    invitations.seal(tx, invitations.add(tx, "kadis", now=NOW, valid=WEEK), token)
    return token


def test_an_invitation_gives_what_it_was_issued_for(tx: Transaction) -> None:
    token = issued(tx)

    assert invitations.redeem(tx, token, a_person(tx).id, now=NOW).grants == "kadis"


def test_an_invitation_can_be_used_once(tx: Transaction) -> None:
    token = issued(tx)
    invitations.redeem(tx, token, a_person(tx, 1001).id, now=NOW)

    with pytest.raises(InvitationUsed):
        invitations.redeem(tx, token, a_person(tx, 1002).id, now=NOW)


def test_an_invitation_ends_with_its_last_moment(tx: Transaction) -> None:
    token = issued(tx)

    with pytest.raises(InvitationExpired):
        invitations.redeem(tx, token, a_person(tx).id, now=NOW + WEEK)


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "' OR 1=1 --", "😀"])
def test_a_word_that_was_never_issued_is_unknown(tx: Transaction, token: str) -> None:
    issued(tx)

    with pytest.raises(InvitationUnknown):
        invitations.redeem(tx, token, a_person(tx).id, now=NOW)


def test_the_database_does_not_hold_the_secret(tx: Transaction) -> None:
    token = issued(tx)

    [row] = tx.execute(select(t.invitations.c.token_hash, t.invitations.c.grants)).all()

    assert token not in str(row)


def test_each_secret_is_its_own_and_fits_a_link(tx: Transaction) -> None:
    tokens = {issued(tx) for _ in range(20)}

    assert len(tokens) == 20
    assert all(re.fullmatch(r"[\w-]{22}", token) for token in tokens)


def test_what_is_open_is_listed_without_its_secret_until_it_is_used_withdrawn_or_over(tx: Transaction) -> None:
    used, withdrawn = (invitations.add(tx, "kabid", now=NOW, valid=WEEK) for _ in range(2))
    token = invitations.new_token()
    invitations.seal(tx, used, token)
    invitations.add(tx, "operator", now=NOW - WEEK, valid=WEEK)
    still = invitations.add(tx, "kadis", now=NOW, valid=WEEK, by=a_person(tx, 1001).id)

    invitations.redeem(tx, token, a_person(tx, 1002).id, now=NOW)
    invitations.withdraw(tx, withdrawn, now=NOW)

    assert [(each.id, each.grants) for each in invitations.all_open(tx, now=NOW)] == [(still, "kadis")]
    assert invitations.all_open(tx, now=NOW + WEEK) == []


def test_a_withdrawn_invitation_lets_nobody_in_and_is_withdrawn_once(tx: Transaction) -> None:
    number, token = invitations.add(tx, "kadis", now=NOW, valid=WEEK), invitations.new_token()
    invitations.seal(tx, number, token)

    assert [invitations.withdraw(tx, number, now=NOW) for _ in range(2)] == [True, False]

    with pytest.raises(InvitationWithdrawn):
        invitations.redeem(tx, token, a_person(tx).id, now=NOW)


def test_what_somebody_has_used_is_not_withdrawn(tx: Transaction) -> None:
    number, token = invitations.add(tx, "kadis", now=NOW, valid=WEEK), invitations.new_token()
    invitations.seal(tx, number, token)
    invitations.redeem(tx, token, a_person(tx).id, now=NOW)

    assert not invitations.withdraw(tx, number, now=NOW)
