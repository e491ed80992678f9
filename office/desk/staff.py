"""Whom the office consists of, as its admins keep it: change a role, take it away, suspend and lift.

Every act is written into the trail and told to the admins, in private.
"""

from dataclasses import dataclass
from itertools import product
from typing import Any, Final
from zlib import crc32

from office.desk.chairs import OwnRole
from office.desk.desk import Desk
from office.desk.granting import grant, taken
from office.desk.presence import check_act
from office.desk.roles import roles_changed
from office.desk.standing import periods_of
from office.desk.telling import owe_notice, owe_question, tell_admins
from office.register import events, people, registrations
from office.register.people import Actor, Assignment, Person, StandIn
from office.register.registrations import Purpose
from office.register.requests import StaleCard
from office.sop.authority import Act
from office.sop.errors import Refusal
from office.sop.registration_forms import registration_form
from office.sop.roles import HEADS, INVITABLE, Role

IN_OFFICE: Final = (*HEADS, Role.PRANATA_KOMPUTER, Role.OPERATOR, Role.ADMIN)
"""The roles that an admin grants, in the order of the SOP."""


class LastAdmin(Refusal):
    """Without this admin nobody could let anybody in any more."""

    def __init__(self) -> None:
        super().__init__("this is the last admin; invite another one first")


def somebody(desk: Desk, person_id: int) -> Person:
    """Raises StaleCard if the register knows nobody of this number."""
    if not people.exists(desk.tx, person_id):
        raise StaleCard(person_id, 0)
    return people.load(desk.tx, person_id)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody as an admin sees them: what they hold, suspended or not, and as what they are asked to introduce
    themselves.
    """

    person: Person
    assignments: tuple[Assignment, ...]
    asked: Role | None

    @property
    def revision(self) -> int:
        """Another one after anything that an admin can change."""
        stands = (self.person.suspended_at, [a.id for a in self.assignments], self.asked)
        return crc32(repr(stands).encode())

    @property
    def own(self) -> tuple[Role, ...]:
        """What they hold for themselves, and an admin can take."""
        held = {a.role for a in self.assignments if a.standing is None}
        return tuple(role for role in IN_OFFICE if role in held)


def look(desk: Desk, person_id: int) -> Colleague:
    """Raises StaleCard if the register knows nobody of this number."""
    person = somebody(desk, person_id)
    begun = registrations.open_of(desk.tx, person.id)
    asked = begun.role if begun and begun.role in INVITABLE and begun.purpose is Purpose.JOIN else None
    return Colleague(person, assigned(desk, person), asked)


CHAIN: Final = (*HEADS, Role.PRANATA_KOMPUTER)
"""Who decides on a request, one after the other."""


def serving(desk: Desk) -> dict[Role, list[Person]]:
    """Who can act in each role that the office cannot do without."""
    return {role: people.holders(desk.tx, role, now=desk.now) for role in (*CHAIN, Role.ADMIN)}


def can_separate(desk: Desk) -> bool:
    """Whether a request can pass through the whole chain by as many different people."""
    chairs = [[person.id for person in people.holders(desk.tx, role, now=desk.now)] for role in CHAIN]
    return any(len(set(chosen)) == len(CHAIN) for chosen in product(*chairs))


def left_empty(desk: Desk, colleague: Colleague) -> tuple[Role, ...]:
    """The roles of the SOP that nobody could act in without this person."""
    held = {a.role for a in colleague.assignments}
    alone = {colleague.person.id}
    return tuple(r for r in CHAIN if r in held and {p.id for p in people.holders(desk.tx, r, now=desk.now)} == alone)


def ending_with(desk: Desk, colleague: Colleague, old: Role | None, new: Role | None) -> list[StandIn]:
    """The periods in others' chairs that end when this role is taken: all, if it is the last and none comes at once."""
    if set(colleague.own) != {old} or (new is not None and _is_known(colleague.person, new)):
        return []
    return periods_of(desk, colleague.person.id)


def in_office(desk: Desk, role: Role) -> list[Person]:
    """Whoever has this role, suspended or not."""
    return people.in_office(desk.tx, role, now=desk.now)


def search(desk: Desk, words: str, *, limit: int) -> list[Person]:
    """Whoever holds a role, suspended or not, and has the words in their name."""
    return people.search(desk.tx, words, now=desk.now, limit=limit)


def assigned(desk: Desk, person: Person) -> tuple[Assignment, ...]:
    """What this person holds, suspended or not."""
    return people.assigned(desk.tx, person.id, now=desk.now)


