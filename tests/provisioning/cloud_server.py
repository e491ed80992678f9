"""A Cloudflare on a loopback port, and plans for it whose defaults are valid."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Mount

from office.sop.plan import Fqdn, OperationId, Plan, RecordType
from provisioning.cloudflare.provider import CloudflareDns
from simulator.cloudflare.client import CloudControl
from simulator.cloudflare.routes import control_routes, routes
from simulator.cloudflare.state import Cloud

ZONE = Fqdn("example.go.id")
NAME = Fqdn("dinkes.example.go.id")
MARKER = "loket"
FIRST, SECOND = OperationId("1" * 32), OperationId("2" * 32)


@dataclass(frozen=True)
class CloudServer:
    """Where Cloudflare lives, and the hand that plays its people and its faults."""

    api: str
    control: CloudControl
    cloud: Cloud


@asynccontextmanager
async def running(*zones: str) -> AsyncIterator[CloudServer]:
    cloud = Cloud(list(zones))
    app = Starlette(
        routes=[
            Mount("/cloudflare/client/v4", routes=routes(cloud)),
            Mount("/_sim/cloudflare", routes=control_routes(cloud)),
        ]
    )
    async with serving(app) as root, CloudControl(root) as control:
        yield CloudServer(f"{root}/cloudflare/client/v4", control, cloud)


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    """The application on a loopback port; yields its address."""
    # asyncio switches Nagle's delay off only for a socket that names its protocol: 44 ms a call without.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        running_server = asyncio.create_task(server.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await running_server


def a_provider(
    server: CloudServer, *, token: str = "t" * 40, zone: Fqdn = ZONE, timeout: float = 12.0
) -> CloudflareDns:
    return CloudflareDns(SecretStr(token), zone, MARKER, server.api, timeout=timeout)


def a_plan(
    content: str = "203.0.113.7",
    *,
    name: Fqdn = NAME,
    type_: RecordType = RecordType.A,
    zone: Fqdn = ZONE,
    proxied: bool = False,
) -> Plan:
    return Plan(zone=zone, name=name, type=type_, content=content, ttl=300, proxied=proxied)


def comment(operation: OperationId = FIRST) -> str:
    return f"{MARKER}:{operation}"
