"""Carries out a move of the SOP's table: the one way in which a request changes its stage."""

from typing import Any, Final

from office.desk.awaiting import drop
from office.desk.desk import Desk
from office.desk.following import watch
from office.desk.letters import owe_letter
from office.desk.officers import check_choice, only_one
from office.desk.sheet_paper import owe_paper
from office.desk.telling import call, owe_notice, owe_question, show_everywhere
from office.register import events, held, owed, people, requests, services
from office.register.letters import Kind as LetterKind
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.errors import Refusal
from office.sop.form import broken_fields
from office.sop.plan import Deed, Fqdn
from office.sop.request import Action, PersonId, Request, Stage
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.workflow import Move, Work, find_move, has_another_part

_LETTERS: Final = {
    Work.APPROVAL_LETTER: LetterKind.APPROVAL,
    Work.REJECTION_LETTER: LetterKind.REJECTION,
}
_DNS: Final = {Work.PROVISION: Kind.PROVISION, Work.VERIFY: Kind.VERIFY, Work.TAKE_BACK: Kind.TAKE_BACK}
_BETWEEN_OURSELVES: Final = frozenset({Action.BLOCK, Action.RETRY, Action.BY_HAND, Action.HOSTED, Action.REHOST})
"""The applicant sees these on the card, but is not called for them."""
YES: Final = frozenset({Action.DISPOSE, Action.BUILD})
"""What rules and register are asked again for."""


class NoLongerValid(Refusal):
    """What is asked for has become impossible since it was submitted: it can only be returned or refused."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"no longer valid: {', '.join(fields)}")
        self.fields = fields


def carry_out(
    desk: Desk,
    actor: Actor | None,
    request: Request,
    action: Action,
    *,
    reason: str | None = None,
    changes: dict[str, Any] | None = None,
    seen: dict[str, Any] | None = None,
) -> Request:
    """Make the move, write down the event and what is now owed, and return the request as it then stands.

    No actor means the system. `seen` goes into the event's payload. Raises the refusals of `find_move`,
    NoLongerValid for a yes to what the rules or the register no longer allow, StaleCard if somebody was faster, or if
    the officer who was chosen can have it no longer.
    """
    person, roles = (actor.person.id, actor.roles) if actor else (None, frozenset({Role.SYSTEM}))
    small = desk.agency.duties.small_office
    move = find_move(request, action, person, roles, reason=reason, small_office=small)
    if action in YES:
        look_again(desk, request)
    changes = {**(changes or {}), **_officer(desk, request, move, person, (changes or {}).get("officer"))}
    blocked = reason if action is Action.BLOCK else None
    if action is Action.REHOST:
        changes["hosting"] = None
    held.drop(desk.tx, request.id)
    drop(desk, request, is_withdrawn=action is Action.WITHDRAW)
    moved = requests.change(desk.tx, request, **{**changes, "stage": move.to, "blocked": blocked})
    called = [Role.APPLICANT] if action is Action.SUBMIT else []
    payload = {**(seen or {}), "called": [*called, *([move.turn] if move.turn else [])]}
    if reason:
        payload["reason"] = reason
    if has_another_part(request, move.role, person):
        payload["small_office"] = True
    events.append(
        desk.tx, f"request:{action}", at=desk.now, actor=actor, role=move.role, request=moved, payload=payload
    )
    _owe(desk, moved, move, reason)
    return moved


def _officer(
    desk: Desk, request: Request, move: Move, person: PersonId | None, chosen: PersonId | None
) -> dict[str, PersonId | None]:
    """Whoever acts as officer has it; passed on without a choice it is open to all, or the only one's."""
    if move.role is Role.PRANATA_KOMPUTER:
        return {"officer": person}
    if chosen is not None:
        check_choice(desk, request, chosen, but=person)
        return {"officer": chosen}
    if move.turn is Role.PRANATA_KOMPUTER and move.role is not Role.SYSTEM:
        return {"officer": only_one(desk, request, but=person)}
    return {"officer": None} if move.action is Action.SUBMIT else {}


def look_again(desk: Desk, request: Request) -> None:
    """Rules and register are asked again at every yes. Raises NoLongerValid."""
    broken = broken_fields(FORMS[request.kind], request.answers, desk.rules_for(request))
    if not broken and is_taken(desk, request, desk.name_asked(request)):
        broken = ("label" if request.kind.deed is Deed.CREATE else "site",)
    if broken:
        raise NoLongerValid(broken)


def is_taken(desk: Desk, request: Request, name: Fqdn) -> bool:
    """Whether somebody else has the new name, or another running request is about the living one."""
    if request.kind.deed is Deed.CREATE:
        return services.is_claimed(desk.tx, name, but_by=request.id)
    return services.asked_by_another(desk.tx, name, but_by=request.id)


def _owe(desk: Desk, request: Request, move: Move, reason: str | None) -> None:
    for work in move.work:
        if work in _DNS:
            _owe_dns(desk, request, _DNS[work])
        elif work is Work.SHEET:
            owe_paper(desk, request)
        else:
            owe_letter(desk, request, _LETTERS[work], reason)
    if move.to in {Stage.REJECTED, Stage.WITHDRAWN}:
        services.release(desk.tx, request)
    if request.receipt:
        _tell(desk, request, move, reason)
        watch(desk, request)


def _owe_dns(desk: Desk, request: Request, kind: Kind) -> None:
    """The request's service is owed at the vendor, or owed to be taken back, should there be one yet."""
    service = services.current(desk.tx, request.id)
    if service is None:
        return
    if kind is Kind.VERIFY:
        services.made_by_hand(desk.tx, service)
    if kind is Kind.TAKE_BACK:
        services.abandon(desk.tx, service)
    payload = {"service_id": service.id, "request_id": request.id}
    owed.add(desk.tx, kind, f"request:{request.id}", payload, now=desk.now)


def _tell(desk: Desk, request: Request, move: Move, reason: str | None) -> None:
    applicant = people.load(desk.tx, request.applicant).telegram_id
    if move.action not in _BETWEEN_OURSELVES:
        again = move.action is Action.SUBMIT and request.round > 1
        say = "notices.submit_again" if again else f"notices.{move.action}_{move.to}"
        by = {"role": move.role} if move.action is Action.RETURN else {}
        owe_notice(desk, applicant, say, receipt=request.receipt, reason=reason, **by)
    if move.turn is Role.APPLICANT:
        owe_question(desk, applicant)
    elif move.turn:
        call(desk, request, move.turn)
    show_everywhere(desk, request)
