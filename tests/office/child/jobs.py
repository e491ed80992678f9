"""What the children of the tests do: each a way in which a hostile file might end its reader."""

import pickle
import socket
from pathlib import Path
from typing import Never

from office.sop.errors import Refusal


class Unwelcome(Refusal):
    """Its attributes are its parameters."""

    def __init__(self, pages: int, limit: int) -> None:
        super().__init__(f"{pages} pages, more than {limit}")
        self.pages, self.limit = pages, limit


class Evil:
    """Reading it runs a program of its choice."""

    def __init__(self, victim: Path) -> None:
        self._victim = victim

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._victim,)


def turn_away() -> Never:
    raise Unwelcome(99, 50)


def hang() -> Never:
    while True:
        pass


def write(path: Path, content: bytes) -> int:
    return path.write_bytes(content)


def evil_answer(victim: Path) -> Evil:
    return Evil(victim)


def half_an_answer() -> Never:
    """As a child that is killed while it speaks."""
    _say(pickle.dumps(("returned", "b" * 100))[:50])


def no_answer_that_can_be_read() -> Never:
    _say(b"\x80\x05nonsense")


def _say(words: bytes) -> Never:
    import gc  # noqa: PLC0415 - finds the socket that no job is given
    import os  # noqa: PLC0415

    (job,) = (o for o in gc.get_objects() if isinstance(o, socket.socket) and o.fileno() >= 0)
    job.sendall(words)
    os._exit(0)
