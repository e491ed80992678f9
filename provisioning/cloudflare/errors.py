"""Cloudflare's refusals, sorted by what they mean for us.

https://developers.cloudflare.com/dns/troubleshooting/ and codes seen on the real API.
"""

import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from pydantic import BaseModel, ValidationError

from office.sop.errors import VendorError

BAD_REQUEST: Final = HTTPStatus.BAD_REQUEST
SERVER_ERROR: Final = HTTPStatus.INTERNAL_SERVER_ERROR

PERMANENT: Final = frozenset(
    {
        1000,  # invalid API token
        1001,  # no Authorization header
        6003,  # invalid request headers
        6111,  # malformed Authorization header
        7003,  # no such zone for this token
        9103,  # unknown key or e-mail
        9106,  # no credentials
        9109,  # token refused
        10000,  # token lacks the permission
        9000,  # bad name
        9001,  # bad type
        9003,  # bad value of "proxied"
        9005,  # bad IPv4
        9006,  # bad IPv6
        9007,  # bad content
        9021,  # bad TTL
        9041,  # this record cannot be proxied
        9300,  # tags are not in the plan
        9313,  # comment over 100 characters
        81045,  # the zone's quota is used up
    }
)
"""The same call can never work until a person changes something. Every other code may pass."""

STANDS: Final = frozenset({81053, 81054, 81057, 81058})
"""Something stands at the name: somebody else's record, or ours from a call whose answer was lost."""


class CloudflareError(VendorError):
    """Cloudflare refused, or nothing usable came back. `status` is None when no answer came at all."""

    def __init__(
        self,
        said: str,
        *,
        status: int | None,
        codes: frozenset[int] = frozenset(),
        retry_after: float | None = None,
    ) -> None:
        super().__init__("cloudflare", said, retry=not codes & PERMANENT, retry_after=retry_after)
        self.status, self.codes = status, codes

    @property
    def may_have_happened(self) -> bool:
        """Whether the call may have had its effect all the same, so that only looking again can tell."""
        surely_refused = self.status is not None and BAD_REQUEST <= self.status < SERVER_ERROR
        return not surely_refused or bool(self.codes & STANDS)

    @property
    def is_absent(self) -> bool:
        return self.status == HTTPStatus.NOT_FOUND

    @property
    def is_passing(self) -> bool:
        """Whether Cloudflare, or the way to it, is in trouble; our call and token are not to blame."""
        return self.status is None or self.status >= SERVER_ERROR or self.status == HTTPStatus.TOO_MANY_REQUESTS


class Fault(BaseModel):
    """One entry of `errors`. Older checks nest the true reason in `error_chain`."""

    code: int = 0
    message: str = ""
    error_chain: list["Fault"] | None = None

    def flat(self) -> Iterator["Fault"]:
        yield self
        for inner in self.error_chain or ():
            yield from inner.flat()


class Envelope(BaseModel):
    """What surrounds every answer. `errors` may be null; a missing `success` is not yet a refusal."""

    success: bool = True
    errors: list[Fault] | None = None

    def faults(self) -> list[Fault]:
        return [fault for top in self.errors or () for fault in top.flat()]


def read_envelope(raw: bytes) -> Envelope | None:
    """Return the envelope, or None for anything that is not Cloudflare's JSON (a page of HTML, half an answer)."""
    try:
        return Envelope.model_validate_json(raw)
    except ValidationError:
        return None


def refused(what: str, status: int, raw: bytes, retry_after: str | None) -> CloudflareError:
    """The error for an answer that says no, or says nothing that can be read."""
    envelope = read_envelope(raw)
    faults = envelope.faults() if envelope else []
    said = "; ".join(f"{fault.code} {fault.message}".strip() for fault in faults)
    reason = said or ("no reason given" if envelope else "the answer is not Cloudflare's JSON")
    return CloudflareError(
        f"{what}: HTTP {status}, {reason}",
        status=status,
        codes=frozenset(fault.code for fault in faults),
        retry_after=seconds(retry_after),
    )


def seconds(retry_after: str | None) -> float | None:
    """Read a Retry-After header. A date counts from the answer's arrival; nonsense is None."""
    if retry_after is None:
        return None
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        return _until(retry_after)


def _until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())
