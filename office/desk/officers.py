"""Which Pranata Komputer has a request: chosen by the Kabid, or whoever takes it first; handed over to a colleague.

The Kabid may hand it over too: who has it may be away.
"""

from office.desk.desk import Desk
from office.desk.telling import bring, bring_anew, deciders, owe_notice, show_everywhere
from office.register import events, people, requests
from office.register.people import Actor, Person
from office.register.requests import StaleCard
from office.sop.authority import Act, check_may
from office.sop.request import AT_OFFICER, PersonId, Request
from office.sop.roles import Role
from office.sop.workflow import HeldByAnother, has_another_part

_ROLE = Role.PRANATA_KOMPUTER


def eligible(desk: Desk, request: Request, *, but: PersonId | None = None) -> list[Person]:
    """The officers who may have this request: without another part in it, and not `but`, who is about to have one."""
    small = desk.agency.duties.small_office
    officers = people.holders(desk.tx, _ROLE, now=desk.now)
    return [p for p in officers if small or (p.id != but and not has_another_part(request, _ROLE, p.id))]


def only_one(desk: Desk, request: Request, *, but: PersonId | None) -> PersonId | None:
    """The officer to whom it goes without a choice; None when there are several, or none."""
    found = eligible(desk, request, but=but)
    return found[0].id if len(found) == 1 else None


def check_choice(desk: Desk, request: Request, officer: PersonId, *, but: PersonId | None) -> None:
    """Raises StaleCard if this officer can have the request no longer."""
    if officer not in {person.id for person in eligible(desk, request, but=but)}:
        raise StaleCard(request.id, request.revision)


def claim(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> Request:
    """*Ambil*: the first has it. Raises NotAllowed, HeldByAnother, StaleCard, SeparateDuties."""
    check_may(Act.CLAIM, actor.roles)
    request = requests.load(desk.tx, request_id, revision=revision)
    if request.officer is not None and request.officer != actor.person.id:
        raise HeldByAnother(Act.CLAIM, request.officer)
    _check_part(desk, actor.person.id, request)
    return _give(desk, actor, request, actor.person.id, "claim")


def check_may_give(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> Request:
    """The request, if it is this officer's, or this is a Kabid who may choose anew whose it is.

    Raises NotAllowed, HeldByAnother, StaleCard.
    """
    check_may(Act.HAND_OVER, actor.roles)
    request = requests.load(desk.tx, request_id, revision=revision)
    if request.stage not in AT_OFFICER or request.officer is None:
        raise StaleCard(request_id, revision)
    if request.officer != actor.person.id and not may_choose_anew(request, actor.person.id, actor.roles):
        raise HeldByAnother(Act.HAND_OVER, request.officer)
    return request


def may_choose_anew(request: Request, person: PersonId | None, roles: frozenset[Role]) -> bool:
    """Whether this is a Kabid, to whom it lies to choose the officer; nobody does so in a request of their own."""
    return Role.KABID in roles and request.officer is not None and person != request.applicant


def hand_over(desk: Desk, actor: Actor, request_id: int, colleague: PersonId, *, revision: int) -> Request:
    """*Serahkan ke …*: the colleague has it from now on, and gets word, letter and card, in this order.

    Raises what `check_may_give` raises.
    """
    request = check_may_give(desk, actor, request_id, revision=revision)
    _check_part(desk, colleague, request)
    officer = people.load(desk.tx, colleague)
    owe_notice(desk, officer.telegram_id, "officers.handed_over", receipt=request.receipt, by=actor.person.name)
    taken = _give(desk, actor, request, colleague, "hand_over")
    bring(desk, officer, taken, again=True)
    return taken


def _check_part(desk: Desk, officer: PersonId, request: Request) -> None:
    """Raises StaleCard unless this officer may have the request now."""
    if request.stage not in AT_OFFICER or officer not in {p.id for p in eligible(desk, request)}:
        raise StaleCard(request.id, request.revision)


def _give(desk: Desk, actor: Actor, request: Request, officer: PersonId, deed: str) -> Request:
    taken = requests.take(desk.tx, request, officer)
    payload, role = {"officer": officer}, _ROLE if _ROLE in actor.roles else Role.KABID
    events.append(desk.tx, f"request:{deed}", at=desk.now, actor=actor, role=role, request=request, payload=payload)
    show_everywhere(desk, taken)
    return taken


def let_go(desk: Desk, person: int) -> None:
    """Somebody is an officer no longer: what they had is open to all officers again."""
    for request in requests.held_by(desk.tx, person, AT_OFFICER):
        free = requests.take(desk.tx, request, None)
        events.append(desk.tx, "request:let_go", at=desk.now, request=free, payload={"officer": person})
        show_everywhere(desk, free)
        for officer in deciders(desk, free, _ROLE):
            bring_anew(desk, officer, free, again=True)
