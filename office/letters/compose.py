"""Letters under the agency's rules of today: what the office always says, and what this letter says."""

from typing import Final, TypeVar, cast

from office.letters.context import AnyLetter
from office.letters.parts import Designation, Signer
from office.sop.agency import Agency

L = TypeVar("L", bound=AnyLetter)

STATEMENTS: Final = (
    "Data dan dokumen yang disampaikan adalah benar dan dapat dipertanggungjawabkan.",
    "Isi, keamanan aplikasi, dan pencadangan data menjadi tanggung jawab perangkat daerah kami.",
    "Layanan digunakan hanya untuk keperluan kedinasan dan sesuai ketentuan peraturan perundang-undangan.",
    "Perubahan penanggung jawab, perubahan tujuan, atau penghentian penggunaan segera kami beritahukan.",
)


def compose(agency: Agency, model: type[L], **said: object) -> L:
    """Return the letter with the agency's part of it filled in. Raises ValidationError for an unreadable text."""
    rules = agency.letter
    usual: dict[str, object] = {
        "identity": agency.identity,
        "stationery": rules.stationery,
        "urgency": rules.urgency,
        "legal_basis": rules.legal_basis,
        "duties": rules.duties,
        "copies_to": rules.copies_to,
        "phrases": rules.disposition_phrases,
        "statements": STATEMENTS,
        "office_head": rules.signer_title,
    }
    known = {name: value for name, value in usual.items() if name in model.model_fields}
    return cast("L", model.model_validate({**known, **said}))


def signer_for(
    agency: Agency, *, name: str, rank: str = "", nip: str = "", designation: Designation = "", own_title: str = ""
) -> Signer:
    """The official under the agency's own title, or in the place of whoever holds it."""
    return Signer(
        title=agency.letter.signer_title,
        name=name,
        rank=rank,
        nip=nip,
        designation=designation,
        own_title=own_title,
    )
