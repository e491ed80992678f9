"""The buku register: requests, whose columns are the fields of the forms, outgoing letters, and services."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from bot.book import letters_sheet, with_subjects
from bot.workbook import Column, Sheet, Value
from handlers.texts import Texts
from office.desk.desk import Desk
from office.desk.reporting import received
from office.register import agenda, clarifications, letters, opds, people, requests, services, surveys
from office.register.agenda import Entry
from office.register.clarifications import Outcome
from office.register.services import Service, State
from office.reports.period import Period
from office.sop.fields import SKIPPED
from office.sop.form import questions
from office.sop.request import Request
from office.sop.request_forms import CONTACT, FORMS, all_titles
from office.sop.text import masked

_FIRST: Final[tuple[Column, ...]] = (
    ("Tanda terima", 16),
    ("Diterima", 13),
    ("Jenis permohonan", 24),
    ("OPD", 40),
    ("Pemohon", 30),
    ("Keadaan", 16),
    ("Putaran", 9),
    ("Alamat", 36),
)
_LAST: Final[tuple[Column, ...]] = (
    *(("Koreksi petugas, disetujui pemohon", 44), ("Nomor surat balasan", 36)),
    *(("Survei pelayanan", 18), ("Survei kecepatan", 18)),
)
"""The survey's points: 1 the worst, 4 the best (PermenPANRB 14/2017)."""
_SERVICES: Final[tuple[Column, ...]] = (
    ("Alamat", 36),
    ("OPD", 40),
    ("Jenis record", 13),
    ("Tujuan", 30),
    ("TTL (detik)", 12),
    ("Keadaan", 14),
    ("Sejak", 13),
    ("Permohonan", 16),
)
_STATES: Final = {State.LIVE: "aktif", State.ENDED: "berakhir"}
_WIDTH: Final = 26
_FILES: Final = frozenset({"letter"})
_MOST: Final = 100_000


def register_sheets(desk: Desk, period: Period | None, *, for_group: bool = False) -> tuple[Sheet, ...]:
    """Permohonan and surat keluar of the period, or of all times, the newest and the lowest first; and the inventory
    of services as it is now. A group sees nobody's contact, also where somebody wrote it into a sentence.
    """
    texts, agency = Texts(desk.agency), desk.agency.identity.agency
    said = texts.plain("reports.period", p=period) if period else ""
    found = received(desk, period) if period else requests.submitted(desk.tx, limit=_MOST)
    hidden, shown = (_FILES | CONTACT, masked) if for_group else (_FILES, str)
    fields = [name for name in all_titles() if name not in hidden]
    columns = (*_FIRST, *((all_titles()[name], _WIDTH) for name in fields), *_LAST)
    rows = [_row(desk, texts, request, fields, shown) for request in found]
    letters_of_time = [e for year in _years(desk, period) for e in agenda.of_year(desk.tx, year) if _is_in(e, period)]
    services_now = [_service(desk, *each) for each in services.inventory(desk.tx)]
    return (
        Sheet("Permohonan", f"Buku Register Permohonan {said} – {agency}".replace("  ", " "), columns, rows),
        letters_sheet(agency, said, with_subjects(letters_of_time)),
        Sheet("Layanan", f"Daftar Layanan – {agency}", _SERVICES, services_now),
    )


def _years(desk: Desk, period: Period | None) -> list[int]:
    return [period.year] if period else agenda.years(desk.tx)


def _is_in(entry: Entry, period: Period | None) -> bool:
    return period is None or period.month in {None, entry.dated.month}


def _service(desk: Desk, service: Service, receipt: str | None, opd: int, since: datetime | None) -> tuple[Value, ...]:
    return (
        service.plan.name,
        opds.load(desk.tx, opd).name,
        service.plan.type,
        service.plan.content,
        service.plan.ttl,
        _STATES[service.state],
        since.astimezone(desk.agency.identity.zone_info).date() if since else None,
        receipt,
    )


def _row(
    desk: Desk, texts: Texts, request: Request, fields: list[str], shown: Callable[[str], str]
) -> tuple[Value, ...]:
    letter, survey = letters.find(desk.tx, request.id), surveys.find(desk.tx, request.id)
    received = request.submitted_at
    return (
        request.receipt,
        received.astimezone(desk.agency.identity.zone_info).date() if received else None,
        texts.say("kinds.name", kind=request.kind),
        opds.load(desk.tx, request.opd).name,
        people.load(desk.tx, request.applicant).name,
        texts.say("kinds.stage_name", stage=request.stage),
        request.round,
        desk.name_asked(request),
        *(_answer(name, shown(request.answers.get(name, SKIPPED))) for name in fields),
        _corrections(desk, request),
        letter.number if letter else None,
        survey.service if survey else None,
        survey.speed if survey else None,
    )


def _corrections(desk: Desk, request: Request) -> str | None:
    """What officers have corrected with the applicant's consent, and who proposed it."""
    agreed = [each for each in clarifications.of_request(desk.tx, request.id) if each.outcome is Outcome.AGREED]
    names, asks = people.names(desk.tx, {each.person for each in agreed}), questions(FORMS[request.kind])
    said = (
        f"{asks[each.proposal.field].title}: {each.proposal.old} → {each.proposal.new} ({names[each.person]})"
        for each in agreed
        if each.proposal is not None
    )
    return "; ".join(said) or None


def _answer(field: str, kept: str) -> Value:
    if kept == SKIPPED:
        return None
    return date.fromisoformat(kept) if field == "letter_date" else kept
