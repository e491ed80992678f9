"""From *Lengkap* to a live service (SOP activities 5 and 6): the plan, Buat, and what became of it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from office.desk.checklist import check_complete, lines_of
from office.desk.decisions import decide
from office.desk.desk import Desk
from office.desk.moves import NoLongerValid, carry_out, look_again
from office.desk.telling import show_everywhere, tell_operators
from office.desk.trail import ADDRESS, REHOSTED
from office.register import events, requests, services
from office.register.events import Event
from office.register.people import Actor
from office.sop.errors import Refusal
from office.sop.hostname import check_target, is_takeover_prone
from office.sop.plan import Deed, Fqdn, OperationId, Plan, RecordId
from office.sop.request import Action, PersonId, Request, Stage
from office.sop.roles import Role
from office.sop.text import cut

_DETAIL: Final = 300
"""Characters of what a vendor said that a card can bear."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a service that was given up: records removed or put back, and what stands there instead.

    `record` is the vendor's new id of the record that was put back.
    """

    done: str = ""
    left: str = ""
    is_as_before: bool = True
    record: RecordId | None = None


class NameStands(Refusal):
    """The zone already holds something at the name: it can only be returned or refused."""

    def __init__(self, name: Fqdn) -> None:
        super().__init__(f"{name} exists in the zone")
        self.name = name


class PlanChanged(Refusal):
    """The plan is not the one that the officer confirmed."""


def review(desk: Desk, actor: Actor, request_id: int, *, revision: int, name_stands: bool) -> None:
    """Whether *Lengkap* may show what would be done; nothing is changed.

    Raises the refusals of Buat, and NameStands if the zone was seen to hold a name that is to be new.
    """
    request = requests.load(desk.tx, request_id, revision=revision)
    desk.find_move(request, Action.BUILD, actor)
    check_complete(desk, request)
    look_again(desk, request)
    if name_stands and request.kind.deed is Deed.CREATE:
        raise NameStands(desk.name_asked(request))


class Owner(StrEnum):
    """Whose the record at a plan's name is, as far as the register knows."""

    NOBODY = "nobody"
    OURS = "ours"
    BY_HAND = "by_hand"
    """Somebody made it at the vendor, so that we do not touch it."""


def owner_of(desk: Desk, plan: Plan) -> Owner:
    """Whose the record is that the plan is about. The vendor is asked once more before anything is done."""
    stands = None if plan.deed is Deed.CREATE else services.live(desk.tx, plan.name)
    if stands is None:
        return Owner.NOBODY
    return Owner.BY_HAND if stands.by_hand else Owner.OURS


def is_risky(plan: Plan) -> bool:
    """Whether the officer should be warned that the target may one day belong to somebody else."""
    return plan.deed is not Deed.REMOVE and is_takeover_prone(plan.content)


def build(desk: Desk, actor: Actor, request_id: int, *, revision: int, digest: str) -> Request:
    """*Buat*: the file is complete, and this very plan shall be carried out; hosting is made by hand first.

    Raises PlanChanged and what `decide` raises.
    """
    request = requests.load(desk.tx, request_id, revision=revision)
    plan = desk.plan_for(request)
    if (plan.digest if plan else "") != digest:
        raise PlanChanged(digest)
    desk.find_move(request, Action.BUILD, actor)
    check_complete(desk, request)
    if plan is not None:
        _intend(desk, request, plan)
    seen = {"complete": [line.text for line in lines_of(desk, request)], "plan": digest}
    return decide(desk, actor, request, Action.BUILD, seen=seen)


def _intend(desk: Desk, request: Request, plan: Plan) -> None:
    stands = None if plan.deed is Deed.CREATE else services.live(desk.tx, plan.name)
    services.intend(desk.tx, request, plan, OperationId(uuid.uuid4().hex), replaces=stands, now=desk.now)


