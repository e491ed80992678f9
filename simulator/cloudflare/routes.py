"""Cloudflare's HTTP face. What is not simulated answers 501 with its name.

https://developers.cloudflare.com/api/resources/dns/subresources/records/
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.cloudflare import errors
from simulator.cloudflare.access import authorise, bearer
from simulator.cloudflare.control import control_routes
from simulator.cloudflare.filters import matching, page, success
from simulator.cloudflare.performance import perform
from simulator.cloudflare.state import Cloud, Json

__all__ = ["control_routes", "routes"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One call, read from HTTP."""

    path: str
    ids: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Json


Answer = Callable[[Cloud, Asked], Json]


def verify_token(_cloud: Cloud, asked: Asked) -> Json:
    token = bearer(asked.headers)
    status = "expired" if token.startswith("expired") else "active"
    return success({"id": hashlib.sha256(token.encode()).hexdigest()[:32], "status": status})


def list_zones(cloud: Cloud, asked: Asked) -> Json:
    wanted = asked.query.get("name")
    return page([z for z in cloud.zones.values() if wanted in {None, z["name"]}], asked.query, per_page=20)


def get_zone(cloud: Cloud, asked: Asked) -> Json:
    return success(cloud.zones[_zone(cloud, asked)])


def list_records(cloud: Cloud, asked: Asked) -> Json:
    return page(matching(cloud.records_in(_zone(cloud, asked)), asked.query), asked.query, per_page=100)


def create_record(cloud: Cloud, asked: Asked) -> Json:
    return success(cloud.add(_zone(cloud, asked), asked.body))


def get_record(cloud: Cloud, asked: Asked) -> Json:
    return success(cloud.get(_zone(cloud, asked), asked.ids["record"]))


def edit_record(cloud: Cloud, asked: Asked) -> Json:
    return success(cloud.change(_zone(cloud, asked), asked.ids["record"], asked.body))


def replace_record(cloud: Cloud, asked: Asked) -> Json:
    return success(cloud.replace(_zone(cloud, asked), asked.ids["record"], asked.body))


def delete_record(cloud: Cloud, asked: Asked) -> Json:
    return success(cloud.remove(_zone(cloud, asked), asked.ids["record"]))


def batch_records(cloud: Cloud, asked: Asked) -> Json:
    """https://developers.cloudflare.com/dns/manage-dns-records/how-to/batch-record-changes/"""
    return success(cloud.batch(_zone(cloud, asked), asked.body))


RECORDS: Final = "/zones/{zone}/dns_records"
ENDPOINTS: Final[tuple[tuple[str, str, str, Answer], ...]] = (
    ("GET", "/user/tokens/verify", "verify", verify_token),
    ("GET", "/zones", "zones", list_zones),
    ("GET", "/zones/{zone}", "zones", get_zone),
    ("GET", RECORDS, "list", list_records),
    ("POST", RECORDS, "create", create_record),
    ("POST", f"{RECORDS}/batch", "batch", batch_records),
    ("GET", f"{RECORDS}/{{record}}", "get", get_record),
    ("PATCH", f"{RECORDS}/{{record}}", "edit", edit_record),
    ("PUT", f"{RECORDS}/{{record}}", "edit", replace_record),
    ("DELETE", f"{RECORDS}/{{record}}", "delete", delete_record),
)


def routes(cloud: Cloud) -> list[Route]:
    """Cloudflare's API over this state, to be mounted under `/client/v4`."""
    known = [Route(path, _endpoint(cloud, call, answer), methods=[method]) for method, path, call, answer in ENDPOINTS]
    methods = ["GET", "POST", "PATCH", "PUT", "DELETE"]
    return [*known, Route("/{rest:path}", _not_simulated(cloud), methods=methods)]


def _endpoint(cloud: Cloud, call: str, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        raw = await request.body()

        def effect() -> Json:
            authorise(request.headers, call)
            return answer(cloud, _asked(request, raw))

        return await perform(cloud, call, request, effect)

    return endpoint


def _asked(request: Request, raw: bytes) -> Asked:
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return Asked(path, request.path_params, request.query_params, request.headers, _body(raw))


def _body(raw: bytes) -> Json:
    try:
        body: Any = json.loads(raw or b"{}")
    except ValueError:
        raise errors.ApiError(errors.BAD_JSON) from None
    if not isinstance(body, dict):
        raise errors.ApiError(errors.BAD_JSON)
    return body


def _zone(cloud: Cloud, asked: Asked) -> str:
    zone_id = asked.ids["zone"]
    if zone_id not in cloud.zones:
        raise errors.ApiError(errors.filled(errors.NO_ROUTE, path=asked.path))
    return zone_id


def _not_simulated(cloud: Cloud) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        what = f"{request.method} /{request.path_params['rest']}"

        def effect() -> Json:
            raise errors.ApiError(errors.filled(errors.NOT_SIMULATED, what=what))

        return await perform(cloud, "other", request, effect)

    return endpoint
