"""Whether it is really the official: a code of their authenticator app before what changes the DNS, or gives power.

A code that was shown for a decision counts for a while; what gives somebody power asks for one of its own each time.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from office.desk.desk import Desk
from office.desk.telling import tell_operators
from office.register import authenticators, events
from office.register.people import Actor, Person
from office.sop.authority import Act, check_may
from office.sop.errors import Refusal
from office.sop.presence import Authenticator, State, Verdict, act_needs_proof, judge, needs_proof, wants_authenticator
from office.sop.request import PersonId, Request
from office.sop.roles import Role
from office.sop.workflow import Move


@dataclass(frozen=True, slots=True)
class GivingPower:
    """An act, whom it is about, and what it makes somebody; as far as there is such a thing."""

    act: Act
    person: int | None
    role: str


class CodeNeeded(Refusal):
    """Nothing is done before a code has come; then it is, without another tap. `wanted` is a decision, or an act."""

    def __init__(self, wanted: Request | GivingPower) -> None:
        super().__init__("a code is needed")
        self.wanted = wanted


class AuthenticatorMissing(Refusal):
    """This person has no authenticator yet, and the office wants one."""


class NotConfirmedYet(Refusal):
    """This person's authenticator waits for an admin."""


class LockedOut(Refusal):
    """Too many wrong codes: nothing is decided, and no code looked at, until then."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"locked until {until}")
        self.until = until


def check(desk: Desk, actor: Actor, request: Request, move: Move) -> bool:
    """Return whether the office asks for a code before this move; it has one.

    Raises CodeNeeded, AuthenticatorMissing, NotConfirmedYet, LockedOut.
    """
    if not needs_proof(move, desk.agency.presence):
        return False
    if not _in_use(desk, actor).is_proved(desk.now, desk.agency.presence):
        raise CodeNeeded(request)
    return True


def check_act(desk: Desk, actor: Actor | None, act: Act, *, person: int | None = None, role: str = "") -> None:
    """Whether it may be done now: by the table of acts, and with a code for this very act where it gives power.

    No actor is the command line, whose user owns the register's file. Raises NotAllowed, and what `check` raises.
    """
    if actor is None:
        return
    check_may(act, actor.roles)
    if not act_needs_proof(act, desk.agency.presence):
        return
    wanted = GivingPower(act, person, role)
    if not _in_use(desk, actor).is_proved_now(desk.now, desk.agency.presence):
        raise CodeNeeded(wanted)
    events.append(desk.tx, "presence:act", at=desk.now, actor=actor, payload=asdict(wanted))


def _in_use(desk: Desk, actor: Actor) -> Authenticator:
    """The app whose codes count. Raises AuthenticatorMissing, NotConfirmedYet, LockedOut."""
    known = authenticators.find(desk.tx, actor.person.id, State.ACTIVE)
    if known is None:
        raise NotConfirmedYet if _waits(desk, actor.person.id) else AuthenticatorMissing
    check_open(known, desk.now)
    return known


def lacks_app(desk: Desk, person_id: PersonId, roles: Collection[Role]) -> bool:
    """Whether this person has to set up an app before they can decide in these roles."""
    if not wants_authenticator(roles, desk.agency.presence):
        return False
    return authenticators.find(desk.tx, person_id, State.ACTIVE) is None and not _waits(desk, person_id)


def _waits(desk: Desk, person_id: int) -> bool:
    return authenticators.find(desk.tx, person_id, State.UNCONFIRMED) is not None


def check_open(known: Authenticator, now: datetime) -> None:
    """Raises LockedOut."""
    if known.locked_until is not None and known.is_locked(now):
        raise LockedOut(known.locked_until)


def prove(desk: Desk, actor: Actor, code: str) -> tuple[Verdict, int] | None:
    """What the code is worth, and how many wrong ones are left; None where there is no app (any more).

    It is counted whatever follows, so that no refusal may undo it.
    """
    known = authenticators.find(desk.tx, actor.person.id, State.ACTIVE)
    if known is None:
        return None
    rules = desk.agency.presence
    verdict, after = judge(known, code, rules, desk.now)
    authenticators.keep(desk.tx, after)
    if verdict is Verdict.LOCKS:
        write(desk, actor, "lock", actor.person)
        tell_operators(desk, "presence.locked_group", name=actor.person.name or "", minutes=rules.lock_minutes)
    return verdict, rules.attempts - after.failures


def write(desk: Desk, actor: Actor | None, act: str, person: Person, *, role: Role | None = None) -> None:
    """It stands in the trail; `person` is whose app it is."""
    payload: dict[str, Any] = {"person": person.id}
    events.append(desk.tx, f"presence:{act}", at=desk.now, actor=actor, role=role, payload=payload)
