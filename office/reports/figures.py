"""The figures of a period: pure functions of how each of its requests went; their order does not matter."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from statistics import fmean, median
from typing import Final, TypeVar

from office.sop.agency import ServiceRules
from office.sop.deadlines import Stand, promised_at, worked_between
from office.sop.request import RequestKind, Stage
from office.sop.working_time import WorkCalendar

K = TypeVar("K")
_HOUR: Final = 3600
STEPS: Final[Mapping[Stage, str]] = {
    Stage.AT_KADIS: "kadis",
    Stage.AT_KABID: "kabid",
    Stage.AT_CHECK: "check",
    Stage.PROVISIONING: "provisioning",
    Stage.FINISHED: "letter",
    Stage.REJECTED: "letter",
}
"""The step of `[service] step_hours` that each stage belongs to."""


@dataclass(frozen=True, slots=True)
class Served:
    """How one request went. `ended` is when its letter was out, or it was withdrawn; the points are its survey's."""

    kind: RequestKind
    opd: str
    stage: Stage
    stands: tuple[Stand, ...]
    ended: datetime | None = None
    service: int | None = None
    speed: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How long a step took, in working hours, but for those in which the applicant was asked.

    `late` counts those beyond `allowed`.
    """

    name: str
    count: int
    median: float
    p90: float
    late: int
    allowed: float


@dataclass(frozen=True, slots=True)
class Unit:
    """How many requests an OPD made, and how many of them took longer than promised."""

    name: str
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`late` counts the requests that took longer than promised. `service` and `speed` are mean points, 1 to 4."""

    total: int
    kinds: Mapping[RequestKind, int]
    outcomes: Mapping[Stage, int]
    opds: Sequence[Unit]
    steps: Sequence[Step]
    late: int
    surveys: int
    service: float | None
    speed: float | None


def p90(values: Sequence[float]) -> float:
    """The smallest value that nine tenths do not exceed."""
    return sorted(values)[ceil(0.9 * len(values)) - 1]


def figures(served: Sequence[Served], calendar: WorkCalendar, rules: ServiceRules, *, now: datetime) -> Figures:
    late = [each.opd for each in served if is_late(each, calendar, rules, now=now)]
    rated = [each for each in served if each.service is not None]
    return Figures(
        total=len(served),
        kinds=_counted(RequestKind, (each.kind for each in served)),
        outcomes=_counted(Stage, (each.stage for each in served)),
        opds=_units((each.opd for each in served), late),
        steps=_steps(served, calendar, rules),
        late=len(late),
        surveys=len(rated),
        service=_mean([each.service for each in rated]),
        speed=_mean([each.speed for each in rated]),
    )


def _counted(kinds: Iterable[K], of: Iterable[K]) -> dict[K, int]:
    """In the order of the kinds, so that the order of the requests does not matter."""
    counts = Counter(of)
    return {kind: counts[kind] for kind in kinds if counts[kind]}


def _units(all_of: Iterable[str], late_of: Iterable[str]) -> list[Unit]:
    """The busiest first."""
    counts, late = Counter(all_of), Counter(late_of)
    units = [Unit(name, count, late[name]) for name, count in counts.items()]
    return sorted(units, key=lambda unit: (-unit.count, unit.name))


def _mean(points: Sequence[int | None]) -> float | None:
    given = [point for point in points if point is not None]
    return fmean(given) if given else None


def is_late(each: Served, calendar: WorkCalendar, rules: ServiceRules, *, now: datetime) -> bool:
    """Whether it took, or is taking, longer than applicants are promised."""
    promised = promised_at(calendar, rules, each.stands) if each.stands else None
    return promised is not None and promised < (each.ended or now)


def stays(each: Served) -> Iterator[tuple[Stage, datetime, datetime]]:
    """Where it stood from when to when, without where it still stands."""
    turns: list[Stand] = []
    for stand in each.stands:
        if not turns or turns[-1].stage is not stand.stage:
            turns.append(stand)
    ends = [turn.at for turn in turns[1:]] + ([each.ended] if each.ended else [])
    for turn, end in zip(turns, ends, strict=False):
        yield turn.stage, turn.at, end


def _steps(served: Sequence[Served], calendar: WorkCalendar, rules: ServiceRules) -> list[Step]:
    hours: dict[str, list[float]] = {name: [] for name in dict.fromkeys(STEPS.values())}
    for each in served:
        for stage, start, end in stays(each):
            if stage in STEPS:
                hours[STEPS[stage]].append(worked_between(calendar, each.stands, start, end) / _HOUR)
    allowed: dict[str, float] = rules.step_hours.model_dump()
    return [
        Step(name, len(took), median(took), p90(took), sum(h > allowed[name] for h in took), allowed[name])
        for name, took in hours.items()
        if took
    ]
