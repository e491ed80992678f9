"""Control API, part one: what a person does. Each function serves one address under /_sim/people."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.feed import Json
from simulator.telegram import control_attachments, people, taps, wishes
from simulator.telegram.asking import (
    bot_behind,
    bot_of,
    control_route,
    group_with,
    person_of,
    place_of,
    wish,
)
from simulator.telegram.chats import Posted
from simulator.telegram.people import Place
from simulator.telegram.state import World
from simulator.telegram.views import view


async def create(world: World, request: Request) -> Json:
    wanted = await wish(wishes.NewPerson, request)
    person = world.add_person(wanted.name, wanted.username, wanted.phone)
    return {"id": person.user.id, "name": wanted.name, "phone": person.phone}


async def open_link(world: World, request: Request) -> Json:
    wanted = await wish(wishes.OpenLink, request)
    person = person_of(world, request)
    person.bot = await bot_behind(world, wanted.link)
    group = group_with(world, wanted.group) if wanted.group is not None else None
    people.open_link(world, person, person.bot, wanted.link, group)
    return {}


async def say(world: World, request: Request) -> Json:
    wanted = await wish(wishes.Say, request)
    place = await place_of(world, person_of(world, request), wanted.chat)
    return _seen(place, people.say(place, wanted.text, reply_to=wanted.reply_to, thread=wanted.thread))


async def edit(world: World, request: Request) -> Json:
    wanted = await wish(wishes.EditOwn, request)
    place = await place_of(world, person_of(world, request), wanted.chat)
    people.edit(place, wanted.message, wanted.text)
    return {}


async def tap(world: World, request: Request) -> Json:
    """Press a button and wait for the bot's answer; `answer` is null when there was none in time."""
    wanted = await wish(wishes.Tap, request)
    place = await place_of(world, person_of(world, request), wanted.chat)
    bot = await bot_of(world, place.person)
    if wanted.data is not None:
        query = taps.tap_data(place, bot, wanted.message, wanted.data, label=wanted.label or "")
    elif (pressed := taps.tap(place, bot, wanted.message, wanted.label or "")) is not None:
        query = pressed
    else:
        return {"answer": {"text": "", "alert": False}}
    return {"answer": await world.bell.until(lambda: query.answer, wanted.wait)}


async def block(world: World, request: Request) -> Json:
    person = person_of(world, request)
    people.block(world, person, await bot_of(world, person))
    return {}


async def unblock(world: World, request: Request) -> Json:
    person = person_of(world, request)
    people.unblock(world, person, await bot_of(world, person))
    return {}


async def deactivate(world: World, request: Request) -> Json:
    """Delete the person's account, of which Telegram tells bots nothing until they write."""
    people.deactivate(world, person_of(world, request))
    return {}


async def messages(world: World, request: Request) -> Json:
    """What the chat shows now, and the place in the feed from which to wait for more."""
    place = await place_of(world, person_of(world, request), _chat(request))
    shown = [view(place.chat, each) for _, each in sorted(place.chat.messages.items())]
    return {"seq": world.feed.last, "messages": shown}


def _seen(place: Place, posted: Posted) -> Json:
    return view(place.chat, posted)


def _chat(request: Request) -> int | None:
    given = request.query_params.get("chat")
    return int(given) if given else None


def routes(world: World) -> list[Route]:
    async def download(request: Request) -> Response:
        kept = world.files.get(str(request.path_params["file"]))
        return Response(kept.content) if kept else Response(status_code=404)

    return [
        control_route(world, "POST", "/people", create),
        control_route(world, "POST", "/people/{person:int}/open", open_link),
        control_route(world, "POST", "/people/{person:int}/messages", say),
        control_route(world, "GET", "/people/{person:int}/messages", messages),
        control_route(world, "POST", "/people/{person:int}/edits", edit),
        control_route(world, "POST", "/people/{person:int}/taps", tap),
        control_route(world, "POST", "/people/{person:int}/block", block),
        control_route(world, "POST", "/people/{person:int}/unblock", unblock),
        control_route(world, "POST", "/people/{person:int}/deactivate", deactivate),
        Route("/people/{person:int}/files/{file}", download),
        *control_attachments.routes(world),
    ]
