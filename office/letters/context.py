"""What a reply letter says. Every text is cleaned on the way in: none holds what a file cannot bear."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from office.sop.agency import Agency, Identity
from office.sop.plan import RecordType
from office.sop.text import clean_line, clean_lines, cut

LINE_LIMIT: Final = 255
"""Holds the longest domain name; a name in a form is shorter."""
LINES_LIMIT: Final = 2000


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("nothing readable is left of this text")
    return text


def _line(text: str) -> str:
    return cut(clean_line(text), LINE_LIMIT)


def _lines(text: str) -> str:
    return cut(clean_lines(text), LINES_LIMIT)


OptionalLine = Annotated[str, AfterValidator(_line)]
Line = Annotated[OptionalLine, AfterValidator(_not_empty)]
Lines = Annotated[str, AfterValidator(_lines), AfterValidator(_not_empty)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Addressee(_Part):
    """Who the letter goes to: an office (`Kepala Dinas …`), never a `Bapak/Ibu`, and its place."""

    title: Line
    place: Line


class AnsweredLetter(_Part):
    """The applicant's letter that this one answers."""

    number: Line
    dated: date
    subject: Line


class Signer(_Part):
    """Who signs, as of the letter's day.

    `title` may take two lines (`a.n. Kepala Dinas …` and the signer's own title); `acting` stands before it.
    Rank and NIP are empty for officials who carry none.
    """

    title: Lines
    name: Line
    rank: OptionalLine = ""
    nip: OptionalLine = ""
    acting: Literal["", "Plt.", "Plh."] = ""


class _Letter(_Part):
    identity: Identity
    number: Line
    issued_on: date
    addressee: Addressee
    answers: AnsweredLetter
    fqdn: Line
    application: Line
    signer: Signer
    legal_basis: tuple[Lines, ...] = ()
    copies_to: tuple[Line, ...] = ()


class ApprovalLetter(_Letter):
    """The sub domain has been created."""

    kind: Literal["approval"] = "approval"
    subject: Line = "Persetujuan Permohonan Sub Domain"
    record_type: RecordType
    content: Line
    technical_contact: Line
    duties: tuple[Lines, ...] = ()


class RejectionLetter(_Letter):
    """The request is refused, with the reason in the official's words."""

    kind: Literal["rejection"] = "rejection"
    subject: Line = "Penolakan Permohonan Sub Domain"
    reason: Lines


Letter = Annotated[ApprovalLetter | RejectionLetter, Field(discriminator="kind")]
"""Either letter, also when read back from its JSON (`TypeAdapter(Letter)`)."""


def signer_for(
    agency: Agency, *, name: str, rank: str = "", nip: str = "", acting: Literal["", "Plt.", "Plh."] = ""
) -> Signer:
    """The official under the agency's own title."""
    return Signer(title=agency.letter.signer_title, name=name, rank=rank, nip=nip, acting=acting)


def approval_letter(
    agency: Agency,
    *,
    number: str,
    issued_on: date,
    addressee: Addressee,
    answers: AnsweredLetter,
    signer: Signer,
    fqdn: str,
    record_type: RecordType,
    content: str,
    application: str,
    technical_contact: str,
) -> ApprovalLetter:
    """What the approval says under the agency's rules of today. Raises ValidationError for an unreadable text."""
    return ApprovalLetter(
        identity=agency.identity,
        number=number,
        issued_on=issued_on,
        addressee=addressee,
        answers=answers,
        signer=signer,
        fqdn=fqdn,
        record_type=record_type,
        content=content,
        application=application,
        technical_contact=technical_contact,
        legal_basis=agency.letter.legal_basis,
        duties=agency.letter.duties,
        copies_to=agency.letter.copies_to,
    )


def rejection_letter(
    agency: Agency,
    *,
    number: str,
    issued_on: date,
    addressee: Addressee,
    answers: AnsweredLetter,
    signer: Signer,
    fqdn: str,
    application: str,
    reason: str,
) -> RejectionLetter:
    """What the rejection says under the agency's rules of today. Raises ValidationError for an unreadable text."""
    return RejectionLetter(
        identity=agency.identity,
        number=number,
        issued_on=issued_on,
        addressee=addressee,
        answers=answers,
        signer=signer,
        fqdn=fqdn,
        application=application,
        reason=reason,
        legal_basis=agency.letter.legal_basis,
        copies_to=agency.letter.copies_to,
    )
