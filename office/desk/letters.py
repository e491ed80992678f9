"""The surat balasan (SOP activity 7): numbered with the decision, rendered and sent afterwards."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter

from office.desk.desk import Desk
from office.desk.survey import conclude
from office.desk.telling import about_letter, owe_card, owe_document, show_everywhere, tell_operators
from office.letters.compose import compose, signer_for
from office.letters.context import AnyReply, ApprovalLetter, RejectionLetter
from office.letters.number import letter_number
from office.letters.parts import Addressee, AnsweredLetter, Designation, Signer
from office.letters.proof import new_code
from office.register import agenda, documents, events, letters, opds, owed, people, requests, rooms, services
from office.register.documents import Purpose, Stored
from office.register.letters import Kind, State
from office.register.people import Person
from office.sop.plan import Deed
from office.sop.request import Request
from office.sop.roles import Role, Standing

DESIGNATIONS: Final[dict[Standing, Designation]] = {Standing.PLH: "Plh.", Standing.PLT: "Plt."}
_HEADS: Final = (
    (r"Kecamatan (.+)", r"Camat \1"),
    (r"Kelurahan (.+)", r"Lurah \1"),
    (r"Sekretariat Daerah", "Sekretaris Daerah"),
    (r"Sekretariat DPRD", "Sekretaris DPRD"),
    (r"Inspektorat", "Inspektur"),
    (r"(Rumah Sakit .+)", r"Direktur \1"),
    (r"((?:Dinas|Badan|Satuan|Bagian|UPT|UPTD|Puskesmas|Kantor)\b.+)", r"Kepala \1"),
)


_REPLY: Final[TypeAdapter[AnyReply]] = TypeAdapter(Annotated[AnyReply, Field(discriminator="kind")])


def head_of(opd: str, regency: str) -> str:
    """The title of whoever heads the unit: letters go to an office, not to a person."""
    for pattern, title in _HEADS:
        if re.fullmatch(pattern, opd):
            return f"{re.sub(pattern, title, opd)} {regency}"
    return f"Pimpinan {opd} {regency}"


def owe_letter(desk: Desk, request: Request, kind: Kind, reason: str | None) -> None:
    """Take the next number of the agenda, or leave it to TU; write down what the letter says, and owe its files."""
    serial, number = _next_number(desk) if desk.agency.letter.numbering == "sequence" else (None, None)
    content = _compose(desk, request, kind, number, reason)
    letter = letters.add(
        desk.tx,
        request.id,
        kind,
        serial=serial,
        number=number,
        issued_on=desk.today,
        content=content.model_dump(mode="json"),
        code=new_code(),
        about=desk.name_asked(request),
    )
    _owe_files(desk, letter)


def _next_number(desk: Desk) -> tuple[int, str]:
    """The next of the book. A number that somebody typed before is stepped over, and stays theirs."""
    while True:
        serial = letters.take_serial(desk.tx, desk.today)
        number = letter_number(desk.agency.letter.number_pattern, serial, desk.today)
        if not agenda.is_taken(desk.tx, number):
            return serial, number


def number_letter(desk: Desk, draft: letters.Letter, number: str) -> letters.Letter:
    """The draft is a letter of today from now on, and its files are owed."""
    content = {**draft.content, "number": number, "draft": False, "issued_on": desk.today.isoformat()}
    numbered = {"state": State.VALID, "number": number, "issued_on": desk.today, "content": content}
    letter = letters.change(desk.tx, draft, **numbered)
    _owe_files(desk, letter)
    show_letter(desk, letter)
    return letter


def said_in(letter: letters.Letter, **besides: Any) -> AnyReply:
    """All that the letter says, and what is added when it is written out."""
    return reply_of({**letter.content, **besides})


def reply_of(content: dict[str, Any]) -> AnyReply:
    """A reply letter read back from what was kept of it."""
    return _REPLY.validate_python(content)


def _owe_files(desk: Desk, letter: letters.Letter) -> None:
    key = f"letter:{letter.id}"
    owed.add(desk.tx, owed.Kind.LETTER, key, {"letter_id": letter.id}, now=desk.now, key=key)


def owe_unmade(desk: Desk) -> None:
    """Try again what was given up: letters that have their number, and no files."""
    for letter in letters.unmade(desk.tx):
        _owe_files(desk, letter)


def _compose(desk: Desk, request: Request, kind: Kind, number: str | None, reason: str | None) -> AnyReply:
    opd = opds.load(desk.tx, request.opd)
    answers = request.answers
    common: dict[str, Any] = {
        "number": number or "",
        "draft": number is None,
        "issued_on": desk.today,
        "addressee": Addressee(title=head_of(opd.name, desk.agency.identity.regency), place="Tempat"),
        "answers": AnsweredLetter(
            number=answers["letter_number"],
            dated=date.fromisoformat(answers["letter_date"]),
            subject=answers["letter_subject"],
        ),
        "signer": _signer(desk, request),
        "fqdn": desk.name_asked(request),
        "application": _application(desk, request),
        "asked": request.kind,
    }
    if kind is Kind.REJECTION:
        return compose(desk.agency, RejectionLetter, **common, reason=reason or "")
    return compose(
        desk.agency,
        ApprovalLetter,
        **common,
        **_made(desk, request),
        technical_contact=answers["contact_name"],
    )


def _made(desk: Desk, request: Request) -> dict[str, Any]:
    """Where the name leads now, and where it led before."""
    service = services.current(desk.tx, request.id)
    assert service is not None  # noqa: S101 - it is finished
    former = services.load(desk.tx, service.replaces).plan.content if service.replaces is not None else ""
    made = {"former_content": former, "hosting": request.hosting or ""}
    if service.plan.deed is not Deed.REMOVE:
        made |= {"record_type": service.plan.type, "content": service.plan.content}
    return made


def _application(desk: Desk, request: Request) -> str:
    """What the site is called: as it is asked for, or as it was asked for when it was made."""
    if "application" in request.answers:
        return request.answers["application"]
    service = services.current(desk.tx, request.id) or services.live(desk.tx, desk.name_asked(request))
    return str(_origin(desk, request, service).answers.get("application", desk.name_asked(request)))


def _origin(desk: Desk, request: Request, service: services.Service | None) -> Request:
    """The request that first made the service."""
    while service is not None:
        request = requests.load(desk.tx, service.request)
        service = services.load(desk.tx, service.replaces) if service.replaces is not None else None
    return request


def _signer(desk: Desk, request: Request) -> Signer:
    """Who stands in for the Kadis on the letter's day, or the Kadis of that day; else the Kadis who disposed this."""
    acting = people.acting(desk.tx, Role.KADIS, now=desk.now)
    if acting is not None:
        person, standing = acting
        known = {"name": person.name or "", "rank": person.rank or "", "nip": person.nip or ""}
        return signer_for(desk.agency, **known, designation=DESIGNATIONS[standing])
    in_office = people.holders(desk.tx, Role.KADIS, now=desk.now)
    decided = [d.person for d in request.decisions if d.role is Role.KADIS]
    kadis: Person = in_office[0] if in_office else people.load(desk.tx, decided[0])
    return signer_for(desk.agency, name=kadis.name or "", rank=kadis.rank or "", nip=kadis.nip or "")


