"""A signature inside a PDF, judged by pyHanko with its own certificate as the root."""

import io
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


async def seal_of(signed: bytes) -> Any:
    """What is said of the PDF's one signature."""
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    trusted = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    return await async_validate_pdf_signature(signature, trusted)
