"""Failures on order: which call fails next, how, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from simulator.telegram.errors import Refused, too_many_requests

ANY_METHOD: Final = "*"

SENTENCES: Final = {
    400: "Bad Request: refused by a fault on order",
    401: "Unauthorized",
    403: "Forbidden: refused by a fault on order",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class FaultKind(StrEnum):
    """What goes wrong. After LOST_ANSWER and WRONG_JSON the call has happened; only its answer is gone or cut short."""

    STATUS = "status"
    RESET_BEFORE = "reset_before"
    LOST_ANSWER = "lost_answer"
    LATENCY = "latency"
    WRONG_JSON = "wrong_json"
    HTML = "html"


@dataclass
class Fault:
    method: str
    kind: FaultKind
    times: int = 1
    status: int = 502
    retry_after: int | None = None
    seconds: float = 0
    description: str | None = None

    def strikes(self, method: str) -> bool:
        """Method names are case-insensitive."""
        return self.method == ANY_METHOD or self.method.lower() == method.lower()

    def refusal(self) -> Refused:
        """Telegram's answer for a STATUS fault."""
        if self.description:
            return Refused(self.description, retry_after=self.retry_after)
        if self.status == 429:
            return too_many_requests(self.retry_after or 1)
        return Refused(SENTENCES[self.status])


class Faults:
    """A list in the order in which it was given; each entry is used up."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def clear(self) -> None:
        self._ordered.clear()

    def take(self, method: str) -> Fault | None:
        """Return the fault that strikes this call, and count it down."""
        return self._spend(each for each in self._ordered if each.strikes(method))

    def take_named(self, name: str) -> Fault | None:
        """The same for what is no method, so that a fault on any method leaves it alone."""
        return self._spend(each for each in self._ordered if each.method == name)

    def _spend(self, striking: Iterator[Fault]) -> Fault | None:
        struck = next(striking, None)
        if struck is not None:
            struck.times -= 1
            if struck.times <= 0:
                self._ordered.remove(struck)
        return struck
