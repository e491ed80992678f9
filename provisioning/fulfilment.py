"""Pays what is owed in the DNS: create, verify, take back. Every step may be repeated after a crash."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from office.desk import provisioning as desk_provisioning
from office.desk.desk import Desk
from office.register import services
from office.register.engine import Register, Transaction
from office.register.owed import Debt, Kind
from office.register.services import Service
from office.sop.agency import Agency
from office.sop.errors import VendorError
from provisioning.nameservers import Server
from provisioning.protocols import DnsProvider, NameTaken
from provisioning.protocols import Record as HeldRecord
from provisioning.verification import verify

Record = Callable[[Transaction], None]
NAME_TAKEN: Final = "name_taken"
REFUSED: Final = "refused"
GAVE_UP: Final = "gave_up"
"""Why a request is blocked; the words are in `handlers/texts/cards.j2`, the detail follows after a bar."""


class Fulfilment:
    """Carries plans to the provider and looks whether the zone's servers agree.

    A payer returns what to record in the transaction that marks it paid. Raises VendorError while it must wait.
    """

    def __init__(
        self,
        provider: DnsProvider,
        register: Register,
        agency: Agency,
        clock: Callable[[], datetime],
        nameservers: Sequence[Server] | None,
        wake_worker: Callable[[], None],
    ) -> None:
        self._provider, self._register, self._agency = provider, register, agency
        self._clock, self._nameservers = clock, nameservers
        self._wake = wake_worker

    @property
    def payers(self) -> dict[Kind, Callable[[Debt], Awaitable[Record]]]:
        return {Kind.PROVISION: self.provision, Kind.VERIFY: self.verify, Kind.TAKE_BACK: self.take_back}

    async def provision(self, debt: Debt) -> Record:
        """Create the record, write down its id, then wait until every server answers as planned."""
        service = await self._wanted(debt)
        if service is None:
            return _nothing
        try:
            record = await self._provider.create(service.plan, service.operation)
        except NameTaken as taken:
            return self._block(service, NAME_TAKEN, _in_words(taken.found))
        except VendorError as error:
            if error.retry:
                raise
            return self._block(service, REFUSED, error.said)
        await self._register.transact(lambda tx: desk_provisioning.record_made(self._desk(tx), service.id, record))
        self._wake()  # the cards say so while the servers are asked
        return await self._finish(service)

    async def verify(self, debt: Debt) -> Record:
        """An officer has made the record by hand: only look."""
        service = await self._wanted(debt)
        return _nothing if service is None else await self._finish(service)

    async def take_back(self, debt: Debt) -> Record:
        """Remove what we may have made for a service that was given up; what is not ours, or no longer so, stays."""
        service = await self._register.read(lambda tx: services.load(tx, debt.payload["service_id"]))
        removed: list[HeldRecord] = []
        changed: list[HeldRecord] = []
        for record in await self._provider.find(service.plan.name):
            if record.operation == service.operation:
                is_ours = (record.type, record.content) == (service.plan.type, service.plan.content)
                (removed if is_ours and await self._removed(record) else changed).append(record)
        return lambda tx: desk_provisioning.taken_back(
            self._desk(tx), service.id, _in_words(removed), still_there=_in_words(changed)
        )

    async def _removed(self, held: HeldRecord) -> bool:
        try:
            await self._provider.remove(held)
        except NameTaken:
            return False
        return True

    def gave_up(self, debt: Debt, why: str) -> Record:
        """The worker's patience is at its end: the officer decides."""
        return lambda tx: self._block(services.load(tx, debt.payload["service_id"]), GAVE_UP, why)(tx)

    async def _wanted(self, debt: Debt) -> Service | None:
        def look(tx: Transaction) -> Service | None:
            service_id = debt.payload["service_id"]
            wanted = desk_provisioning.is_wanted(self._desk(tx), service_id)
            return services.load(tx, service_id) if wanted else None

        return await self._register.read(look)

    async def _finish(self, service: Service) -> Record:
        verdict = await verify(service.plan, self._nameservers)
        said = [f"{answer.server}: {answer.said}" for answer in verdict.answers]
        if not verdict.ok:
            raise VendorError("dns", "; ".join(said), retry=True)
        return lambda tx: desk_provisioning.finish(self._desk(tx), service.id, said)

    def _block(self, service: Service, why: str, detail: str) -> Record:
        return lambda tx: desk_provisioning.block(self._desk(tx), service.id, why, detail)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())


def _in_words(held: Iterable[HeldRecord]) -> str:
    return ", ".join(sorted(f"{record.type} {record.content}" for record in held))


def _nothing(_: Transaction) -> None:
    """Nothing to write down besides that it was paid."""
