"""The lembar disposisi as a paper of the office: written with each disposition, kept, read by officials alone."""

from datetime import date, datetime
from typing import Final

from office.desk.desk import Desk
from office.desk.letters import DESIGNATIONS
from office.desk.telling import owe_document
from office.letters.compose import compose, signer_for
from office.letters.context import Disposition
from office.letters.dates import in_words
from office.letters.parts import AnsweredLetter, Designation
from office.register import documents, events, opds, owed, people, requests
from office.register.documents import Document, Purpose, Stored
from office.register.events import Event
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.disposition import SHEET, Sheet
from office.sop.request import Action, Request
from office.sop.roles import OFFICIALS, Role, Standing
from office.sop.workflow import NotYourTurn, TooLate

_GIVEN: Final = f"request:{Action.DISPOSE}"
_PURPOSES: Final = {"docx": Purpose.DISPOSITION_SHEET, "pdf": Purpose.DISPOSITION_SHEET_PDF}
_CHAIRS: Final = {Role.KABID: "Kepala Bidang", Role.PRANATA_KOMPUTER: "Pranata Komputer"}


def owe_paper(desk: Desk, request: Request) -> None:
    """The paper must be written with all that was disposed in this round so far."""
    key = f"sheet:{request.id}"
    owed.add(desk.tx, Kind.SHEET, key, {"request_id": request.id, "chat_id": None}, now=desk.now, key=key)


def ask_for_paper(desk: Desk, actor: Actor, request_id: int, chat_id: int) -> Request:
    """*Lembar disposisi*: owed to an official's chat, after what is still to be written of it.

    Raises NotYourTurn, also to an official who applied for it, and TooLate while nobody has disposed.
    """
    request = requests.load(desk.tx, request_id)
    if not actor.roles & OFFICIALS or actor.person.id == request.applicant:
        raise NotYourTurn(Action.DISPOSE, actor.roles)
    if not given_in(events.of_request(desk.tx, request.id), request.round):
        raise TooLate(Action.DISPOSE, request.stage)
    payload = {"request_id": request.id, "chat_id": chat_id}
    key = f"sheet:{request.id}"
    owed.add(desk.tx, Kind.SHEET, key, payload, now=desk.now, key=f"{key}:{chat_id}")
    return request


def given_in(trail: list[Event], round_: int) -> list[Event]:
    """The dispositions of this round, oldest first."""
    return [event for event in trail if event.tag == _GIVEN and event.round == round_]


def compose_paper(desk: Desk, request_id: int) -> Disposition | None:
    """What the sheet says now: the Kadis's marks over the Kadis's name, and below them the Kabid's.

    None when a new round has begun meanwhile, in which nobody has disposed yet.
    """
    request = requests.load(desk.tx, request_id)
    trail = events.of_request(desk.tx, request.id)
    given = {event.role: event for event in given_in(trail, request.round)}
    if Role.KADIS not in given:
        return None
    first, answers = given[Role.KADIS], request.answers
    sheet = _sheet(first)
    kadis = people.load(desk.tx, first.person or 0)
    return compose(
        desk.agency,
        Disposition,
        issued_on=_day(desk, first.at),
        signer=signer_for(
            desk.agency,
            name=kadis.name or "",
            rank=kadis.rank or "",
            nip=kadis.nip or "",
            designation=_designation(first),
        ),
        receipt=request.receipt,
        received_on=_day(desk, _sent_at(trail, request)),
        sender=f"{opds.load(desk.tx, request.opd).name} {desk.agency.identity.regency}",
        letter=AnsweredLetter(
            number=answers["letter_number"],
            dated=date.fromisoformat(answers["letter_date"]),
            subject=answers["letter_subject"],
        ),
        urgency=sheet.urgency,
        asked_for=sheet.asked_for,
        forwarded_to=tuple(_CHAIRS[role] for role in (Role.KABID, Role.PRANATA_KOMPUTER)[: len(given)]),
        note="\n".join([sheet.note, *_further(desk, given.get(Role.KABID))]),
    )


def _further(desk: Desk, event: Event | None) -> list[str]:
    """The Kabid's disposition in words: the sheet has boxes for one official only."""
    if event is None:
        return []
    by = people.load(desk.tx, event.person or 0).name or ""
    day, sheet = in_words(_day(desk, event.at)), _sheet(event)
    chair, officer = f"{_designation(event)} {_CHAIRS[Role.KABID]}".strip(), _CHAIRS[Role.PRANATA_KOMPUTER]
    if sheet.officer is not None:
        officer = f"{officer} ({people.load(desk.tx, sheet.officer).name})"
    return [f"{chair} ({by}), {day}, kepada {officer}: {sheet.words}"]


def _designation(event: Event) -> Designation:
    """In whose place the official disposed."""
    standing = event.payload.get("standing")
    return DESIGNATIONS[Standing(standing)] if standing else ""


def _sheet(event: Event) -> Sheet:
    return SHEET.validate_python(event.payload.get("sheet", {}))


def _sent_at(trail: list[Event], request: Request) -> datetime:
    sent = [event.at for event in trail if event.tag == f"request:{Action.SUBMIT}" and event.round == request.round]
    return sent[-1]


def _day(desk: Desk, at: datetime) -> date:
    return at.astimezone(desk.agency.identity.zone_info).date()


def newest_paper(desk: Desk, request_id: int) -> Document | None:
    """The file of the sheet as it was last kept: a DOCX, or its print, which is younger."""
    held = [d for d in documents.of_request(desk.tx, request_id) if d.purpose in _PURPOSES.values()]
    return held[-1] if held else None


def keep_paper(desk: Desk, request_id: int, stored: Stored, template: str) -> Document:
    """Archive the file with its hash, once; `template` is the SHA-256 of what it was written with."""
    newest = newest_paper(desk, request_id)
    if newest is not None and newest.sha256 == stored.sha256:
        return newest
    request = requests.load(desk.tx, request_id)
    kept = documents.add(desk.tx, request.id, request.round, _PURPOSES[stored.kind], stored, now=desk.now)
    payload = {"sha256": kept.sha256, "template": template}
    events.append(desk.tx, "sheet:keep", at=desk.now, request=request, payload=payload)
    return kept


def hand_over(desk: Desk, document: Document, chat_id: int) -> None:
    """To the official who asked for it."""
    receipt = requests.load(desk.tx, document.request).receipt
    owe_document(desk, chat_id, document.id, "notices.sheet", receipt=receipt)
