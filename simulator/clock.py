"""Time in the simulated world: real time, and what tests have skipped of it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Runs as the real clock does, ahead of it by what was skipped; it never runs back."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def skip(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)
