"""The near side: jobs that run in a child process, within limits, without holding up the program."""

import asyncio
import io
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from office.child.forks import BEGUN, CHUNK
from office.child.limits import ChildFailed, Limits

T = TypeVar("T")
_GRACE: Final = 10.0
"""Beyond a job's own limit: for the first start, and for the kernel to do its part."""


class _Gone(OSError):  # noqa: N818 - says what has happened
    """The job was not begun, or ended for another's sake."""


class Children:
    """Runs functions of `modules` in children of a process that loads these modules once, at the first job.

    A fresh interpreter for each job would cost it some 150 ms; a process that serves many jobs would let one file
    reach the next. Close it.
    """

    def __init__(self, *modules: str, at_once: int = 2) -> None:
        self._modules = modules
        self._room = asyncio.Semaphore(at_once)
        self._forks: _Forks | None = None
        self._closed = False

    async def run(self, call: Callable[[], T], limits: Limits, passes: tuple[type, ...] = ()) -> T:
        """Return what `call` returns in a child; a `partial` of a module's function and plain values.

        Only plain values and instances of `passes` come back, so that a child that was taken over cannot run anything
        here. An exception of one of these types rises again from its attributes, which must be its parameters.
        Raises ChildFailed for every other end, OSError if the job cannot even be begun.
        """
        job = pickle.dumps((call, limits, passes))
        async with self._room:
            try:
                answer = await self._ask(job, limits)
            except _Gone:
                answer = await self._ask(job, limits)
        result: T = _result(answer, passes)
        return result

    async def _ask(self, job: bytes, limits: Limits) -> bytes:
        if self._closed:
            raise _Gone("no job is begun any more")
        if self._forks is None:
            self._forks = _Forks(self._modules)
        forks, began = self._forks, monotonic()
        try:
            async with asyncio.timeout(limits.seconds + _GRACE):
                answer = await forks.ask(job, limits.answer)
        except TimeoutError:
            self._drop(forks)
            raise ChildFailed("it did not end", exhausted=True) from None
        if not answer.startswith(BEGUN):
            self._drop(forks)
            raise _Gone("the job was not begun")
        if len(answer) == len(BEGUN):
            if self._forks is not forks:
                raise _Gone("the job was ended with another")
            raise ChildFailed("it died", exhausted=monotonic() - began >= limits.cpu)
        return answer[len(BEGUN) :]

    def close(self) -> None:
        """End the children, also those at work, and begin no more."""
        self._closed = True
        if self._forks is not None:
            self._forks.end()
            self._forks = None

    def _drop(self, forks: "_Forks") -> None:
        """The next job makes anew what was found useless, unless another has done so."""
        forks.end()
        if self._forks is forks:
            self._forks = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Forks:
    """The process that forks, in a session of its own and without the program's environment: that holds secrets."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", "-m", "office.child.forks", str(theirs.fileno()), *modules],
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    async def ask(self, job: bytes, most: int) -> bytes:
        """What a fork answers to the job; nothing if it died. Raises ChildFailed if that is more than `most` bytes."""
        ours, theirs = socket.socketpair()
        with ours:
            ours.setblocking(False)
            with theirs:
                try:
                    socket.send_fds(self._control, [b"j"], [theirs.fileno()])
                except OSError:
                    return b""
            return await _exchange(ours, job, most)

    def end(self) -> None:
        self._control.close()
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


async def _exchange(ours: socket.socket, job: bytes, most: int) -> bytes:
    loop, answer = asyncio.get_running_loop(), bytearray()
    try:
        await loop.sock_sendall(ours, job)
        ours.shutdown(socket.SHUT_WR)
        while chunk := await loop.sock_recv(ours, CHUNK):
            answer += chunk
            if len(answer) > most:
                raise ChildFailed(f"it said more than {most} bytes", exhausted=True)
    except (BrokenPipeError, ConnectionResetError):
        pass
    return bytes(answer)


class _Answers(pickle.Unpickler):
    """Reads nothing but plain values and the classes that may pass."""

    def __init__(self, answer: bytes, passes: tuple[type, ...]) -> None:
        super().__init__(io.BytesIO(answer))
        self._passes = passes

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(sys.modules.get(module), name, None)
        if isinstance(found, type) and issubclass(found, self._passes):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} may not pass")


def _result(answer: bytes, passes: tuple[type, ...]) -> Any:
    """What was returned. Raises what was raised."""
    try:
        how, said = _Answers(answer, passes).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError) as exc:
        raise ChildFailed(f"its answer cannot be read: {exc}", exhausted=False) from exc
    if how == "returned":
        return said
    if how == "raised":
        kind, values = said
        raise kind(**values)
    raise ChildFailed(str(said), exhausted=how == "exhausted")
