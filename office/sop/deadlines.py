"""By when a request should have gone on: pure functions of where it stood when. Nothing of it is stored."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

from office.sop.agency import ServiceRules
from office.sop.request import Request, Stage
from office.sop.roles import Role
from office.sop.workflow import DECIDED_BY, moves_open
from office.sop.working_time import WorkCalendar

_PAUSED: Final = frozenset({Stage.DRAFT, Stage.RETURNED, Stage.WITHDRAWN})
"""Where the applicant has it, or nobody: the office's clock stands still."""


@dataclass(frozen=True, slots=True)
class Stand:
    """From this moment on the request stood here; `is_asked` while an answer of the applicant is awaited."""

    stage: Stage
    at: datetime
    is_asked: bool = False

    @property
    def runs(self) -> bool:
        """Whether the office's clock runs."""
        return self.stage not in _PAUSED and not self.is_asked


def whose_turn(request: Request) -> Role:
    """Who has a request that was sent and has not ended; SYSTEM while Loket works by itself."""
    if request.stage is Stage.RETURNED:
        return Role.APPLICANT
    role = DECIDED_BY.get(request.stage, Role.SYSTEM)
    return role if moves_open(request, role) else Role.SYSTEM


def standing_since(stands: Sequence[Stand]) -> datetime:
    """When the request came to whoever has it."""
    last = stands[-1]
    return _tail(stands, lambda each: each.stage is last.stage and each.is_asked >= last.is_asked)[0].at


def _tail(stands: Sequence[Stand], belongs: Callable[[Stand], bool]) -> list[Stand]:
    return list(takewhile(belongs, reversed(stands)))[::-1]


def _step(stands: Sequence[Stand]) -> list[Stand]:
    """The present step from its beginning."""
    return _tail(stands, lambda each: each.stage is stands[-1].stage)


def due_at(calendar: WorkCalendar, rules: ServiceRules, stands: Sequence[Stand], part: float = 1) -> datetime | None:
    """By when the present step, or this part of its time, should be done; None while the clock stands still.

    A time in which the applicant was asked is no part of it.
    """
    hours = rules.step_hours
    may_take = {
        Stage.AT_KADIS: hours.kadis,
        Stage.AT_KABID: hours.kabid,
        Stage.AT_CHECK: hours.check,
        Stage.PROVISIONING: hours.provisioning,
        Stage.FINISHED: hours.letter,
        Stage.REJECTED: hours.letter,
    }.get(stands[-1].stage)
    if may_take is None or not stands[-1].runs:
        return None
    return _used_up(calendar, _step(stands), timedelta(hours=may_take * part))


def promised_at(calendar: WorkCalendar, rules: ServiceRules, stands: Sequence[Stand]) -> datetime | None:
    """By when all should be done, from receipt to letter; None while the clock stands still and time is left."""
    return _used_up(calendar, stands, calendar.working_day * rules.working_days)


def days_late(calendar: WorkCalendar, stands: Sequence[Stand], due: datetime | None, now: datetime) -> int | None:
    """How many working days of the office's have begun since the step was due; None if there is still time."""
    if due is None or due > now:
        return None
    return sum(calendar.days_begun_between(max(due, start), end or now) for start, end in _running(_step(stands)))


def worked_between(calendar: WorkCalendar, stands: Sequence[Stand], start: datetime, end: datetime) -> float:
    """The working seconds of this time in which the office had it."""
    return sum(
        calendar.working_seconds_between(max(start, since), min(until or end, end)) for since, until in _running(stands)
    )


def _used_up(calendar: WorkCalendar, stands: Sequence[Stand], left: timedelta) -> datetime | None:
    """When the office will have had it for this long; None while its clock stands still and time is left."""
    for start, end in _running(stands):
        worked = None if end is None else timedelta(seconds=calendar.working_seconds_between(start, end))
        if worked is None or worked >= left:
            return calendar.add_working(start, left)
        left -= worked
    return None


def _running(stands: Sequence[Stand]) -> Iterator[tuple[datetime, datetime | None]]:
    """The stretches in which the office had it; the last one may not have ended."""
    start: datetime | None = None
    for stand in stands:
        if stand.runs:
            start = start or stand.at
        elif start is not None:
            yield start, stand.at
            start = None
    if start is not None:
        yield start, None
