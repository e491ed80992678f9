"""PAdES by pyHanko, with a PKCS#12 of our own. pyHanko is an extra (`loket[tte]`), loaded when it is first needed."""

import asyncio
import io
from datetime import UTC, datetime
from typing import Any, Final

from office.sop.errors import VendorError
from provisioning.signing.signer import Pkcs12

_FIELD: Final = "TandaTangan"
_ABSENT: Final = 'pyHanko is not installed; install the extra: pip install "loket[tte]"'


class PadesSigner:
    """Adds an invisible signature after the last byte; the certificate allows no change after it."""

    def __init__(self, pkcs12: Pkcs12) -> None:
        self._pkcs12 = pkcs12

    async def sign(self, pdf: bytes) -> bytes:
        """Takes some 0.2 s of CPU, in a thread. Raises VendorError."""
        signed = await asyncio.to_thread(_signed, pdf, self._pkcs12)
        if not signed.startswith(pdf):
            raise VendorError("pades", "the signature changed what was signed", retry=True)
        return signed

    async def check(self) -> list[str]:
        """Whether the file opens with its passphrase and the certificate is of today."""
        return await asyncio.to_thread(_faults, self._pkcs12)

    async def close(self) -> None:
        """Nothing is held."""


def _faults(pkcs12: Pkcs12) -> list[str]:
    try:
        until = _load(pkcs12).signing_cert.not_valid_after
    except VendorError as exc:
        return [exc.said]
    return [] if until > datetime.now(UTC) else [f"{pkcs12.file}: the certificate ended on {until:%Y-%m-%d}"]


def _load(pkcs12: Pkcs12) -> Any:
    """pyHanko's signer. Raises VendorError for what cannot be opened."""
    try:
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - an extra, and heavy
    except ImportError as exc:
        raise VendorError("pades", _ABSENT, retry=True) from exc
    if not pkcs12.file.is_file():
        raise VendorError("pades", f"{pkcs12.file}: no such file", retry=True)
    untyped: Any = SimpleSigner
    signer = untyped.load_pkcs12(str(pkcs12.file), passphrase=pkcs12.passphrase.encode())
    if signer is None:
        raise VendorError("pades", f"{pkcs12.file} does not open with this passphrase", retry=True)
    return signer


def _signed(pdf: bytes, pkcs12: Pkcs12) -> bytes:
    signer = _load(pkcs12)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    how = signers.PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), how, signer=signer)
    return bytes(out.getvalue())
