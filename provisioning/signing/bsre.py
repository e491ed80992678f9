"""BSrE's client service (esign-client), which the office runs itself: PDF, NIK and passphrase in, signed PDF out.

`POST /api/sign/pdf` (multipart, basic auth) answers with the PDF, or with JSON that has `error`; `GET
/api/user/status/{nik}` says whether the certificate is in force. The service is not public: this follows how its open
clients speak to it, and was tried against the simulated one only.
"""

from typing import Any, Final

import httpx

from office.sop.errors import VendorError
from provisioning.signing.signer import BsreAccess

_WITHIN: Final = 60.0
_IN_FORCE: Final = "ISSUE"
_CLIENT_ERROR, _SERVER_ERROR = 400, 500


class BsreSigner:
    """Signs invisibly, as one official. A refused passphrase is never sent again by itself: the account would lock."""

    def __init__(self, access: BsreAccess) -> None:
        self._access = access
        self._client = httpx.AsyncClient(
            base_url=access.url, auth=httpx.BasicAuth(access.user, access.password), timeout=_WITHIN
        )

    async def sign(self, pdf: bytes) -> bytes:
        said = {"nik": self._access.nik, "passphrase": self._access.passphrase, "tampilan": "invisible"}
        answer = await self._ask(
            "POST", "/api/sign/pdf", data=said, files={"file": ("surat.pdf", pdf, "application/pdf")}
        )
        if not answer.content.startswith(b"%PDF-") or b"/ByteRange" not in answer.content:
            raise VendorError("bsre", "what came back is no signed PDF", retry=True)
        return answer.content

    async def check(self) -> list[str]:
        try:
            answer = await self._ask("GET", f"/api/user/status/{self._access.nik}")
        except VendorError as exc:
            return [f"BSrE: {exc.said}"]
        status = _told(answer).get("status")
        return [] if status == _IN_FORCE else [f"BSrE: the certificate is not in force (status {status})"]

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(self, method: str, path: str, **said: Any) -> httpx.Response:
        """Raises VendorError; what was sent is never in its words."""
        try:
            answer = await self._client.request(method, path, **said)
        except httpx.HTTPError as exc:
            raise VendorError("bsre", f"no answer ({type(exc).__name__})", retry=True) from exc
        if answer.status_code >= _CLIENT_ERROR:
            why = str(_told(answer).get("error", ""))[:200] or f"HTTP {answer.status_code}"
            raise VendorError("bsre", why, retry=answer.status_code >= _SERVER_ERROR)
        return answer


def _told(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
