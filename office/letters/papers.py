"""What the applicant prints, lets the head of the OPD sign, and uploads: the surat permohonan and the formulir."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from office.letters.kinds import TemplateKind
from office.letters.parts import Entry, Line, OptionalLine, Part
from office.sop.agency import Identity, Stationery


class ApplicantPaper(Part):
    """A paper of the OPD. `identity` is the office that it goes to; what is not known yet stays a dotted blank."""

    identity: Identity
    stationery: Stationery = Stationery()
    opd: Line
    opd_address: OptionalLine = ""
    head_title: Line
    head_name: OptionalLine = ""
    head_nip: OptionalLine = ""
    written_on: date
    subject: Line
    details: Annotated[tuple[Entry, ...], Field(min_length=1)]


class RequestLetter(ApplicantPaper):
    """Surat permohonan to the head of the office. Number and date are the OPD's to give."""

    kind: Literal["request_letter"] = "request_letter"
    office_head: Line
    number: OptionalLine = ""
    dated: date | None = None
    contact_name: Line
    contact_phone: Line

    @property
    def hal(self) -> str:
        return self.subject

    @property
    def template(self) -> TemplateKind:
        return TemplateKind.REQUEST_LETTER


class RequestForm(ApplicantPaper):
    """Formulir pengajuan: every answer of the form in a table, and who answers for it."""

    kind: Literal["request_form"] = "request_form"
    receipt: OptionalLine = ""
    statements: Annotated[tuple[Line, ...], Field(min_length=1)]
    contact_name: Line
    contact_nip: OptionalLine = ""

    @property
    def hal(self) -> str:
        return self.subject

    @property
    def template(self) -> TemplateKind:
        return TemplateKind.REQUEST_FORM
