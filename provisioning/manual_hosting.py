"""Hosting that an officer makes by hand: Loket says what to make, is told the address, and looks whether it answers."""

import asyncio
import errno
import socket
from collections.abc import Sequence
from typing import Final

PORTS: Final = (443, 80)
PATIENCE: Final = 3.0
_NO_WAY: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EACCES, errno.EPERM, errno.EADDRNOTAVAIL})
"""These speak of the way from here, not of the server."""


class ManualHosting:
    """The `HostingProvider` of an office without a panel that programs may use."""

    def __init__(self, ports: Sequence[int] = PORTS, patience: float = PATIENCE) -> None:
        self._ports, self._patience = ports, patience

    async def answers(self, address: str) -> bool | None:
        """Whether anything listens for the web at the address; None when it cannot be tried from here."""
        said = await asyncio.gather(*(self._listens(address, port) for port in self._ports))
        if any(said):
            return True
        return None if None in said else False

    async def _listens(self, address: str, port: int) -> bool | None:
        try:
            async with asyncio.timeout(self._patience):
                _, writer = await asyncio.open_connection(address, port)
        except socket.gaierror:
            return None
        except TimeoutError:
            return False
        except OSError as wrong:
            return None if wrong.errno in _NO_WAY else False
        writer.close()
        return True
