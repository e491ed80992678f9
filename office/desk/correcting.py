"""*Perbaiki*: the officer proposes another label or target, and the applicant agrees with one tap.

Nothing but that field changes, and no disposition is asked for anew (docs/decisions/0007).
"""

from dataclasses import asdict, replace
from typing import Final

from office.desk.application import LABEL, TARGET, NameFound, check_beside, stands
from office.desk.asking import carry_back, check_answerable, check_may_ask, put
from office.desk.awaiting import close
from office.desk.desk import Desk
from office.desk.moves import is_taken
from office.desk.telling import owe_notice
from office.desk.trail import CORRECTED
from office.register import events, requests, services
from office.register.clarifications import Clarification, Outcome, Proposal
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer
from office.sop.authority import Act, check_may
from office.sop.errors import Refusal
from office.sop.form import check_answer
from office.sop.plan import Deed
from office.sop.request import Action, Request, Stage
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.text import key_of

TECHNICAL: Final = (LABEL, TARGET)
"""What an officer may propose to correct; everything else is the applicant's own word, and comes back to be mended."""


class NothingNew(Refusal):
    """The field says this already."""


class NameTaken(Refusal):
    """The proposed name is somebody's, or stands in the zone; `free` are names that are not."""

    def __init__(self, name: str, free: tuple[str, ...]) -> None:
        super().__init__(f"{name} is taken")
        self.name, self.free = name, free


def correctable(request: Request) -> tuple[str, ...]:
    """The technical fields of the request's form."""
    return tuple(field for field in TECHNICAL if field in FORMS[request.kind].model_fields)


def check_may_correct(desk: Desk, actor: Actor, request_id: int, field: str, *, revision: int) -> Request:
    """Whether this officer may propose another answer to this field now.

    Raises what `check_may_ask` raises, and StaleCard for a field that is none of these.
    """
    check_may(Act.CORRECT, actor.roles)
    request, _ = check_may_ask(desk, actor, request_id, revision=revision)
    desk.find_move(request, Action.BUILD, actor)
    if field not in correctable(request):
        raise StaleCard(request_id, revision)
    return request


def propose(
    desk: Desk,
    actor: Actor,
    request_id: int,
    field: str,
    typed: str,
    *,
    revision: int,
    found: NameFound | None = None,
) -> Clarification:
    """Ask the applicant whether this shall stand there instead; the rules are those of the form's own question.

    Raises BadAnswer, NothingNew, NameTaken, and what `check_may_correct` raises.
    """
    request = check_may_correct(desk, actor, request_id, field, revision=revision)
    value = check_answer(FORMS[request.kind], field, typed, desk.rules_for(request))
    if value == request.answers[field]:
        raise NothingNew
    check_beside(desk, request, field, value)
    if field == LABEL and stands(desk, request, value, found):
        raise NameTaken(value, found.free if found else ())
    proposal = Proposal(field, request.answers[field], value)
    return put(desk, actor, request, Role.PRANATA_KOMPUTER, "", proposal)


def agree(desk: Desk, actor: Actor, clarification_id: int) -> bool:
    """*Setuju*: all is looked at again, and the field is corrected; False if that has become impossible meanwhile.

    Raises NotYourRequest, and StaleCard where the proposal has ended.
    """
    asked, request, proposal = _proposed(desk, actor, clarification_id)
    if not _still_fits(desk, request, asked, proposal):
        _end(desk, actor, request, asked, Outcome.VOID)
        return False
    close(desk, actor, request, asked, Outcome.AGREED)
    corrected = _correct(desk, request, proposal)
    payload = {**asdict(proposal), "proposed_by": asked.person}
    events.append(desk.tx, CORRECTED, at=desk.now, actor=actor, role=Role.APPLICANT, request=corrected, payload=payload)
    owe_notice(desk, actor.person.telegram_id, "asking.corrected", receipt=request.receipt, **asdict(proposal))
    carry_back(desk, corrected, asked, f"asking.{Outcome.AGREED}", **asdict(proposal))
    return True


def decline(desk: Desk, actor: Actor, clarification_id: int) -> None:
    """*Tidak*: all stays as it was, and the officer hears of it. Raises NotYourRequest, StaleCard."""
    asked, request, _ = _proposed(desk, actor, clarification_id)
    _end(desk, actor, request, asked, Outcome.DECLINED)


def _proposed(desk: Desk, actor: Actor, clarification_id: int) -> tuple[Clarification, Request, Proposal]:
    asked, request = check_answerable(desk, actor, clarification_id)
    if asked.proposal is None:
        raise StaleCard(clarification_id, 0)
    return asked, request, asked.proposal


def _end(desk: Desk, actor: Actor, request: Request, asked: Clarification, outcome: Outcome) -> None:
    close(desk, actor, request, asked, outcome)
    carry_back(desk, request, asked, f"asking.{outcome}", **(asdict(asked.proposal) if asked.proposal else {}))


def _still_fits(desk: Desk, request: Request, asked: Clarification, proposal: Proposal) -> bool:
    """Whether the request stands as when it was proposed, and rules and register still allow the new answer."""
    as_proposed = (request.stage, request.round, request.answers.get(proposal.field))
    if as_proposed != (Stage.AT_CHECK, asked.round, proposal.old):
        return False
    try:
        check_answer(FORMS[request.kind], proposal.field, proposal.new, desk.rules_for(request))
        check_beside(desk, request, proposal.field, proposal.new)
    except BadAnswer:
        return False
    return not is_taken(desk, request, desk.name_asked(_with(request, proposal)))


def _with(request: Request, proposal: Proposal) -> Request:
    return replace(request, answers={**request.answers, proposal.field: proposal.new})


def _correct(desk: Desk, request: Request, proposal: Proposal) -> Request:
    """The new answer, the name held for it, and the lines of the checklist that look at it open again."""
    checklist = desk.agency.service.checklist
    concerned = {str(key_of(item.text)) for item in checklist if proposal.field in item.fields}
    checks = {key: mark for key, mark in request.checks.items() if key not in concerned}
    corrected = requests.change(desk.tx, request, answers=_with(request, proposal).answers, checks=checks)
    name = desk.name_asked(corrected)
    if corrected.kind.deed is Deed.CREATE:
        services.claim(desk.tx, name, corrected)
    services.correct_items(desk.tx, corrected, name, corrected.answers.get(TARGET, ""))
    return corrected
