"""What the product asks of whoever serves its zone."""

from dataclasses import dataclass
from typing import Protocol

from office.sop.plan import Fqdn, OperationId, Plan, RecordId
from provisioning.contents import canonical


@dataclass(frozen=True, slots=True)
class Ours:
    """A record of ours: as it was planned, and by which operation it was made."""

    plan: Plan
    operation: OperationId


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the vendor holds it now. `operation` is set when it bears our marker."""

    id: RecordId
    name: Fqdn
    type: str
    content: str
    operation: OperationId | None = None

    def is_still(self, ours: Ours) -> bool:
        """Whether it is exactly what we have made, so that we may touch it."""
        made = (ours.operation, ours.plan.type.value, canonical(ours.plan.type, ours.plan.content))
        return (self.operation, self.type, self.content) == made


class NameTaken(Exception):  # noqa: N818 - a finding, not a failure
    """What stands at the name is not what we left there: a human must decide. Nothing of theirs was touched.

    `found` is what is not ours, or no longer so; it is empty when our own record has gone.
    """

    def __init__(self, name: Fqdn, found: frozenset[Record]) -> None:
        held = ", ".join(sorted(f"{record.type} {record.content}" for record in found))
        super().__init__(f"{name} is taken by {held or 'nobody'}")
        self.name, self.found = name, found


class DnsProvider(Protocol):
    """A place that serves our zone. It obeys plans; it never makes them.

    Every method raises `VendorError` when the outside fails; its `retry` tells whether the same call may work later.
    """

    async def find(self, name: Fqdn) -> frozenset[Record]:
        """Return all records of any type at exactly this name."""
        ...

    async def create(self, plan: Plan, operation: OperationId) -> RecordId:
        """Make the planned record exist once, safe to repeat with the same operation.

        Raises NameTaken if a foreign record stands at the name (ours, if just made, is taken back).
        """
        ...

    async def change(self, old: Ours, new: Ours) -> RecordId:
        """Put our new record in the place of our old one in one transaction, safe to repeat.

        Raises NameTaken unless exactly one of the two stands there, alone (if ours was just changed, it is put back).
        """
        ...

    async def remove(self, record: Record) -> None:
        """Remove a record of ours if it is still exactly this one; one already gone counts as removed.

        Raises NameTaken if it is no longer ours.
        """
        ...


class HostingProvider(Protocol):
    """Where sites are hosted. `manual` is its first member: an officer makes the account and tells its address."""

    async def answers(self, address: str) -> bool | None:
        """Whether a web server answers at the address; None when it cannot be tried from here."""
        ...
