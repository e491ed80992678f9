"""Open connections that a fault can break: what a client sees when the network fails."""

import asyncio
import socket
import struct

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_open: dict[tuple[str, int], asyncio.Transport] = {}
_LINGER_NOT = struct.pack("ii", 1, 0)


class BreakableProtocol(H11Protocol):
    """Uvicorn's own protocol, which also remembers the transport of each client address."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client:
            _open[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client:
            _open.pop(self.client, None)
        super().connection_lost(exc)


def break_connection(request: Request) -> None:
    """Reset the client's connection, so that it never learns what became of this request."""
    if request.client is None:
        return
    transport = _open[(request.client.host, request.client.port)]
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
    transport.abort()
