"""The figures of a period: what they count, and what must hold for any office."""

from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.reports.figures import Served, figures, p90
from office.reports.period import Period
from office.sop.agency import WorkingTime
from office.sop.deadlines import Stand
from office.sop.request import RequestKind, Stage
from office.sop.working_time import WorkCalendar
from tests.office.desk.world import AGENCY

CALENDAR = WorkCalendar(WorkingTime(), ZoneInfo("Asia/Pontianak"))
START = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
NOW = START + timedelta(days=30)
HOURS = st.floats(0, 400, allow_nan=False)
WAY = (Stage.AT_KADIS, Stage.AT_KABID, Stage.AT_CHECK, Stage.PROVISIONING, Stage.FINISHED)


def went(*hours: float, opd: str = "Dinas Contoh", points: int | None = None) -> Served:
    """A request that took so many hours by the clock in each step, and has ended if these are all steps."""
    moments = [START + timedelta(hours=sum(hours[:n])) for n in range(len(hours) + 1)]
    is_over = len(hours) == len(WAY)
    stands = tuple(Stand(stage, at) for stage, at in zip(WAY, moments, strict=False))
    ended = moments[-1] if is_over else None
    return Served(RequestKind.SUB_DOMAIN, opd, stands[-1].stage, stands, ended, points, points)


SERVED = st.builds(
    lambda hours, opd, points: went(*hours, opd=opd, points=points),
    st.lists(HOURS, max_size=len(WAY)),
    st.sampled_from(["A", "B", "C"]),
    st.none() | st.integers(1, 4),
)


@given(st.lists(HOURS, min_size=1))
def test_nine_tenths_are_at_most_p90_which_is_no_less_than_the_median(values: list[float]) -> None:
    assert median(values) <= p90(values) <= max(values)
    assert sum(v <= p90(values) for v in values) >= 0.9 * len(values)


@given(st.lists(SERVED, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_requests_does_not_matter(served: list[Served], random: object) -> None:
    mixed = list(served)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    one, other = (figures(each, CALENDAR, AGENCY.service, now=NOW) for each in (served, mixed))

    assert (one.total, one.kinds, one.outcomes, one.opds, one.steps, one.late) == (
        *(other.total, other.kinds, other.outcomes, other.opds, other.steps, other.late),
    )
    assert one.service == pytest.approx(other.service)


@given(st.lists(SERVED, max_size=8))
def test_every_request_is_counted_once(served: list[Served]) -> None:
    found = figures(served, CALENDAR, AGENCY.service, now=NOW)

    for counts in (found.kinds.values(), found.outcomes.values(), [unit.count for unit in found.opds]):
        assert sum(counts) == found.total == len(served)
    assert sum(unit.late for unit in found.opds) == found.late
    assert all(unit.late <= unit.count for unit in found.opds)
    assert all(0 <= step.late <= step.count and step.median <= step.p90 for step in found.steps)


def test_a_step_counts_working_hours_only_and_says_how_many_were_late() -> None:
    quick, slow = went(2, 1), went(24, 1)

    found = figures([quick, slow], CALENDAR, AGENCY.service, now=NOW)

    kadis = found.steps[0]
    assert (kadis.name, kadis.count, kadis.median, kadis.p90, kadis.late) == ("kadis", 2, 4.75, 7.5, 0)


def test_what_takes_longer_than_promised_is_late_also_while_it_runs() -> None:
    done, running = went(2, 1, 0.2, 0.2, 0.2), went(2)

    found = figures([done, running], CALENDAR, AGENCY.service, now=NOW)

    assert found.late == 1
    assert figures([running], CALENDAR, AGENCY.service, now=START + timedelta(hours=3)).late == 0


def test_a_month_without_requests_has_figures_too() -> None:
    found = figures([], CALENDAR, AGENCY.service, now=NOW)

    assert (found.total, found.steps, found.service) == (0, [], None)


@given(st.integers(2001, 2098), st.none() | st.integers(1, 12), st.integers(-11, 11))
def test_periods_follow_one_another_without_a_gap(year: int, month: int | None, by: int) -> None:
    period, zone = Period(year, month), ZoneInfo("Asia/Pontianak")

    assert period.bounds(zone)[1] == period.moved(1).bounds(zone)[0]
    assert period.moved(1).moved(-1) == period
    assert Period.read(period.code) == period
    assert period.moved(by).moved(-by) == period


@pytest.mark.parametrize("text", ["", "2026-13", "1999", "2026-1", "26-11", "2026-11-01", "٢٠٢٦"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert Period.read(text) is None
