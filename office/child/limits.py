"""What a child process may use, and what is said of one that did not come back."""

import resource
import signal
from dataclasses import dataclass
from typing import Final

MB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`cpu` and `seconds` (of waiting) in seconds; `memory` is address space, `answer` what may come back, in bytes."""

    cpu: int = 10
    seconds: float = 30
    memory: int = 768 * MB
    answer: int = 32 * MB

    def impose(self) -> None:
        """Bind the process that calls. The kernel ends it; it also cannot write files any more."""
        signal.setitimer(signal.ITIMER_REAL, self.seconds)
        _bind(resource.RLIMIT_CPU, self.cpu)
        _bind(resource.RLIMIT_AS, self.memory)
        _bind(resource.RLIMIT_FSIZE, 0)
        _bind(resource.RLIMIT_CORE, 0)


def _bind(what: int, most: int) -> None:
    """A limit that the machine's owner has set lower stays: raising it is not allowed."""
    _, set_before = resource.getrlimit(what)
    bound = most if set_before == resource.RLIM_INFINITY else min(most, set_before)
    resource.setrlimit(what, (bound, bound))


class ChildFailed(Exception):  # noqa: N818 - says what has happened
    """The child gave no answer. `exhausted`: because it wanted more time or memory than it may have."""

    def __init__(self, said: str, *, exhausted: bool) -> None:
        super().__init__(said)
        self.said, self.exhausted = said, exhausted
