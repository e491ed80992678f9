"""Letters to try: valid as they stand, a test changes only what matters."""

import io
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from office.letters.compose import compose, signer_for
from office.letters.context import ApprovalLetter, RejectionLetter
from office.letters.parts import Addressee, AnsweredLetter, Proof
from office.sop.agency import Agency
from office.sop.plan import RecordType

ROOT: Final = Path(__file__).parents[3]
AGENCY: Final = Agency.model_validate(tomllib.loads((ROOT / "agency.toml").read_text()))
COMMON: Final[dict[str, Any]] = {
    "issued_on": date(2026, 11, 24),
    "addressee": Addressee(title="Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Katingan", place="Kasongan"),
    "answers": AnsweredLetter(
        number="470/215/DUKCAPIL/XI/2026", dated=date(2026, 11, 17), subject="Permohonan Sub Domain"
    ),
    "signer": signer_for(
        AGENCY, name="Drs. Contoh Nama, M.Si.", rank="Pembina Utama Muda (IV/c)", nip="190001011900011000"
    ),
    "fqdn": "dukcapil.katingankab.go.id",
    "proof": Proof(url="https://t.me/LoketKatinganBot?start=surat_7Q4MK2XD9W3T", code="7Q4M-K2XD-9W3T"),
    "application": "Layanan Antrean & Informasi Kependudukan",
}


def an_approval(**changes: Any) -> ApprovalLetter:
    letter = compose(
        AGENCY,
        ApprovalLetter,
        number="500.12/47/DISKOMINFO-2/XI/2026",
        record_type=RecordType.A,
        content="203.0.113.10",
        technical_contact="Siti Contohwati, S.Kom.",
        **COMMON,
    )
    return ApprovalLetter.model_validate({**letter.model_dump(), **changes})


def a_rejection(**changes: Any) -> RejectionLetter:
    letter = compose(
        AGENCY,
        RejectionLetter,
        number="500.12/48/DISKOMINFO-2/XI/2026",
        reason="Surat permohonan belum ditandatangani.\nNama sub domain belum sesuai ketentuan.",
        **COMMON,
    )
    return RejectionLetter.model_validate({**letter.model_dump(), **changes})


def text_of(letter: bytes) -> str:
    """Every paragraph of the letter in its order, first header and footer too, a line each."""
    document = docx.Document(io.BytesIO(letter))
    section = document.sections[0]
    parts = (section.first_page_header._element, document.element, section.first_page_footer._element)
    return "\n".join(Paragraph(p, document).text for part in parts for p in part.iter(qn("w:p")))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def parts_of(letter: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(letter)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def pictures_of(letter: bytes) -> list[bytes]:
    with ZipFile(io.BytesIO(letter)) as package:
        return [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
