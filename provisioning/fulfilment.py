"""Pays what is owed in the DNS: do, verify, take back. Every step may be repeated after a crash."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

from office.desk import provisioning as desk_provisioning
from office.desk.desk import Desk
from office.register import requests, services
from office.register.engine import Register, Transaction
from office.register.owed import Debt, Kind
from office.register.services import Service
from office.sop.agency import Agency
from office.sop.errors import VendorError
from provisioning import deeds
from provisioning.nameservers import Server
from provisioning.protocols import DnsProvider, HostingProvider, NameTaken
from provisioning.verification import verify

Record = Callable[[Transaction], None]
REFUSED: Final = "refused"
GAVE_UP: Final = "gave_up"
"""Why a request is blocked, besides the reasons of `deeds`; the words are in `handlers/texts/cards.j2`, the detail
follows after a bar."""


class Fulfilment:
    """Carries plans to the provider and looks whether the zone's servers agree.

    A payer returns what to record in the transaction that marks it paid. Raises VendorError while it must wait.
    """

    def __init__(
        self,
        provider: DnsProvider,
        hosting: HostingProvider,
        register: Register,
        agency: Agency,
        clock: Callable[[], datetime],
        nameservers: Sequence[Server] | None,
        wake_worker: Callable[[], None],
    ) -> None:
        self._provider, self._hosting = provider, hosting
        self._register, self._agency = register, agency
        self._clock, self._nameservers = clock, nameservers
        self._wake = wake_worker

    @property
    def payers(self) -> dict[Kind, Callable[[Debt], Awaitable[Record]]]:
        return {Kind.PROVISION: self.provision, Kind.VERIFY: self.verify, Kind.TAKE_BACK: self.take_back}

    async def provision(self, debt: Debt) -> Record:
        """Do what is planned, write down the record's id, then wait until every server answers as planned."""
        wanted = await self._wanted(debt)
        if wanted is None:
            return _nothing
        service, stands = wanted
        try:
            record = await deeds.carry_out(self._provider, service, stands)
        except NameTaken as taken:
            return self._block(service, *deeds.why_blocked(service, stands, taken))
        except VendorError as error:
            if error.retry:
                raise
            return self._block(service, REFUSED, error.said)
        await self._register.transact(lambda tx: desk_provisioning.record_made(self._desk(tx), service.id, record))
        self._wake()  # the cards say so while the servers are asked
        return await self._finish(service)

    async def verify(self, debt: Debt) -> Record:
        """An officer has done it by hand: only look."""
        wanted = await self._wanted(debt)
        return _nothing if wanted is None else await self._finish(wanted[0])

    async def take_back(self, debt: Debt) -> Record:
        """Bring back what stood before a service that was given up."""
        service, stands = await self._register.read(lambda tx: _both(tx, debt.payload["service_id"]))
        undone = await deeds.undo(self._provider, service, stands)
        return lambda tx: desk_provisioning.taken_back(self._desk(tx), service.id, undone)

    def gave_up(self, debt: Debt, why: str) -> Record:
        """The worker's patience is at its end: the officer decides."""
        return lambda tx: self._block(services.load(tx, debt.payload["service_id"]), GAVE_UP, why)(tx)

    async def _wanted(self, debt: Debt) -> tuple[Service, Service | None] | None:
        def look(tx: Transaction) -> tuple[Service, Service | None] | None:
            service_id = debt.payload["service_id"]
            wanted = desk_provisioning.is_wanted(self._desk(tx), service_id)
            return _both(tx, service_id) if wanted else None

        return await self._register.read(look)

    async def _finish(self, service: Service) -> Record:
        verdict = await verify(service.plan, self._nameservers)
        said = [f"{answer.server}: {answer.said}" for answer in verdict.answers]
        if not verdict.ok:
            raise VendorError("dns", "; ".join(said), retry=True)
        is_silent = await self._register.read(lambda tx: _is_hosted(tx, service)) and (
            await self._hosting.answers(service.plan.content) is False
        )
        return lambda tx: desk_provisioning.finish(self._desk(tx), service.id, said, is_silent=is_silent)

    def _block(self, service: Service, why: str, detail: str) -> Record:
        return lambda tx: desk_provisioning.block(self._desk(tx), service.id, why, detail)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())


def _both(tx: Transaction, service_id: int) -> tuple[Service, Service | None]:
    """The service, and the one that it changes or removes."""
    service = services.load(tx, service_id)
    return service, None if service.replaces is None else services.load(tx, service.replaces)


def _is_hosted(tx: Transaction, service: Service) -> bool:
    return requests.load(tx, service.request).hosting is not None


def _nothing(_: Transaction) -> None:
    """Nothing to write down besides that it was paid."""
