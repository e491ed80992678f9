"""Serves a house to the browsers of this machine, until it is told to stop."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Final

import uvicorn

from simulator.playground.guard import Guard
from simulator.playground.house import House
from simulator.playground.routes import build

HOST: Final = "127.0.0.1"


class PageServer(uvicorn.Server):
    """Leaves signals to whoever runs it, who also has an office to close."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(house: House, port: int = 0) -> AsyncIterator[str]:
    """Serve the page while the block runs; gives the address that lets a browser in."""
    listening = socket.create_server((HOST, port))
    guard = Guard(build(house), listening.getsockname()[1])
    server = PageServer(uvicorn.Config(guard, log_level="warning", timeout_graceful_shutdown=2, lifespan="off"))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield guard.address
    finally:
        await house.hush()
        server.should_exit = True
        await running


async def until_told_to_stop() -> None:
    """Wait for Ctrl-C or a SIGTERM."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, told.set)
    await told.wait()
