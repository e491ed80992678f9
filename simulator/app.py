"""The outside world as one web application: vendors at their own addresses, control under /_sim."""

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.bsre import routes as bsre
from simulator.cloudflare import routes as cloudflare
from simulator.cloudflare.state import Cloud
from simulator.telegram import control_people, control_world
from simulator.telegram import routes as telegram
from simulator.telegram.state import World


class NoBrowsers:
    """Only programs speak to this world: a site open in a browser of the same machine must not drive it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else {}
        refused = "origin" in headers or "sec-fetch-site" in headers
        await (PlainTextResponse("programs only", 403) if refused else self._app)(scope, receive, send)


def build(world: World, cloud: Cloud) -> Starlette:
    signing = bsre.Bsre()
    people = [*control_people.routes(world), *control_world.routes(world)]
    return Starlette(
        routes=[
            Mount("/_sim/cloudflare", routes=cloudflare.control_routes(cloud)),
            Mount("/_sim/bsre", routes=bsre.control_routes(signing)),
            Mount("/_sim", routes=people),
            Mount("/bsre", routes=bsre.routes(signing)),
            Mount("/cloudflare/client/v4", routes=cloudflare.routes(cloud)),
            *telegram.routes(world),
        ],
        middleware=[Middleware(NoBrowsers)],
    )
