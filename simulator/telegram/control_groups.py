"""Control API, part three: what becomes of groups. Each function serves one address under /_sim/groups."""

from starlette.requests import Request
from starlette.routing import Route

from simulator.feed import Json
from simulator.telegram import groups, wishes
from simulator.telegram.asking import bot_of, control_route, group_with, person_with, wish
from simulator.telegram.chats import Chat, Standing
from simulator.telegram.delivery import stand
from simulator.telegram.people import Impossible, at, check_alive
from simulator.telegram.state import Person, World


async def create(world: World, request: Request) -> Json:
    wanted = await wish(wishes.NewGroup, request)
    members = [person_with(world, number) for number in wanted.members]
    group = world.add_group(wanted.title, wanted.kind, [each.user for each in members])
    if wanted.with_bot:
        groups.found(world, members[0], await bot_of(world, members[0]), group)
    return _shown(group)


async def bring_in(world: World, request: Request) -> Json:
    person, group = await _named(world, request)
    groups.bring_in(world, person, await bot_of(world, person), group)
    return {}


async def throw_out(world: World, request: Request) -> Json:
    person, group = await _named(world, request)
    groups.throw_out(world, person, await bot_of(world, person), group)
    return {}


async def restrict(world: World, request: Request) -> Json:
    """Take the bot's right to write, which only supergroups do to single members."""
    person, group = await _named(world, request)
    if group.kind != "supergroup":
        raise Impossible(f"{group.title} is no supergroup, where single members are restricted")
    return await _move(world, person, group, Standing.MEMBER, Standing.RESTRICTED)


async def allow(world: World, request: Request) -> Json:
    person, group = await _named(world, request)
    return await _move(world, person, group, Standing.RESTRICTED, Standing.MEMBER)


async def delete(world: World, request: Request) -> Json:
    person, group = await _named(world, request)
    groups.delete(world, person, group)
    return {}


async def upgrade(world: World, request: Request) -> Json:
    """The owner makes a supergroup of it."""
    group = group_with(world, int(request.path_params["group"]))
    if group.kind == "supergroup" or group.upgraded_to is not None or group.is_gone:
        raise Impossible(f"{group.title} is no group that could become a supergroup")
    return _shown(groups.upgrade(world, person_with(world, group.members[0].id), group))


async def _move(world: World, person: Person, group: Chat, before: Standing, after: Standing) -> Json:
    bot = await bot_of(world, person)
    if group.standing(bot.id) is not before:
        raise Impossible(f"the bot is {group.standing(bot.id)} in {group.title}, not {before}")
    stand(world, group, bot, person.user, after)
    return {}


async def _named(world: World, request: Request) -> tuple[Person, Chat]:
    """The person who does it, and the group, in which the person must be."""
    person = person_with(world, (await wish(wishes.DoneBy, request)).by)
    place = at(world, person, group_with(world, int(request.path_params["group"])))
    check_alive(place)
    return person, place.chat


def _shown(group: Chat) -> Json:
    return {"id": group.id, "title": group.title}


def routes(world: World) -> list[Route]:
    return [
        control_route(world, "POST", "/groups", create),
        control_route(world, "POST", "/groups/{group}/bring-in", bring_in),
        control_route(world, "POST", "/groups/{group}/throw-out", throw_out),
        control_route(world, "POST", "/groups/{group}/restrict", restrict),
        control_route(world, "POST", "/groups/{group}/allow", allow),
        control_route(world, "POST", "/groups/{group}/delete", delete),
        control_route(world, "POST", "/groups/{group}/upgrade", upgrade),
    ]
