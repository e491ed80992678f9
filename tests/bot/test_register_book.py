"""The register of requests as a workbook."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from bot.register_book import register_book
from office.desk import survey
from office.register import surveys
from office.sop.request_forms import all_titles
from tests.office.desk.world import ANSWERS, NOW, Office


def lines(office: Office) -> list[dict[str, Any]]:
    content, count = register_book(office.world.desk)
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert len(rows) == count
    return [dict(zip(head, row, strict=True)) for row in rows]


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


def test_what_an_applicant_typed_is_never_a_formula(office: Office) -> None:
    office.world.submit(office.applicant, application="=1+1")

    (line,) = lines(office)

    assert line["Nama aplikasi"] == "=1+1"


def test_a_draft_is_not_in_the_book(office: Office) -> None:
    office.world.fill(office.applicant)

    assert lines(office) == []
