"""Activity 5: the gate opens when every line has a yes, and what is wrong goes back in the officer's words."""

import pytest

from office.desk import checklist, provisioning
from office.desk.checklist import ChecklistOpen, NothingWrong
from office.register import events
from office.register.owed import Kind
from office.sop.agency import CheckItem
from office.sop.request import Request, Stage
from office.sop.roles import Role
from office.sop.text import key_of
from office.sop.workflow import HeldByAnother, NotYourTurn
from tests.office.desk.world import AGENCY, GROUP, Office

ITEMS = (
    CheckItem(text="Surat terbaca", fields=("letter",)),
    CheckItem(text="Alamat benar", fields=("target",)),
    CheckItem(text="Lain-lain"),
)
KEYS = [key_of(item.text) for item in ITEMS]


@pytest.fixture
def at_check(office: Office) -> Request:
    office.world.agency = AGENCY.model_copy(update={"service": AGENCY.service.model_copy(update={"checklist": ITEMS})})
    return office.at_check()


def marked(office: Office, request: Request) -> list[bool | None]:
    return [line.is_right for line in checklist.lines_of(office.world.desk, office.world.load(request))]


def test_nothing_is_built_before_every_line_has_a_yes(office: Office, at_check: Request) -> None:
    digest, desk = office.world.digest(at_check), office.world.desk
    checklist.mark(desk, office.officer, at_check.id, KEYS[0], revision=at_check.revision)

    with pytest.raises(ChecklistOpen):
        provisioning.review(desk, office.officer, at_check.id, revision=at_check.revision, name_stands=False)
    with pytest.raises(ChecklistOpen):
        provisioning.build(desk, office.officer, at_check.id, revision=at_check.revision, digest=digest)


def test_a_line_turns_to_yes_then_to_no_and_back(office: Office, at_check: Request) -> None:
    seen = []
    for _ in range(3):
        checklist.mark(office.world.desk, office.officer, at_check.id, KEYS[1], revision=at_check.revision)
        seen.append(marked(office, at_check)[1])

    assert seen == [True, False, True]


def test_a_no_asks_for_a_note_which_the_card_then_shows(office: Office, at_check: Request) -> None:
    desk, seen = office.world.desk, at_check.revision
    checklist.mark_all(desk, office.officer, at_check.id, revision=seen)
    checklist.mark(desk, office.officer, at_check.id, KEYS[1], revision=seen)
    checklist.note(desk, office.officer, at_check.id, KEYS[1], "Mohon IP publik", revision=seen)

    line = checklist.lines_of(desk, office.world.load(at_check))[1]

    assert (line.is_right, line.note) == (False, "Mohon IP publik")
    assert "asks.note" in [p["say"] for p in office.world.owed(Kind.PROMPT)]


def test_a_yes_to_all_the_rest_leaves_what_was_found_wrong(office: Office, at_check: Request) -> None:
    desk, seen = office.world.desk, at_check.revision
    for _ in range(2):
        checklist.mark(desk, office.officer, at_check.id, KEYS[1], revision=seen)
    checklist.note(desk, office.officer, at_check.id, KEYS[1], "Mohon IP publik", revision=seen)

    checklist.mark_all(desk, office.officer, at_check.id, revision=seen)

    assert marked(office, at_check) == [True, False, True]
    assert checklist.lines_of(desk, office.world.load(at_check))[1].note == "Mohon IP publik"


def test_a_line_that_the_office_puts_on_its_list_meanwhile_has_been_looked_at_by_nobody(
    office: Office, at_check: Request
) -> None:
    checklist.mark_all(office.world.desk, office.officer, at_check.id, revision=at_check.revision)
    newer = (CheckItem(text="KTP kepala OPD"), *ITEMS[1:])

    office.world.agency = AGENCY.model_copy(update={"service": AGENCY.service.model_copy(update={"checklist": newer})})

    assert marked(office, at_check) == [None, True, True]


def test_exactly_what_is_wrong_goes_back_and_opens_at_its_fields(office: Office, at_check: Request) -> None:
    desk, seen = office.world.desk, at_check.revision
    checklist.mark_all(desk, office.officer, at_check.id, revision=seen)
    checklist.mark(desk, office.officer, at_check.id, KEYS[1], revision=seen)
    checklist.note(desk, office.officer, at_check.id, KEYS[1], "Mohon IP publik", revision=seen)

    returned = checklist.send_back(desk, office.officer, at_check.id, revision=seen)

    last = events.of_request(office.world.tx, at_check.id)[-1]
    assert (returned.stage, returned.talk.faults) == (Stage.RETURNED, ("target",))
    assert last.payload["reason"] == "Alamat benar: Mohon IP publik"
    assert last.payload["notes"] == {"target": "Alamat benar: Mohon IP publik"}


def test_nothing_goes_back_while_nothing_is_marked_as_wrong(office: Office, at_check: Request) -> None:
    checklist.mark_all(office.world.desk, office.officer, at_check.id, revision=at_check.revision)

    with pytest.raises(NothingWrong):
        checklist.send_back(office.world.desk, office.officer, at_check.id, revision=at_check.revision)


@pytest.mark.parametrize("who", ["kadis", "kabid", "applicant", "operator"])
def test_only_the_officer_may_mark(office: Office, at_check: Request, who: str) -> None:
    with pytest.raises(NotYourTurn):
        checklist.mark_all(office.world.desk, getattr(office, who), at_check.id, revision=at_check.revision)


def test_marks_leave_the_cards_of_others_usable(office: Office, at_check: Request) -> None:
    checklist.mark_all(office.world.desk, office.officer, at_check.id, revision=at_check.revision)

    assert office.world.load(at_check).revision == at_check.revision


@pytest.mark.parametrize("how", ["mark", "mark_all"])
def test_whoever_marks_first_has_it_and_no_colleague_marks_against_them(office: Office, how: str) -> None:
    second = office.world.person(Role.PRANATA_KOMPUTER, name="Dewi Contoh")
    request, desk = office.at_check(), office.world.desk
    key = {"key": key_of(AGENCY.service.checklist[0].text)} if how == "mark" else {}
    office.world.pay_all()

    for _ in range(2):
        getattr(checklist, how)(desk, second, request.id, **key, revision=request.revision)

    claimed = [e for e in events.of_request(office.world.tx, request.id) if e.tag == "request:claim"]
    assert [event.person for event in claimed] == [office.world.load(request).officer] == [second.person.id]
    assert office.world.cards_to(GROUP)
    with pytest.raises(HeldByAnother):
        checklist.mark_all(desk, office.officer, request.id, revision=request.revision)


def test_the_only_officer_marks_without_taking_what_is_theirs_already(office: Office, at_check: Request) -> None:
    checklist.mark_all(office.world.desk, office.officer, at_check.id, revision=at_check.revision)

    assert "request:claim" not in {event.tag for event in events.of_request(office.world.tx, at_check.id)}


def test_a_new_round_begins_without_marks(office: Office, at_check: Request) -> None:
    desk, seen = office.world.desk, at_check.revision
    checklist.mark_all(desk, office.officer, at_check.id, revision=seen)
    checklist.mark(desk, office.officer, at_check.id, KEYS[2], revision=seen)
    checklist.send_back(desk, office.officer, at_check.id, revision=seen)

    sent = office.world.answer_and_submit(office.applicant)

    assert set(marked(office, sent)) == {None}
