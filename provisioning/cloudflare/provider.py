"""Cloudflare as a `DnsProvider`: a safe create on an API that knows no conditional create."""

import asyncio
import re
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Final

import structlog
from pydantic import SecretStr

from office.sop.errors import VendorError
from office.sop.plan import Fqdn, OperationId, Plan, RecordId
from provisioning.cloudflare.check import problems
from provisioning.cloudflare.errors import STANDS, CloudflareError
from provisioning.contents import canonical
from provisioning.protocols import NameTaken, Ours, Record

if TYPE_CHECKING:
    from provisioning.cloudflare.client import Api, Held

log = structlog.get_logger(__name__)

REAL_API: Final = "https://api.cloudflare.com/client/v4"
TIMEOUT: Final = 12.0
LONGEST_COMMENT: Final = 100
TOKEN: Final = re.compile(r"[!-~]+")
OPERATION: Final = re.compile(r"[0-9a-f]{32}")


class CloudflareDns:
    """Our records in one zone. The comment `<marker>:<operation id>` says which are ours, and of which intent."""

    def __init__(
        self, token: SecretStr, zone: Fqdn, marker: str, base_url: str | None = None, *, timeout: float = TIMEOUT
    ) -> None:
        if not marker or len(marker) + 33 > LONGEST_COMMENT:
            raise ValueError(f"the marker {marker!r} leaves no room for an operation id in a comment")
        if not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("the Cloudflare token is empty, or holds a space or a letter that no token has")
        self._token, self._zone_name, self._marker = token, zone, marker
        self._base_url, self._timeout = base_url or REAL_API, timeout
        self._opening = asyncio.Lock()
        self._opened: Api | None = None
        self._zone_id: str | None = None

    async def find(self, name: Fqdn) -> frozenset[Record]:
        """Return all records of any type at exactly this name; `operation` is set on ours."""
        api, zone_id = await self._reach()
        return frozenset(map(self._record, await api.records(zone_id, name)))

    async def create(self, plan: Plan, operation: OperationId) -> RecordId:
        """Make the planned record exist once, safe to repeat with the same operation.

        Anything else at the name, before or after, raises NameTaken, and ours is taken back. After an answer that
        leaves the effect open the zone is read again and decides.
        """
        self._refuse_outside(plan)
        ours = Ours(plan, operation)
        settled = await self._settle(ours)
        if settled is not None:
            return settled
        doubt = await self._post(ours)
        settled = await self._settle(ours)
        if settled is None:
            raise doubt or CloudflareError(f"{plan.name} was created but is not listed yet", status=200)
        log.info("dns_created", name=plan.name, record=settled, operation=operation)
        return settled

    async def change(self, old: Ours, new: Ours) -> RecordId:
        """Put our new record in the place of our old one in one transaction, safe to repeat.

        Raises NameTaken unless exactly one of the two stands there, alone (if ours was just changed, it is put back).
        After an answer that leaves the effect open the zone is read again and decides.
        """
        self._refuse_outside(new.plan)
        standing = await self._settle_change(old, new)
        if standing is None:
            raise NameTaken(new.plan.name, frozenset())
        if standing.is_still(new):
            return standing.id
        doubt = await self._swap(standing, new)
        now = await self._settle_change(old, new)
        if now is None or not now.is_still(new):
            raise doubt or CloudflareError(f"{new.plan.name} was changed but is not listed yet", status=200)
        log.info("dns_changed", name=new.plan.name, record=now.id, operation=new.operation)
        return now.id

    async def remove(self, record: Record) -> None:
        """Remove a record of ours if it is still exactly this one; one already gone counts as removed.

        Raises NameTaken if it was never ours, or if somebody changed it.
        """
        if record.operation is None:
            raise NameTaken(record.name, frozenset({record}))
        api, zone_id = await self._reach()
        try:
            now = self._record(await api.record(zone_id, record.id))
            if now != _canonical(record):
                raise NameTaken(record.name, frozenset({now}))
            await api.delete(zone_id, record.id)
        except CloudflareError as wrong:
            await self._excuse_absent(record, wrong)
        log.info("dns_removed", name=record.name, record=record.id, operation=record.operation)

    async def check(self) -> list[str]:
        """Name what is wrong with the access, one line each with how to mend it; empty if all is well."""
        return await problems(await self._api(), self._zone_name)

    async def close(self) -> None:
        if self._opened:
            await self._opened.close()
            self._opened = None

    async def _settle(self, ours: Ours) -> RecordId | None:
        """Read the name and decide: our record's id, or None if the name is free. Raises NameTaken."""
        name = ours.plan.name
        standing = await self.find(name)
        made = {record for record in standing if record.is_still(ours)}
        foreign = standing - made
        if not foreign:
            return min((record.id for record in made), default=None)
        for record in made:
            await self.remove(record)
        log.warning("dns_name_taken", name=name, foreign=len(foreign), taken_back=len(made))
        raise NameTaken(name, frozenset(foreign))

    async def _settle_change(self, old: Ours, new: Ours) -> Record | None:
        """Read the name and decide: the one record of ours, old or new, or None if nothing is there.

        Raises NameTaken for anything else.
        """
        standing = await self.find(new.plan.name)
        changed = next((record for record in standing if record.is_still(new)), None)
        known = changed or next((record for record in standing if record.is_still(old)), None)
        if standing == {known} or not standing:
            return known
        if changed is not None:
            await self._swap_back(changed, old)
        foreign = frozenset(record for record in standing if record is not known)
        log.warning("dns_name_taken", name=new.plan.name, foreign=len(foreign))
        raise NameTaken(new.plan.name, foreign)

    async def _swap_back(self, changed: Record, old: Ours) -> None:
        """As it was; unless what came beside it leaves no room for that, then a human finds both."""
        doubt = await self._swap(changed, old)
        if doubt is not None and not doubt.codes & STANDS:
            raise doubt
        log.info("dns_change_taken_back", name=old.plan.name, operation=old.operation, done=doubt is None)

    async def _post(self, ours: Ours) -> CloudflareError | None:
        """Return the error if it leaves the effect open. Raises one that surely had none."""
        api, zone_id = await self._reach()
        return await _doubt(api.add(zone_id, ours.plan, self._comment(ours)))

    async def _swap(self, standing: Record, ours: Ours) -> CloudflareError | None:
        """Likewise, for another record in the place of the one that stands."""
        api, zone_id = await self._reach()
        return await _doubt(api.swap(zone_id, standing.id, ours.plan, self._comment(ours)))

    def _comment(self, ours: Ours) -> str:
        return f"{self._marker}:{ours.operation}"

    async def _excuse_absent(self, record: Record, wrong: CloudflareError) -> None:
        """Let a 404 pass if the record is truly gone: a lost zone answers 404 as well. Raises all else."""
        if not wrong.is_absent:
            raise wrong
        if any(standing.id == record.id for standing in await self.find(record.name)):
            raise wrong

    async def _reach(self) -> tuple["Api", str]:
        """The open client and the zone's id, looked up once."""
        api = await self._api()
        if self._zone_id is None:
            self._zone_id = await self._look_up_zone(api)
        return api, self._zone_id

    async def _look_up_zone(self, api: "Api") -> str:
        for zone in await api.zones(self._zone_name):
            if zone.name == self._zone_name:
                return zone.id
        raise VendorError("cloudflare", f"the token does not see the zone {self._zone_name}", retry=False)

    async def _api(self) -> "Api":
        async with self._opening:
            if self._opened is None:
                self._opened = await asyncio.to_thread(self._open)
            return self._opened

    def _open(self) -> "Api":
        from provisioning.cloudflare.client import Api  # noqa: PLC0415 - loads the SDK: 0.4 s and 40 MiB

        return Api(self._token, self._base_url, self._timeout)

    def _refuse_outside(self, plan: Plan) -> None:
        """A plan for another zone is a bug of the caller, never a question for Cloudflare."""
        if plan.zone != self._zone_name or not plan.name.endswith(f".{self._zone_name}"):
            raise ValueError(f"{plan.name} in {plan.zone} is outside {self._zone_name}")

    def _record(self, held: "Held") -> Record:
        return Record(
            id=RecordId(held.id),
            name=Fqdn(held.name),
            type=held.type,
            content=canonical(held.type, held.content),
            operation=self._operation(held.comment),
        )

    def _operation(self, comment: str) -> OperationId | None:
        marker, _, operation = comment.rpartition(":")
        return OperationId(operation) if marker == self._marker and OPERATION.fullmatch(operation) else None


async def _doubt(writing: Awaitable[object]) -> CloudflareError | None:
    try:
        await writing
    except CloudflareError as wrong:
        if not wrong.may_have_happened:
            raise
        return wrong
    return None


def _canonical(record: Record) -> Record:
    return Record(record.id, record.name, record.type, canonical(record.type, record.content), record.operation)
