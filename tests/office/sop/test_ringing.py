"""When Loket may ring: the office's hours on working days, and the digest's moment."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from office.sop.agency import Reminders, WorkingTime
from office.sop.ringing import Ringing
from office.sop.working_time import WorkCalendar

ZONE = ZoneInfo("Asia/Pontianak")
RINGING = Ringing(WorkCalendar(WorkingTime(leave=frozenset({date(2026, 11, 26)})), ZONE), Reminders())
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("at", "loud"),
    [
        ("2026-11-24 06:59", False),
        ("2026-11-24 07:00", True),
        ("2026-11-24 12:30", True),
        ("2026-11-24 18:00", False),
        ("2026-11-28 10:00", False),
        ("2026-11-26 10:00", False),
        ("2026-12-25 10:00", False),
    ],
)
def test_it_rings_in_the_hours_of_a_working_day_only(at: str, loud: bool) -> None:
    assert RINGING.is_loud(wib(at)) is loud


@pytest.mark.parametrize(
    ("after", "digest"),
    [
        ("2026-11-24 07:29", "2026-11-24 07:30"),
        ("2026-11-24 07:30", "2026-11-25 07:30"),
        ("2026-11-25 12:00", "2026-11-27 07:30"),
        ("2026-11-27 12:00", "2026-11-30 07:30"),
    ],
)
def test_the_digest_comes_on_the_next_working_day(after: str, digest: str) -> None:
    assert RINGING.next_digest(wib(after)) == wib(digest)


@given(MOMENTS)
def test_what_waits_for_the_morning_comes_in_a_loud_moment_and_not_before(at: datetime) -> None:
    found = RINGING.next_loud(at)

    assert found >= at
    assert RINGING.is_loud(found)
    assert (found == at) is RINGING.is_loud(at)
    assert found - at < timedelta(days=15)


def test_an_office_may_have_no_digest() -> None:
    rules = Reminders.model_validate({"digest": ""})

    assert Ringing(RINGING.calendar, rules).next_digest(wib("2026-11-24 10:00")) is None


def test_a_digest_at_night_is_a_mistake_of_the_settings() -> None:
    with pytest.raises(ValidationError, match="within the hours"):
        Reminders(digest=time(22))


def test_the_office_does_not_hear_of_an_unanswered_question_before_the_applicant_is_reminded() -> None:
    with pytest.raises(ValueError, match="unanswered_hours must be longer"):
        Reminders(answer_hours=8, unanswered_hours=8)
