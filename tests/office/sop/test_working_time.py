"""Office hours: nothing is due on a day off, no duration is negative, and parts add up to the whole."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from office.sop.agency import StepHours, WorkingTime
from office.sop.working_time import WorkCalendar

WIB = ZoneInfo("Asia/Pontianak")
OFFICE = WorkCalendar(WorkingTime(leave=frozenset({date(2026, 11, 30)})), WIB)
ELSEWHERE = [
    OFFICE,
    WorkCalendar(WorkingTime(), ZoneInfo("Europe/Berlin")),
    WorkCalendar(WorkingTime.model_validate({"sunday": "00:30-02:30, 02:45-05:00"}), ZoneInfo("Europe/Berlin")),
    WorkCalendar(WorkingTime.model_validate({"saturday": "23:00-23:59"}), ZoneInfo("America/New_York")),
]
MOMENTS = st.integers(0, 2 * 365 * 86400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
DURATIONS = st.timedeltas(timedelta(seconds=1), timedelta(hours=90))
CALENDARS = st.sampled_from(ELSEWHERE)


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@given(CALENDARS, MOMENTS, MOMENTS)
def test_no_working_time_is_negative_or_longer_than_the_time_itself(
    office: WorkCalendar, one: datetime, other: datetime
) -> None:
    assert 0 <= office.working_seconds_between(one, other) <= max((other - one).total_seconds(), 0)


@given(CALENDARS, st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_the_parts_add_up_to_the_whole(office: WorkCalendar, moments: list[datetime]) -> None:
    first, second, third = moments
    parts = office.working_seconds_between(first, second) + office.working_seconds_between(second, third)

    assert parts == pytest.approx(office.working_seconds_between(first, third), abs=1e-3)


@given(CALENDARS, MOMENTS, DURATIONS)
def test_what_is_added_has_then_been_worked(office: WorkCalendar, start: datetime, duration: timedelta) -> None:
    due = office.add_working(start, duration)

    assert office.working_seconds_between(start, due) == pytest.approx(duration.total_seconds(), abs=1e-3)
    assert office.working_seconds_between(start, due - timedelta(seconds=1)) < duration.total_seconds()


@given(CALENDARS, MOMENTS, DURATIONS, DURATIONS)
def test_whoever_has_more_time_is_never_due_earlier(
    office: WorkCalendar, start: datetime, one: timedelta, more: timedelta
) -> None:
    at_once = office.add_working(start, one + more)

    assert office.add_working(start, one) < at_once
    assert office.add_working(office.add_working(start, one), more) == at_once


@given(CALENDARS, MOMENTS)
def test_the_office_opens_on_a_working_day_later_than_now(office: WorkCalendar, now: datetime) -> None:
    opens = office.next_opening(now)

    assert opens > now
    assert office.is_working_day(opens.astimezone(office.zone).date())
    assert office.days_begun_between(now, opens) == 1


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-24 09:30", 7.5, "2026-11-25 09:30"),
        ("2026-11-24 11:50", 0.5, "2026-11-24 13:20"),
        ("2026-11-24 22:00", 0.5, "2026-11-25 08:00"),
        ("2026-11-27 16:00", 1, "2026-12-01 08:00"),
        ("2026-12-23 15:30", 1, "2026-12-28 08:00"),
        ("2026-11-24 07:30", 15, "2026-11-25 16:00"),
    ],
    ids=["a day", "over the break", "at night", "weekend and leave", "Christmas and its cuti bersama", "two days"],
)
def test_a_deadline_leaves_out_what_nobody_works(start: str, hours: float, due: str) -> None:
    assert OFFICE.add_working(at(start), timedelta(hours=hours)) == at(due)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 30), False),
        (date(2026, 3, 19), False),
        (date(2026, 3, 20), False),
        (date(2027, 8, 17), False),
    ],
    ids=["Tuesday", "Saturday", "leave", "Nyepi", "cuti bersama", "Independence Day"],
)
def test_days_off_are_known(day: date, works: bool) -> None:
    assert OFFICE.is_working_day(day) is works


def test_the_hours_of_the_law_make_thirty_seven_and_a_half_a_week() -> None:
    monday = at("2026-11-16 00:00")

    assert OFFICE.working_seconds_between(monday, monday + timedelta(days=7)) == 37.5 * 3600
    assert OFFICE.working_day == timedelta(hours=7.5)


def test_an_hour_that_the_clock_repeats_is_worked_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    office = WorkCalendar(WorkingTime.model_validate({"sunday": "00:00-06:00"}), berlin)
    autumn, spring = at("2026-10-25 00:00", berlin), at("2026-03-29 00:00", berlin)

    assert office.working_seconds_between(autumn, autumn + timedelta(days=1)) == 7 * 3600
    assert office.working_seconds_between(spring, spring + timedelta(days=1)) == 5 * 3600


def test_hours_are_written_as_the_office_writes_them() -> None:
    written = WorkingTime.model_validate({"monday": "07.30-12.00, 13.00-16.00", "friday": ""})

    assert written.monday == ((time(7, 30), time(12)), (time(13), time(16)))
    assert written.friday == ()


@pytest.mark.parametrize("wrong", ["07:30", "16:00-07:30", "07:30-12:00, 11:00-16:00", "25:00-26:00", "pagi-sore"])
def test_hours_that_cannot_be_are_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        WorkingTime.model_validate({"monday": wrong})


def test_an_office_that_never_works_is_refused() -> None:
    with pytest.raises(ValidationError, match="no working day"):
        WorkingTime.model_validate(dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), ""))


def test_a_step_may_not_take_no_time() -> None:
    with pytest.raises(ValidationError):
        StepHours(kadis=0)
