"""By when a request should have gone on: pure functions of where it stood when. Nothing of it is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    """From this moment on the request stood here."""

    stage: Stage
    at: datetime


def whose_turn(request: Request) -> Role:
    """Who has a request that was sent and has not ended; SYSTEM while Loket works by itself."""
    if request.stage is Stage.RETURNED:
        return Role.APPLICANT
    role = DECIDED_BY.get(request.stage, Role.SYSTEM)
    return role if moves_open(request, role) else Role.SYSTEM


def standing_since(stands: Sequence[Stand]) -> datetime:
    """When the request came to where it stands."""
    since = stands[-1].at
    for stand in reversed(stands):
        if stand.stage is not stands[-1].stage:
            break
        since = stand.at
    return since


def due_at(calendar: WorkCalendar, rules: ServiceRules, stands: Sequence[Stand]) -> datetime | None:
    """By when the present step should be done; None while the clock stands still."""
    hours = rules.step_hours
    may_take = {
        Stage.AT_KADIS: hours.kadis,
        Stage.AT_KABID: hours.kabid,
        Stage.AT_CHECK: hours.check,
        Stage.PROVISIONING: hours.provisioning,
        Stage.FINISHED: hours.letter,
        Stage.REJECTED: hours.letter,
    }.get(stands[-1].stage)
    return None if may_take is None else calendar.add_working(standing_since(stands), timedelta(hours=may_take))


def promised_at(calendar: WorkCalendar, rules: ServiceRules, stands: Sequence[Stand]) -> datetime | None:
    """By when all should be done, from receipt to letter; None while the clock stands still and time is left."""
    left = calendar.working_day * rules.working_days
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
        if stand.stage in _PAUSED:
            if start is not None:
                yield start, stand.at
            start = None
        elif start is None:
            start = stand.at
    if start is not None:
        yield start, None
