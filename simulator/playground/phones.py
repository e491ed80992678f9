"""Addresses of the phones: what a person does, and the files that they open."""

from typing import Final
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.feed import Json
from simulator.playground import asking, preview
from simulator.playground.deeds import KINDS, Deed
from simulator.playground.house import House
from simulator.playground.samples import SAMPLES

MOST_KEPT: Final = 20


class Phones:
    """Serves the people of one house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._pictures: dict[str, list[bytes]] = {}

    def routes(self) -> list[Route]:
        return [
            asking.route("POST", "/people", self.add),
            asking.route("POST", "/people/{person:int}/keys", self.press_key),
            asking.route("POST", "/people/{person:int}/samples/{sample}", self.send_sample),
            asking.route("POST", "/people/{person:int}/files/{kind}", self.send_file),
            asking.route("POST", "/people/{person:int}/{kind}", self.act),
            Route("/people/{person:int}/files/{file}", self.download),
            Route("/people/{person:int}/files/{file}/pages", self.count_pages),
            Route("/people/{person:int}/files/{file}/pages/{page:int}", self.page),
        ]

    async def add(self, request: Request) -> Json:
        wanted = await asking.read(asking.Newcomer, request)
        return await self._house.add_person(wanted.name, wanted.role)

    async def act(self, request: Request) -> Json:
        return await self._do(request, str(request.path_params["kind"]), dict(await request.json()))

    async def press_key(self, request: Request) -> Json:
        """A key below the input field types its label, or hands over the phone number if the bot made it do so."""
        label = (await asking.read(asking.PressedKey, request)).label
        if await self._asks_for_contact(label):
            return await self._do(request, "contacts", {})
        return await self._do(request, "messages", {"text": label})

    async def send_sample(self, request: Request) -> Json:
        sample = SAMPLES[str(request.path_params["sample"])]
        return await self._send(request, sample.deed, (sample.file_name, sample.make(), sample.mime))

    async def send_file(self, request: Request) -> Json:
        file = (await request.form()).get("file")
        if not isinstance(file, UploadFile):
            raise KeyError("file")
        content = (file.filename or "berkas", await file.read(), file.content_type or "application/octet-stream")
        return await self._send(request, str(request.path_params["kind"]), content)

    async def download(self, request: Request) -> Response:
        try:
            content = await self._content(request)
        except AssertionError:
            return Response(status_code=404)
        attached = f"attachment; filename*=UTF-8''{quote(request.query_params.get('name', 'berkas'), safe='')}"
        return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": attached})

    async def count_pages(self, request: Request) -> Response:
        """How many pictures there are of this file, made now if need be, or why there is none."""
        try:
            pictures = await self._pictures_of(request)
        except (preview.CannotShow, AssertionError) as exc:
            return JSONResponse({"pages": 0, "why": str(exc)})
        return JSONResponse({"pages": len(pictures)})

    async def page(self, request: Request) -> Response:
        pictures = self._pictures.get(str(request.path_params["file"]), [])
        number = int(request.path_params["page"])
        if number >= len(pictures):
            return Response(status_code=404)
        return Response(pictures[number], media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    async def _do(self, request: Request, kind: str, wanted: Json) -> Json:
        if kind not in KINDS:
            raise KeyError(kind)
        person = int(request.path_params["person"])
        return await self._house.act(Deed(person, self._house.named(person), kind, wanted))

    async def _send(self, request: Request, kind: str, file: tuple[str, bytes, str]) -> Json:
        if kind not in {"photos", "documents"}:
            raise KeyError(kind)
        person = int(request.path_params["person"])
        chat = int(request.query_params.get("chat", person))
        return await self._house.act(Deed(person, self._house.named(person), kind, {"chat": chat}, file))

    async def _content(self, request: Request) -> bytes:
        person, file = request.path_params["person"], request.path_params["file"]
        return await self._house.stage.simulator.control.download(f"/people/{person}/files/{file}")

    async def _pictures_of(self, request: Request) -> list[bytes]:
        file = str(request.path_params["file"])
        if file not in self._pictures:
            made = await preview.pages(request.query_params.get("name", ""), await self._content(request))
            self._pictures = dict([*self._pictures.items(), (file, made)][-MOST_KEPT:])
        return self._pictures[file]

    async def _asks_for_contact(self, label: str) -> bool:
        """Whether the bot has sent a key of this label that asks for the phone number."""
        calls = await self._house.stage.simulator.calls("sendMessage")
        return any(_is_contact_key(call.params.get("reply_markup"), label) for call in calls)


def _is_contact_key(markup: object, label: str) -> bool:
    rows = markup.get("keyboard") if isinstance(markup, dict) else None
    keys = [key for row in rows or [] for key in row]
    return any(isinstance(key, dict) and key.get("text") == label and key.get("request_contact") for key in keys)
