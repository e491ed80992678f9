"""The papers that an applicant prints: surat permohonan and formulir, written from the answers so far."""

from office.desk.desk import Desk
from office.desk.letters import head_of
from office.desk.telling import owe_document
from office.letters.compose import compose
from office.letters.context import MATTERS
from office.letters.papers import RequestForm, RequestLetter
from office.letters.parts import Entry
from office.register import documents, opds, people, requests
from office.register.documents import Purpose, Stored
from office.sop.fields import SKIPPED
from office.sop.form import questions
from office.sop.request import Request
from office.sop.request_forms import FORMS

_OF_THE_LETTER = frozenset({"letter", "letter_number", "letter_date", "letter_subject"})
_IN_A_SENTENCE = frozenset({"contact_name", "contact_phone"})
"""What the surat permohonan says in a sentence of its own, below the details."""


def compose_papers(desk: Desk, request_id: int) -> tuple[RequestLetter, RequestForm]:
    """What the two papers say now; what is not answered yet is left out, what the OPD gives by hand stays blank."""
    request = requests.load(desk.tx, request_id)
    opd = opds.load(desk.tx, request.opd).name
    applicant = people.load(desk.tx, request.applicant)
    said = {
        "opd": opd,
        "head_title": head_of(opd, desk.agency.identity.regency),
        "written_on": desk.today,
        "subject": MATTERS[request.kind],
    }
    contact = request.answers.get("contact_name") or applicant.name
    phone = request.answers.get("contact_phone") or applicant.phone
    letter = compose(
        desk.agency,
        RequestLetter,
        **said,
        details=_details(desk, request, but=_OF_THE_LETTER | _IN_A_SENTENCE),
        contact_name=contact,
        contact_phone=f"+{phone}",
    )
    form = compose(
        desk.agency,
        RequestForm,
        **said,
        details=_details(desk, request, but=_OF_THE_LETTER),
        receipt=request.receipt or "",
        contact_name=contact,
        contact_nip=applicant.nip or "" if contact == applicant.name else "",
    )
    return letter, form


def _details(desk: Desk, request: Request, *, but: frozenset[str]) -> tuple[Entry, ...]:
    """Every other answer under its title, as the form declares them."""
    details = []
    for field, ask in questions(FORMS[request.kind]).items():
        answer = request.answers.get(field, SKIPPED)
        if field in but or answer == SKIPPED:
            continue
        details.append(Entry(title=ask.title, value=desk.name_asked(request) if field == "label" else answer))
    return tuple(details)


def hand_out(desk: Desk, request_id: int, chat_id: int, letter: Stored, form: Stored) -> None:
    """The papers are written: keep them with the request and owe them to the applicant."""
    request = requests.load(desk.tx, request_id)
    for purpose, stored in ((Purpose.DRAFT_LETTER, letter), (Purpose.DRAFT_FORM, form)):
        document = documents.add(desk.tx, request.id, request.round + 1, purpose, stored, now=desk.now)
        owe_document(desk, chat_id, document.id, f"form.{purpose}")
