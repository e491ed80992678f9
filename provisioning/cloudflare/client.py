"""The client edge: the few calls we make, each answered in full or raised as `CloudflareError`.

Only this file imports the SDK, and only the provider's first call imports this file.
"""

from collections.abc import Awaitable, Callable
from typing import Final, Literal, TypeVar, cast

import httpx
import structlog
from cloudflare import APIConnectionError, APIStatusError, AsyncAPIResponse, AsyncCloudflare
from cloudflare import CloudflareError as SdkError
from cloudflare.types.dns import ARecordParam, RecordBatchResponse, RecordDeleteResponse, RecordResponse
from cloudflare.types.user import TokenVerifyResponse
from cloudflare.types.zones import Zone
from pydantic import SecretStr
from pydantic.dataclasses import dataclass

from office.sop.plan import Plan
from provisioning.cloudflare.errors import CloudflareError, read_envelope, refused

log = structlog.get_logger(__name__)
T = TypeVar("T")
R = TypeVar("R")

PER_PAGE: Final = 100
LAST_PAGE: Final = 50
"""A zone holds 3,500 records at most; a list that goes on is a server that ignores `page`."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record as Cloudflare holds it."""

    id: str
    name: str
    type: str
    content: str
    comment: str


@dataclass(frozen=True, slots=True)
class SeenZone:
    """A zone that the token sees, and what it may do there (empty if Cloudflare does not say)."""

    id: str
    name: str
    permissions: frozenset[str]


class DeafCloudflare(AsyncCloudflare):
    """The SDK without its ear for the environment.

    It would prefer CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY to our token, and send CLOUDFLARE_CUSTOM_HEADERS along.
    `with_options` builds a new client, which listens again: retries are off here for all calls instead.
    """

    def __init__(self, token: SecretStr, base_url: str, timeout: float) -> None:
        super().__init__(api_token=token.get_secret_value(), base_url=base_url, timeout=timeout, max_retries=0)
        self.api_key = self.api_email = self.user_service_key = None
        self._custom_headers = {}


class Api:
    """Cloudflare's v4 API, as far as one zone's records need it. Nothing is ever retried here."""

    def __init__(self, token: SecretStr, base_url: str, timeout: float) -> None:
        self._sdk = DeafCloudflare(token, base_url, timeout)
        self._records = self._sdk.dns.records.with_raw_response
        self._zones = self._sdk.zones.with_raw_response
        self._tokens = self._sdk.user.tokens.with_raw_response

    async def token_status(self) -> str:
        return await _answered("verify token", self._tokens.verify(), _status)

    async def zones(self, name: str | None = None) -> list[SeenZone]:
        """The zones that the token sees, the first page of them unless a name is given."""
        asking = self._zones.list(name=name) if name else self._zones.list()
        return await _answered("list zones", asking, lambda page: [_seen(zone) for zone in page.result])

    async def records(self, zone_id: str, name: str) -> list[Held]:
        """Every record of any type at exactly this name. Cloudflare's list ends at its first empty page."""
        found: list[Held] = []
        for number in range(1, LAST_PAGE + 1):
            asking = self._records.list(zone_id=zone_id, name={"exact": name}, page=number, per_page=PER_PAGE)
            page = await _answered("list records", asking, lambda page: [_held(each) for each in page.result])
            if not page:
                return found
            found += [held for held in page if held.name == name]
        raise CloudflareError(f"list records: {name} has no last page", status=200)

    async def record(self, zone_id: str, record_id: str) -> Held:
        return await _answered("get record", self._records.get(record_id, zone_id=zone_id), _held)

    async def add(self, zone_id: str, plan: Plan, comment: str) -> Held:
        """Post once. After an error that `may_have_happened` only a new list tells what is true."""
        asking = self._records.create(zone_id=zone_id, **_asked_for(plan, comment))
        return await _answered("create record", asking, _held)

    async def swap(self, zone_id: str, record_id: str, plan: Plan, comment: str) -> None:
        """Delete one record and post another in one transaction: both happen, or neither."""
        posted = _asked_for(plan, comment)
        asking = self._records.batch(zone_id=zone_id, deletes=[{"id": record_id}], posts=[posted])
        await _answered("change record", asking, _swapped)

    async def delete(self, zone_id: str, record_id: str) -> None:
        await _answered("delete record", self._records.delete(record_id, zone_id=zone_id), _deleted)

    async def close(self) -> None:
        await self._sdk.close()


async def _answered(what: str, asking: Awaitable[AsyncAPIResponse[T]], read: Callable[[T], R]) -> R:
    """Return what was read from the answer. Raises CloudflareError for every other end of a call."""
    try:
        raw = await asking
    except APIStatusError as exc:
        raise _refusal(what, exc.response) from exc
    except APIConnectionError as exc:
        said = f"{what}: no answer ({exc.message.rstrip('.').lower()})"
        raise _logged(what, None, CloudflareError(said, status=None)) from exc
    envelope = read_envelope(raw.http_response.content)
    if envelope is None or not envelope.success:
        raise _refusal(what, raw.http_response)
    try:
        # The SDK trips over a shape that it does not expect with whatever error comes first.
        answer = read(await raw.parse())
    except (SdkError, AttributeError, TypeError, ValueError) as exc:
        wrong = CloudflareError(f"{what}: the answer has an unknown shape", status=raw.status_code)
        raise _logged(what, raw.headers.get("cf-ray"), wrong) from exc
    log.info("cloudflare_answered", what=what, status=raw.status_code, ray=raw.headers.get("cf-ray"))
    return answer


def _refusal(what: str, answer: httpx.Response) -> CloudflareError:
    wrong = refused(what, answer.status_code, answer.content, answer.headers.get("retry-after"))
    return _logged(what, answer.headers.get("cf-ray"), wrong)


def _logged(what: str, ray: str | None, wrong: CloudflareError) -> CloudflareError:
    log.warning("cloudflare_refused", what=what, status=wrong.status, codes=sorted(wrong.codes), ray=ray)
    return wrong


def _asked_for(plan: Plan, comment: str) -> ARecordParam:
    """The planned record in Cloudflare's words."""
    return {
        "type": cast("Literal['A']", plan.type.value),  # one of three shapes that differ in this word only
        "name": plan.name,
        "content": plan.content,
        "ttl": 1 if plan.proxied else plan.ttl,
        "proxied": plan.proxied,
        "comment": comment,
    }


def _held(record: RecordResponse | None) -> Held:
    if record is None:
        raise TypeError("success around nothing says nothing")
    return Held(record.id, record.name.lower(), record.type, record.content or "", record.comment or "")


def _seen(zone: Zone) -> SeenZone:
    return SeenZone(zone.id, zone.name, frozenset(zone.permissions or ()))


def _status(token: TokenVerifyResponse | None) -> str:
    return token.status if token else "unknown"


def _deleted(answer: RecordDeleteResponse | None) -> None:
    if answer is None:
        raise TypeError("success around nothing says nothing")


def _swapped(answer: RecordBatchResponse | None) -> None:
    if answer is None or not answer.posts:
        raise TypeError("success around nothing says nothing")
