"""What a card shows, gathered from the register: facts, the SOP's steps, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from handlers.exchanges import Exchange, exchanges_of
from handlers.facts import form_facts
from handlers.history import By, Change, Given, Return, by_of, changes_of, dispositions_of, returns_of
from handlers.officer_card import Holding, holding_of
from handlers.reasons import WHY, phrases_for
from office.desk.checklist import Line, lines_of
from office.desk.correcting import correctable
from office.desk.desk import Desk
from office.desk.disposition import shown_sheet
from office.desk.following import LETTER_OUT, Progress, may_remind, progress
from office.desk.provisioning import as_typed, is_risky, owner_of
from office.desk.telling import deciders
from office.register import held, letters, opds, people, services
from office.register.clarifications import Clarification
from office.register.events import Event
from office.register.held import Held
from office.sop.disposition import Sheet
from office.sop.fields import SKIPPED
from office.sop.form import questions
from office.sop.hosting import HostingOrder, order
from office.sop.plan import Fqdn, Plan
from office.sop.request import Action, PersonId, Request, RequestKind, Stage
from office.sop.request_forms import CONTACT, FORMS
from office.sop.roles import HEADS, OFFICIALS, Role
from office.sop.text import masked
from office.sop.workflow import Move

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
    by: By | None = None
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
    reasons: Mapping[Action, tuple[str, ...]]
    plan: Plan | None
    risky: bool
    owner: str
    awaits_hosting: bool
    blocked: str
    recorded: bool
    by_hand: bool
    reason: str
    decided_by: By | None
    decided_at: datetime | None
    letter: str
    checklist: tuple[Line, ...]
    held: Held | None
    sheet: Sheet | None
    holding: Holding
    phrases: tuple[str, ...]
    dispositions: tuple[Given, ...]
    order: HostingOrder | None
    is_silent: bool
    opens_original: bool
    progress: Progress | None
    holder: By | None
    may_remind: bool
    returns: tuple[Return, ...]
    changes: tuple[Change, ...]
    exchanges: tuple[Exchange, ...]
    may_ask: bool
    takes_back: Clarification | None
    mendable: tuple[tuple[str, str], ...]
    is_shortened: bool = False


def view_request(desk: Desk, request: Request, viewer: Viewer, trail: list[Event]) -> RequestView:
    """Everything that this viewer's card may show of a submitted request; the group learns name and OPD of a person."""
    view = _view(desk, request, viewer, trail)
    return _for_group(view) if viewer.person is None else view


def _for_group(view: RequestView) -> RequestView:
    """Numbers and mail addresses are hidden also where somebody wrote them into a sentence."""
    return replace(
        view,
        facts=tuple((title, masked(value)) for title, value in view.facts),
        reason=masked(view.reason),
        returns=tuple(replace(each, reason=masked(each.reason)) for each in view.returns),
        changes=tuple(replace(each, old=masked(each.old), new=masked(each.new)) for each in view.changes),
    )


def _view(desk: Desk, request: Request, viewer: Viewer, trail: list[Event]) -> RequestView:
    applicant = people.load(desk.tx, request.applicant)
    private = viewer.person is not None and not viewer.is_colleague(request)
    hidden = _SHOWN_ELSEWHERE if private else _SHOWN_ELSEWHERE | CONTACT
    stands = progress(desk, request, trail)
    is_titled = viewer.person is not None and applicant.title != SKIPPED
    by_line = f"{applicant.name}, {applicant.title}" if is_titled else str(applicant.name)
    service = services.current(desk.tx, request.id)
    plan = service.plan if service else desk.plan_for(as_typed(request, trail, viewer.person))
    letter = letters.find(desk.tx, request.id)
    last = last_word(trail)
    is_officer = Role.PRANATA_KOMPUTER in viewer.roles
    moves, is_own = desk.moves_for(request, viewer.person, viewer.roles), viewer.person == request.applicant
    is_inside = bool(viewer.roles & OFFICIALS) and not is_own
    is_watched = viewer.person is None or (bool(viewer.roles - {Role.APPLICANT}) and not is_own)
    asked = stands.asked if stands is not None else None
    may_return = any(move.action is Action.RETURN for move in moves)
    may_ask = may_return and asked is None
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
        reasons={action: phrases_for(desk.agency.service, action) for action in WHY},
        plan=plan,
        risky=plan is not None and is_risky(plan),
        owner=owner_of(desk, plan) if plan else "",
        awaits_hosting=request.awaits_hosting,
        blocked=request.blocked or "",
        recorded=service is not None and service.record is not None,
        by_hand=service is not None and service.by_hand,
        reason=str(last.payload.get("reason", "")) if last else "",
        decided_by=by_of(last, _name(desk, last.person)) if last else None,
        decided_at=last.at if last else None,
        letter=(letter.number or "") if letter else "",
        checklist=lines_of(desk, request) if is_officer and request.stage is Stage.AT_CHECK else (),
        held=_held(desk, request, viewer),
        sheet=_sheet(desk, request, viewer, moves),
        holding=holding_of(desk, request, viewer.person, viewer.roles, moves) if is_watched else Holding(),
        phrases=desk.agency.letter.disposition_phrases,
        dispositions=dispositions_of(trail, round_=request.round) if is_inside else (),
        order=order(desk.agency.hosting, request.answers) if is_officer and request.awaits_hosting else None,
        opens_original=bool(moves) and not is_own,
        is_silent=any(event.payload.get("silent", False) for event in trail),
        progress=stands,
        holder=_holder(desk, request, stands),
        may_remind=viewer.person == request.applicant and may_remind(desk, request, stands),
        returns=returns_of(desk, trail, before=request.round),
        changes=_changes(desk, request, trail, viewer, hidden),
        exchanges=() if viewer.is_colleague(request) else exchanges_of(desk, request, in_words=is_inside or is_own),
        may_ask=may_ask,
        takes_back=asked if may_return else None,
        mendable=_mendable(request, moves) if may_ask else (),
    )


