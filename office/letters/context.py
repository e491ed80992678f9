"""What each letter of the office says, all of it, as of its day."""

from datetime import date
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator

from office.letters.kinds import TemplateKind
from office.letters.papers import RequestForm, RequestLetter
from office.letters.parts import (
    Addressee,
    AnsweredLetter,
    Entry,
    Line,
    Lines,
    OptionalLine,
    OptionalLines,
    Part,
    Proof,
    Signer,
)
from office.sop.agency import Identity, Stationery, Urgency
from office.sop.plan import RecordType
from office.sop.request import RequestKind

MATTERS: Final = {
    RequestKind.SUB_DOMAIN: "Permohonan Sub Domain",
    RequestKind.HOSTING: "Permohonan Hosting",
    RequestKind.SUB_DOMAIN_HOSTING: "Permohonan Sub Domain dan Hosting",
    RequestKind.CHANGE: "Permohonan Perubahan Alamat Tujuan Sub Domain",
    RequestKind.DEACTIVATION: "Permohonan Penonaktifan Sub Domain",
}
"""What the applicant had asked for, as a subject."""
_NEEDED: Final = {
    RequestKind.SUB_DOMAIN: ("record_type", "content"),
    RequestKind.HOSTING: ("hosting",),
    RequestKind.SUB_DOMAIN_HOSTING: ("hosting",),
    RequestKind.CHANGE: ("record_type", "content", "former_content"),
    RequestKind.DEACTIVATION: ("former_content",),
}


class OfficePaper(Part):
    """Whatever the office itself writes."""

    identity: Identity
    stationery: Stationery = Stationery()
    issued_on: date
    signer: Signer
    proof: Proof | None = None


class NumberedPaper(OfficePaper):
    """A paper with a number of the agenda. Without one it is a draft, and says so."""

    number: OptionalLine = ""
    draft: bool = False

    @model_validator(mode="after")
    def _is_numbered(self) -> Self:
        if not self.number and not self.draft:
            raise ValueError("a letter without a number must be a draft")
        return self


class Reply(NumberedPaper):
    """A surat dinas that answers an applicant's letter; `answer` is the first word of its usual subject."""

    answer: ClassVar[str]
    asked: RequestKind = RequestKind.SUB_DOMAIN
    urgency: Urgency = "Biasa"
    attachment: Line = "-"
    subject: OptionalLine = ""
    addressee: Addressee
    answers: AnsweredLetter
    fqdn: Line
    application: Line
    legal_basis: tuple[Lines, ...] = ()
    copies_to: tuple[Line, ...] = ()

    @property
    def hal(self) -> str:
        """The subject as it is printed: the given one, or the usual one of this answer."""
        return self.subject or f"{self.answer} {MATTERS[self.asked]}"


class ApprovalLetter(Reply):
    """What was asked for has been done."""

    answer: ClassVar[str] = "Persetujuan"
    kind: Literal["approval"] = "approval"
    technical_contact: Line
    record_type: RecordType | None = None
    content: OptionalLine = ""
    former_content: OptionalLine = ""
    hosting: OptionalLine = ""
    duties: tuple[Lines, ...] = ()

    @model_validator(mode="after")
    def _says_what_was_made(self) -> Self:
        missing = [name for name in _NEEDED[self.asked] if not getattr(self, name)]
        if missing:
            raise ValueError(f"an approval of {self.asked} must say {', '.join(missing)}")
        return self

    @property
    def template(self) -> TemplateKind:
        return TemplateKind(f"approval_{self.asked}")


class RejectionLetter(Reply):
    """The request is refused, with the reason in the official's words."""

    answer: ClassVar[str] = "Penolakan"
    kind: Literal["rejection"] = "rejection"
    reason: Lines

    @property
    def template(self) -> TemplateKind:
        return TemplateKind.REJECTION


class ReturnedLetter(Reply):
    """The request is incomplete; `faults` say what is to be mended, under the receipt that stays valid."""

    answer: ClassVar[str] = "Pengembalian"
    kind: Literal["returned"] = "returned"
    receipt: Line
    faults: Annotated[tuple[Entry, ...], Field(min_length=1)]

    @property
    def template(self) -> TemplateKind:
        return TemplateKind.RETURNED


class Disposition(OfficePaper):
    """Lembar disposisi: a superior passes a letter on, with what is to be done about it. The receipt is its number."""

    kind: Literal["disposition"] = "disposition"
    receipt: Line
    received_on: date
    sender: Line
    letter: AnsweredLetter
    urgency: Urgency = "Biasa"
    forwarded_to: Annotated[tuple[Line, ...], Field(min_length=1)]
    phrases: tuple[Line, ...]
    asked_for: tuple[Line, ...] = ()
    note: OptionalLines = ""

    @property
    def hal(self) -> str:
        return f"Lembar Disposisi {self.receipt}"

    @property
    def template(self) -> TemplateKind:
        return TemplateKind.DISPOSITION


class ServiceStatement(NumberedPaper):
    """Surat keterangan layanan: a service as it stands on the letter's day."""

    kind: Literal["service_statement"] = "service_statement"
    opd: Line
    fqdn: Line
    application: Line
    technical_contact: Line
    state: Line
    record_type: RecordType | None = None
    content: OptionalLine = ""
    hosting: OptionalLine = ""
    since: date
    basis: OptionalLine = ""
    purpose: Line = "dipergunakan sebagaimana mestinya"

    @property
    def hal(self) -> str:
        return f"Surat Keterangan Layanan {self.fqdn}"

    @property
    def template(self) -> TemplateKind:
        return TemplateKind.SERVICE_STATEMENT


AnyReply = ApprovalLetter | RejectionLetter | ReturnedLetter
AnyLetter = AnyReply | Disposition | ServiceStatement | RequestLetter | RequestForm
Letter = Annotated[AnyLetter, Field(discriminator="kind")]
"""Any letter, also when read back from its JSON (`TypeAdapter(Letter)`)."""