@dataclass(frozen=True, slots=True)
class Files:
    """A letter's files in the store; without its print, and why, when none could be made. `template` is a SHA-256."""

    docx: Stored
    template: str
    pdf: Stored | None = None
    why_no_pdf: str = ""


def issue(desk: Desk, letter_id: int, files: Files) -> None:
    """Bind the letter's files, once, and owe them to the applicant, the operator group and the Kadis.

    A draft goes to the officers alone, who are asked for its number.
    """
    letter = letters.load(desk.tx, letter_id)
    if letter.document is not None:
        return
    request = requests.load(desk.tx, letter.request)
    if letter.state is State.DRAFT:
        _show_draft(desk, request, letter, files)
        return
    letter, hashes = _bind(desk, request, letter, files)
    payload = {"number": letter.number, **hashes}
    events.append(desk.tx, "letter:issue", at=desk.now, request=request, payload=payload)
    if files.why_no_pdf:
        tell_operators(desk, "operators.no_pdf", receipt=request.receipt, number=letter.number, why=files.why_no_pdf)
    _supersede(desk, letter)
    show_everywhere(desk, request)
    _hand_out(desk, request, letter)
    conclude(desk, request)
    if desk.agency.letter.signature == "none":
        show_letter(desk, letter)


def _show_draft(desk: Desk, request: Request, letter: letters.Letter, files: Files) -> None:
    """The officers see what TU is to number."""
    kept = files.pdf or files.docx
    draft = documents.add(desk.tx, request.id, request.round, Purpose.REPLY_LETTER_DRAFT, kept, now=desk.now)
    officers = people.holders(desk.tx, Role.PRANATA_KOMPUTER, now=desk.now)
    if not officers:
        tell_operators(desk, "operators.nobody", receipt=request.receipt, role=Role.PRANATA_KOMPUTER)
    for officer in officers:
        owe_document(desk, officer.telegram_id, draft.id, "letters.draft", receipt=request.receipt)
    show_letter(desk, letter)


