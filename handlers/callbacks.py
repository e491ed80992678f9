"""What a button carries: what its reader saw, never who may press it."""

from dataclasses import dataclass
from typing import Self

from office.sop.errors import Refusal

_VERSION = "v1"
_PARTS = 5
_LIMIT = 64
_DIGITS = 18
"""An id that a 64-bit column holds."""


class OldCard(Refusal):
    """The button is of a form that this version does not know, or was never ours."""


@dataclass(frozen=True, slots=True)
class Press:
    """`v1:<action>:<id>:<revision>:<extra>`, at most 64 bytes."""

    action: str
    id: int = 0
    revision: int = 0
    extra: str = ""

    @property
    def choice(self) -> int:
        """The extra part as a number. Raises OldCard if it is none."""
        if not (self.extra.isascii() and self.extra.isdigit() and len(self.extra) <= _DIGITS):
            raise OldCard
        return int(self.extra)

    def pack(self) -> str:
        text = ":".join((_VERSION, self.action, str(self.id), str(self.revision), self.extra))
        if len(text.encode()) > _LIMIT:
            raise ValueError(f"callback data of more than {_LIMIT} bytes: {text!r}")
        return text

    @classmethod
    def unpack(cls, text: str) -> Self:
        """Raises OldCard for anything that `pack` did not make."""
        parts = text.split(":", _PARTS - 1)
        if len(parts) != _PARTS or parts[0] != _VERSION or not all(p.isascii() and p.isdigit() for p in parts[2:4]):
            raise OldCard
        if len(text.encode()) > _LIMIT or any(len(p) > _DIGITS for p in parts[2:4]):
            raise OldCard
        return cls(parts[1], int(parts[2]), int(parts[3]), parts[4])
