"""A call as it arrives, read into aiogram's model of that method.

https://core.telegram.org/bots/api#making-requests
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, TypeVar, get_args, get_origin

from aiogram.types import BufferedInputFile
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from starlette.datastructures import UploadFile
from starlette.requests import Request

from simulator.feed import Json
from simulator.telegram import errors
from simulator.telegram.errors import Refused

M = TypeVar("M", bound=BaseModel)

ATTACHED: Final = "attach://"
MISSING: Final = {"chat_id": errors.NO_CHAT_ID, "text": errors.TEXT_EMPTY}


@dataclass
class Parameters:
    """What the call carries, before anybody knows what it means."""

    values: dict[str, object] = field(default_factory=dict)
    files: dict[str, BufferedInputFile] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Show the values for the record, with a file as its name and size."""
        sent = {key: {"file_name": each.filename, "size": len(each.data)} for key, each in self.files.items()}
        return {**{key: _decoded(value) for key, value in self.values.items()}, **sent}


async def read_parameters(request: Request) -> Parameters:
    """Take parameters from the query, a JSON body or either kind of form."""
    parameters = Parameters(dict(request.query_params))
    if request.method != "POST":
        return parameters
    if request.headers.get("content-type", "").startswith("application/json"):
        parameters.values.update(_object(await request.body()))
        return parameters
    async with request.form() as form:
        for key, value in form.multi_items():
            if isinstance(value, UploadFile):
                name = value.filename or key
                parameters.files[key] = BufferedInputFile(await value.read(), name)
            else:
                parameters.values[key] = value
    return parameters


def _object(body: bytes) -> Json:
    try:
        return TypeAdapter(Json).validate_json(body or b"{}")
    except ValidationError as exc:
        raise Refused(errors.BODY_UNREADABLE) from exc


def understand(model: type[M], parameters: Parameters) -> M:
    """Validate a call against the method's model. Raises Refused, also for fields nobody knows."""
    try:
        call = model.model_validate(_fields(model, parameters))
    except ValidationError as exc:
        raise _refusal(exc) from exc
    if unknown := next(_unknown_fields(call), None):
        raise Refused(f"Bad Request: unknown field {unknown}")
    return call


def _fields(model: type[BaseModel], parameters: Parameters) -> dict[str, object]:
    known = model.model_fields
    attached = {str(v).removeprefix(ATTACHED) for v in parameters.values.values() if _is_attachment(v)}
    fields: dict[str, object] = {k: v for k, v in parameters.files.items() if k not in attached}
    for key, value in parameters.values.items():
        if _is_attachment(value):
            fields[key] = parameters.files.get(str(value).removeprefix(ATTACHED))
        elif key in known and not _holds_text(known[key]):
            fields[key] = _decoded(value)
        else:
            fields[key] = value
    return fields


def _is_attachment(value: object) -> bool:
    return isinstance(value, str) and value.startswith(ATTACHED)


def _decoded(value: object) -> object:
    """Forms carry numbers, flags and objects as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _holds_text(known: FieldInfo) -> bool:
    kinds = set(_kinds(known.annotation))
    return str in kinds and int not in kinds


def _kinds(annotation: object) -> Iterable[object]:
    if get_origin(annotation) is Annotated or get_origin(annotation) is None or _is_container(annotation):
        return [annotation]
    return [kind for part in get_args(annotation) for kind in _kinds(part)]


def _is_container(annotation: object) -> bool:
    return get_origin(annotation) in (list, dict, tuple)


def _unknown_fields(thing: object) -> Iterator[str]:
    if isinstance(thing, BaseModel):
        yield from thing.model_extra or ()
        for name in type(thing).model_fields:
            yield from _unknown_fields(getattr(thing, name))
    elif isinstance(thing, list):
        for each in thing:
            yield from _unknown_fields(each)
    elif isinstance(thing, Mapping):
        for each in thing.values():
            yield from _unknown_fields(each)


def _refusal(exc: ValidationError) -> Refused:
    first = exc.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing" and name in MISSING:
        return Refused(MISSING[name])
    return Refused(f"Bad Request: field {name}: {first['msg']}, not {first['input']!r}")
