"""What is to exist in the DNS, decided here and obeyed by `provisioning/`."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Fqdn = NewType("Fqdn", str)
"""A full domain name in lower-case ASCII without the final dot."""

OperationId = NewType("OperationId", str)
"""Identifies one intent to create (32 hex digits), so that a repeat recognises its own record."""

RecordId = NewType("RecordId", str)
"""The vendor's name for a record that it holds."""


class RecordType(StrEnum):
    A = "A"
    AAAA = "AAAA"
    CNAME = "CNAME"


class Deed(StrEnum):
    """What is done with the one record of a name."""

    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Plan:
    """One record that the officer has seen and confirmed. `content` is canonical (IP text form, or an Fqdn).

    To remove, it is the record as it stands; to change, `replaces` is the content that stands there now.
    """

    zone: Fqdn
    name: Fqdn
    type: RecordType
    content: str
    ttl: int
    proxied: bool = False
    deed: Deed = Deed.CREATE
    replaces: str = ""

    @property
    def digest(self) -> str:
        """Eight hex digits over every field: what was confirmed is what is created."""
        record = (self.zone, self.name, self.type, self.content, str(self.ttl), str(self.proxied))
        seen = "\n".join((*record, self.deed, self.replaces))
        return hashlib.sha256(seen.encode()).hexdigest()[:8]
