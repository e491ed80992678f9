"""Carries out a move of the SOP's table: the one way in which a request changes its stage."""

from typing import Any, Final

from office.desk.desk import Desk
from office.desk.following import watch
from office.desk.letters import owe_letter
from office.desk.telling import call, owe_notice, owe_question, show_everywhere
from office.register import events, owed, people, requests, services
from office.register.letters import Kind as LetterKind
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.errors import Refusal
from office.sop.form import broken_fields
from office.sop.plan import Deed, Fqdn
from office.sop.request import Action, Request, Stage
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.workflow import Move, Work, find_move

_LETTERS: Final = {
    Work.APPROVAL_LETTER: LetterKind.APPROVAL,
    Work.REJECTION_LETTER: LetterKind.REJECTION,
}
_DNS: Final = {Work.PROVISION: Kind.PROVISION, Work.VERIFY: Kind.VERIFY, Work.TAKE_BACK: Kind.TAKE_BACK}
_BETWEEN_OURSELVES: Final = frozenset({Action.BLOCK, Action.RETRY, Action.BY_HAND, Action.HOSTED})
"""The applicant sees these on the card, but is not called for them."""
_YES: Final = frozenset({Action.DISPOSE, Action.BUILD})


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
    NoLongerValid for a yes to what the rules or the register no longer allow, StaleCard if somebody was faster.
    """
    person, roles = (actor.person.id, actor.roles) if actor else (None, frozenset({Role.SYSTEM}))
    move = find_move(request, action, person, roles, reason=reason)
    if action in _YES:
        look_again(desk, request)
    blocked = reason if action is Action.BLOCK else None
    moved = requests.change(desk.tx, request, **{**(changes or {}), "stage": move.to, "blocked": blocked})
    called = [Role.APPLICANT] if action is Action.SUBMIT else []
    payload = {**(seen or {}), "called": [*called, *([move.turn] if move.turn else [])]}
    if reason:
        payload["reason"] = reason
    events.append(
        desk.tx, f"request:{action}", at=desk.now, actor=actor, role=move.role, request=moved, payload=payload
    )
    _owe(desk, moved, move, reason)
    return moved


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
        owe_notice(desk, applicant, say, receipt=request.receipt, reason=reason)
    if move.turn is Role.APPLICANT:
        owe_question(desk, applicant)
    elif move.turn:
        call(desk, request, move.turn)
    show_everywhere(desk, request)
