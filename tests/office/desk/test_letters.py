"""The reply letter: numbered with the decision, issued once."""

from typing import Any

import pytest

from office.desk import letters as desk_letters
from office.desk import provisioning
from office.desk.letters import Files, head_of
from office.letters.context import RejectionLetter
from office.letters.render import render
from office.register import letters, people
from office.register.owed import Kind
from office.sop.request import Action, Request
from office.sop.roles import Role
from tests.office.desk.world import FILES, GROUP, Office


def letter_of(office: Office, request: Request) -> letters.Letter:
    found = letters.find(office.world.tx, request.id)
    assert found is not None
    return found


def rejected(office: Office, label: str = "dinkes", reason: str = "Belum ditandatangani") -> Request:
    return office.world.act(office.kadis, office.world.submit(office.applicant, label), Action.REJECT, reason)


def test_letters_are_numbered_one_after_the_other_whatever_their_kind(office: Office) -> None:
    numbers = [
        letter_of(office, request).number
        for request in (office.finished("dinkes"), rejected(office, "dinsos"), office.finished("dinpora"))
    ]

    assert numbers == [f"500.12/{n}/CONTOH-2/XI/2026" for n in (1, 2, 3)]


def test_the_letter_is_signed_by_the_kadis_of_its_day(office: Office) -> None:
    signer: Any = letter_of(office, office.finished()).content["signer"]

    assert signer["name"] == "Kadis Contoh"


def test_when_the_chair_is_empty_the_kadis_who_disposed_signs(office: Office) -> None:
    request = office.in_the_making()
    office.world.tx.exec_driver_sql("UPDATE assignments SET until_at = from_at WHERE role = 'kadis'")

    provisioning.finish(office.world.desk, office.world.service(request).id, [])

    signer: Any = letter_of(office, request).content["signer"]
    assert signer["name"] == "Kadis Contoh"


def test_a_rejection_letter_says_why(office: Office) -> None:
    content = letter_of(office, rejected(office, reason="Belum ditandatangani")).content

    assert RejectionLetter.model_validate(content).reason == "Belum ditandatangani"


@pytest.mark.parametrize(
    "reason", ["{{ 7 * 7 }}", "<w:t>&amp;", "\x00\u202e tanpa alasan 😀", "baris 1\nbaris 2", "a" * 4000]
)
def test_a_letter_can_be_written_whatever_the_reason_says(office: Office, reason: str) -> None:
    content = letter_of(office, rejected(office, reason=reason)).content

    assert render(RejectionLetter.model_validate(content))


def test_an_issued_letter_goes_to_the_applicant_the_group_and_whoever_signs_it(office: Office) -> None:
    letter = letter_of(office, office.finished())

    desk_letters.issue(office.world.desk, letter.id, FILES)

    owed = [p for p in office.world.owed(Kind.DOCUMENT) if p["say"] == "notices.letter_approval"]
    chats = [office.applicant.person.telegram_id, GROUP, office.kadis.person.telegram_id]
    assert [(p["chat_id"], p["values"]["form"]) for p in owed] == [(c, f) for c in chats for f in ("PDF", "DOCX")]


def test_a_letter_that_could_not_be_printed_goes_out_as_docx_and_the_operators_hear_why(office: Office) -> None:
    letter = letter_of(office, office.finished())

    desk_letters.issue(
        office.world.desk, letter.id, Files(FILES.docx, FILES.template, why_no_pdf="LibreOffice made no PDF")
    )

    owed = [p["values"] for p in office.world.owed(Kind.DOCUMENT) if p["say"] == "notices.letter_approval"]
    assert {(v["form"], v["again"]) for v in owed} == {("DOCX", False)}
    told = [p["values"]["why"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "operators.no_pdf"]
    assert told == ["LibreOffice made no PDF"]


def test_a_letter_signed_on_the_pdf_goes_out_as_that_pdf_alone(office: Office) -> None:
    rules = office.world.agency.letter.model_copy(update={"signature": "pades"})
    office.world.agency = office.world.agency.model_copy(update={"letter": rules})
    letter = letter_of(office, office.finished())

    desk_letters.issue(office.world.desk, letter.id, FILES)

    owed = [p["values"]["form"] for p in office.world.owed(Kind.DOCUMENT) if p["say"] == "notices.letter_approval"]
    assert set(owed) == {"PDF"}
    assert f"letter:{letter.id}" not in office.world.cards_to(office.officer.person.telegram_id)


def test_a_letter_that_was_given_up_is_owed_again_at_the_next_start_and_one_with_files_is_not(office: Office) -> None:
    given_up, made = letter_of(office, office.finished("dinkes")), letter_of(office, office.finished("dinsos"))
    desk_letters.issue(office.world.desk, made.id, FILES)
    office.world.tx.exec_driver_sql("UPDATE owed SET state = 'refused', key = NULL WHERE kind = 'letter'")

    desk_letters.owe_unmade(office.world.desk)

    due = office.world.tx.exec_driver_sql("SELECT payload FROM owed WHERE kind = 'letter' AND state = 'due'").scalars()
    assert list(due) == [f'{{"letter_id": {given_up.id}}}']


def test_a_letter_is_issued_once(office: Office) -> None:
    request = office.finished()
    letter = letter_of(office, request)
    desk_letters.issue(office.world.desk, letter.id, FILES)

    desk_letters.issue(office.world.desk, letter.id, FILES)

    assert office.world.purposes(request).count("reply_letter") == 1


def test_a_new_year_begins_at_one(office: Office) -> None:
    office.finished("dinkes")
    office.world.later(days=60)

    assert letter_of(office, rejected(office, "dinsos")).number == "500.12/1/CONTOH-2/I/2027"


@pytest.mark.parametrize(
    ("unit", "head"),
    [
        ("Dinas Contoh", "Kepala Dinas Contoh Kabupaten Contoh"),
        ("Kecamatan Contoh Hilir", "Camat Contoh Hilir Kabupaten Contoh"),
        ("Sekretariat DPRD", "Sekretaris DPRD Kabupaten Contoh"),
        ("Inspektorat", "Inspektur Kabupaten Contoh"),
        ("Rumah Sakit Umum Daerah", "Direktur Rumah Sakit Umum Daerah Kabupaten Contoh"),
        ("Panitia Contoh", "Pimpinan Panitia Contoh Kabupaten Contoh"),
    ],
)
def test_a_letter_goes_to_whoever_heads_the_unit(unit: str, head: str) -> None:
    assert head_of(unit, "Kabupaten Contoh") == head


def test_the_successor_signs_and_the_predecessor_decides_no_more(office: Office) -> None:
    office.world.person(Role.KADIS, name="Kadis Kedua")

    signer: Any = letter_of(office, office.finished()).content["signer"]

    assert signer["name"] == "Kadis Kedua"
    assert [p.name for p in people.holders(office.world.tx, Role.KADIS, now=office.world.now)] == ["Kadis Kedua"]