def _bind(desk: Desk, request: Request, letter: letters.Letter, files: Files) -> tuple[letters.Letter, dict[str, str]]:
    docx = documents.add(desk.tx, request.id, request.round, Purpose.REPLY_LETTER, files.docx, now=desk.now)
    hashes = {"sha256": docx.sha256, "template": files.template}
    if files.pdf is None:
        return letters.change(desk.tx, letter, document=docx.id, template=files.template), hashes
    pdf = documents.add(desk.tx, request.id, request.round, Purpose.REPLY_LETTER_PDF, files.pdf, now=desk.now)
    bound = letters.change(desk.tx, letter, document=docx.id, pdf=pdf.id, template=files.template)
    return bound, {**hashes, "pdf_sha256": pdf.sha256}


def _supersede(desk: Desk, letter: letters.Letter) -> None:
    """What the office grants anew about a name takes the place of what it granted before."""
    if letter.kind is not Kind.APPROVAL:
        return
    for other in letters.valid_about(desk.tx, letter.about):
        if other.id < letter.id and other.kind is Kind.APPROVAL:
            letters.change(desk.tx, other, state=State.SUPERSEDED, reason=letter.number)
            payload = {"number": other.number, "by": letter.number}
            request = requests.load(desk.tx, other.request)
            events.append(desk.tx, "letter:supersede", at=desk.now, request=request, payload=payload)


def show_letter(desk: Desk, letter: letters.Letter) -> None:
    """The officers' cards show the letter as it stands."""
    for officer in people.holders(desk.tx, Role.PRANATA_KOMPUTER, now=desk.now):
        owe_card(desk, officer.telegram_id, about_letter(letter.id))


def _hand_out(desk: Desk, request: Request, letter: letters.Letter) -> None:
    """First the print, to be read; then the DOCX of the same letter, unless the print bears the signature."""
    files = [(letter.pdf, "PDF"), (letter.document, "DOCX")]
    if desk.agency.letter.signature != "none":
        files = files[:1]
    for chat_id in _readers(desk, request):
        for document, form in files:
            if document is not None:
                again = form == "DOCX" and letter.pdf is not None
                said = {"receipt": request.receipt, "number": letter.number, "name": letter.about}
                owe_document(desk, chat_id, document, f"notices.letter_{letter.kind}", **said, form=form, again=again)


def hand_out_signed(desk: Desk, request: Request, letter: letters.Letter) -> None:
    """The copy that came back signed goes to whoever got the letter."""
    assert letter.signed is not None  # noqa: S101 - it has just been bound
    for chat_id in _readers(desk, request):
        owe_document(desk, chat_id, letter.signed, "letters.signed", receipt=request.receipt, number=letter.number)


def _readers(desk: Desk, request: Request) -> list[int]:
    """The applicant, the operator group, and the Kadis of today."""
    signers = [person.telegram_id for person in people.holders(desk.tx, Role.KADIS, now=desk.now)]
    chats = [people.load(desk.tx, request.applicant).telegram_id, rooms.find(desk.tx), *signers]
    return [chat_id for chat_id in dict.fromkeys(chats) if chat_id is not None]
