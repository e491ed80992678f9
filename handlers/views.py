"""What a card shows, gathered from the register: facts, the SOP's steps, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.facts import form_facts
from handlers.history import Change, Return, changes_of, returns_of
from office.desk.checklist import Line, lines_of
from office.desk.desk import Desk
from office.desk.following import LETTER_OUT, Progress, may_remind, progress
from office.desk.provisioning import is_risky
from office.register import documents, letters, opds, people, services
from office.register.events import Event
from office.sop.fields import SKIPPED
from office.sop.hosting import HostingOrder, order
from office.sop.plan import Fqdn, Plan
from office.sop.request import Action, PersonId, Request, RequestKind, Stage
from office.sop.roles import Role
from office.sop.workflow import Move, moves_for

_NO_CONTACT: Final = frozenset({"contact_phone", "contact_email"})
_SHOWN_ELSEWHERE: Final = frozenset({"label", "site", "letter"})

_DECIDING: Final = frozenset({Stage.AT_KADIS, Stage.AT_KABID, Stage.AT_CHECK})

STEPS: Final = (
    (1, "request:submit", Role.APPLICANT, ()),
    (3, "request:dispose", Role.KADIS, (Stage.AT_KADIS,)),
    (4, "request:dispose", Role.KABID, (Stage.AT_KABID,)),
    (5, "request:build", Role.PRANATA_KOMPUTER, (Stage.AT_CHECK,)),
    (6, "request:finish", Role.SYSTEM, (Stage.PROVISIONING,)),
    (7, LETTER_OUT, None, (Stage.FINISHED, Stage.REJECTED)),
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
    opd: int | None = None

    def is_colleague(self, request: Request) -> bool:
        """Whether they look only because the request is their OPD's: then nobody's contact is shown, nor a button."""
        return self.person is not None and self.person != request.applicant and self.roles <= {Role.APPLICANT}

    def may_see(self, request: Request) -> bool:
        """The applicant, whoever holds an office today, and who applies for the same OPD."""
        in_office = bool(self.roles - {Role.APPLICANT})
        return self.person == request.applicant or in_office or (self.opd is not None and self.opd == request.opd)


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
    has_originals: bool
    progress: Progress | None
    holder: str
    may_remind: bool
    returns: tuple[Return, ...]
    changes: tuple[Change, ...]


def view_request(desk: Desk, request: Request, viewer: Viewer, trail: list[Event]) -> RequestView:
    """Everything that this viewer's card may show of a submitted request."""
    applicant = people.load(desk.tx, request.applicant)
    private = viewer.person is not None and not viewer.is_colleague(request)
    hidden = _SHOWN_ELSEWHERE if private else _SHOWN_ELSEWHERE | _NO_CONTACT
    stands = progress(desk, request, trail)
    by_line = f"{applicant.name}, {applicant.title}" if applicant.title != SKIPPED else str(applicant.name)
    service = services.current(desk.tx, request.id)
    plan = service.plan if service else desk.plan_for(request)
    letter = letters.find(desk.tx, request.id)
    last = last_word(trail)
    is_officer = Role.PRANATA_KOMPUTER in viewer.roles
    moves, is_own = moves_for(request, viewer.person, viewer.roles), viewer.person == request.applicant
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
        moves=moves,
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
        has_originals=bool(moves) and not is_own and has_originals(desk, request),
        is_silent=any(event.payload.get("silent", False) for event in trail),
        progress=stands,
        holder=_holder(desk, stands),
        may_remind=viewer.person == request.applicant and may_remind(desk, request, stands),
        returns=returns_of(trail, before=request.round),
        changes=_changes(desk, request, trail, viewer, hidden),
    )


def has_originals(desk: Desk, request: Request) -> bool:
    """Whether the letter came in another form than the PDF that officials see."""
    shown = documents.load(desk.tx, int(request.answers["letter"]))
    return any(original.sha256 != shown.sha256 for original in documents.originals_of(desk.tx, shown.id))


def _changes(
    desk: Desk, request: Request, trail: list[Event], viewer: Viewer, hidden: frozenset[str]
) -> tuple[Change, ...]:
    """For those who decide, and the group that watches; the label and the letter count here as well."""
    is_for = viewer.person is None or bool(viewer.roles - {Role.APPLICANT})
    if not is_for or request.stage not in _DECIDING:
        return ()
    return changes_of(desk, request, trail, hidden - _SHOWN_ELSEWHERE)


def _holder(desk: Desk, stands: Progress | None) -> str:
    """The name of whoever has it, where the office has one of that title; their names stand in its letters."""
    if stands is None or stands.role not in {Role.KADIS, Role.KABID}:
        return ""
    return next((person.name or "" for person in people.holders(desk.tx, stands.role, now=desk.now)), "")


def last_word(trail: list[Event]) -> Event | None:
    """The last return or rejection, whose reason a card shows."""
    tags = {f"request:{Action.RETURN}", f"request:{Action.REJECT}"}
    return next((event for event in reversed(trail) if event.tag in tags), None)


def _steps(desk: Desk, request: Request, trail: list[Event]) -> tuple[Step, ...]:
    steps = []
    done = {(e.tag, e.role): e for e in reversed(trail) if e.round == request.round}
    names = people.names(desk.tx, {e.person for e in done.values() if e.person is not None})
    for number, tag, role, waits_at in STEPS:
        if event := done.get((tag, role)):
            steps.append(Step(number, "done", names.get(event.person or 0, ""), event.at))
        elif request.stage in waits_at:
            steps.append(Step(number, "now"))
        elif not request.stage.is_final or request.stage is Stage.FINISHED:
            steps.append(Step(number, "later"))
    return tuple(steps)


def _name(desk: Desk, person: int | None) -> str:
    return people.load(desk.tx, person).name or "" if person is not None else ""
