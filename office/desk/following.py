"""Where a request is, since when and until when; what becomes late shows itself, and the applicant may remind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

from office.desk.desk import Desk
from office.desk.telling import (
    about_clarification,
    about_letter,
    about_request,
    deciders,
    owe_card,
    owe_notice,
    show_everywhere,
    tell_operators,
)
from office.desk.trail import ASKED, ASKED_AGAIN, UNANSWERED, stands_of
from office.register import clarifications, events, letters, owed, people, reminders, requests
from office.register.clarifications import Clarification
from office.register.events import Event
from office.register.owed import Kind
from office.register.people import Actor, Person
from office.sop.deadlines import days_late, due_at, promised_at, standing_since, whose_turn
from office.sop.errors import Refusal
from office.sop.request import Request, Stage
from office.sop.roles import Role

REMIND: Final = "remind"
NEARS: Final = "request:nears"
"""Whoever has it was told that its time is running out."""
ESCALATED: Final = "request:escalated"
"""The operators were told that its time is over."""
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

    `nears` is when whoever has it is to be reminded. `days_late` counts the working days that have begun since it was
    due; None if there is still time. While an official's question waits, the applicant has it: `asked` is the question,
    and after `unanswered` those hear of it who wait.
    """

    role: Role
    since: datetime
    nears: datetime | None
    due: datetime | None
    days_late: int | None
    promised: datetime | None
    is_overdue: bool
    asked: Clarification | None
    unanswered: datetime | None


def progress(desk: Desk, request: Request, trail: Sequence[Event]) -> Progress | None:
    """How the request stands by the clock; None when nothing more is waited for."""
    is_out = any(event.tag == LETTER_OUT and event.round == request.round for event in trail)
    stands = stands_of(trail)
    if request.stage not in _AWAITED or is_out or not stands:
        return None
    calendar, rules = desk.calendar, desk.agency.service
    due, promised = due_at(calendar, rules, stands), promised_at(calendar, rules, stands)
    asked = clarifications.open_of(desk.tx, request.id) if stands[-1].is_asked else None
    ringing, since = desk.agency.reminders, standing_since(stands)
    nears = due_at(calendar, rules, stands, ringing.near) if ringing.near else None
    return Progress(
        asked=asked,
        nears=_worked_since(desk, since, ringing.answer_hours) if asked else nears,
        unanswered=_worked_since(desk, since, ringing.unanswered_hours) if asked else None,
        role=Role.APPLICANT if asked else _holder(desk, request),
        since=since,
        due=due,
        days_late=days_late(calendar, stands, due, desk.now),
        promised=promised,
        is_overdue=promised is not None and promised <= desk.now,
    )


def _worked_since(desk: Desk, since: datetime, hours: float) -> datetime | None:
    """When this much has been worked; None is never."""
    return desk.calendar.add_working(since, timedelta(hours=hours)) if hours else None


def _holder(desk: Desk, request: Request) -> Role:
    """Who is to do something next; a letter that waits for its number is an officer's to complete."""
    letter = letters.find(desk.tx, request.id) if request.stage.is_final else None
    return Role.PRANATA_KOMPUTER if letter and letter.state is letters.State.DRAFT else whose_turn(request)


def watch(desk: Desk, request: Request) -> None:
    """Owe the next moment at which the cards will say something new by the clock alone, and no other."""
    trail = events.of_request(desk.tx, request.id)
    _plan(desk, request, trail, progress(desk, request, trail))


def _stands(desk: Desk, request: Request) -> Progress | None:
    return progress(desk, request, events.of_request(desk.tx, request.id))


def _plan(desk: Desk, request: Request, trail: Sequence[Event], stands: Progress | None) -> None:
    key = f"late:{request.id}"
    moment = _next_change(desk, trail, stands) if stands else None
    if moment is None:
        owed.drop(desk.tx, key)
    else:
        owed.plan(desk.tx, Kind.LATE, key, {"request_id": request.id}, at=moment, key=key, now=desk.now)


def _next_change(desk: Desk, trail: Sequence[Event], stands: Progress) -> datetime | None:
    """When somebody is to be told, it becomes late, or will be late by one more day."""
    coming = [moment for moment in (stands.due, stands.promised) if moment is not None and moment > desk.now]
    if stands.days_late is not None:
        coming.append(desk.calendar.next_opening(desk.now))
    word = _to_be_said(desk, trail, stands)
    return min([*coming, word.at] if word else coming, default=None)


@dataclass(frozen=True, slots=True)
class _Word:
    tag: str
    at: datetime


def _to_be_said(desk: Desk, trail: Sequence[Event], stands: Progress) -> _Word | None:
    """What this turn has not been told yet, and from when that may ring. A question is a turn of its own."""
    here = next((event.stage for event in reversed(trail) if event.stage), None)

    def is_of_this_turn(event: Event) -> bool:
        return event.stage in {None, here} and not (stands.asked and event.tag == ASKED)

    said = {event.tag for event in takewhile(is_of_this_turn, reversed(trail))}
    untold = ((tag, at) for tag, at in _words(stands) if at is not None and tag not in said)
    return next((_Word(tag, desk.ringing.next_loud(max(at, desk.now))) for tag, at in untold), None)


