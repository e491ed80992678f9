"""The Bot API over HTTP. https://core.telegram.org/bots/api#making-requests"""

import asyncio
import inspect
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from simulator.connections import break_connection
from simulator.feed import Json
from simulator.telegram.errors import WRONG_FILE_ID, Refused, not_simulated
from simulator.telegram.faults import Fault, FaultKind
from simulator.telegram.methods import METHODS, Result
from simulator.telegram.reading import Parameters, read_parameters
from simulator.telegram.state import Call, World

OK: Final = "OK"
PAGE: Final = "<html><head><title>Please wait</title></head><body><h1>Please wait</h1></body></html>"
CUT_OFF: Final = 2
PREVENTING: Final = {
    FaultKind.RESET_BEFORE: "connection reset before the call",
    FaultKind.HTML: "a page of HTML instead of the call",
}
"""Faults that keep the call from happening, and how the record tells it."""


def routes(world: World) -> list[Route]:
    async def call(request: Request) -> Response:
        try:
            parameters = await read_parameters(request)
        except Refused as no:
            return JSONResponse(_error(no), status_code=no.code)
        method = str(request.path_params["method"])
        fault = world.faults.take(method)
        return await _with_fault(world, request, method, parameters, fault)

    async def download(request: Request) -> Response:
        return _download(world, request)

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download),
    ]


async def _with_fault(
    world: World, request: Request, method: str, parameters: Parameters, fault: Fault | None
) -> Response:
    kind = fault.kind if fault else None
    if fault and kind is FaultKind.LATENCY:
        await asyncio.sleep(fault.seconds)
    if kind in PREVENTING:
        world.calls.append(Call(method, parameters.as_json(), 0, PREVENTING[kind]))
        return _instead(request, kind)
    refusal = fault.refusal() if fault and kind is FaultKind.STATUS else None
    answer = await _answer(world, str(request.path_params["token"]), method, parameters, refusal)
    if kind is FaultKind.LOST_ANSWER:
        break_connection(request)
    if kind is FaultKind.WRONG_JSON:
        return Response(bytes(answer.body)[:-CUT_OFF], media_type="application/json")
    return answer


def _instead(request: Request, kind: FaultKind) -> Response:
    """What the bot gets when its call never reached Telegram."""
    if kind is FaultKind.HTML:
        return HTMLResponse(PAGE)
    break_connection(request)
    return Response()


async def _answer(world: World, token: str, method: str, parameters: Parameters, refusal: Refused | None) -> Response:
    """Carry out the call unless a fault refuses it; keep it in the list of calls either way."""
    try:
        if refusal:
            raise refusal
        result = await _result(world, token, method, parameters)
    except Refused as no:
        world.calls.append(Call(method, parameters.as_json(), no.code, no.description))
        return JSONResponse(_error(no), status_code=no.code)
    world.calls.append(Call(method, parameters.as_json(), 200, OK))
    return JSONResponse({"ok": True, "result": result})


async def _result(world: World, token: str, method: str, parameters: Parameters) -> Result:
    bot = world.bot_for(token)
    answer_of = _BY_LOWER_NAME.get(method.lower())
    if answer_of is None:
        raise not_simulated(method)
    result = answer_of(world, bot, parameters)
    return await result if inspect.isawaitable(result) else result


def _error(no: Refused) -> Json:
    body: Json = {"ok": False, "error_code": no.code, "description": no.description}
    if no.parameters:
        body["parameters"] = no.parameters
    return body


def _download(world: World, request: Request) -> Response:
    world.bot_for(str(request.path_params["token"]))
    kept = world.files.at(str(request.path_params["path"]))
    if kept is None:
        return JSONResponse(_error(Refused(WRONG_FILE_ID)), status_code=404)
    return Response(kept.content, media_type="application/octet-stream")


# Method names are case-insensitive.
_BY_LOWER_NAME = {name.lower(): method for name, method in METHODS.items()}
