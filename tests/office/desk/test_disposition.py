"""Activities 3 and 4: a disposition is marked on a sheet, given with it, and becomes a paper of the office."""

from datetime import timedelta

import pytest

from office.desk import disposition, sheet_paper
from office.register import documents, events, sheets
from office.register.documents import Purpose, Stored
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.disposition import Sheet
from office.sop.request import Action, Request, Stage
from office.sop.roles import Role
from office.sop.text import key_of
from office.sop.workflow import NotYourTurn, TooLate
from tests.office.desk.world import AGENCY, Office

PHRASES = AGENCY.letter.disposition_phrases


def on_sheet(office: Office, actor: Actor, request: Request) -> Sheet:
    return disposition.sheet_of(office.world.desk, actor, request.id, revision=request.revision)


def turn(office: Office, request: Request, *numbers: int) -> None:
    for number in numbers:
        disposition.turn_phrase(
            office.world.desk, office.kadis, request.id, key_of(PHRASES[number]), revision=request.revision
        )


@pytest.fixture
def filled(office: Office) -> Request:
    """The Kadis has marked all there is to mark."""
    request, desk = office.world.submit(office.applicant), office.world.desk
    disposition.set_urgency(desk, office.kadis, request.id, 1, revision=request.revision)
    turn(office, request, 3, 1)
    disposition.note(desk, office.kadis, request.id, "Selesaikan pekan ini", revision=request.revision)
    return request


def give(office: Office, actor: Actor, request: Request) -> Request:
    return disposition.give(office.world.desk, actor, request.id, revision=request.revision)


def test_what_is_marked_stays_in_the_offices_order(office: Office, filled: Request) -> None:
    assert on_sheet(office, office.kadis, filled) == Sheet("Segera", (PHRASES[1], PHRASES[3]), "Selesaikan pekan ini")


def test_a_phrase_that_is_tapped_again_is_asked_for_no_longer(office: Office, filled: Request) -> None:
    turn(office, filled, 3)

    assert on_sheet(office, office.kadis, filled).asked_for == (PHRASES[1],)


def test_marks_leave_the_revision_as_it_is(office: Office, filled: Request) -> None:
    assert office.world.load(filled).revision == filled.revision


def test_a_second_official_in_the_role_has_a_sheet_of_their_own(office: Office, filled: Request) -> None:
    deputy = office.world.person()

    assert sheets.find(office.world.tx, filled, Role.KADIS, deputy.person.id) == Sheet()


def test_a_phrase_that_the_office_took_from_its_list_is_not_asked_for(office: Office, filled: Request) -> None:
    shorter = AGENCY.letter.model_copy(update={"disposition_phrases": PHRASES[:2]})
    office.world.agency = AGENCY.model_copy(update={"letter": shorter})

    assert on_sheet(office, office.kadis, filled).asked_for == (PHRASES[1],)


@pytest.mark.parametrize("who", ["kabid", "officer", "applicant", "operator"])
def test_only_whose_turn_it_is_may_mark_or_give(office: Office, filled: Request, who: str) -> None:
    other: Actor = getattr(office, who)
    with pytest.raises(NotYourTurn):
        disposition.set_urgency(office.world.desk, other, filled.id, 0, revision=filled.revision)
    with pytest.raises(NotYourTurn):
        give(office, other, filled)

    assert office.world.load(filled).stage is Stage.AT_KADIS


def test_a_phrase_stays_the_one_that_was_read_when_the_office_orders_its_list_anew(
    office: Office, filled: Request
) -> None:
    turned = AGENCY.letter.model_copy(update={"disposition_phrases": PHRASES[::-1]})
    office.world.agency = AGENCY.model_copy(update={"letter": turned})

    turn(office, filled, 0)

    assert set(on_sheet(office, office.kadis, filled).asked_for) == {PHRASES[0], PHRASES[1], PHRASES[3]}


@pytest.mark.parametrize("number", [3, 10**17])
def test_a_sifat_or_phrase_that_is_not_offered_changes_nothing(office: Office, filled: Request, number: int) -> None:
    desk, before = office.world.desk, on_sheet(office, office.kadis, filled)
    with pytest.raises(StaleCard):
        disposition.set_urgency(desk, office.kadis, filled.id, number, revision=filled.revision)
    with pytest.raises(StaleCard):
        disposition.turn_phrase(desk, office.kadis, filled.id, number, revision=filled.revision)

    assert on_sheet(office, office.kadis, filled) == before


