"""What the product asks of whoever serves its zone."""

from dataclasses import dataclass
from typing import Protocol

from office.sop.plan import Fqdn, OperationId, Plan, RecordId


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the vendor holds it now. `operation` is set when it bears our marker."""

    id: RecordId
    name: Fqdn
    type: str
    content: str
    operation: OperationId | None = None


class NameTaken(Exception):  # noqa: N818 - a finding, not a failure
    """Somebody else's record stands at the name: a human must decide. Nothing of theirs was touched."""

    def __init__(self, name: Fqdn, found: frozenset[Record]) -> None:
        super().__init__(f"{name} is taken by {', '.join(sorted(f'{r.type} {r.content}' for r in found))}")
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

    async def remove(self, record: Record) -> None:
        """Remove a record of ours if it is still exactly this one; one already gone counts as removed.

        Raises NameTaken if it is no longer ours.
        """
        ...
