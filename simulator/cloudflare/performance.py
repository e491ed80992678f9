"""One call as the outside sees it: its effect, its answer, and the fault that is due."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from simulator.cloudflare.errors import THROTTLED, ApiError, failure
from simulator.cloudflare.faults import WITHOUT_EFFECT, Fault
from simulator.cloudflare.state import Cloud, Json

PAGE = "<html><head><title>cloudflare</title></head><body><h1>Just a moment...</h1></body></html>"
NO_ANSWER = 0


class Dropped(Response):
    """The connection closes in mid-answer: the caller cannot know whether its call had an effect."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


async def perform(cloud: Cloud, call: str, request: Request, effect: Callable[[], Json]) -> Response:
    """Answer the call, with the next fault that waits for it, and keep it in the list of calls."""
    response, why = await _answer(cloud, call, effect)
    cloud.calls.append(
        {
            "method": request.method,
            "path": request.url.path,
            "query": request.url.query,
            "headers": sorted(request.headers.keys()),
            "status": NO_ANSWER if isinstance(response, Dropped) else response.status_code,
            "fault": why,
        }
    )
    response.headers["cf-ray"] = f"{len(cloud.calls):016x}-CGK"
    return response


async def _answer(cloud: Cloud, call: str, effect: Callable[[], Json]) -> tuple[Response, str | None]:
    """The answer, and the fault that has shaped it."""
    if left := cloud.blocked_for():
        return _blocked(left), "block"
    fault = cloud.faults.take(call)
    if fault is None:
        return _plain(effect), None
    return await _with_fault(cloud, fault, effect), fault.kind


async def _with_fault(cloud: Cloud, fault: Fault, effect: Callable[[], Json]) -> Response:
    if fault.kind in WITHOUT_EFFECT:
        return _broken(fault)
    if fault.kind == "latency":
        await asyncio.sleep(fault.seconds)
    _appear(cloud, fault, "before")
    response = _plain(effect)
    _appear(cloud, fault, "after")
    return Dropped() if fault.kind == "lost_answer" else response


def _plain(effect: Callable[[], Json]) -> Response:
    try:
        return JSONResponse(effect())
    except ApiError as refusal:
        return _refused(refusal)


def _blocked(left: int) -> Response:
    """https://developers.cloudflare.com/fundamentals/api/reference/limits/"""
    response = _refused(ApiError(THROTTLED))
    response.headers["retry-after"] = str(left)
    return response


def _refused(refusal: ApiError) -> Response:
    return JSONResponse(failure(refusal.errors), status_code=refusal.status)


def _broken(fault: Fault) -> Response:
    if fault.kind == "reset_before":
        return Dropped()
    if fault.kind == "html":
        return HTMLResponse(PAGE, status_code=fault.status or 200)
    status = 200 if fault.kind == "success_false" else fault.status or 500
    response = JSONResponse(failure(fault.errors), status_code=status)
    if fault.retry_after is not None:
        response.headers["retry-after"] = f"{fault.retry_after:g}"
    return response


def _appear(cloud: Cloud, fault: Fault, moment: str) -> None:
    """Somebody else's record, written by a person in the dashboard at the worst moment."""
    if fault.record is None or fault.moment != moment:
        return
    zone = cloud.zone_over(fault.record["name"])
    if zone is None:
        raise ValueError(f"no zone holds {fault.record['name']}")
    cloud.add(zone["id"], fault.record)
