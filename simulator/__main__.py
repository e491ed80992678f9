"""`python -m simulator`: the outside world in one process, for demo, tests and benchmarks."""

import argparse
import asyncio
import json
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from simulator import dns
from simulator.app import build
from simulator.connections import BreakableProtocol
from simulator.keeping import kept, open_worlds
from simulator.telegram.state import World

HOST: Final = "127.0.0.1"
DEFAULT_ZONE: Final = "katingankab.go.id"


class Server(uvicorn.Server):
    """Uvicorn, which on a signal also lets go of everybody who waits for a change."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        super().__init__(uvicorn.Config(app, http=BreakableProtocol, log_level="warning", timeout_graceful_shutdown=2))
        self._world = world

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's signature
        self._world.bell.silence()
        self.should_exit = True


async def serve(options: argparse.Namespace) -> None:
    worlds = open_worlds(options.state, options.zone or [DEFAULT_ZONE])
    world, cloud = worlds
    names = await dns.serve(cloud, HOST, options.dns_port)
    listening = _listen(options.port)
    async with kept(options.state, worlds) as watching:
        running = asyncio.create_task(Server(watching(build(world, cloud)), world).serve(sockets=[listening]))
        world.resume()
        _announce(f"http://{HOST}:{listening.getsockname()[1]}", names.address)
        await running
        await names.close()


def _listen(port: int) -> socket.socket:
    """Name TCP outright: asyncio sets TCP_NODELAY only then, and without it each answer takes 40 ms."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    listening.listen(1024)
    return listening


def _announce(api: str, dns_address: str) -> None:
    ready = {"ready": True, "api": api, "dns": dns_address}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--dns-port", type=int, default=0)
    parser.add_argument("--zone", action="append", help=f"may be repeated; {DEFAULT_ZONE} if left out")
    parser.add_argument("--state", type=Path, metavar="FILE", help="where the world is kept over a restart")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
