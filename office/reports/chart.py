"""What stands on a report's picture, in words and lengths; the drawing itself needs a library that is slow to load."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """`low` is drawn inside `high`; `limit` is a mark across; `said` stands at the bar's end."""

    label: str
    high: float
    said: str
    low: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that stands on the picture, in words."""

    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    footer: str


def draw(chart: Chart) -> bytes:
    """The picture as PNG. For a child process: the program itself never loads the library."""
    from office.reports.drawing import drawn  # noqa: PLC0415

    return drawn(chart)
