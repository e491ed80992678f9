"""An office that signs its letters by machine, with a certificate that it has made itself."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_BY_HAND, _BY_MACHINE = 'signature = "none"', 'signature = "pades"'
_RULES: Final = Path("agency.toml")


@contextmanager
def signing_office() -> Iterator[None]:
    """The programs that are started inside find other rules, and a certificate of their own, in their environment."""
    with TemporaryDirectory(prefix="loket-signing-") as temporary:
        rules, certificate = Path(temporary) / _RULES, Path(temporary) / "letters.p12"
        rules.write_text(_RULES.read_text(encoding="utf-8").replace(_BY_HAND, _BY_MACHINE, 1), encoding="utf-8")
        os.environ |= {
            "LOKET_AGENCY": str(rules),
            "LOKET_SIGNING_PKCS12": str(certificate),
            "LOKET_SIGNING_PASSPHRASE": secrets.token_urlsafe(),
        }
        subprocess.run([sys.executable, "-m", "provisioning.signing.demo", certificate], check=True)  # noqa: S603
        yield
