"""From *Lengkap* to a live service (SOP activities 5 and 6): the plan, Buat, and what became of it."""

import uuid
from typing import Final

from office.desk.desk import Desk
from office.desk.moves import carry_out, look_again
from office.desk.telling import show_everywhere, tell_operators
from office.register import events, requests, services
from office.register.people import Actor
from office.sop.errors import Refusal
from office.sop.hostname import is_takeover_prone
from office.sop.plan import Fqdn, OperationId, Plan, RecordId
from office.sop.request import Action, Request, Stage
from office.sop.text import cut
from office.sop.workflow import find_move

_DETAIL: Final = 300
"""Characters of what a vendor said that a card can bear."""


class NameStands(Refusal):
    """The zone already holds something at the name: it can only be returned or refused."""

    def __init__(self, name: Fqdn) -> None:
        super().__init__(f"{name} exists in the zone")
        self.name = name


class PlanChanged(Refusal):
    """The plan is not the one that the officer confirmed."""


def review(desk: Desk, actor: Actor, request_id: int, *, revision: int, name_stands: bool) -> Plan:
    """Return the plan that *Lengkap* shows; nothing is changed.

    Raises the refusals of Buat, and NameStands if the zone was seen to hold the name.
    """
    request = requests.load(desk.tx, request_id, revision=revision)
    find_move(request, Action.BUILD, actor.person.id, actor.roles)
    look_again(desk, request)
    if name_stands:
        raise NameStands(desk.name_asked(request))
    return desk.plan_for(request)


def is_risky(plan: Plan) -> bool:
    """Whether the officer should be warned that the target may one day belong to somebody else."""
    return is_takeover_prone(plan.content)


def build(desk: Desk, actor: Actor, request_id: int, *, revision: int, digest: str) -> Request:
    """*Buat*: the file is complete, and this very plan shall exist. Raises PlanChanged and what `carry_out` raises."""
    request = requests.load(desk.tx, request_id, revision=revision)
    plan = desk.plan_for(request)
    if plan.digest != digest:
        raise PlanChanged(digest)
    find_move(request, Action.BUILD, actor.person.id, actor.roles)
    services.intend(desk.tx, request, plan, OperationId(uuid.uuid4().hex), now=desk.now)
    seen = {"complete": list(desk.agency.service.checklist), "plan": digest}
    return carry_out(desk, actor, request, Action.BUILD, seen=seen)


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
    events.append(
        desk.tx, "dns:create", at=desk.now, request=request, payload={"name": service.plan.name, "id": record}
    )
    show_everywhere(desk, request)


def finish(desk: Desk, service_id: int, answers: list[str]) -> None:
    """Every name server gives the planned answer: the service is live and the reply letter is owed.

    Nothing happens if somebody has decided otherwise meanwhile.
    """
    if not is_wanted(desk, service_id):
        return
    service = services.load(desk.tx, service_id)
    services.gone_live(desk.tx, service, now=desk.now)
    request = requests.load(desk.tx, service.request)
    carry_out(desk, None, request, Action.FINISH, seen={"answers": answers})


def block(desk: Desk, service_id: int, why: str, detail: str) -> None:
    """It cannot go on by itself: a human decides. `why` names a sentence, `detail` is what was found."""
    if not is_wanted(desk, service_id):
        return
    request = requests.load(desk.tx, services.load(desk.tx, service_id).request)
    detail = cut(detail, _DETAIL)
    carry_out(desk, None, request, Action.BLOCK, reason=f"{why}|{detail}")
    tell_operators(desk, "operators.blocked", receipt=request.receipt, why=why, detail=detail)


def taken_back(desk: Desk, service_id: int, removed: str, *, still_there: str) -> None:
    """What was made for a service that was given up is gone; what somebody has changed stays, and a human is told."""
    service = services.load(desk.tx, service_id)
    request = requests.load(desk.tx, service.request)
    payload = {"name": service.plan.name, "removed": removed, "left": still_there}
    events.append(desk.tx, "dns:remove", at=desk.now, request=request, payload=payload)
    if still_there:
        tell_operators(
            desk,
            "operators.left_standing",
            receipt=request.receipt,
            name=service.plan.name,
            detail=cut(still_there, _DETAIL),
        )