def check_hostable(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> Request:
    """The request, if this actor may enter its hosting's address now."""
    request = requests.load(desk.tx, request_id, revision=revision)
    desk.find_move(request, Action.HOSTED, actor)
    return request


def type_address(desk: Desk, actor: Actor, request_id: int, typed: str, *, revision: int) -> None:
    """The officer says where the hosting account was made: kept for the plan that is shown next, and no more.

    Raises BadAnswer for what is no public address, NoLongerValid, and what `find_move` raises.
    """
    request = check_hostable(desk, actor, request_id, revision=revision)
    address = check_target(typed, desk.agency.dns.zone)
    if desk.plan_for(replace(request, hosting=address)) is None:
        raise NoLongerValid(("site",))
    payload, role = {"hosting": address}, Role.PRANATA_KOMPUTER
    events.append(desk.tx, ADDRESS, at=desk.now, actor=actor, role=role, request=request, payload=payload)


def as_typed(request: Request, trail: Iterable[Event], person: PersonId | None) -> Request:
    """The request as it will be with the address that this officer has typed last in its round, if any.

    What was typed before another address was wanted counts no more.
    """
    if not request.awaits_hosting:
        return request
    typed = None
    for event in trail:
        if event.tag == REHOSTED:
            typed = None
        elif (event.tag, event.round, event.person) == (ADDRESS, request.round, person):
            typed = event.payload["hosting"]
    return replace(request, hosting=typed) if typed else request


def hosted(desk: Desk, actor: Actor, request_id: int, *, revision: int, digest: str) -> Request:
    """The hosting was made where this officer has typed, and this very plan shall be carried out: the DNS is owed.

    Raises PlanChanged and what `decide` raises.
    """
    request = check_hostable(desk, actor, request_id, revision=revision)
    made = as_typed(request, events.of_request(desk.tx, request.id), actor.person.id)
    plan = desk.plan_for(made)
    if plan is None or plan.digest != digest:
        raise PlanChanged(digest)
    _intend(desk, request, plan)
    seen = {"hosting": made.hosting, "plan": digest}
    return decide(desk, actor, request, Action.HOSTED, changes={"hosting": made.hosting}, seen=seen)


def is_wanted(desk: Desk, service_id: int) -> bool:
    """Whether the record is still to be made: the request waits for it and nobody has given it up."""
    service = services.load(desk.tx, service_id)
    request = requests.load(desk.tx, service.request)
    return request.stage is Stage.PROVISIONING and service.state is services.State.PLANNED


def record_made(desk: Desk, service_id: int, record: RecordId) -> None:
    """The vendor holds our record; it is not verified yet."""
    service = services.load(desk.tx, service_id)
    if service.record == record:
        return
    services.recorded(desk.tx, service, record)
    request = requests.load(desk.tx, service.request)
    payload = {"name": service.plan.name, "id": record}
    events.append(desk.tx, f"dns:{service.plan.deed}", at=desk.now, request=request, payload=payload)
    show_everywhere(desk, request)


def finish(desk: Desk, service_id: int, answers: list[str], *, is_silent: bool = False) -> None:
    """Every name server gives the planned answer: the service is live, or has ended, and the reply letter is owed.

    `is_silent` is a hosting where no web server answers yet: the card warns. Nothing happens if somebody has decided
    otherwise meanwhile.
    """
    if not is_wanted(desk, service_id):
        return
    service = services.load(desk.tx, service_id)
    services.gone_live(desk.tx, service, now=desk.now)
    request = requests.load(desk.tx, service.request)
    carry_out(desk, None, request, Action.FINISH, seen={"answers": answers, "silent": is_silent})


def block(desk: Desk, service_id: int, why: str, detail: str) -> None:
    """It cannot go on by itself: a human decides. `why` names a sentence, `detail` is what was found."""
    if not is_wanted(desk, service_id):
        return
    request = requests.load(desk.tx, services.load(desk.tx, service_id).request)
    detail = cut(detail, _DETAIL)
    carry_out(desk, None, request, Action.BLOCK, reason=f"{why}|{detail}")
    tell_operators(desk, "operators.blocked", receipt=request.receipt, kind=request.kind, why=why, detail=detail)


def taken_back(desk: Desk, service_id: int, undone: Undone) -> None:
    """What a service that was given up has done is undone; where somebody else was at work, a human is told."""
    service = services.load(desk.tx, service_id)
    request = requests.load(desk.tx, service.request)
    payload = {"name": service.plan.name, "undone": undone.done, "left": undone.left}
    events.append(desk.tx, "dns:take_back", at=desk.now, request=request, payload=payload)
    if undone.record is not None and service.replaces is not None:
        services.recorded(desk.tx, services.load(desk.tx, service.replaces), undone.record)
    if not undone.is_as_before:
        values = {"deed": service.plan.deed, "name": service.plan.name, "detail": cut(undone.left, _DETAIL)}
        tell_operators(desk, "operators.left_standing", receipt=request.receipt, **values)
