"""Cloudflare as a `DnsProvider`: a safe create on an API that knows no conditional create."""

import asyncio
import re
from typing import TYPE_CHECKING, Final

import structlog
from pydantic import SecretStr

from office.sop.errors import VendorError
from office.sop.plan import Fqdn, OperationId, Plan, RecordId
from provisioning.cloudflare.check import problems
from provisioning.cloudflare.errors import CloudflareError
from provisioning.contents import canonical
from provisioning.protocols import NameTaken, Record

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
        settled = await self._settle(plan, operation)
        if settled is not None:
            return settled
        doubt = await self._post(plan, operation)
        settled = await self._settle(plan, operation)
        if settled is None:
            raise doubt or CloudflareError(f"{plan.name} was created but is not listed yet", status=200)
        log.info("dns_created", name=plan.name, record=settled, operation=operation)
        return settled

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

    async def _settle(self, plan: Plan, operation: OperationId) -> RecordId | None:
        """Read the name and decide: our record's id, or None if the name is free. Raises NameTaken."""
        standing = await self.find(plan.name)
        ours = {record for record in standing if _is_planned(record, plan, operation)}
        foreign = standing - ours
        if not foreign:
            return min((record.id for record in ours), default=None)
        for record in ours:
            await self.remove(record)
        log.warning("dns_name_taken", name=plan.name, foreign=len(foreign), taken_back=len(ours))
        raise NameTaken(plan.name, frozenset(foreign))

    async def _post(self, plan: Plan, operation: OperationId) -> CloudflareError | None:
        """Return the error if it leaves the effect open. Raises one that surely had none."""
        api, zone_id = await self._reach()
        try:
            await api.add(zone_id, plan, f"{self._marker}:{operation}")
        except CloudflareError as wrong:
            if not wrong.may_have_happened:
                raise
            return wrong
        return None

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


def _is_planned(record: Record, plan: Plan, operation: OperationId) -> bool:
    planned = (operation, plan.type.value, canonical(plan.type, plan.content))
    return (record.operation, record.type, record.content) == planned


def _canonical(record: Record) -> Record:
    return Record(record.id, record.name, record.type, canonical(record.type, record.content), record.operation)
