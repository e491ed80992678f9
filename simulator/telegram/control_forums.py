"""Control API, part four: forums and who shapes them. Each function serves one address under /_sim/groups."""

from typing import TypeVar

from starlette.requests import Request
from starlette.routing import Route

from simulator.feed import Json
from simulator.telegram import forums, groups, wishes
from simulator.telegram.asking import bot_of, control_route, group_with, person_with, wish
from simulator.telegram.chats import Chat, Topic
from simulator.telegram.people import Impossible, at, check_alive, topic_of
from simulator.telegram.state import Person, World

D = TypeVar("D", bound=wishes.DoneBy)


async def promote(world: World, request: Request) -> Json:
    wanted, person, group = await _asked(world, request, wishes.Promote)
    bot = await bot_of(world, person)
    if not group.standing(bot.id).is_inside:
        raise Impossible(f"the bot is not in {group.title}")
    groups.promote(world, person, bot, group, manages_topics=wanted.manages_topics)
    return {}


async def demote(world: World, request: Request) -> Json:
    _, person, group = await _asked(world, request, wishes.DoneBy)
    groups.demote(world, person, await bot_of(world, person), group)
    return {}


async def forum(world: World, request: Request) -> Json:
    """Turn topics on or off; bots are told nothing of it. Telegram first makes a supergroup of a group."""
    wanted, _, group = await _asked(world, request, wishes.Forum)
    if group.kind != "supergroup":
        raise Impossible(f"{group.title} is no supergroup, which alone has topics")
    group.is_forum = wanted.on
    return {}


async def close_topic(world: World, request: Request) -> Json:
    person, group, topic = await _topic(world, request)
    forums.turn(world, group, topic, person.user, closed=True)
    return {}


async def delete_topic(world: World, request: Request) -> Json:
    _, group, topic = await _topic(world, request)
    forums.delete(world, group, topic)
    return {}


async def topics(world: World, request: Request) -> list[Json]:
    group = group_with(world, int(request.path_params["group"]))
    return [{"thread": each.id, "name": each.name, "closed": each.is_closed} for each in group.topics.values()]


async def _topic(world: World, request: Request) -> tuple[Person, Chat, Topic]:
    wanted, person, group = await _asked(world, request, wishes.OfTopic)
    topic = topic_of(group, wanted.thread)
    assert topic is not None  # noqa: S101 - a thread was named
    return person, group, topic


async def _asked(world: World, request: Request, model: type[D]) -> tuple[D, Person, Chat]:
    """What is wanted, by whom, and the group, in which the person must be."""
    wanted = await wish(model, request)
    person = person_with(world, wanted.by)
    place = at(world, person, group_with(world, int(request.path_params["group"])))
    check_alive(place)
    return wanted, person, place.chat


def routes(world: World) -> list[Route]:
    return [
        control_route(world, "POST", "/groups/{group}/promote", promote),
        control_route(world, "POST", "/groups/{group}/demote", demote),
        control_route(world, "POST", "/groups/{group}/forum", forum),
        control_route(world, "POST", "/groups/{group}/close-topic", close_topic),
        control_route(world, "POST", "/groups/{group}/delete-topic", delete_topic),
        control_route(world, "GET", "/groups/{group}/topics", topics),
    ]
