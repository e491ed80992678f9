"""What a card shows, gathered from the register: facts, the SOP's steps, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from office.desk.checklist import Line, lines_of
from office.desk.desk import Desk
from office.desk.provisioning import is_risky
from office.letters.dates import in_words
from office.register import documents, events, letters, opds, people, services
from office.register.events import Event
from office.sop.fields import SKIPPED
from office.sop.form import Ask, Kind, questions
from office.sop.hosting import HostingOrder, order
from office.sop.plan import Fqdn, Plan
from office.sop.request import Action, PersonId, Request, RequestKind, Stage
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.workflow import Move, moves_for

_NOT_FOR_GROUPS: Final = frozenset({"contact_phone", "contact_email"})
_SHOWN_ELSEWHERE: Final = frozenset({"label", "site", "letter"})

STEPS: Final = (
    (1, "request:submit", Role.APPLICANT, ()),
    (3, "request:dispose", Role.KADIS, (Stage.AT_KADIS,)),
    (4, "request:dispose", Role.KABID, (Stage.AT_KABID,)),
    (5, "request:build", Role.PRANATA_KOMPUTER, (Stage.AT_CHECK,)),
    (6, "request:finish", Role.SYSTEM, (Stage.PROVISIONING,)),
    (7, "letter:issue", None, (Stage.FINISHED, Stage.REJECTED)),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One SOP activity of the current round: done, now, or later."""

    number: int
    state: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a card: a person in a private chat, or the operator group (no person)."""

    person: PersonId | None
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class RequestView:
    id: int
    revision: int
    receipt: str
    kind: RequestKind
    stage: Stage
    name: Fqdn
    opd: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    plan: Plan | None
    risky: bool
    awaits_hosting: bool
    blocked: str
    recorded: bool
    by_hand: bool
    reason: str
    decided_by: str
    letter: str
    checklist: tuple[Line, ...]
    order: HostingOrder | None
    is_silent: bool


def form_facts(desk: Desk, request: Request, *, hidden: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Title and answer of each filled field, as a person reads them."""
    return [
        (ask.title, readable(desk, ask, request.answers[field]))
        for field, ask in questions(FORMS[request.kind]).items()
        if field not in hidden and request.answers.get(field, SKIPPED) != SKIPPED
    ]


def readable(desk: Desk, ask: Ask, answer: str) -> str:
    """A kept answer as a person reads it."""
    if ask.kind is Kind.FILE:
        return documents.load(desk.tx, int(answer)).file_name
    if ask.kind is Kind.DATE:
        return in_words(date.fromisoformat(answer))
    return answer


def view_request(desk: Desk, request: Request, viewer: Viewer) -> RequestView:
    """Everything that this viewer's card may show of a submitted request."""
    trail = events.of_request(desk.tx, request.id)
    applicant = people.load(desk.tx, request.applicant)
    hidden = _SHOWN_ELSEWHERE | (_NOT_FOR_GROUPS if viewer.person is None else frozenset())
    by_line = f"{applicant.name}, {applicant.title}" if applicant.title != SKIPPED else str(applicant.name)
    service = services.current(desk.tx, request.id)
    plan = service.plan if service else desk.plan_for(request)
    letter = letters.find(desk.tx, request.id)
    last = last_word(trail)
    is_officer = Role.PRANATA_KOMPUTER in viewer.roles
    return RequestView(
        id=request.id,
        revision=request.revision,
        receipt=str(request.receipt),
        kind=request.kind,
        stage=request.stage,
        name=desk.name_asked(request),
        opd=opds.load(desk.tx, request.opd).name,
        facts=(("Pemohon", by_line), *form_facts(desk, request, hidden=hidden)),
        steps=_steps(desk, request, trail),
        moves=moves_for(request, viewer.person, viewer.roles),
        plan=plan,
        risky=plan is not None and is_risky(plan),
        awaits_hosting=request.awaits_hosting,
        blocked=request.blocked or "",
        recorded=service is not None and service.record is not None,
        by_hand=service is not None and service.by_hand,
        reason=str(last.payload.get("reason", "")) if last else "",
        decided_by=_name(desk, last.person) if last else "",
        letter=(letter.number or "") if letter else "",
        checklist=lines_of(desk, request) if is_officer and request.stage is Stage.AT_CHECK else (),
        order=order(desk.agency.hosting, request.answers) if is_officer and request.awaits_hosting else None,
        is_silent=any(event.payload.get("silent", False) for event in trail),
    )


def last_word(trail: list[Event]) -> Event | None:
    """The last return or rejection, whose reason a card shows."""
    tags = {f"request:{Action.RETURN}", f"request:{Action.REJECT}"}
    return next((event for event in reversed(trail) if event.tag in tags), None)


def _steps(desk: Desk, request: Request, trail: list[Event]) -> tuple[Step, ...]:
    steps = []
    for number, tag, role, waits_at in STEPS:
        done = next((e for e in trail if e.tag == tag and e.role == role and e.round == request.round), None)
        if done is not None:
            steps.append(Step(number, "done", _name(desk, done.person), done.at))
        elif request.stage in waits_at:
            steps.append(Step(number, "now"))
        elif not request.stage.is_final or request.stage is Stage.FINISHED:
            steps.append(Step(number, "later"))
    return tuple(steps)


def _name(desk: Desk, person: int | None) -> str:
    return people.load(desk.tx, person).name or "" if person is not None else ""
