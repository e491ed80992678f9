"""The outside world as one web application: vendors at their own addresses, control under /_sim."""

from starlette.applications import Starlette
from starlette.routing import Mount

from simulator.cloudflare import routes as cloudflare
from simulator.cloudflare.state import Cloud
from simulator.telegram import control_people, control_world
from simulator.telegram import routes as telegram
from simulator.telegram.state import World


def build(world: World, cloud: Cloud) -> Starlette:
    people = [*control_people.routes(world), *control_world.routes(world)]
    return Starlette(
        routes=[
            Mount("/_sim/cloudflare", routes=cloudflare.control_routes(cloud)),
            Mount("/_sim", routes=people),
            Mount("/cloudflare/client/v4", routes=cloudflare.routes(cloud)),
            *telegram.routes(world),
        ]
    )
