"""Invitations: 128-bit secrets, hashed at rest, single use, expiring, each for one grant, until they are withdrawn."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, exists, func, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.register.registrations import Purpose, State
from office.sop.errors import Refusal
from office.sop.request import PersonId

_BYTES = 16
_c = t.invitations.c


class InvitationUsed(Refusal):
    """Somebody has used this invitation."""


class InvitationExpired(Refusal):
    """The invitation is older than it may be."""


class InvitationWithdrawn(Refusal):
    """The office has taken this invitation back."""


class InvitationUnknown(Refusal):
    """No such invitation was ever given, or it is for something else."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What it lets somebody become; `terms` when it is in somebody's place for a period.

    `made_by` is None for the command line, and for those from before this was written down. `opened_by` is who is
    filling in its form.
    """

    id: int
    grants: str
    terms: dict[str, Any] | None
    made_by: PersonId | None
    made_at: datetime
    expires_at: datetime
    opened_by: PersonId | None

    @property
    def said(self) -> dict[str, Any]:
        """What the sentences about it are told."""
        return {"grants": self.grants, "terms": self.terms}


_WHERE_IT_STANDS: Final = select(_c.id, _c.used_by_id, _c.withdrawn_at, _c.expires_at).where(
    _c.token_hash == bindparam("token_hash")
)
_INVITATION: Final = select(_c.id, _c.grants, _c.terms, _c.made_by_id, _c.created_at, _c.expires_at, _c.used_by_id)
_r = t.registrations.c
_FILLING: Final = exists().where(
    (_r.person_id == _c.used_by_id)
    & (_r.role == _c.grants)
    & (_r.purpose == Purpose.JOIN)
    & (_r.state == State.FILLING)
    & (_r.created_at <= _c.used_at)
)
"""Somebody has opened it, and has not handed in the form that it led them to."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """22 characters that fit a Telegram deep link."""
    return secrets.token_urlsafe(_BYTES)


def add(
    tx: Transaction,
    grants: str,
    *,
    now: datetime,
    valid: timedelta,
    by: PersonId | None = None,
    terms: Mapping[str, Any] | None = None,
) -> int:
    """Write down an invitation that nobody can use before `seal`; return its number."""
    values = {"token_hash": _hash(new_token()), "grants": grants, "created_at": now, "expires_at": now + valid}
    row = insert(t.invitations).values(**values, made_by_id=by, terms=terms).returning(_c.id)
    return int(tx.execute(row).scalar_one())


def seal(tx: Transaction, invitation_id: int, token: str) -> None:
    """The token is what uses the invitation from now on; only its hash is kept."""
    tx.execute(update(t.invitations).where(_c.id == invitation_id).values(token_hash=_hash(token)))


def _unused(now: datetime) -> ColumnElement[bool]:
    return _c.used_by_id.is_(None) & _c.withdrawn_at.is_(None) & (_c.expires_at > now)


def _open(now: datetime) -> ColumnElement[bool]:
    return _unused(now) | (_c.withdrawn_at.is_(None) & _FILLING)


def find_open(tx: Transaction, invitation_id: int, *, now: datetime) -> Invitation | None:
    """None for what was never made, or has let somebody in, was withdrawn, or has expired."""
    row = tx.execute(_INVITATION.where((_c.id == invitation_id) & _open(now))).one_or_none()
    return Invitation(*row) if row else None


def all_open(tx: Transaction, *, now: datetime) -> list[Invitation]:
    """What somebody could still come in with, the newest first."""
    return [Invitation(*row) for row in tx.execute(_INVITATION.where(_open(now)).order_by(_c.id.desc()))]


def newest_of(tx: Transaction, person: PersonId, *, in_place: bool) -> int:
    """The number of the last invitation that this person made, into somebody's place or not; 0 before the first."""
    made = (_c.made_by_id == person) & (_c.terms.is_not(None) if in_place else _c.terms.is_(None))
    return tx.execute(select(func.max(_c.id)).where(made)).scalar_one() or 0


def withdraw(tx: Transaction, invitation_id: int, *, now: datetime) -> bool:
    """Nobody comes in with it any more; False if nobody could."""
    change = update(t.invitations).where((_c.id == invitation_id) & _open(now)).values(withdrawn_at=now)
    return tx.execute(change).rowcount == 1


def redeem(tx: Transaction, token: str, person: PersonId, *, now: datetime) -> Invitation:
    """Use the invitation and return it.

    Raises InvitationUnknown, InvitationUsed, InvitationWithdrawn or InvitationExpired.
    """
    found = tx.execute(_WHERE_IT_STANDS, {"token_hash": _hash(token)}).one_or_none()
    if found is None:
        raise InvitationUnknown
    if found.withdrawn_at is not None:
        raise InvitationWithdrawn
    if found.used_by_id is not None:
        raise InvitationUsed
    if found.expires_at <= now:
        raise InvitationExpired
    change = update(t.invitations).where((_c.id == found.id) & _unused(now)).values(used_by_id=person, used_at=now)
    if tx.execute(change).rowcount != 1:
        raise InvitationUsed
    return Invitation(*tx.execute(_INVITATION.where(_c.id == found.id)).one())
