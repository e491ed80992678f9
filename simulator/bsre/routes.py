"""`/api/sign/pdf` and `/api/user/status/{nik}`: basic auth, a NIK, a passphrase; it really signs, with its own key.

Its refusals have the shape that open clients of the service read: `{"status_code": …, "error": …}`.
"""

import asyncio
import base64
import io
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

USER: Final = "esign"
PASSWORD: Final = "simulated-bsre-password"  # noqa: S105 - a simulated service
NIK: Final = "0000000000000000"
PASSPHRASE: Final = "simulated-bsre-passphrase"  # noqa: S105


@dataclass
class Bsre:
    """`signed` counts; `refusals` are answered before anything else, first come first served."""

    signed: int = 0
    refusals: list[int] = field(default_factory=list)


def routes(bsre: Bsre) -> list[Route]:
    async def sign(request: Request) -> Response:
        async with request.form() as form:
            refusal = _refused(bsre, request) or _wrong(str(form.get("nik")), str(form.get("passphrase")))
            if refusal is not None:
                return refusal
            upload: Any = form.get("file")
            pdf = await upload.read() if upload is not None else b""
        if not pdf.startswith(b"%PDF-"):
            return _error(400, 2005, "File tidak valid")
        bsre.signed += 1
        signed = await asyncio.to_thread(_signed, pdf)
        return Response(signed, media_type="application/pdf", headers={"id_dokumen": f"simulated-{bsre.signed}"})

    async def status(request: Request) -> Response:
        refusal = _refused(bsre, request)
        if refusal is not None:
            return refusal
        if request.path_params["nik"] != NIK:
            return JSONResponse({"status_code": 1110, "status": "NOT_REGISTERED", "message": "user belum terdaftar"})
        return JSONResponse({"status_code": 1111, "status": "ISSUE", "message": "user aktif"})

    return [Route("/api/sign/pdf", sign, methods=["POST"]), Route("/api/user/status/{nik}", status)]


def control_routes(bsre: Bsre) -> list[Route]:
    """`POST /refuse {"status": 503, "times": 2}`, and `GET /` for how often it signed."""

    async def refuse(request: Request) -> Response:
        wanted = await request.json()
        bsre.refusals += [int(wanted["status"])] * int(wanted.get("times", 1))
        return JSONResponse({})

    async def look(_: Request) -> Response:
        return JSONResponse({"signed": bsre.signed})

    return [Route("/refuse", refuse, methods=["POST"]), Route("/", look)]


def _refused(bsre: Bsre, request: Request) -> Response | None:
    if bsre.refusals:
        return _error(bsre.refusals.pop(0), 9000, "Layanan sedang tidak tersedia")
    wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    if request.headers.get("authorization") != f"Basic {wanted}":
        return _error(401, 401, "Unauthorized")
    return None


def _wrong(nik: str, passphrase: str) -> Response | None:
    if nik != NIK:
        return _error(400, 2011, "User tidak terdaftar")
    return _error(400, 2031, "Passphrase anda salah") if passphrase != PASSPHRASE else None


def _error(http: int, code: int, why: str) -> Response:
    return JSONResponse({"status_code": code, "error": why}, http)


def _signed(pdf: bytes) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - heavy
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    how = signers.PdfSignatureMetadata(field_name="TTE", subfilter=fields.SigSeedSubFilter.PADES)
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), how, signer=_signer())
    return bytes(out.getvalue())


@cache
def _signer() -> Any:
    """A key of this process, and a certificate that it gave itself."""
    from asn1crypto import keys, x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    from simulator.bsre.certificate import self_signed  # noqa: PLC0415

    store: Any = SimpleCertificateStore
    key, certificate = self_signed("BSrE (simulasi)")
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=store(),
    )
