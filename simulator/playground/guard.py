"""Who may play: the page itself, on this machine, and no other site that is open in the same browser."""

import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTRANCE: Final = "/play/"
SAFE_METHODS: Final = frozenset({"GET", "HEAD"})
OWN_SITE: Final = frozenset({"same-origin", "none"})
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Guard:
    """Refuses a foreign Host (DNS rebinding), a foreign Origin, and whoever does not know this run's key."""

    app: ASGIApp
    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def address(self) -> str:
        """The address to open: it lets one browser in."""
        return f"http://127.0.0.1:{self.port}{ENTRANCE}?key={self.key}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        response = self._stopped(scope)
        await (response or self.app)(scope, receive, _dressed(send))

    def _stopped(self, scope: Scope) -> Response | None:
        """The answer to whoever may not pass, or the way in for one who brings the key."""
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return PlainTextResponse("Alamat ini tidak dikenal di sini.", 403)
        if scope["path"] == ENTRANCE and self._brings_key(scope):
            return self._let_in()
        if not self._knows_key(headers):
            return PlainTextResponse("Buka alamat lengkap yang dicetak oleh `make demo`.", 403)
        if not self._from_own_page(scope["method"], headers):
            return PlainTextResponse("Permintaan dari situs lain ditolak.", 403)
        return None

    @property
    def _hosts(self) -> tuple[str, str]:
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def _cookie(self) -> str:
        """Browsers share cookies between the ports of a host, so the port is in the name."""
        return f"loket_play_{self.port}"

    def _brings_key(self, scope: Scope) -> bool:
        brought = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        return secrets.compare_digest(brought.encode(), self.key.encode())

    def _knows_key(self, headers: Headers) -> bool:
        shown = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        return secrets.compare_digest(shown.encode(), self.key.encode())

    def _let_in(self) -> Response:
        response = RedirectResponse(ENTRANCE, 303)
        response.set_cookie(self._cookie, self.key, httponly=True, samesite="strict")
        return response

    def _from_own_page(self, method: str, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "none") not in OWN_SITE:
            return False
        own = {f"http://{host}" for host in self._hosts}
        return method in SAFE_METHODS or headers.get("origin") in own


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return dressed
