"""`loket check` for Cloudflare: what is wrong with the access, and how a person mends it."""

from typing import TYPE_CHECKING, Final

from provisioning.cloudflare.errors import CloudflareError

if TYPE_CHECKING:
    from provisioning.cloudflare.client import Api, SeenZone

EDIT: Final = "#dns_records:edit"
RIGHTS: Final = "Zone → DNS → Edit and Zone → Zone → Read"


async def problems(api: "Api", zone: str) -> list[str]:
    """Name each problem in one line. The token is verified only where it fails.

    An account's own token works but cannot verify itself, so that a failing verification alone proves nothing.
    """
    try:
        seen = await api.zones(zone)
        all_seen = await api.zones()
    except CloudflareError as trouble:
        return [await _explained(api, zone, trouble)]
    return [*_zone_problems(seen, zone), *_width_problems(all_seen, zone)]


async def _explained(api: "Api", zone: str, trouble: CloudflareError) -> str:
    if trouble.is_passing:
        return f"Cloudflare does not answer ({trouble.said}). Check this server's way out, or wait and try again."
    new_token = f"Make a new one with {RIGHTS} on {zone} and put it into the settings."
    try:
        status = await api.token_status()
    except CloudflareError as refusal:
        return f"Cloudflare refuses the API token ({refusal.said}). {new_token}"
    if status != "active":
        return f"The Cloudflare API token is {status}. {new_token}"
    return f"The Cloudflare API token may not list zones ({trouble.said}). Give it {RIGHTS} on {zone}."


def _zone_problems(seen: list["SeenZone"], zone: str) -> list[str]:
    mine = next((candidate for candidate in seen if candidate.name == zone), None)
    if mine is None:
        return [f"The Cloudflare API token does not see the zone {zone}. Give it {RIGHTS} on {zone}."]
    if mine.permissions and EDIT not in mine.permissions:
        return [f"The Cloudflare API token may read {zone} but not change it. Add Zone → DNS → Edit."]
    return []


def _width_problems(seen: list["SeenZone"], zone: str) -> list[str]:
    others = sorted(candidate.name for candidate in seen if candidate.name != zone)
    if not others:
        return []
    return [f"The Cloudflare API token also opens {', '.join(others)}. Restrict it to {zone} alone."]
