"""A control request, read; and its answer, told."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar
from urllib.parse import urlsplit

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.telegram.chats import Chat
from simulator.telegram.errors import Refused
from simulator.telegram.people import Impossible, Place, at
from simulator.telegram.state import Bot, Person, World
from simulator.telegram.wishes import Wish

W = TypeVar("W", bound=Wish)
Deed = Callable[[World, Request], Awaitable[object]]

PATIENCE_FOR_A_BOT: Final = 10


def control_route(world: World, method: str, path: str, deed: Deed) -> Route:
    """Answer with the deed's JSON, or 400 and the reason when it cannot be done."""

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await deed(world, request))
        except (Impossible, Refused, ValidationError) as exc:
            return JSONResponse({"impossible": str(exc)}, status_code=400)

    return Route(path, endpoint, methods=[method])


async def wish(model: type[W], request: Request) -> W:
    return model.model_validate_json(await request.body())


def person_of(world: World, request: Request) -> Person:
    return person_with(world, int(request.path_params["person"]))


def person_with(world: World, number: int) -> Person:
    person = world.people.get(number)
    if person is None:
        raise Impossible(f"there is no person {number}")
    return person


def group_with(world: World, number: int) -> Chat:
    group = world.groups.get(number)
    if group is None:
        raise Impossible(f"there is no group {number}")
    return group


async def bot_of(world: World, person: Person) -> Bot:
    """Return the bot the person talked to last, or else the first bot there is, waiting for it to appear."""
    if person.bot is None:
        await world.bell.until(lambda: bool(world.bots), PATIENCE_FOR_A_BOT)
        if not world.bots:
            raise Impossible("no bot has called yet; let one call, or declare its token")
        person.bot = next(iter(world.bots.values()))
    return person.bot


async def bot_behind(world: World, link: str) -> Bot:
    """Return the bot that a t.me link names, waiting for it to appear."""
    username = urlsplit(link).path.strip("/")
    bot = await world.bell.until(lambda: world.bot_named(username), PATIENCE_FOR_A_BOT)
    if bot is None:
        raise Impossible(f"no bot is called {username}")
    return bot


async def place_of(world: World, person: Person, chat_id: int | None) -> Place:
    """Return the group, or the private chat with the bot when none or the person itself is named."""
    bot = await bot_of(world, person)
    if chat_id in (None, person.user.id):
        return at(world, person, world.private_chat(bot, person))
    return at(world, person, group_with(world, chat_id or 0))
