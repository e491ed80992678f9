"""From *Lengkap* to a live service (SOP activities 5 and 6): the plan, Buat, and what became of it."""

import uuid
from dataclasses import dataclass, replace
from typing import Final

from office.desk.checklist import check_complete, lines_of
from office.desk.desk import Desk
from office.desk.moves import NoLongerValid, carry_out, look_again
from office.desk.telling import show_everywhere, tell_operators
from office.register import events, requests, services
from office.register.people import Actor
from office.sop.errors import Refusal
from office.sop.hostname import check_target, is_takeover_prone
from office.sop.plan import Deed, Fqdn, OperationId, Plan, RecordId
from office.sop.request import Action, Request, Stage
from office.sop.text import cut
from office.sop.workflow import find_move

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
    find_move(request, Action.BUILD, actor.person.id, actor.roles)
    check_complete(desk, request)
    look_again(desk, request)
    if name_stands and request.kind.deed is Deed.CREATE:
        raise NameStands(desk.name_asked(request))


def is_risky(plan: Plan) -> bool:
    """Whether the officer should be warned that the target may one day belong to somebody else."""
    return plan.deed is not Deed.REMOVE and is_takeover_prone(plan.content)


def build(desk: Desk, actor: Actor, request_id: int, *, revision: int, digest: str) -> Request:
    """*Buat*: the file is complete, and this very plan shall be carried out; hosting is made by hand first.

    Raises PlanChanged and what `carry_out` raises.
    """
    request = requests.load(desk.tx, request_id, revision=revision)
    plan = desk.plan_for(request)
    if (plan.digest if plan else "") != digest:
        raise PlanChanged(digest)
    find_move(request, Action.BUILD, actor.person.id, actor.roles)
    check_complete(desk, request)
    if plan is not None:
        _intend(desk, request, plan)
    seen = {"complete": [line.text for line in lines_of(desk, request)], "plan": digest}
    return carry_out(desk, actor, request, Action.BUILD, seen=seen)


def _intend(desk: Desk, request: Request, plan: Plan) -> None:
    stands = None if plan.deed is Deed.CREATE else services.live(desk.tx, plan.name)
    services.intend(desk.tx, request, plan, OperationId(uuid.uuid4().hex), replaces=stands, now=desk.now)


def check_hostable(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> Request:
    """Whether this actor may enter the hosting's address now; it is asked for next."""
    request = requests.load(desk.tx, request_id, revision=revision)
    find_move(request, Action.HOSTED, actor.person.id, actor.roles)
    return request


def hosted(desk: Desk, actor: Actor, request_id: int, address: str, *, revision: int) -> Request:
    """The officer has made the hosting account: its address becomes the target, and the DNS is owed.

    Raises BadAnswer for what is no public address, and what `carry_out` raises.
    """
    request = check_hostable(desk, actor, request_id, revision=revision)
    address = check_target(address, desk.agency.dns.zone)
    plan = desk.plan_for(replace(request, hosting=address))
    if plan is None:
        raise NoLongerValid(("site",))
    _intend(desk, request, plan)
    return carry_out(desk, actor, request, Action.HOSTED, changes={"hosting": address}, seen={"hosting": address})


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
