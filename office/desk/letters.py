"""The surat balasan (SOP activity 7): numbered with the decision, rendered and sent afterwards."""

import re
from datetime import date
from typing import Any, Final

from office.desk.desk import Desk
from office.desk.telling import owe_document, show_everywhere
from office.letters.context import (
    Addressee,
    AnsweredLetter,
    Letter,
    Signer,
    approval_letter,
    rejection_letter,
    signer_for,
)
from office.letters.number import letter_number
from office.register import documents, events, letters, opds, owed, people, requests, rooms, services
from office.register.documents import Purpose, Stored
from office.register.letters import Kind
from office.register.people import Person
from office.sop.request import Request
from office.sop.roles import Role

_HEADS: Final = (
    (r"Kecamatan (.+)", r"Camat \1"),
    (r"Kelurahan (.+)", r"Lurah \1"),
    (r"Sekretariat Daerah", "Sekretaris Daerah"),
    (r"Sekretariat DPRD", "Sekretaris DPRD"),
    (r"Inspektorat", "Inspektur"),
    (r"(Rumah Sakit .+)", r"Direktur \1"),
    (r"((?:Dinas|Badan|Satuan|Bagian|UPT|UPTD|Puskesmas|Kantor)\b.+)", r"Kepala \1"),
)


def head_of(opd: str, regency: str) -> str:
    """The title of whoever heads the unit: letters go to an office, not to a person."""
    for pattern, title in _HEADS:
        if re.fullmatch(pattern, opd):
            return f"{re.sub(pattern, title, opd)} {regency}"
    return f"Pimpinan {opd} {regency}"


def owe_letter(desk: Desk, request: Request, kind: Kind, reason: str | None) -> None:
    """Take the next number of the agenda, write down all that the letter says, and owe its file."""
    serial = letters.take_serial(desk.tx, desk.today)
    number = letter_number(desk.agency.letter.number_pattern, serial, desk.today)
    content = _compose(desk, request, kind, number, reason)
    letter_id = letters.add(
        desk.tx,
        request.id,
        kind,
        serial=serial,
        number=number,
        issued_on=desk.today,
        content=content.model_dump(mode="json"),
    )
    owed.add(desk.tx, owed.Kind.LETTER, f"letter:{letter_id}", {"letter_id": letter_id}, now=desk.now)


def _compose(desk: Desk, request: Request, kind: Kind, number: str, reason: str | None) -> Letter:
    opd = opds.load(desk.tx, request.opd)
    answers = request.answers
    common: dict[str, Any] = {
        "number": number,
        "issued_on": desk.today,
        "addressee": Addressee(title=head_of(opd.name, desk.agency.identity.regency), place="Tempat"),
        "answers": AnsweredLetter(
            number=answers["letter_number"],
            dated=date.fromisoformat(answers["letter_date"]),
            subject=answers["letter_subject"],
        ),
        "signer": _signer(desk, request),
        "fqdn": desk.name_asked(request),
        "application": answers["application"],
    }
    if kind is Kind.REJECTION:
        return rejection_letter(desk.agency, **common, reason=reason or "")
    service = services.current(desk.tx, request.id)
    plan = service.plan if service else desk.plan_for(request)
    contact = answers["contact_name"]
    return approval_letter(
        desk.agency, **common, record_type=plan.type, content=plan.content, technical_contact=contact
    )


def _signer(desk: Desk, request: Request) -> Signer:
    """The Kadis of the letter's day; should the chair be empty, the Kadis who disposed this request."""
    in_office = people.holders(desk.tx, Role.KADIS, now=desk.now)
    decided = [d.person for d in request.decisions if d.role is Role.KADIS]
    kadis: Person = in_office[0] if in_office else people.load(desk.tx, decided[0])
    return signer_for(desk.agency, name=kadis.name or "", rank=kadis.rank or "", nip=kadis.nip or "")


def issue(desk: Desk, letter_id: int, stored: Stored) -> None:
    """Bind the rendered file to the letter, once, and owe it to the applicant, the operator group and the Kadis."""
    letter = letters.load(desk.tx, letter_id)
    if letter.document is not None:
        return
    request = requests.load(desk.tx, letter.request)
    document = documents.add(desk.tx, request.id, request.round, Purpose.REPLY_LETTER, stored, now=desk.now)
    letters.issued(desk.tx, letter_id, document.id)
    events.append(
        desk.tx,
        "letter:issue",
        at=desk.now,
        request=request,
        payload={"number": letter.number, "sha256": stored.sha256},
    )
    show_everywhere(desk, request)
    signers = [person.telegram_id for person in people.holders(desk.tx, Role.KADIS, now=desk.now)]
    chats = [people.load(desk.tx, request.applicant).telegram_id, rooms.find(desk.tx), *signers]
    for chat_id in dict.fromkeys(chats):
        if chat_id is not None:
            owe_document(
                desk,
                chat_id,
                document.id,
                f"notices.letter_{letter.kind}",
                receipt=request.receipt,
                number=letter.number,
                name=desk.name_asked(request),
            )
