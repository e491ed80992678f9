"""Numbers besides the usual course: TU's own, those used on paper, and those that are cancelled."""

from typing import Any

import pytest

from office.desk import following, numbering
from office.desk import letters as desk_letters
from office.desk.letters import said_in
from office.desk.numbering import NoSuchLetter
from office.desk.telling import show_open_cards_again
from office.register import agenda, letters, requests
from office.register.agenda import NumberTaken
from office.register.letters import Letter, State
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer, Rule
from office.sop.authority import NotAllowed
from office.sop.roles import Role
from tests.office.desk.world import AGENCY, FILES, GROUP, Office

BY_HAND = AGENCY.model_copy(update={"letter": AGENCY.letter.model_copy(update={"numbering": "manual"})})
TYPED = "B/500.12/47/TU/XI/2026"


def letter_of(office: Office, label: str = "dinkes") -> Letter:
    found = letters.find(office.world.tx, office.finished(label).id)
    assert found is not None
    return found


def issued(office: Office, label: str = "dinkes") -> Letter:
    letter = letter_of(office, label)
    desk_letters.issue(office.world.desk, letter.id, FILES)
    return letters.load(office.world.tx, letter.id)


@pytest.fixture
def manual(office: Office) -> Office:
    """TU keeps the book."""
    office.world.agency = BY_HAND
    return office


@pytest.fixture
def draft(manual: Office) -> Letter:
    """A letter that was written and waits for its number."""
    return issued(manual)


def number(office: Office, draft: Letter, typed: str = TYPED) -> Letter:
    return numbering.give_number(office.world.desk, office.officer, draft.id, typed, revision=draft.revision)


def test_a_letter_that_waits_for_its_number_goes_to_the_officers_alone(manual: Office, draft: Letter) -> None:
    sent = [
        p["chat_id"] for p in manual.world.owed(Kind.DOCUMENT) if p["say"].startswith(("letters.", "notices.letter_a"))
    ]

    assert (draft.state, draft.number) == (State.DRAFT, None)
    assert said_in(draft).draft
    assert sent == [manual.officer.person.telegram_id]
    assert f"letter:{draft.id}" in manual.world.cards_to(manual.officer.person.telegram_id)


def test_without_an_officer_the_operators_hear_that_a_letter_waits(manual: Office) -> None:
    letter = letter_of(manual)
    manual.world.tx.exec_driver_sql("UPDATE assignments SET until_at = from_at WHERE role = 'pranata_komputer'")

    desk_letters.issue(manual.world.desk, letter.id, FILES)

    told = [p["values"] for p in manual.world.owed(Kind.NOTICE) if p["say"] == "operators.nobody"]
    assert told[-1]["role"] == Role.PRANATA_KOMPUTER


def test_with_its_number_the_letter_is_of_that_day_and_goes_out(manual: Office, draft: Letter) -> None:
    manual.world.later(days=2)

    numbered = number(manual, draft, f"  {TYPED} ")
    desk_letters.issue(manual.world.desk, draft.id, FILES)

    said = said_in(numbered)
    assert (numbered.state, said.number, said.draft) == (State.VALID, TYPED, False)
    assert said.issued_on.isoformat() == numbered.issued_on.isoformat() == "2026-11-26"
    readers = {p["chat_id"] for p in manual.world.owed(Kind.DOCUMENT) if p["say"] == "notices.letter_approval"}
    assert readers == {manual.applicant.person.telegram_id, GROUP, manual.kadis.person.telegram_id}


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("", Rule.EMPTY), ("\u200b", Rule.EMPTY), ("tanpa angka", Rule.LETTER_NUMBER), ("1" * 121, Rule.TOO_LONG)],
)
def test_what_cannot_be_a_number_is_asked_for_again(manual: Office, draft: Letter, typed: str, rule: Rule) -> None:
    with pytest.raises(BadAnswer) as refused:
        number(manual, draft, typed)

    assert refused.value.rule is rule


def test_no_two_letters_have_one_number_whatever_its_capitals(manual: Office, draft: Letter) -> None:
    number(manual, draft)
    other = issued(manual, "dinsos")

    with pytest.raises(NumberTaken):
        number(manual, other, TYPED.lower())


def test_only_the_officer_numbers_letters(manual: Office, draft: Letter) -> None:
    with pytest.raises(NotAllowed):
        numbering.give_number(manual.world.desk, manual.operator, draft.id, TYPED, revision=draft.revision)


