"""Programs of the machine, run on a file: without network, without our secrets, and not longer than allowed."""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

GB: Final = 1024**3
_ALONE: Final = (("unshare", "--net"), ("unshare", "--map-root-user", "--net"))
"""Ways into a network of one's own, by the rights that they need; no machine is reachable from there."""
_PATIENT: Final = ("nice", "-n", "10")
"""The chat goes first: a letter may take a moment longer."""


class Overdue(Exception):  # noqa: N818 - says what has happened
    """The program did not end in time, and was ended with all its children."""


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    said: bytes


async def run(command: Sequence[str], folder: Path, *, within: float, memory: int = 4 * GB) -> Ended:
    """Run it in `folder` and return its exit code and output. Raises Overdue, FileNotFoundError.

    `memory` is address space in bytes, where the machine can limit it.

    It leads a process group of its own, so that whatever it starts ends with it, also when we are cancelled.
    """
    limited = ("prlimit", f"--as={memory}") if shutil.which("prlimit") else ()
    wrapped = [*await asyncio.to_thread(cut_off), *_PATIENT, *limited, *command]
    process = await asyncio.create_subprocess_exec(
        *wrapped, cwd=folder, env=_bare(folder), stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, start_new_session=True
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(), within)
    except TimeoutError:
        raise Overdue(f"{Path(command[0]).name} did not end within {within:g} s") from None
    finally:
        await _end(process)
    return Ended(process.returncode or 0, said)


async def _end(process: Process) -> None:
    """A kill of the leader alone would leave its children running."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _bare(folder: Path) -> dict[str, str]:
    """What a program needs to find itself and its fonts, and nothing of ours."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}


@cache
def cut_off() -> tuple[str, ...]:
    """The words before a command that take the network from it; none where this machine does not allow it."""
    for words in _ALONE if shutil.which("unshare") else ():
        if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
            return words
    return ()
