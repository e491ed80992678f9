"""What a signature is asked of, and by whom it may be given."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Signer(Protocol):
    """Somebody who signs PDFs. Nothing may be changed in what comes back."""

    async def sign(self, pdf: bytes) -> bytes:
        """The PDF with its signature. Raises VendorError."""

    async def check(self) -> list[str]:
        """What stands against signing, one line each; empty when it can be done. Signs nothing."""

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True)
class Pkcs12:
    """A certificate with its key, in a file of the machine."""

    file: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class BsreAccess:
    """The office's own client service of BSrE, and who signs there. `nik` and `passphrase` are the official's."""

    url: str
    user: str
    password: str
    nik: str
    passphrase: str
