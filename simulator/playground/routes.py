"""Addresses of the page under /play, and of the office beside the phones."""

from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.feed import Json
from simulator.playground import asking, door, zone
from simulator.playground.bulletin import Reader
from simulator.playground.faults import FAULTS
from simulator.playground.house import House
from simulator.playground.phones import Phones
from simulator.playground.samples import SAMPLES

STATIC: Final = Path(__file__).with_name("static")


class Page:
    """Serves one house to its page."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[Route]:
        return [
            Route("/", lambda _: FileResponse(STATIC / "index.html")),
            Route("/stream", self.stream),
            Route("/recording", self.recording),
            asking.route("GET", "/samples", self.samples),
            asking.route("POST", "/story", self.story),
            asking.route("POST", "/faults", self.fault),
            asking.route("POST", "/anew", self.begin_anew),
            asking.route("GET", "/zone", self.ask_zone),
            asking.route("GET", "/requests/{receipt}", self.show),
        ]

    async def stream(self, request: Request) -> Response:
        """Everything from where this page has stopped reading; from the start for another edition."""
        edition, _, seq = request.headers.get("last-event-id", "").partition(".")
        bulletin = self._house.bulletin
        read = int(seq) if edition == str(bulletin.edition) and seq.isdecimal() else 0
        return StreamingResponse(bulletin.stream(Reader(bulletin.edition, read)), media_type="text/event-stream")

    async def recording(self, _request: Request) -> Response:
        """What was played so far, as a journey test to keep."""
        attached = {"Content-Disposition": 'attachment; filename="test_recorded.py"'}
        return Response(self._house.recorder.test(), media_type="text/x-python", headers=attached)

    async def samples(self, _request: Request) -> list[Json]:
        return [{"key": key, "title": each.title} for key, each in SAMPLES.items()]

    async def story(self, request: Request) -> Json:
        wanted = await asking.read(asking.StoryOrder, request)
        player = self._house.player
        match wanted.order:
            case "play":
                await self._house.play(wanted.story, wanted.hands, wanted.speed)
            case "speed":
                player.set_speed(wanted.speed)
            case "stop":
                await player.stop()
            case "pause":
                player.pause()
            case "go_on":
                player.go_on()
            case "step":
                player.step()
        return {}

    async def fault(self, request: Request) -> Json:
        wanted = await asking.read(asking.FaultOrder, request)
        await FAULTS[wanted.fault](self._house)
        await self._house.inspector.look()
        return {}

    async def begin_anew(self, _request: Request) -> Json:
        await self._house.begin_anew()
        return {}

    async def ask_zone(self, request: Request) -> Json:
        query = request.query_params
        return await zone.ask(self._house.stage.dns, query["name"], query.get("kind", "A"))

    async def show(self, request: Request) -> Json:
        return await door.show(self._house.stage, str(request.path_params["receipt"]))


def build(house: House) -> Starlette:
    page = [*Page(house).routes(), *Phones(house).routes(), Mount("/static", StaticFiles(directory=STATIC))]
    return Starlette(routes=[Route("/", lambda _: RedirectResponse("/play/")), Mount("/play", routes=page)])
