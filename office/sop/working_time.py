"""The office's working time: what is due when, counted in office hours, without weekends, holidays and leave.

All arithmetic is in UTC between moments, so that neither a change of the zone's clock nor a holiday can make a
duration negative.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from office.sop.agency import Agency, Span, WorkingTime

_COUNTRY: Final = "ID"
_DAYS_OFF: Final = ("public", "government")
"""Libur nasional and cuti bersama, as the yearly decree of three ministers (SKB) sets them for civil servants."""
_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)


@cache
def _holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - needed only once something is submitted

    return frozenset(holidays.country_holidays(_COUNTRY, years=year, categories=_DAYS_OFF))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working time of one office in its zone. Every moment that it takes or gives is aware."""

    hours: WorkingTime
    zone: ZoneInfo

    def is_working_day(self, day: date) -> bool:
        return bool(self._spans(day))

    @property
    def working_day(self) -> timedelta:
        """How long a working day is, on average over the week."""
        days = [spans for spans in self.hours.week if spans]
        return sum((_length(span) for spans in days for span in spans), _NOTHING) / len(days)

    def working_seconds_between(self, start: datetime, end: datetime) -> float:
        """Working seconds from start to end; 0 if the end is not after the start."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        worked = (min(to, end) - max(from_, start) for from_, to in self._spans_from(start, until=end))
        return sum((part for part in worked if part > _NOTHING), _NOTHING).total_seconds()

    def add_working(self, start: datetime, duration: timedelta) -> datetime:
        """The first moment by which this much has been worked since the start."""
        if duration <= _NOTHING:
            return start
        start, left = start.astimezone(UTC), duration
        for from_, to in self._spans_from(start):
            begun = max(from_, start)
            if to - begun >= left:
                return begun + left
            left -= max(to - begun, _NOTHING)
        raise AssertionError("the office works every week")

    def days_begun_between(self, start: datetime, end: datetime) -> int:
        """How many working days have begun after the start, up to the end."""
        days = range((self._day(end) - self._day(start)).days + 1)
        opened = (self._opens(self._day(start) + n * _DAY) for n in days)
        return sum(start < moment <= end for moment in opened if moment)

    def next_opening(self, after: datetime) -> datetime:
        """When the next working day begins."""
        day = self._day(after)
        while not (opens := self._opens(day)) or opens <= after:
            day += _DAY
        return opens

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _opens(self, day: date) -> datetime | None:
        return next((start for start, _ in self._spans(day)), None)

    def _spans_from(self, start: datetime, until: datetime | None = None) -> Iterator[tuple[datetime, datetime]]:
        day = self._day(start)
        while until is None or day <= self._day(until):
            yield from self._spans(day)
            day += _DAY

    def _spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        return _spans_on(self.hours, self.zone, day)


def _length(span: Span) -> timedelta:
    start, end = (timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second) for wall in span)
    return end - start


@lru_cache(maxsize=1024)
def _spans_on(hours: WorkingTime, zone: ZoneInfo, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches of work on this date, in order; none on a day off."""
    if day in hours.leave or not hours.week[day.weekday()] or day in _holidays(day.year):
        return ()
    wall = [moment for span in hours.week[day.weekday()] for moment in span]
    moments = [datetime.combine(day, moment, zone).astimezone(UTC) for moment in wall]
    in_order = [max(moments[: place + 1]) for place in range(len(moments))]
    return tuple((start, end) for start, end in list(pairwise(in_order))[::2] if start < end)


def calendar_of(agency: Agency) -> WorkCalendar:
    """The working time of this office."""
    return WorkCalendar(agency.working_time, agency.identity.zone_info)
