"""Invitations: one use, for a while, unknown to whoever reads the database."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from office.register import invitations
from office.register import tables as t
from office.register.engine import Transaction
from office.register.invitations import InvitationExpired, InvitationUnknown, InvitationUsed
from tests.office.register.books import NOW, a_person

WEEK = timedelta(days=7)


def test_an_invitation_gives_what_it_was_issued_for(tx: Transaction) -> None:
    token = invitations.issue(tx, "kadis", now=NOW, valid=WEEK)

    assert invitations.redeem(tx, token, a_person(tx).id, now=NOW) == "kadis"


def test_an_invitation_can_be_used_once(tx: Transaction) -> None:
    token = invitations.issue(tx, "kadis", now=NOW, valid=WEEK)
    invitations.redeem(tx, token, a_person(tx, 1001).id, now=NOW)

    with pytest.raises(InvitationUsed):
        invitations.redeem(tx, token, a_person(tx, 1002).id, now=NOW)


def test_an_invitation_ends_with_its_last_moment(tx: Transaction) -> None:
    token = invitations.issue(tx, "kadis", now=NOW, valid=WEEK)

    with pytest.raises(InvitationExpired):
        invitations.redeem(tx, token, a_person(tx).id, now=NOW + WEEK)


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "' OR 1=1 --", "😀"])
def test_a_word_that_was_never_issued_is_unknown(tx: Transaction, token: str) -> None:
    invitations.issue(tx, "kadis", now=NOW, valid=WEEK)

    with pytest.raises(InvitationUnknown):
        invitations.redeem(tx, token, a_person(tx).id, now=NOW)


def test_the_database_does_not_hold_the_secret(tx: Transaction) -> None:
    token = invitations.issue(tx, "kadis", now=NOW, valid=WEEK)

    [row] = tx.execute(select(t.invitations.c.token_hash, t.invitations.c.grants)).all()

    assert token not in str(row)


def test_each_secret_is_its_own_and_fits_a_link(tx: Transaction) -> None:
    tokens = {invitations.issue(tx, "kadis", now=NOW, valid=WEEK) for _ in range(20)}

    assert len(tokens) == 20
    assert all(re.fullmatch(r"[\w-]{22}", token) for token in tokens)
