"""Proof of presence: six digits of an authenticator app (TOTP, RFC 6238), asked before what leads to a DNS change, and
before what gives somebody a part in one.

Pure rules; what they say of a code is kept by the caller.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import pyotp
from pyotp.utils import strings_equal

from office.sop.agency import PresenceRules
from office.sop.authority import ACTS, Act, may
from office.sop.request import PersonId, Stage
from office.sop.roles import OFFICIALS, Role
from office.sop.workflow import CHAIN, Move, Work

DIGITS: Final = 6
_SLACK: Final = (0, -1, 1)
"""Steps of half a minute by which a phone's clock may differ."""


class State(StrEnum):
    OFFERED = "offered"
    """Its QR was shown; no code has come yet."""
    UNCONFIRMED = "unconfirmed"
    """Its first code was right; an admin has still to say that it is the official's own."""
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Authenticator:
    """What is kept of somebody's app. `last_step` is the newest half minute whose code was accepted.

    `replaces` is the active one in whose place it was offered; `message` shows its QR.
    """

    id: int
    person: PersonId
    state: State
    secret: str = field(repr=False)
    made_at: datetime
    replaces: int | None = None
    message: int | None = None
    last_step: int = 0
    failures: int = 0
    locked_until: datetime | None = None
    proved_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        return self.locked_until is not None and now < self.locked_until

    def is_proved(self, now: datetime, rules: PresenceRules) -> bool:
        """Whether its owner has shown a code that still counts; a clock that was put back makes it count no longer."""
        if self.proved_until is None or self.is_locked(now):
            return False
        return timedelta(0) <= self.proved_until - now <= timedelta(minutes=rules.remember_minutes)

    def is_proved_now(self, now: datetime, rules: PresenceRules) -> bool:
        """Whether the code was shown for what is done at this very moment, and not for anything before."""
        return self.proved_until == now + timedelta(minutes=rules.remember_minutes) and not self.is_locked(now)


class Verdict(StrEnum):
    """What is said of a code."""

    RIGHT = "right"
    WRONG = "wrong"
    USED = "used"
    """It was right, and was accepted before; or a newer one was."""
    LOCKS = "locks"
    """Wrong once too often."""
    LOCKED = "locked"
    """Not looked at, be it right or wrong."""


def new_secret() -> str:
    """160 bits, as RFC 4226 asks."""
    return pyotp.random_base32()


def link(authenticator_secret: str, owner: str, issuer: str) -> str:
    """What the QR holds, for every authenticator app."""
    return pyotp.TOTP(authenticator_secret).provisioning_uri(name=owner, issuer_name=issuer)


def needs_proof(move: Move, rules: PresenceRules) -> bool:
    """Whether the office asks for a code before this move."""
    return move.role in rules.roles and leads_to_dns(move)


def leads_to_dns(move: Move) -> bool:
    """A link of the chain that must stand before anything is built, or an official's word that something be built.

    Saying no is never held up: giving up a service only puts the zone back to what it was before.
    """
    builds = move.to is Stage.PROVISIONING and move.role in OFFICIALS and Work.TAKE_BACK not in move.work
    return builds or (move.action, move.role) in CHAIN


def act_needs_proof(act: Act, rules: PresenceRules) -> bool:
    """Whether the office asks for a code before this act, of whoever does it: power is what the codes protect."""
    return bool(rules.roles) and ACTS[act].gives_power


def wants_authenticator(roles: Collection[Role], rules: PresenceRules) -> bool:
    """Whether somebody in these roles is ever asked for a code."""
    return bool(rules.roles.intersection(roles)) or any(may(act, roles) for act in Act if act_needs_proof(act, rules))


def as_code(typed: str) -> str | None:
    """The six digits, however they are spaced; None for anything else."""
    code = "".join(typed.split())
    return code if code.isascii() and code.isdigit() and len(code) == DIGITS else None


def judge(known: Authenticator, code: str, rules: PresenceRules, now: datetime) -> tuple[Verdict, Authenticator]:
    """What the code is worth, and the authenticator as it stands after it: each step's code is good once."""
    if known.is_locked(now):
        return Verdict.LOCKED, known
    steps = _steps_of(known.secret, code, now)
    fresh = [step for step in steps if step > known.last_step]
    if fresh:
        until = now + timedelta(minutes=rules.remember_minutes)
        proved = replace(known, last_step=fresh[0], failures=0, locked_until=None, proved_until=until)
        return Verdict.RIGHT, proved
    if steps:
        return Verdict.USED, known
    failures = known.failures + 1
    if failures < rules.attempts:
        return Verdict.WRONG, replace(known, failures=failures)
    until = now + timedelta(minutes=rules.lock_minutes)
    return Verdict.LOCKS, replace(known, failures=0, locked_until=until, proved_until=None)


def _steps_of(secret: str, code: str, now: datetime) -> list[int]:
    """The half minutes around now whose code this is; compared in constant time."""
    app = pyotp.TOTP(secret)
    step = app.timecode(now)
    return [step + slack for slack in _SLACK if strings_equal(code, app.generate_otp(step + slack))]
