"""The hand of whoever plays the outside world: a person in the dashboard, and faults to come."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.cloudflare.errors import ApiError, failure
from simulator.cloudflare.faults import Fault
from simulator.cloudflare.state import Cloud

Deed = Callable[[Cloud, Request], Awaitable[Any]]


async def list_records(cloud: Cloud, _request: Request) -> Any:
    return list(cloud.all_records())


async def add_record(cloud: Cloud, request: Request) -> Any:
    """As a person in the dashboard would; Cloudflare's rules hold for people too."""
    record = await request.json()
    return cloud.add(_zone_of(cloud, record["name"]), {"ttl": 1, **record})


async def change_record(cloud: Cloud, request: Request) -> Any:
    record_id = request.path_params["record"]
    return cloud.change(_zone_holding(cloud, record_id), record_id, await request.json())


async def remove_record(cloud: Cloud, request: Request) -> Any:
    record_id = request.path_params["record"]
    return cloud.remove(_zone_holding(cloud, record_id), record_id)


async def list_calls(cloud: Cloud, _request: Request) -> Any:
    return cloud.calls


async def forget_calls(cloud: Cloud, _request: Request) -> Any:
    cloud.calls.clear()
    return []


async def add_fault(cloud: Cloud, request: Request) -> Any:
    cloud.faults.add(Fault(**await request.json()))
    return "queued"


async def forget_faults(cloud: Cloud, _request: Request) -> Any:
    cloud.faults.clear()
    return "none"


async def block(cloud: Cloud, request: Request) -> Any:
    cloud.block(float((await request.json())["seconds"]))
    return {"seconds": cloud.blocked_for()}


async def unblock(cloud: Cloud, _request: Request) -> Any:
    cloud.block(0)
    return {"seconds": 0}


def control_routes(cloud: Cloud) -> list[Route]:
    """The management interface, to be mounted under `/_sim/cloudflare`."""
    deeds: list[tuple[str, str, Deed]] = [
        ("GET", "/records", list_records),
        ("POST", "/records", add_record),
        ("PATCH", "/records/{record}", change_record),
        ("DELETE", "/records/{record}", remove_record),
        ("GET", "/calls", list_calls),
        ("DELETE", "/calls", forget_calls),
        ("POST", "/faults", add_fault),
        ("DELETE", "/faults", forget_faults),
        ("POST", "/block", block),
        ("DELETE", "/block", unblock),
    ]
    return [Route(path, _endpoint(cloud, deed), methods=[method]) for method, path, deed in deeds]


def _endpoint(cloud: Cloud, deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await deed(cloud, request))
        except ApiError as refusal:
            return JSONResponse(failure(refusal.errors), status_code=refusal.status)
        except (KeyError, TypeError, ValueError) as wrong:
            return JSONResponse({"wrong": str(wrong)}, status_code=400)

    return endpoint


def _zone_of(cloud: Cloud, name: str) -> str:
    zone = cloud.zone_over(name)
    if zone is None:
        raise ValueError(f"no zone holds {name}")
    return str(zone["id"])


def _zone_holding(cloud: Cloud, record_id: str) -> str:
    for zone_id, held in cloud.records.items():
        if record_id in held:
            return zone_id
    raise ValueError(f"no record {record_id}")
