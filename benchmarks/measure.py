"""What a process costs, as Linux counts it."""

import os
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU so far, and resident memory in MiB."""

    cpu: float
    rss: float


def cost_of(pid: int) -> Cost:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return Cost((int(after_name[11]) + int(after_name[12])) / _TICKS, resident / 2**20)


def percentile(times: list[float], share: int) -> float:
    """The `share`-th percentile, in milliseconds."""
    return quantiles(times, n=100, method="inclusive")[share - 1] * 1000
