"""Whether a hosting answers is looked at, never insisted on."""

import asyncio
import socket

from provisioning.manual_hosting import ManualHosting


async def test_a_web_server_that_listens_answers() -> None:
    async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]

        assert await ManualHosting(ports=(_closed_port(), port)).answers("127.0.0.1") is True


async def test_where_nothing_listens_there_is_no_answer() -> None:
    assert await ManualHosting(ports=(_closed_port(),)).answers("127.0.0.1") is False


async def test_what_cannot_be_tried_from_here_is_no_finding() -> None:
    assert await ManualHosting(ports=(80,)).answers("no-such-host.invalid") is None


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
