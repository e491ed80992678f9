"""The register of requests (buku register permohonan) as a workbook: its columns are the fields of the forms."""

from datetime import date
from typing import Final

from bot.workbook import Column, Value, workbook
from handlers.texts import Texts
from office.desk.desk import Desk
from office.register import letters, opds, people, requests, surveys
from office.sop.fields import SKIPPED
from office.sop.request import Request
from office.sop.request_forms import all_titles

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
_LAST: Final[tuple[Column, ...]] = (("Nomor surat balasan", 36), ("Survei pelayanan", 18), ("Survei kecepatan", 18))
"""The survey's points: 1 the worst, 4 the best (PermenPANRB 14/2017)."""
_WIDTH: Final = 26
_FILES: Final = frozenset({"letter"})
_MOST: Final = 100_000


def register_book(desk: Desk) -> tuple[bytes, int]:
    """Every submitted request on a line, the newest first; return the file and how many they are."""
    texts = Texts(desk.agency)
    fields = [name for name in all_titles() if name not in _FILES]
    columns = (*_FIRST, *((all_titles()[name], _WIDTH) for name in fields), *_LAST)
    rows = [_row(desk, texts, request, fields) for request in requests.submitted(desk.tx, limit=_MOST)]
    title = f"Buku Register Permohonan – {desk.agency.identity.agency}"
    return workbook("Permohonan", title, columns, rows), len(rows)


def _row(desk: Desk, texts: Texts, request: Request, fields: list[str]) -> tuple[Value, ...]:
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
        *(_answer(name, request.answers.get(name, SKIPPED)) for name in fields),
        letter.number if letter else None,
        survey.service if survey else None,
        survey.speed if survey else None,
    )


def _answer(field: str, kept: str) -> Value:
    if kept == SKIPPED:
        return None
    return date.fromisoformat(kept) if field == "letter_date" else kept
