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
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu, self.cpu))
        resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        for written in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
            resource.setrlimit(written, (0, 0))


class ChildFailed(Exception):  # noqa: N818 - says what has happened
    """The child gave no answer. `exhausted`: because it wanted more time or memory than it may have."""

    def __init__(self, said: str, *, exhausted: bool) -> None:
        super().__init__(said)
        self.said, self.exhausted = said, exhausted
