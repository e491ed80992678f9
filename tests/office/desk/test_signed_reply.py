"""The letter that comes back signed by hand."""

import pytest

from office.desk import letters as desk_letters
from office.desk import numbering, proof, signed_reply
from office.desk.signed_reply import NotThatLetter, Returned
from office.letters.likeness import Likeness
from office.register import documents, letters
from office.register.documents import Stored
from office.register.letters import Letter
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from tests.office.desk.world import FILES, GROUP, Office

PDF = Stored("ttd.pdf", "PDF", 5, "1" * 64)
PHOTO = Stored("ttd.jpeg", "JPEG", 5, "2" * 64)
OF_PHOTO = Stored("ttd.pdf", "pdf", 5, "3" * 64)


@pytest.fixture
def letter(office: Office) -> Letter:
    found = letters.find(office.world.tx, office.finished().id)
    assert found is not None
    desk_letters.issue(office.world.desk, found.id, FILES)
    return letters.load(office.world.tx, found.id)


def hand_in(office: Office, letter: Letter, how: Likeness, original: Stored = PDF, upright: Stored = PDF) -> int | None:
    returned = Returned(original, upright, how)
    kept = signed_reply.hand_in(office.world.desk, office.officer, letter.id, returned, revision=letter.revision)
    return kept.id if kept else None


def signed_to(office: Office) -> list[int]:
    return [p["chat_id"] for p in office.world.owed(Kind.DOCUMENT) if p["say"] == "letters.signed"]


def test_a_file_with_the_letter_s_words_is_archived_and_handed_out_at_once(office: Office, letter: Letter) -> None:
    assert hand_in(office, letter, Likeness.SAME) is None

    signed = letters.load(office.world.tx, letter.id).signed
    assert signed is not None
    assert documents.load(office.world.tx, signed).sha256 == PDF.sha256
    assert signed_to(office) == [office.applicant.person.telegram_id, GROUP, office.kadis.person.telegram_id]
    assert proof.by_file(office.world.desk, 5001, PDF.sha256) == letters.load(office.world.tx, letter.id)


def test_a_scan_is_handed_out_only_when_the_officer_has_looked(office: Office, letter: Letter) -> None:
    kept = hand_in(office, letter, Likeness.UNREADABLE, PHOTO, OF_PHOTO)
    assert kept is not None
    assert signed_to(office) == []

    signed_reply.confirm(office.world.desk, office.officer, letter.id, kept, revision=letter.revision)

    assert len(signed_to(office)) == 3
    held = [d.purpose for d in documents.of_request(office.world.tx, letter.request)]
    assert {"signed_letter", "signed_letter_original"} <= set(held)


def test_a_file_that_shows_another_letter_is_not_taken(office: Office, letter: Letter) -> None:
    with pytest.raises(NotThatLetter):
        hand_in(office, letter, Likeness.OTHER)

    assert letters.load(office.world.tx, letter.id).signed is None


def test_no_other_file_of_the_request_can_be_confirmed_as_the_signed_letter(office: Office, letter: Letter) -> None:
    assert letter.pdf is not None

    for wrong in (letter.pdf, 9999):
        with pytest.raises(StaleCard):
            signed_reply.confirm(office.world.desk, office.officer, letter.id, wrong, revision=letter.revision)


def test_only_the_officer_hands_in_a_signed_letter(office: Office, letter: Letter) -> None:
    returned = Returned(PDF, PDF, Likeness.SAME)

    with pytest.raises(NotAllowed):
        signed_reply.hand_in(office.world.desk, office.kadis, letter.id, returned, revision=letter.revision)


def test_a_letter_that_is_not_made_yet_or_no_longer_holds_takes_no_signed_copy(office: Office, letter: Letter) -> None:
    unmade = letters.find(office.world.tx, office.finished("dinsos").id)
    assert unmade is not None
    cancelled = numbering.cancel(office.world.desk, str(letter.number), "Salah tujuan")

    for closed in (unmade, cancelled):
        with pytest.raises(StaleCard):
            hand_in(office, closed, Likeness.SAME)
