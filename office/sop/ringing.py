"""When Loket may ring: in the hours of `[reminders]`, on working days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from office.sop.agency import Agency, Reminders
from office.sop.working_time import WorkCalendar, calendar_of

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ringing:
    """Every moment that it takes or gives is aware."""

    calendar: WorkCalendar
    rules: Reminders

    def is_loud(self, at: datetime) -> bool:
        local = at.astimezone(self.calendar.zone)
        in_hours = any(start <= local.time() < end for start, end in self.rules.hours)
        return in_hours and self.calendar.is_working_day(local.date())

    def next_loud(self, at: datetime) -> datetime:
        """This moment, or else the first one after it."""
        return at if self.is_loud(at) else self._next(at, [start for start, _ in self.rules.hours])

    def next_digest(self, after: datetime) -> datetime | None:
        """When the next digest is due; None where there is none."""
        return self._next(after, [self.rules.digest]) if self.rules.digest else None

    def _next(self, after: datetime, walls: list[time]) -> datetime:
        """The first working day's moment after this one at which a clock on the wall shows one of these."""
        day: date = after.astimezone(self.calendar.zone).date()
        while True:
            moments = [datetime.combine(day, wall, self.calendar.zone) for wall in walls]
            if self.calendar.is_working_day(day) and (coming := [m for m in moments if m > after]):
                return min(coming)
            day += _DAY


def ringing_of(agency: Agency) -> Ringing:
    """When this office may be rung."""
    return Ringing(calendar_of(agency), agency.reminders)
