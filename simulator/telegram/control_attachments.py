"""Control API, part four: what a person sends besides texts, under /_sim/people."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.routing import Route

from simulator.feed import Json
from simulator.telegram import attachments, wishes
from simulator.telegram.asking import control_route, person_of, person_with, place_of, wish
from simulator.telegram.attachments import Named
from simulator.telegram.people import Impossible, Place
from simulator.telegram.state import World
from simulator.telegram.views import view


async def upload(world: World, request: Request) -> Json:
    place = await _place(world, request)
    (file,) = await _files(request)
    return view(place.chat, attachments.send_file(place, file, _caption(request)))


async def send_photo(world: World, request: Request) -> Json:
    place = await _place(world, request)
    ((_, mime, content),) = await _files(request)
    return view(place.chat, attachments.send_file(place, ("", mime, content), _caption(request)))


async def send_album(world: World, request: Request) -> list[Json]:
    """Photos, or documents where `as=documents`."""
    place = await _place(world, request)
    files = await _files(request)
    if request.query_params.get("as") != "documents":
        files = [("", mime, content) for _, mime, content in files]
    return [view(place.chat, each) for each in attachments.send_album(place, files, _caption(request))]


async def send_sticker(world: World, request: Request) -> Json:
    wanted = await wish(wishes.Somewhere, request)
    place = await place_of(world, person_of(world, request), wanted.chat)
    return view(place.chat, attachments.send_sticker(place))


async def send_voice(world: World, request: Request) -> Json:
    wanted = await wish(wishes.Somewhere, request)
    place = await place_of(world, person_of(world, request), wanted.chat)
    return view(place.chat, attachments.send_voice(place))


async def send_location(world: World, request: Request) -> Json:
    wanted = await wish(wishes.Location, request)
    place = await place_of(world, person_of(world, request), wanted.chat)
    return view(place.chat, attachments.send_location(place, wanted.latitude, wanted.longitude))


async def share_contact(world: World, request: Request) -> Json:
    wanted = await wish(wishes.ShareContact, request)
    place = await place_of(world, person_of(world, request), None)
    whose = person_with(world, wanted.of) if wanted.of is not None else place.person
    return view(place.chat, attachments.share_contact(place, whose))


async def forward(world: World, request: Request) -> Json:
    wanted = await wish(wishes.Forward, request)
    person = person_of(world, request)
    origin, to = await place_of(world, person, wanted.chat), await place_of(world, person, wanted.to)
    return view(to.chat, attachments.forward(origin, wanted.message, to))


async def _place(world: World, request: Request) -> Place:
    given = request.query_params.get("chat")
    return await place_of(world, person_of(world, request), int(given) if given else None)


def _caption(request: Request) -> str:
    return request.query_params.get("caption", "")


async def _files(request: Request) -> list[Named]:
    sent = [each for each in (await request.form()).getlist("file") if isinstance(each, UploadFile)]
    if not sent:
        raise Impossible("an upload needs a part named file")
    return [(each.filename or "", each.content_type or "", await each.read()) for each in sent]


def routes(world: World) -> list[Route]:
    return [
        control_route(world, "POST", "/people/{person:int}/documents", upload),
        control_route(world, "POST", "/people/{person:int}/photos", send_photo),
        control_route(world, "POST", "/people/{person:int}/albums", send_album),
        control_route(world, "POST", "/people/{person:int}/stickers", send_sticker),
        control_route(world, "POST", "/people/{person:int}/voices", send_voice),
        control_route(world, "POST", "/people/{person:int}/locations", send_location),
        control_route(world, "POST", "/people/{person:int}/contacts", share_contact),
        control_route(world, "POST", "/people/{person:int}/forwards", forward),
    ]
