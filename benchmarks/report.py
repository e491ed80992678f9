"""The table and the plot, as a page that says what was measured."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.page import put

BASE = "echo, concurrent"


@dataclass(frozen=True)
class Result:
    """One subject at one round trip, in one round. Milliseconds, updates a second, MiB, seconds."""

    subject: str
    round_trip: int
    p50: float
    p99: float
    rate: float
    cpu: float
    rss_rest: float
    rss_after: float
    start: float
    tap_p50: float | None = None
    tap_p99: float | None = None


def _middle(results: Sequence[Result], subject: str, trip: int, figure: Callable[[Result], float]) -> float:
    return median(figure(each) for each in results if (each.subject, each.round_trip) == (subject, trip))


def _ratio(results: Sequence[Result], subject: str, trip: int, figure: Callable[[Result], float]) -> float:
    """The median over the rounds of this subject's figure to the concurrent echo's in the same round."""
    mine = [figure(each) for each in results if (each.subject, each.round_trip) == (subject, trip)]
    base = [figure(each) for each in results if (each.subject, each.round_trip) == (BASE, trip)]
    return median(one / other for one, other in zip(mine, base, strict=True))


def table(results: Sequence[Result]) -> str:
    lines = [
        "| subject | round trip | p50 ms | p99 ms | updates/s | CPU ms/update | RSS at rest | RSS after | start s |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for trip in sorted({each.round_trip for each in results}):
        for subject in dict.fromkeys(each.subject for each in results):
            figures = [
                _with_ratio(results, subject, trip, lambda r: r.p50),
                _with_ratio(results, subject, trip, lambda r: r.p99),
                _with_ratio(results, subject, trip, lambda r: r.rate),
                _with_ratio(results, subject, trip, lambda r: r.cpu),
                f"{_middle(results, subject, trip, lambda r: r.rss_rest):.0f}",
                f"{_middle(results, subject, trip, lambda r: r.rss_after):.0f}",
                f"{_middle(results, subject, trip, lambda r: r.start):.1f}",
            ]
            lines.append(f"| {subject} | {trip} ms | " + " | ".join(figures) + " |")
    return "\n".join(lines)


def _with_ratio(results: Sequence[Result], subject: str, trip: int, figure: Callable[[Result], float]) -> str:
    value = f"{_middle(results, subject, trip, figure):.1f}"
    return value if subject == BASE else f"{value} ({_ratio(results, subject, trip, figure):.2f}×)"


def taps(results: Sequence[Result]) -> str:
    lines = ["| round trip | tap → toast p50 ms | p99 ms |", "|---|---|---|"]
    for trip in sorted({each.round_trip for each in results}):
        tapped = [each for each in results if each.round_trip == trip and each.tap_p50 is not None]
        p50, p99 = median(each.tap_p50 or 0 for each in tapped), median(each.tap_p99 or 0 for each in tapped)
        lines.append(f"| {trip} ms | {p50:.1f} | {p99:.1f} |")
    return "\n".join(lines)


def plot(results: Sequence[Result], trip: int) -> str:
    """A Mermaid bar chart of the median latency of a step."""
    subjects = list(dict.fromkeys(each.subject for each in results))
    names = ", ".join(f'"{subject}"' for subject in subjects)
    bars = [f"{_middle(results, s, trip, lambda r: r.p50):.1f}" for s in subjects]
    return "\n".join(
        [
            "```mermaid",
            "xychart-beta",
            f'    title "A form step, p50 at a {trip} ms round trip"',
            f"    x-axis [{names}]",
            '    y-axis "milliseconds"',
            f"    bar [{', '.join(bars)}]",
            "```",
        ]
    )


def write(results: Sequence[Result], page: Path | None) -> None:
    """Print the findings, and put them between the page's marks if one is named."""
    trips = sorted({each.round_trip for each in results})
    found = "\n\n".join([table(results), taps(results), *(plot(results, trip) for trip in trips)])
    sys.stdout.write(found + "\n")
    if page is not None:
        put(page, "figures", found)
