"""Cloudflare's refusals: its codes, statuses and words.

Shapes: https://developers.cloudflare.com/fundamentals/api/reference/response-errors/
"""

from typing import Any, Final, NamedTuple


class Code(NamedTuple):
    status: int
    code: int
    message: str


class ApiError(Exception):
    """Cloudflare says no. `chain` nests the true reason under a general one, as its older checks do."""

    def __init__(self, said: Code, *, chain: Code | None = None) -> None:
        super().__init__(f"{said.code}: {said.message}")
        self.status = said.status
        self.errors: list[dict[str, Any]] = [{"code": said.code, "message": said.message}]
        if chain:
            self.errors[0]["error_chain"] = [{"code": chain.code, "message": chain.message}]


BAD_HEADERS: Final = Code(400, 6003, "Invalid request headers")
BAD_AUTHORIZATION: Final = Code(400, 6111, "Invalid format for Authorization header")
BAD_KEY: Final = Code(400, 6103, "Invalid format for X-Auth-Key header")
BAD_TOKEN: Final = Code(401, 1000, "Invalid API Token")
NO_AUTHORIZATION: Final = Code(400, 1001, 'Missing "Authorization" header')
NO_CREDENTIALS: Final = Code(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers")
BAD_ACCESS_TOKEN: Final = Code(403, 9109, "Invalid access token")
BAD_JSON: Final = Code(400, 9207, "Request body is invalid.")
THROTTLED: Final = Code(429, 971, "Please wait and consider throttling your request speed")
NO_ROUTE: Final = Code(404, 7003, "Could not route to {path}, perhaps your object identifier is invalid?")
NOT_SIMULATED: Final = Code(501, 501, "{what} is not simulated")
NO_RECORD: Final = Code(404, 81044, "Record does not exist.")

HOST_EXISTS: Final = Code(400, 81053, "An A, AAAA, or CNAME record with that host already exists.")
CNAME_EXISTS: Final = Code(400, 81054, "A CNAME record with that host already exists.")
SAME_RECORD: Final = Code(400, 81058, "An identical record already exists.")
QUOTA: Final = Code(400, 81045, "Record quota exceeded.")

VALIDATION: Final = Code(400, 1004, "DNS Validation Error")
BAD_NAME: Final = Code(400, 9000, "DNS name is invalid.")
BAD_IPV4: Final = Code(400, 9005, "Content for A record must be a valid IPv4 address.")
BAD_IPV6: Final = Code(400, 9006, "Content for AAAA record must be a valid IPv6 address.")
BAD_CONTENT: Final = Code(400, 9007, "Content for {type} record is invalid.")
BAD_TYPE: Final = Code(400, 9001, "DNS record type is invalid.")
BAD_TTL: Final = Code(400, 9021, "Invalid TTL. Must be between 60 and 86400 seconds, or 1 for Automatic.")
BAD_PROXIED: Final = Code(400, 9003, "Invalid 'proxied' value, must be a boolean.")
NOT_PROXIABLE: Final = Code(400, 9041, "This DNS record cannot be proxied.")
TAGS_NOT_ALLOWED: Final = Code(400, 9300, "DNS record has 1 tags, exceeding the quota of 0.")
LONG_COMMENT: Final = Code(
    400, 9313, "DNS record comment is too long: {length} characters, exceeding the limit of 100."
)


def filled(said: Code, **words: object) -> Code:
    """The same refusal with the offending value in its message."""
    return said._replace(message=said.message.format(**words))


def failure(errors: list[dict[str, Any]] | None) -> dict[str, Any]:
    """Cloudflare's envelope around a refusal. `None` is the null that its gateways send now and then."""
    return {"result": None, "success": False, "errors": errors, "messages": []}
