"""A bot's own address on a loopback port."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.feed import Json


@dataclass(frozen=True)
class Arrived:
    path: str
    headers: Mapping[str, str]
    body: Json


@dataclass
class Receiver:
    """Keeps what arrives. It answers with what is planned, and then always with the same status."""

    url: str = ""
    status: int = 200
    planned: list[int] = field(default_factory=list)
    arrived: asyncio.Queue[Arrived] = field(default_factory=asyncio.Queue)

    async def take(self, post: Arrived) -> int:
        await self.arrived.put(post)
        return self.planned.pop(0) if self.planned else self.status

    async def next(self) -> Arrived:
        return await asyncio.wait_for(self.arrived.get(), 60)


@asynccontextmanager
async def listening(take: Callable[[Arrived], Awaitable[int]]) -> AsyncIterator[str]:
    """Hand over each POST, and answer with the status that comes back."""

    async def endpoint(request: Request) -> Response:
        return Response(status_code=await take(Arrived(request.url.path, request.headers, await request.json())))

    app = Starlette(routes=[Route("/{path:path}", endpoint, methods=["POST"])])
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        serving = asyncio.create_task(server.serve([bound]))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        await serving
