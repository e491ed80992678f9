"""The far side: a process that has the libraries loaded, and forks for every job, so that no job meets another.

Started by `Children`; ends with it. Nothing here is imported by the program.
"""

import gc
import importlib
import os
import pickle
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

CHUNK: Final = 256 * 1024
BEGUN: Final = b"!"
"""Said before a job is done: what happens after that is the job's own doing."""


def main(control: socket.socket, modules: list[str]) -> None:
    """Fork for every socket that comes over `control`, until the program is gone."""
    for module in modules:
        importlib.import_module(module)
    os.nice(5)  # people who wait for a button go before files
    gc.freeze()  # the forks share what is loaded
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    while True:
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        with socket.socket(fileno=handles[0]) as job:
            if os.fork() == 0:
                control.close()
                _do(job)


def _do(job: socket.socket) -> None:
    """Do one job, and end this process whatever happens."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        call, limits, passes = pickle.loads(_all_of(job))  # noqa: S301 - the program's own words
        limits.impose()
        with suppress(OSError):  # the program has lost interest
            job.sendall(BEGUN)
            job.sendall(pickle.dumps(_answer(call, passes)))
    except Exception:  # noqa: BLE001 - nobody above would say it
        traceback.print_exc()
    finally:
        os._exit(0)


def _all_of(job: socket.socket) -> bytearray:
    sent = bytearray()
    while chunk := job.recv(CHUNK):
        sent += chunk
    return sent


def _answer(call: Callable[[], Any], passes: tuple[type, ...]) -> tuple[str, Any]:
    try:
        return "returned", call()
    except MemoryError:
        return "exhausted", "it wanted more memory"
    except Exception as exc:  # noqa: BLE001 - the child's last door: the program is told
        if isinstance(exc, passes):
            return "raised", (type(exc), vars(exc))
        return "failed", f"{type(exc).__name__}: {exc}"[:500]


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
