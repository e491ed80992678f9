"""The Bot API over HTTP. https://core.telegram.org/bots/api#making-requests"""

import inspect
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.feed import Json
from simulator.telegram.errors import WRONG_FILE_ID, Refused, not_simulated
from simulator.telegram.methods import METHODS, Result
from simulator.telegram.performance import perform
from simulator.telegram.reading import Parameters, read_parameters
from simulator.telegram.state import Call, World

OK: Final = "OK"
DOWNLOAD: Final = "download"
"""The name by which faults call the fetching of a file, which is no method."""


def routes(world: World) -> list[Route]:
    async def call(request: Request) -> Response:
        try:
            parameters = await read_parameters(request)
        except Refused as no:
            return _refused(no)
        method = str(request.path_params["method"])

        async def carry_out(refusal: Refused | None) -> Response:
            return await _answer(world, str(request.path_params["token"]), method, parameters, refusal)

        def prevented(why: str) -> None:
            world.calls.append(Call(method, parameters.as_json(), 0, why))

        return await perform(request, world.faults.take(method), carry_out, prevented)

    async def download(request: Request) -> Response:
        async def carry_out(refusal: Refused | None) -> Response:
            return _refused(refusal) if refusal else _download(world, request)

        return await perform(request, world.faults.take_named(DOWNLOAD), carry_out)

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download),
    ]


async def _answer(world: World, token: str, method: str, parameters: Parameters, refusal: Refused | None) -> Response:
    """Carry out the call unless a fault refuses it; keep it in the list of calls either way."""
    try:
        if refusal:
            raise refusal
        result = await _result(world, token, method, parameters)
    except Refused as no:
        world.calls.append(Call(method, parameters.as_json(), no.code, no.description))
        return _refused(no)
    world.calls.append(Call(method, parameters.as_json(), 200, OK))
    return JSONResponse({"ok": True, "result": result})


async def _result(world: World, token: str, method: str, parameters: Parameters) -> Result:
    bot = world.bot_for(token)
    answer_of = _BY_LOWER_NAME.get(method.lower())
    if answer_of is None:
        raise not_simulated(method)
    result = answer_of(world, bot, parameters)
    return await result if inspect.isawaitable(result) else result


def _refused(no: Refused) -> Response:
    return JSONResponse(_error(no), status_code=no.code)


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