def test_a_sheet_of_an_older_revision_gives_nothing(office: Office, filled: Request) -> None:
    give(office, office.kadis, filled)

    with pytest.raises(StaleCard):
        give(office, office.kadis, filled)


def test_what_stands_on_the_sheet_goes_into_the_trail(office: Office, filled: Request) -> None:
    given = give(office, office.kadis, filled)

    last = events.of_request(office.world.tx, given.id)[-1]
    assert (given.stage, last.tag) == (Stage.AT_KABID, "request:dispose")
    assert last.payload["sheet"] == {
        "urgency": "Segera",
        "asked_for": [PHRASES[1], PHRASES[3]],
        "note": "Selesaikan pekan ini",
    }


def test_the_paper_bears_the_marks_of_the_kadis_and_then_the_words_of_the_kabid(
    office: Office, filled: Request
) -> None:
    request = give(office, office.kadis, filled)
    first = sheet_paper.compose_paper(office.world.desk, request.id)
    office.world.now += timedelta(days=1)
    disposition.note(office.world.desk, office.kabid, request.id, "Mohon dicek", revision=request.revision)
    give(office, office.kabid, request)
    second = sheet_paper.compose_paper(office.world.desk, request.id)

    assert first is not None
    assert second is not None
    assert (first.urgency, first.asked_for, first.note) == ("Segera", (PHRASES[1], PHRASES[3]), "Selesaikan pekan ini")
    assert first.signer.name == "Kadis Contoh"
    assert (first.forwarded_to, second.forwarded_to) == (
        ("Kepala Bidang",),
        ("Kepala Bidang", "Pranata Komputer"),
    )
    assert second.issued_on == first.issued_on
    assert second.note.splitlines()[1:] == [
        "Kepala Bidang (Contoh Nama), 25 November 2026, kepada Pranata Komputer: Biasa · “Mohon dicek”"
    ]


def test_each_disposition_owes_the_paper_once(office: Office) -> None:
    request = office.at_check()

    assert office.world.unpaid(Kind.SHEET) == [{"request_id": request.id, "chat_id": None}]


def test_the_paper_is_kept_with_its_hash_once_and_goes_to_nobody(office: Office) -> None:
    request, desk = office.at_kabid(), office.world.desk
    stored, before = Stored("lembar-disposisi.docx", "docx", 9, "a" * 64), office.world.owed(Kind.DOCUMENT)

    for _ in range(2):
        sheet_paper.keep_paper(desk, request.id, stored, "t" * 64)

    kept = [d for d in documents.of_request(office.world.tx, request.id) if d.purpose is Purpose.DISPOSITION_SHEET]
    assert [d.sha256 for d in kept] == ["a" * 64]
    assert office.world.owed(Kind.DOCUMENT) == before


@pytest.mark.parametrize("who", ["applicant", "operator"])
def test_the_paper_is_for_officials_alone(office: Office, who: str) -> None:
    request, actor = office.at_kabid(), getattr(office, who)
    with pytest.raises(NotYourTurn):
        sheet_paper.ask_for_paper(office.world.desk, actor, request.id, actor.person.telegram_id)

    assert office.world.unpaid(Kind.SHEET) == [{"request_id": request.id, "chat_id": None}]


def test_there_is_no_paper_before_anybody_has_disposed(office: Office) -> None:
    request = office.world.submit(office.applicant)

    with pytest.raises(TooLate):
        sheet_paper.ask_for_paper(office.world.desk, office.kadis, request.id, 1)
    assert sheet_paper.compose_paper(office.world.desk, request.id) is None


def test_an_official_who_opens_the_paper_gets_it_after_it_is_written(office: Office) -> None:
    request = office.at_kabid()

    sheet_paper.ask_for_paper(office.world.desk, office.kabid, request.id, office.kabid.person.telegram_id)

    assert [p["chat_id"] for p in office.world.unpaid(Kind.SHEET)] == [None, office.kabid.person.telegram_id]


def test_a_new_round_begins_with_an_empty_sheet(office: Office, filled: Request) -> None:
    request = give(office, office.kabid, give(office, office.kadis, filled))
    office.world.act(office.officer, request, Action.RETURN, "Alamat tujuan salah")

    again = office.world.answer_and_submit(office.applicant)

    assert on_sheet(office, office.kadis, again) == Sheet()