def _mendable(request: Request, moves: tuple[Move, ...]) -> tuple[tuple[str, str], ...]:
    """The fields that this viewer may propose to correct, each with its title."""
    if not any(move.action is Action.BUILD for move in moves):
        return ()
    asks = questions(FORMS[request.kind])
    return tuple((field, asks[field].title) for field in correctable(request))


def _held(desk: Desk, request: Request, viewer: Viewer) -> Held | None:
    """What this viewer has decided and may still take back; to everybody else nothing has happened yet."""
    found = held.find(desk.tx, request.id)
    is_theirs = found is not None and found.person == viewer.person and found.revision == request.revision
    return found if is_theirs else None


def _sheet(desk: Desk, request: Request, viewer: Viewer, moves: tuple[Move, ...]) -> Sheet | None:
    """The viewer's own lembar disposisi, while it is theirs to give."""
    role = next((move.role for move in moves if move.action is Action.DISPOSE), None)
    if role is None or viewer.person is None:
        return None
    return shown_sheet(desk, request, role, viewer.person)


def _changes(
    desk: Desk, request: Request, trail: list[Event], viewer: Viewer, hidden: frozenset[str]
) -> tuple[Change, ...]:
    """For those who decide, and the group that watches; the label and the letter count here as well."""
    is_for = viewer.person is None or bool(viewer.roles - {Role.APPLICANT})
    if not is_for or request.stage not in _DECIDING:
        return ()
    return changes_of(desk, request, trail, hidden - _SHOWN_ELSEWHERE)


def _holder(desk: Desk, request: Request, stands: Progress | None) -> By | None:
    """Whoever has it and may decide, where the office has one of that title; their names stand in its letters."""
    if stands is None or stands.role not in HEADS:
        return None
    able = deciders(desk, request, stands.role)
    acting = people.acting(desk.tx, stands.role, now=desk.now)
    if acting is not None and acting[0] in able:
        return By(acting[0].name or "", stands.role, acting[1])
    return By(able[0].name or "", stands.role) if able else None


def last_word(trail: list[Event]) -> Event | None:
    """The last return, rejection or withdrawal: the outcome that a card shows, and its reason."""
    tags = {f"request:{action}" for action in (Action.RETURN, Action.REJECT, Action.WITHDRAW)}
    return next((event for event in reversed(trail) if event.tag in tags), None)


def _steps(desk: Desk, request: Request, trail: list[Event]) -> tuple[Step, ...]:
    steps = []
    done = {(e.tag, e.role): e for e in reversed(trail) if e.round == request.round}
    names = people.names(desk.tx, {e.person for e in done.values() if e.person is not None})
    for number, tag, role, waits_at in STEPS:
        if event := done.get((tag, role)):
            steps.append(Step(number, "done", by_of(event, names.get(event.person or 0, "")), event.at))
        elif request.stage in waits_at:
            steps.append(Step(number, "now"))
        elif not request.stage.is_final or request.stage is Stage.FINISHED:
            steps.append(Step(number, "later"))
    return tuple(steps)


def _name(desk: Desk, person: int | None) -> str:
    return people.load(desk.tx, person).name or "" if person is not None else ""
