"""A question to the applicant stops the office's clock: not for the step, not for the whole, not in the figures."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from office.sop.agency import WorkingTime
from office.sop.deadlines import Stand, days_late, due_at, promised_at, standing_since, worked_between
from office.sop.request import Stage
from office.sop.working_time import WorkCalendar
from tests.office.desk.world import AGENCY

CALENDAR = WorkCalendar(WorkingTime(), ZoneInfo("Asia/Pontianak"))
RULES = AGENCY.service
TUESDAY = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
SPAN = st.timedeltas(timedelta(), timedelta(days=40))


def asked(begun: timedelta, pause: timedelta | None, *, start: datetime = TUESDAY) -> list[Stand]:
    """At the Kadis from the start, asked a while later, and answered after the pause, if at all."""
    stands = [Stand(Stage.AT_KADIS, start), Stand(Stage.AT_KADIS, start + begun, is_asked=True)]
    return stands if pause is None else [*stands, Stand(Stage.AT_KADIS, start + begun + pause)]


@given(share=st.floats(0, 0.99), pause=SPAN, days=st.timedeltas(timedelta(), timedelta(days=400)))
def test_a_pause_of_any_length_moves_the_due_time_by_exactly_its_working_time(
    share: float, pause: timedelta, days: timedelta
) -> None:
    start = TUESDAY + days
    due = due_at(CALENDAR, RULES, [Stand(Stage.AT_KADIS, start)])
    assert due is not None
    stands = asked((due - start) * share, pause, start=start)
    for moment in (due_at, promised_at):
        before, after = moment(CALENDAR, RULES, stands[:1]), moment(CALENDAR, RULES, stands)
        assert before is not None
        assert after is not None

        paused = CALENDAR.working_seconds_between(stands[1].at, stands[2].at)

        assert after >= before
        assert CALENDAR.working_seconds_between(before, after) == paused


@given(late=SPAN, pause=SPAN)
def test_what_was_late_before_the_question_is_as_late_after_it(late: timedelta, pause: timedelta) -> None:
    due = due_at(CALENDAR, RULES, asked(timedelta(), None)[:1])
    assert due is not None
    begun = due - TUESDAY + late
    stands = asked(begun, pause)

    assert due_at(CALENDAR, RULES, stands) == due
    assert days_late(CALENDAR, stands, due, stands[-1].at) == days_late(CALENDAR, stands[:1], due, TUESDAY + begun)


@given(begun=SPAN)
def test_while_the_question_waits_nothing_is_due(begun: timedelta) -> None:
    stands = asked(begun, None)

    assert due_at(CALENDAR, RULES, stands) is None
    assert standing_since(stands) == TUESDAY + begun


@given(begun=SPAN, pause=SPAN, rest=SPAN)
def test_the_figures_leave_the_pause_out(begun: timedelta, pause: timedelta, rest: timedelta) -> None:
    stands = asked(begun, pause)
    end = stands[-1].at + rest

    worked = worked_between(CALENDAR, stands, TUESDAY, end)

    paused = CALENDAR.working_seconds_between(stands[1].at, stands[2].at)
    assert abs(worked + paused - CALENDAR.working_seconds_between(TUESDAY, end)) < 1e-3


def test_after_the_answer_it_stands_where_it_came_to_before() -> None:
    assert standing_since(asked(timedelta(hours=1), timedelta(hours=2))) == TUESDAY


def test_each_of_several_questions_moves_the_due_time() -> None:
    hours = [timedelta(hours=n) for n in range(5)]
    waits = (False, True, False, True, False)
    stands = [
        Stand(Stage.AT_KADIS, TUESDAY + hour, is_asked=is_asked) for hour, is_asked in zip(hours, waits, strict=True)
    ]
    before = due_at(CALENDAR, RULES, stands[:1])
    after = due_at(CALENDAR, RULES, stands)

    assert before is not None
    assert after == CALENDAR.add_working(before, timedelta(hours=2))
