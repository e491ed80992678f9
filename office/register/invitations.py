"""Invitations: 128-bit secrets, hashed at rest, single use, expiring, each for one grant."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.errors import Refusal
from office.sop.request import PersonId

_BYTES = 16


class InvitationUsed(Refusal):
    """Somebody has used this invitation."""


class InvitationExpired(Refusal):
    """The invitation is older than it may be."""


class InvitationUnknown(Refusal):
    """No such invitation was ever given, or it is for something else."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue(tx: Transaction, grants: str, *, now: datetime, valid: timedelta) -> str:
    """Return a fresh token of 22 characters that fits a Telegram deep link; only its hash is kept."""
    token = secrets.token_urlsafe(_BYTES)
    values = {"token_hash": _hash(token), "grants": grants, "created_at": now, "expires_at": now + valid}
    tx.execute(insert(t.invitations).values(**values))
    return token


def redeem(tx: Transaction, token: str, person: PersonId, *, now: datetime) -> str:
    """Use the invitation and return what it grants.

    Raises InvitationUnknown, InvitationUsed or InvitationExpired.
    """
    c = t.invitations.c
    row = tx.execute(
        select(c.id, c.grants, c.expires_at, c.used_by_id).where(c.token_hash == _hash(token))
    ).one_or_none()
    if row is None:
        raise InvitationUnknown
    if row.used_by_id is not None:
        raise InvitationUsed
    if row.expires_at <= now:
        raise InvitationExpired
    unused = (c.id == row.id) & c.used_by_id.is_(None)
    if tx.execute(update(t.invitations).where(unused).values(used_by_id=person, used_at=now)).rowcount != 1:
        raise InvitationUsed
    return str(row.grants)
