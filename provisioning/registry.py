"""Who can serve the zone: one line a vendor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from pydantic import SecretStr

from office.sop.plan import Fqdn
from provisioning.cloudflare.provider import CloudflareDns
from provisioning.protocols import DnsProvider


@dataclass(frozen=True, slots=True)
class DnsAccess:
    """What a vendor needs from the settings. `base_url` None is the vendor's real API."""

    token: SecretStr
    zone: Fqdn
    marker: str
    base_url: str | None = None


class DnsVendor(DnsProvider, Protocol):
    """A provider with the two ends of its life that only the program sees."""

    async def check(self) -> list[str]:
        """Name what is wrong with the access, one line each with how to mend it; empty if all is well."""
        ...

    async def close(self) -> None: ...


def _cloudflare(access: DnsAccess) -> DnsVendor:
    return CloudflareDns(access.token, access.zone, access.marker, access.base_url)


VENDORS: Final[Mapping[str, Callable[[DnsAccess], DnsVendor]]] = {"cloudflare": _cloudflare}


def open_vendor(name: str, access: DnsAccess) -> DnsVendor:
    """Return the named vendor without calling it yet. Raises ValueError for a name that nobody bears."""
    if name not in VENDORS:
        raise ValueError(f"no DNS provider is called {name!r}; known: {', '.join(sorted(VENDORS))}")
    return VENDORS[name](access)
