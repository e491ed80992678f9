"""Who may call: Cloudflare's own refusals of tokens and headers.

https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/
"""

from collections.abc import Mapping

from simulator.cloudflare import errors
from simulator.cloudflare.errors import ApiError


def authorise(headers: Mapping[str, str], call: str) -> None:
    """Raises ApiError unless the call bears a token. `invalid…` and `expired…` are what they say."""
    if "x-auth-key" in headers or "x-auth-email" in headers:
        raise ApiError(errors.BAD_HEADERS, chain=errors.BAD_KEY)
    if "authorization" not in headers:
        raise ApiError(errors.NO_AUTHORIZATION if call == "verify" else errors.NO_CREDENTIALS)
    token = bearer(headers)
    if not token:
        raise ApiError(errors.BAD_HEADERS, chain=errors.BAD_AUTHORIZATION)
    if token.startswith("invalid"):
        raise ApiError(errors.BAD_TOKEN if call == "verify" else errors.BAD_ACCESS_TOKEN)
    if token.startswith("expired") and call != "verify":
        raise ApiError(errors.BAD_ACCESS_TOKEN)


def bearer(headers: Mapping[str, str]) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token if scheme == "Bearer" else ""
