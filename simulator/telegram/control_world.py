"""Control API, part two: bots, time, limits, faults, and the record of what happened."""

from dataclasses import asdict, replace

from starlette.requests import Request
from starlette.routing import Route

from simulator.feed import Json
from simulator.telegram import control_forums, control_groups, wishes
from simulator.telegram.asking import control_route, wish
from simulator.telegram.faults import Fault
from simulator.telegram.people import Impossible
from simulator.telegram.posting import dumped
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


async def set_limits(world: World, request: Request) -> Json:
    """Change some of the flood clocks' limits, the others stay."""
    wanted = await wish(wishes.NewLimits, request)
    changed = {name: getattr(wanted, name) for name in wanted.model_fields_set}
    world.flood.set(replace(world.flood.limits, **changed))
    return asdict(world.flood.limits)


async def advance(world: World, request: Request) -> Json:
    """Let time pass at once: what is too old by then is gone, and whoever waits for a time looks again."""
    world.clock.skip((await wish(wishes.Advance, request)).advance_seconds)
    world.bell.ring()
    return {"now": world.clock.now().isoformat()}


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
        control_route(world, "POST", "/limits", set_limits),
        control_route(world, "POST", "/clock", advance),
        control_route(world, "POST", "/faults", add_fault),
        control_route(world, "DELETE", "/faults", clear_faults),
        control_route(world, "POST", "/updates", raw_update),
        control_route(world, "POST", "/forget", forget),
        control_route(world, "GET", "/calls", calls),
        control_route(world, "GET", "/events", events),
        *control_groups.routes(world),
        *control_forums.routes(world),
    ]