def _words(stands: Progress) -> tuple[tuple[str, datetime | None], ...]:
    """What a turn is told, in order: the reminder, or, once it is late, the operators' notice. What became late while
    nobody could be told is said once, as late; an unanswered question is said to both sides all the same.
    """
    if stands.asked:
        return (ASKED_AGAIN, stands.nears), (UNANSWERED, stands.unanswered)
    if stands.days_late is not None:
        return ((ESCALATED, stands.due),)
    return ((NEARS, stands.nears),) if stands.role is not Role.SYSTEM else ()


def came_due(desk: Desk, request_id: int) -> None:
    """The moment has come: every card of the request shows how it stands, who is to be told is told once a turn, and
    the next moment is owed.
    """
    request = requests.load(desk.tx, request_id)
    show_everywhere(desk, request)
    trail = events.of_request(desk.tx, request.id)
    stands = progress(desk, request, trail)
    word = _to_be_said(desk, trail, stands) if stands else None
    if stands is not None and word is not None and word.at <= desk.now:
        events.append(desk.tx, word.tag, at=desk.now, request=request)
        _say(desk, request, stands, word)
    watch(desk, request)


def _say(desk: Desk, request: Request, stands: Progress, word: _Word) -> None:
    due = stands.due.isoformat() if stands.due else ""
    values = {"receipt": request.receipt, "name": desk.name_asked(request), "due": due}
    if stands.asked:
        _say_of_question(desk, request, stands.asked, word)
        return
    if word.tag == ESCALATED:
        tell_operators(desk, "following.escalated", **values, role=stands.role, since=stands.since.isoformat())
        return
    for person in _holders(desk, request, stands):
        owe_notice(desk, person.telegram_id, "following.nears", **values)
        owe_card(desk, person.telegram_id, _waits_as(desk, request), again=True)


def _say_of_question(desk: Desk, request: Request, asked: Clarification, word: _Word) -> None:
    """The applicant sees the question again; or whoever may decide now hears, as the operators do, that it waits."""
    since = {"since": asked.asked_at.isoformat(), "is_proposal": asked.proposal is not None}
    values = {"receipt": request.receipt, "name": desk.name_asked(request), **since}
    if word.tag == ASKED_AGAIN:
        applicant = people.load(desk.tx, request.applicant).telegram_id
        owe_notice(desk, applicant, "asking.still_waiting", **values)
        owe_card(desk, applicant, about_clarification(asked.id), again=True)
        return
    for person in deciders(desk, request, asked.role):
        owe_notice(desk, person.telegram_id, "asking.unanswered", **values)
        owe_card(desk, person.telegram_id, about_request(request.id), again=True)
    tell_operators(desk, "asking.unanswered_to_operators", **values, role=asked.role)


def watch_all(desk: Desk) -> None:
    """While the program was away a moment may have passed, or the office's hours may have been changed."""
    for request in requests.at_stages(desk.tx, _RUNNING, limit=_ALL):
        trail = events.of_request(desk.tx, request.id)
        stands = progress(desk, request, trail)
        if stands is not None and (stands.days_late is not None or stands.is_overdue):
            show_everywhere(desk, request)
        _plan(desk, request, trail, stands)


def may_remind(desk: Desk, request: Request, stands: Progress | None) -> bool:
    """Whether *Ingatkan* is offered to the applicant."""
    is_late = stands is not None and stands.days_late is not None
    return is_late and not reminders.is_sent(desk.tx, request.id, desk.today)


def remind(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> None:
    """*Ingatkan*: whoever has the request hears of it in private, with a fresh card, once a working day.

    Raises NotYourRequest, Suspended, NotLate, DayOff, RemindedAlready, StaleCard.
    """
    request = requests.load(desk.tx, request_id, revision=revision)
    if request.applicant != actor.person.id:
        raise NotYourRequest
    desk.check_active(actor)
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
    holders = _holders(desk, request, stands)
    for person in holders:
        owe_notice(desk, person.telegram_id, "following.reminder", **values)
        owe_card(desk, person.telegram_id, _waits_as(desk, request), again=True)
    if not holders:
        tell_operators(desk, "following.reminder_to_operators", **values)


def _waits_as(desk: Desk, request: Request) -> str:
    """The card on which it can go on: the request's, or its letter's where that waits for a number."""
    letter = letters.find(desk.tx, request.id) if request.stage.is_final else None
    return about_letter(letter.id) if letter else about_request(request.id)


def _holders(desk: Desk, request: Request, stands: Progress) -> list[Person]:
    """Whoever may decide on it now; a letter that waits for its number is any officer's."""
    if not request.stage.is_final:
        return deciders(desk, request, stands.role)
    return [p for p in people.holders(desk.tx, stands.role, now=desk.now) if p.id != request.applicant]
