"""What the page may ask for: the bodies of its requests, read strictly."""

from collections.abc import Awaitable, Callable
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

W = TypeVar("W", bound=BaseModel)
Answering = Callable[[Request], Awaitable[object]]


class Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Newcomer(Wanted):
    name: str = Field(min_length=1, max_length=64)
    role: Literal["applicant", "kadis", "kabid", "pranata_komputer", "operator"] = "applicant"


class StoryOrder(Wanted):
    order: Literal["play", "pause", "go_on", "step", "stop", "speed"]
    story: Literal["main", "returned", "rejected"] = "main"
    hands: list[str] = []
    speed: float = 1.0


class FaultOrder(Wanted):
    fault: str


class PressedKey(Wanted):
    label: str


async def read(model: type[W], request: Request) -> W:
    return model.model_validate_json(await request.body())


def route(method: str, path: str, answering: Answering) -> Route:
    """Answer with JSON, or 400 and the reason when it cannot be done."""

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await answering(request))
        except (AssertionError, ValidationError, KeyError) as exc:
            return JSONResponse({"impossible": str(exc)}, status_code=400)

    return Route(path, endpoint, methods=[method])
