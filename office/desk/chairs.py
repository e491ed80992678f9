"""The chairs of Kadis and Kabid: whose they are, who appoints for them, and who can stand in."""

from office.desk.desk import Desk
from office.register import people
from office.register.people import Actor, Person
from office.sop.authority import Act, NotAllowed, may
from office.sop.errors import Refusal
from office.sop.request import PersonId
from office.sop.roles import HEADS, OFFICIALS, Role


class OwnRole(Refusal):
    """Nobody gives themselves a role, nor for a time: another admin does, or the command line."""


class OwnChair(Refusal):
    """Nobody stands in for themselves."""


def chairs(actor: Actor) -> tuple[Role, ...]:
    """For which chairs this person may appoint: their own, or as an admin any."""
    if may(Act.APPOINT_FOR_ANY, actor.roles):
        return HEADS
    return tuple(role for role in HEADS if (held := actor.as_(role)) is not None and held.standing is None)


def check_chair(actor: Actor | None, role: Role, act: Act = Act.APPOINT) -> None:
    """No actor is the command line. Raises NotAllowed for the chair of somebody else."""
    if actor is not None and role not in chairs(actor):
        raise NotAllowed(act)


def holder_of(desk: Desk, role: Role) -> Person | None:
    """Whose chair it is."""
    for person in people.holders(desk.tx, role, now=desk.now):
        held = Actor(person, people.assignments_of(desk.tx, person.id, now=desk.now)).as_(role)
        if held is not None and held.standing is None:
            return person
    return None


def check_not_own(desk: Desk, role: Role, person: PersonId) -> None:
    """Raises OwnChair for the holder of the chair."""
    holder = holder_of(desk, role)
    if holder is not None and holder.id == person:
        raise OwnChair


def candidates(desk: Desk, role: Role, appointer: Actor | None) -> list[Person]:
    """Who is known well enough to stand in: officials, whose letters can be signed, but not holder or appointer."""
    found = {p.id: p for each in sorted(OFFICIALS) for p in people.holders(desk.tx, each, now=desk.now)}
    not_these = {person.id for person in (holder_of(desk, role), appointer and appointer.person) if person}
    return [p for p in found.values() if p.name and p.nip and p.id not in not_these]