def test_a_number_typed_for_an_older_card_changes_nothing(manual: Office, draft: Letter) -> None:
    numbered = number(manual, draft)

    with pytest.raises(StaleCard):
        number(manual, draft, "B/48")
    with pytest.raises(StaleCard):
        number(manual, numbered, "B/48")


def test_after_a_silence_the_letters_without_number_are_shown_again(manual: Office, draft: Letter) -> None:
    show_open_cards_again(manual.world.desk)

    again = [p["subject"] for p in manual.world.owed(Kind.CARD) if p["again"]]
    assert f"letter:{draft.id}" in again


def test_whoever_is_reminded_of_a_letter_without_number_gets_the_card_on_which_to_type_it(
    manual: Office, draft: Letter
) -> None:
    manual.world.pay_all()
    manual.world.later(days=1)
    late = requests.load(manual.world.tx, draft.request)

    following.remind(manual.world.desk, manual.applicant, late.id, revision=late.revision)

    assert "following.reminder" in manual.world.notices_to(manual.officer)
    officers = [p for p in manual.world.unpaid(Kind.CARD) if p["again"]]
    assert [p["subject"] for p in officers] == [f"letter:{draft.id}"]


def test_numbers_used_on_paper_are_stepped_over(office: Office) -> None:
    office.finished("dinkes")
    reserved = numbering.reserve(office.world.desk, 2, 3, "Surat edaran di atas kertas")

    after = letter_of(office, "dinsos")

    assert reserved == ["500.12/2/CONTOH-2/XI/2026", "500.12/3/CONTOH-2/XI/2026"]
    assert after.number == "500.12/4/CONTOH-2/XI/2026"


def test_a_number_that_was_issued_or_reserved_cannot_be_reserved_again(office: Office) -> None:
    office.finished("dinkes")
    numbering.reserve(office.world.desk, 5, 5, "Di atas kertas")

    for serial in (1, 5):
        with pytest.raises(NumberTaken):
            numbering.reserve(office.world.desk, serial, serial, "Sekali lagi")


def test_a_number_that_tu_has_used_is_stepped_over_when_loket_counts_again(manual: Office, draft: Letter) -> None:
    number(manual, draft, "500.12/1/CONTOH-2/XI/2026")
    manual.world.agency = AGENCY

    assert letter_of(manual, "dinsos").number == "500.12/2/CONTOH-2/XI/2026"


def test_a_cancelled_letter_keeps_its_number_and_its_readers_are_told_why(office: Office) -> None:
    letter = issued(office)

    numbering.cancel(office.world.desk, str(letter.number), "Salah tujuan")

    kept = letters.load(office.world.tx, letter.id)
    assert (kept.state, kept.number, kept.reason) == (State.CANCELLED, letter.number, "Salah tujuan")
    told = [p["chat_id"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "letters.cancelled"]
    assert told == [office.applicant.person.telegram_id, GROUP]
    assert letter_of(office, "dinsos").number == "500.12/2/CONTOH-2/XI/2026"


def test_what_is_no_letter_or_no_longer_holds_cannot_be_cancelled(office: Office) -> None:
    letter = issued(office)
    numbering.cancel(office.world.desk, str(letter.number), "Salah tujuan")

    for wrong in (str(letter.number), "500.12/99/CONTOH-2/XI/2026"):
        with pytest.raises(NoSuchLetter):
            numbering.cancel(office.world.desk, wrong, "Sekali lagi")


def test_without_a_group_only_the_applicant_hears_of_a_cancelled_letter(office: Office) -> None:
    letter = issued(office)
    office.world.tx.exec_driver_sql("DELETE FROM rooms")

    numbering.cancel(office.world.desk, str(letter.number), "Salah tujuan")

    told = [p["chat_id"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "letters.cancelled"]
    assert told == [office.applicant.person.telegram_id]


def test_the_book_names_every_number_of_the_year_in_its_order(office: Office) -> None:
    letter = issued(office)
    numbering.reserve(office.world.desk, 2, 2, "Di atas kertas")
    office.finished("dinsos")
    numbering.cancel(office.world.desk, str(letter.number), "Salah tujuan")

    book: Any = [(e.serial, e.state, e.reason) for e in agenda.of_year(office.world.tx, 2026)]

    assert book == [(1, "cancelled", "Salah tujuan"), (2, "reserved", "Di atas kertas"), (3, "valid", None)]
    assert agenda.of_year(office.world.tx, 2025) == []