def suspend(desk: Desk, actor: Actor | None, person_id: int) -> Person:
    """*Tangguhkan*: all roles of the person sleep from now on, and their open cards are dead.

    Raises NotAllowed, LastAdmin, StaleCard if it is so already.
    """
    check_act(desk, actor, Act.SUSPEND)
    person = somebody(desk, person_id)
    if person.suspended_at is not None:
        raise StaleCard(person_id, 0)
    _keep_an_admin(desk, person_id)
    people.suspend(desk.tx, person_id, desk.now)
    _made(desk, actor, "suspend", person)
    return person


def lift(desk: Desk, actor: Actor | None, person_id: int) -> Person:
    """*Pulihkan*: the roles hold again. Raises what `check_act` raises, StaleCard if the person is not suspended."""
    check_act(desk, actor, Act.LIFT, person=person_id)
    person = somebody(desk, person_id)
    if person.suspended_at is None:
        raise StaleCard(person_id, 0)
    people.suspend(desk.tx, person_id, None)
    _made(desk, actor, "lift", person)
    return person


def revoke(desk: Desk, actor: Actor | None, person_id: int, role: Role) -> Person:
    """*Cabut*: the person holds the role no longer, and with the last one stands in for nobody.

    Whoever is only asked for what its form wants to know is asked no longer. Raises NotAllowed, LastAdmin, StaleCard if
    they are neither.
    """
    check_act(desk, actor, Act.REVOKE)
    person, is_asked = somebody(desk, person_id), look(desk, person_id).asked is role
    if is_asked:
        registrations.drop_unfinished(desk.tx, person.id)
        owe_question(desk, person.telegram_id)
    else:
        _end(desk, person, role)
    _made(desk, actor, "revoke", person, role=role, is_asked=is_asked)
    if not is_asked:
        taken(desk, person.id, by=actor)
    return person


def change_role(desk: Desk, actor: Actor | None, person_id: int, old: Role | None, new: Role) -> Person:
    """*Ubah peran*: the new role instead of the old one, or besides what the person is already.

    What the new role's form asks and is not known is asked of the person first. Raises what `check_act` raises,
    OwnRole, LastAdmin, StaleCard for what the person does not hold or what nobody can be made.
    """
    check_act(desk, actor, Act.CHANGE_ROLE, person=person_id, role=new)
    if actor is not None and actor.person.id == person_id:
        raise OwnRole
    person = somebody(desk, person_id)
    held = {a.role for a in assigned(desk, person) if a.standing is None}
    if new not in INVITABLE or new in held or (old is not None and old not in held):
        raise StaleCard(person_id, 0)
    if old is not None:
        _end(desk, person, old)
    if _is_known(person, new):
        grant(desk, person.id, new, by=actor)
        owe_notice(desk, person.telegram_id, "registration.admitted", role=new)
    else:
        _ask(desk, person, new)
    _made(desk, actor, "change_role", person, role=new, old=old or "")
    if old is not None:
        taken(desk, person.id, by=actor)
    return person


def _is_known(person: Person, role: Role) -> bool:
    """Whether the person has told all that the role's form asks, and agreed to its being kept."""
    told = all(getattr(person, field) for field in registration_form(role).model_fields)
    return told and person.consented_at is not None


def _ask(desk: Desk, person: Person, role: Role) -> None:
    """As if they had opened an invitation."""
    registrations.drop_unfinished(desk.tx, person.id, but=role)
    known = {f: str(getattr(person, f)) for f in registration_form(role).model_fields if getattr(person, f)}
    registrations.begin(desk.tx, person.id, role, now=desk.now, answers=known)
    owe_notice(desk, person.telegram_id, "start.invited", role=role)
    owe_question(desk, person.telegram_id)


def _end(desk: Desk, person: Person, role: Role) -> None:
    held = [a for a in assigned(desk, person) if a.role is role and a.standing is None]
    if not held or role not in INVITABLE:
        raise StaleCard(person.id, 0)
    if role is Role.ADMIN:
        _keep_an_admin(desk, person.id)
    for assignment in held:
        people.end(desk.tx, assignment.id, now=desk.now)


def _keep_an_admin(desk: Desk, but: int) -> None:
    """Raises LastAdmin if this person is the only one left."""
    admins = {person.id for person in people.holders(desk.tx, Role.ADMIN, now=desk.now)}
    if admins == {but}:
        raise LastAdmin


def _made(desk: Desk, actor: Actor | None, act: str, person: Person, **said: Any) -> None:
    """Write it down, tell the admins and the person, and let their cards follow."""
    payload = {"person": person.id, **said}
    role = Role.ADMIN if actor else None
    events.append(desk.tx, f"staff:{act}", at=desk.now, actor=actor, role=role, payload=payload)
    by = actor.person.name if actor else ""
    tell_admins(desk, f"staff.did_{act}", name=person.name or "", by=by, **said)
    if act != "change_role":
        owe_notice(desk, person.telegram_id, f"staff.you_{act}", **said)
    roles_changed(desk, person.id)
