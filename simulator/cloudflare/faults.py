"""Faults that are queued by hand, so that each run is the same."""

from dataclasses import dataclass, field
from typing import Any, Final

ON: Final = frozenset({"create", "list", "get", "edit", "delete", "batch", "verify", "zones", "any"})
KINDS: Final = frozenset({"status", "success_false", "html", "reset_before", "lost_answer", "latency", "race"})
WITHOUT_EFFECT: Final = frozenset({"status", "success_false", "html", "reset_before"})


@dataclass(slots=True)
class Fault:
    """What goes wrong at the next matching calls.

    `errors` is the envelope's list of errors, or null. `record` appears in a race, `moment` (before or after)
    the call's own effect. Without a `status` an error is a 500 and a page of HTML a 200.
    """

    on: str
    kind: str
    times: int = 1
    status: int | None = None
    retry_after: float | None = None
    seconds: float = 0.0
    errors: list[dict[str, Any]] | None = field(default_factory=lambda: [{"code": 10001, "message": "Internal error"}])
    record: dict[str, Any] | None = None
    moment: str = "before"

    def __post_init__(self) -> None:
        if self.on not in ON or self.kind not in KINDS or self.moment not in {"before", "after"}:
            raise ValueError(f"no such fault: {self.kind} {self.moment} on {self.on}")


class Faults:
    """First in, first out, for each kind of call."""

    def __init__(self) -> None:
        self._queue: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._queue.append(fault)

    def clear(self) -> None:
        self._queue.clear()

    def take(self, call: str) -> Fault | None:
        """The fault for this call, if one is waiting; it is used up after `times` calls."""
        fault = next((waiting for waiting in self._queue if waiting.on in {call, "any"}), None)
        if fault is None:
            return None
        fault.times -= 1
        if fault.times <= 0:
            self._queue.remove(fault)
        return fault
