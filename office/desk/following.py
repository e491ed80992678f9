"""Where a request is, since when and until when; what becomes late shows itself, and the applicant may remind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from office.desk.desk import Desk
from office.desk.telling import about_request, owe_card, owe_notice, show_everywhere, tell_operators
from office.register import events, letters, owed, people, reminders, requests
from office.register.events import Event
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.deadlines import Stand, due_at, promised_at, standing_since, whose_turn
from office.sop.errors import Refusal
from office.sop.request import Request, Stage
from office.sop.roles import Role

REMIND: Final = "remind"
LETTER_OUT: Final = "letter:issue"
_AWAITED: Final = tuple(stage for stage in Stage if stage not in {Stage.DRAFT, Stage.WITHDRAWN})
_RUNNING: Final = tuple(stage for stage in _AWAITED if not stage.is_final)
_ALL: Final = 10_000


class NotYourRequest(Refusal):
    """Only its applicant may do this."""


class NotLate(Refusal):
    """There is still time, or nothing is waited for: nobody is reminded."""


class RemindedAlready(Refusal):
    """One reminder a day is gentle."""


class DayOff(Refusal):
    """Nobody works today, so nobody is reminded."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Who has the request since when. `due` and `promised` are None while the clock stands still.

    `days_late` counts the working days that have begun since it was due; None if there is still time.
    """

    role: Role
    since: datetime
    due: datetime | None
    days_late: int | None
    promised: datetime | None
    is_overdue: bool


def progress(desk: Desk, request: Request, trail: Sequence[Event]) -> Progress | None:
    """How the request stands by the clock; None when nothing more is waited for."""
    is_out = any(event.tag == LETTER_OUT and event.round == request.round for event in trail)
    stands = [Stand(Stage(event.stage), event.at) for event in trail if event.stage]
    if request.stage not in _AWAITED or is_out or not stands:
        return None
    calendar, rules = desk.calendar, desk.agency.service
    due, promised = due_at(calendar, rules, stands), promised_at(calendar, rules, stands)
    return Progress(
        role=_holder(desk, request),
        since=standing_since(stands),
        due=due,
        days_late=calendar.days_begun_between(due, desk.now) if due is not None and due <= desk.now else None,
        promised=promised,
        is_overdue=promised is not None and promised <= desk.now,
    )


def _holder(desk: Desk, request: Request) -> Role:
    """Who is to do something next; a letter that waits for its number is an officer's to complete."""
    letter = letters.find(desk.tx, request.id) if request.stage.is_final else None
    return Role.PRANATA_KOMPUTER if letter and letter.state is letters.State.DRAFT else whose_turn(request)


def watch(desk: Desk, request: Request) -> None:
    """Owe the next moment at which the cards will say something new by the clock alone, and no other."""
    _plan(desk, request, _stands(desk, request))


def _stands(desk: Desk, request: Request) -> Progress | None:
    return progress(desk, request, events.of_request(desk.tx, request.id))


def _plan(desk: Desk, request: Request, stands: Progress | None) -> None:
    key = f"late:{request.id}"
    moment = _next_change(desk, stands) if stands else None
    if moment is None:
        owed.drop(desk.tx, key)
    else:
        owed.plan(desk.tx, Kind.LATE, key, {"request_id": request.id}, at=moment, key=key, now=desk.now)


def _next_change(desk: Desk, stands: Progress) -> datetime | None:
    """When it becomes late, or will be late by one more day."""
    coming = [moment for moment in (stands.due, stands.promised) if moment is not None and moment > desk.now]
    if stands.days_late is not None:
        coming.append(desk.calendar.next_opening(desk.now))
    return min(coming, default=None)


def came_due(desk: Desk, request_id: int) -> None:
    """The moment has come: every card of the request shows how it stands, and the next moment is owed."""
    request = requests.load(desk.tx, request_id)
    show_everywhere(desk, request)
    watch(desk, request)


def watch_all(desk: Desk) -> None:
    """While the program was away a moment may have passed, or the office's hours may have been changed."""
    for request in requests.at_stages(desk.tx, _RUNNING, limit=_ALL):
        stands = _stands(desk, request)
        if stands is not None and (stands.days_late is not None or stands.is_overdue):
            show_everywhere(desk, request)
        _plan(desk, request, stands)


def may_remind(desk: Desk, request: Request, stands: Progress | None) -> bool:
    """Whether *Ingatkan* is offered to the applicant."""
    is_late = stands is not None and stands.days_late is not None
    return is_late and not reminders.is_sent(desk.tx, request.id, desk.today)


def remind(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> None:
    """*Ingatkan*: whoever has the request hears of it in private, with a fresh card, once a working day.

    Raises NotYourRequest, NotLate, DayOff, RemindedAlready, StaleCard.
    """
    request = requests.load(desk.tx, request_id, revision=revision)
    if request.applicant != actor.person.id:
        raise NotYourRequest
    stands = _stands(desk, request)
    if stands is None or stands.days_late is None:
        raise NotLate
    if not desk.calendar.is_working_day(desk.today):
        raise DayOff
    if not reminders.add(desk.tx, request.id, actor.person.id, desk.today, now=desk.now):
        raise RemindedAlready
    payload = {"role": stands.role}
    events.append(
        desk.tx, f"request:{REMIND}", at=desk.now, actor=actor, role=Role.APPLICANT, request=request, payload=payload
    )
    _call(desk, request, stands)
    owe_card(desk, actor.person.telegram_id, about_request(request.id))


def _call(desk: Desk, request: Request, stands: Progress) -> None:
    values = {"receipt": request.receipt, "name": desk.name_asked(request), "since": stands.since.isoformat()}
    holders = [p for p in people.holders(desk.tx, stands.role, now=desk.now) if p.id != request.applicant]
    for person in holders:
        owe_notice(desk, person.telegram_id, "following.reminder", **values)
        owe_card(desk, person.telegram_id, about_request(request.id), again=True)
    if not holders:
        tell_operators(desk, "following.reminder_to_operators", **values)
