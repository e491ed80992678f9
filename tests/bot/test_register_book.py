"""The buku register as a workbook: requests, outgoing letters, services."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.register_book import register_sheets
from bot.workbook import workbook
from office.desk import correcting, letters, survey
from office.register import letters as register_letters
from office.register import services, surveys
from office.reports.period import Period
from office.sop.request_forms import all_titles
from tests.bot import reading
from tests.office.desk.world import ANSWERS, FILES, NOW, Office


def lines(office: Office, of: str = "Permohonan", period: Period | None = None) -> list[dict[str, Any]]:
    return reading.lines(*register_sheets(office.world.desk, period), of=of)


def test_each_request_has_a_line_with_a_column_for_every_field_of_the_forms(office: Office) -> None:
    request = office.world.submit(office.applicant)

    (line,) = lines(office)

    assert set(all_titles().values()) - {"Berkas surat"} <= set(line)
    assert (line["Tanda terima"], line["Jenis permohonan"]) == (request.receipt, "Sub domain baru")
    assert line["Nama aplikasi"] == ANSWERS["application"]
    assert line["Pos-el penanggung jawab"] is None
    assert line["Diterima"].date() == NOW.date()


def test_the_survey_stands_beside_its_request_in_points(office: Office) -> None:
    request = office.world.submit(office.applicant)
    surveys.offer(office.world.tx, request.id, office.applicant.person.id, now=NOW)
    survey.rate(office.world.desk, office.applicant, request.id, seen=0, points=4)
    survey.rate(office.world.desk, office.applicant, request.id, seen=1, points=2)

    (line,) = lines(office)

    assert (line["Survei pelayanan"], line["Survei kecepatan"]) == (4, 2)


def test_what_was_corrected_with_consent_stands_beside_the_corrected_answer(office: Office) -> None:
    request = office.at_check()
    proposed = ("target", "103.20.30.41")
    asked = correcting.propose(office.world.desk, office.officer, request.id, *proposed, revision=request.revision)
    correcting.agree(office.world.desk, office.applicant, asked.id)

    (line,) = lines(office)

    assert line[all_titles()["target"]] == "103.20.30.41"
    assert line["Koreksi petugas, disetujui pemohon"] == "Alamat tujuan: 103.20.30.40 → 103.20.30.41 (Contoh Nama)"


def test_what_an_applicant_typed_is_never_a_formula(office: Office) -> None:
    office.world.submit(office.applicant, application="=1+1")

    (line,) = lines(office)

    assert line["Nama aplikasi"] == "=1+1"


def test_a_draft_is_not_in_the_book(office: Office) -> None:
    office.world.fill(office.applicant)

    assert lines(office) == []


def issued(office: Office) -> str:
    """The receipt of a request whose service lives and whose letter is out."""
    request = office.finished()
    services.gone_live(office.world.tx, office.world.service(request), now=NOW)
    letter = register_letters.find(office.world.tx, request.id)
    assert letter is not None
    letters.issue(office.world.desk, letter.id, FILES)
    return str(request.receipt)


def test_letters_and_services_have_sheets_of_their_own(office: Office) -> None:
    receipt = issued(office)

    (letter,) = lines(office, "Surat keluar")
    (service,) = lines(office, "Layanan")

    assert (letter["Permohonan"], letter["Tanggal"].date(), letter["No. urut"]) == (receipt, NOW.date(), 1)
    assert (service["Alamat"], service["Keadaan"], service["TTL (detik)"]) == ("dinkes.contoh.go.id", "aktif", 300)
    assert (service["Sejak"].date(), service["Permohonan"]) == (NOW.date(), receipt)


@pytest.mark.parametrize(
    ("period", "count"), [(Period(2026, 11), 1), (Period(2026), 1), (Period(2026, 10), 0), (Period(2025), 0)]
)
def test_a_period_has_its_own_requests_and_letters(office: Office, period: Period, count: int) -> None:
    issued(office)

    assert [len(lines(office, sheet, period)) for sheet in ("Permohonan", "Surat keluar")] == [count, count]


def test_a_group_sees_nobodys_contact(office: Office) -> None:
    office.world.submit(office.applicant, contact_email="budi@contoh.go.id", purpose="Hubungi 0812-3456-7890")

    content = workbook(*register_sheets(office.world.desk, None, for_group=True))

    cells = [str(c.value) for sheet in load_workbook(BytesIO(content)) for row in sheet for c in row]
    assert not [c for c in cells if "81234567890" in c or "@" in c or "199001012015012001" in c]
    assert "Hubungi •••" in cells


def test_every_sheet_is_fit_for_reading(office: Office) -> None:
    issued(office)

    book = load_workbook(BytesIO(workbook(*register_sheets(office.world.desk, None))))

    assert book.sheetnames == ["Permohonan", "Surat keluar", "Layanan"]
    for sheet in book:
        assert sheet.freeze_panes == "A4"
        assert str(sheet.auto_filter.ref).startswith("A3:")
        assert all(sheet.column_dimensions[cell.column_letter].width > 8 for cell in sheet[3])
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert isinstance(book["Permohonan"]["B4"].value, date)
