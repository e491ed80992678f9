"""Control API, part two: bots, groups, faults, and the record of what happened."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.routing import Route

from simulator.feed import Json
from simulator.telegram import people, wishes
from simulator.telegram.asking import bot_of, control_route, group_with, person_with, wish
from simulator.telegram.chats import Standing
from simulator.telegram.delivery import deliver, stand
from simulator.telegram.faults import Fault
from simulator.telegram.people import Impossible
from simulator.telegram.posting import dumped, post
from simulator.telegram.state import Bot, World


async def declare_bot(world: World, request: Request) -> Json:
    """Name a bot before it calls, so that people can write to it while it is still away."""
    wanted = await wish(wishes.NewBot, request)
    bot = world.bot_for(wanted.token)
    bot.username = wanted.username or bot.username
    bot.name = wanted.name or bot.name
    return {"id": bot.id, "username": bot.username, "name": bot.name}


async def list_bots(world: World, _request: Request) -> list[Json]:
    return [_bot(each) for each in world.bots.values()]


async def create_group(world: World, request: Request) -> Json:
    wanted = await wish(wishes.NewGroup, request)
    members = [person_with(world, number) for number in wanted.members]
    group = world.add_group(wanted.title, wanted.kind, [each.user for each in members])
    if wanted.with_bot:
        bot = await bot_of(world, members[0])
        if wanted.kind == "supergroup":
            people.bring_in(world, members[0], bot, group)
        else:
            stand(world, group, bot, members[0].user, Standing.MEMBER)
            deliver(world, group, post(world, group, members[0].user, {"group_chat_created": True}))
    return {"id": group.id, "title": group.title}


async def throw_out(world: World, request: Request) -> Json:
    wanted = await wish(wishes.ThrowOut, request)
    person = person_with(world, wanted.by)
    group = group_with(world, int(request.path_params["group"]))
    people.throw_out(world, person, await bot_of(world, person), group)
    return {}


async def add_fault(world: World, request: Request) -> Json:
    wanted = await wish(wishes.NewFault, request)
    world.faults.add(Fault(**wanted.model_dump()))
    return {}


async def clear_faults(world: World, _request: Request) -> Json:
    world.faults.clear()
    return {}


async def forget(world: World, _request: Request) -> Json:
    world.forget()
    return {}


async def raw_update(world: World, request: Request) -> Json:
    """Queue any JSON for every bot, be it an update Telegram would send or not."""
    update = await request.json()
    if not world.bots:
        raise Impossible("no bot has called yet; let one call, or declare its token")
    for bot in world.bots.values():
        bot.queue.put_raw(update)
    return {}


async def calls(world: World, request: Request) -> list[Json]:
    method = request.query_params.get("method")
    return [asdict(each) for each in world.calls if method in (None, each.method)]


async def events(world: World, request: Request) -> list[Json]:
    """What came after a sequence number, waiting a while for the first of it."""
    query = request.query_params
    chat = int(query["chat"]) if "chat" in query else None
    seen = await world.feed.wait(int(query.get("after", 0)), float(query.get("wait", 0)), chat)
    return [each.as_json() for each in seen]


def _bot(bot: Bot) -> Json:
    commands = [
        {"scope": scope, "language": language, "commands": [dumped(each) for each in listed]}
        for (scope, language), listed in bot.commands.items()
    ]
    texts = {f"{what}:{language}".rstrip(":"): text for (what, language), text in bot.profile.items()}
    return {
        "id": bot.id,
        "username": bot.username,
        "name": bot.name,
        "commands": commands,
        "profile": texts,
        "pending": bot.queue.pending,
    }


def routes(world: World) -> list[Route]:
    return [
        control_route(world, "POST", "/bots", declare_bot),
        control_route(world, "GET", "/bots", list_bots),
        control_route(world, "POST", "/groups", create_group),
        control_route(world, "POST", "/groups/{group}/throw-out", throw_out),
        control_route(world, "POST", "/faults", add_fault),
        control_route(world, "DELETE", "/faults", clear_faults),
        control_route(world, "POST", "/updates", raw_update),
        control_route(world, "POST", "/forget", forget),
        control_route(world, "GET", "/calls", calls),
        control_route(world, "GET", "/events", events),
    ]
