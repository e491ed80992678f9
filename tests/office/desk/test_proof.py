"""Whether a letter is genuine: anybody may ask, and guessing is slowed down."""

import pytest

from office.desk import letters as desk_letters
from office.desk import proof
from office.desk.proof import TooManyGuesses
from office.register import letters
from office.register.letters import Letter, State
from office.sop.request import Action
from tests.office.desk.world import AGENCY, FILES, Office

STRANGER = 5001
WRONG = "0000-0000-0000"


@pytest.fixture
def letter(office: Office) -> Letter:
    found = letters.find(office.world.tx, office.finished().id)
    assert found is not None
    desk_letters.issue(office.world.desk, found.id, FILES)
    return letters.load(office.world.tx, found.id)


def guess(office: Office, *senders: int) -> None:
    for sender in senders:
        assert proof.by_code(office.world.desk, sender, WRONG) is None


def test_anybody_with_the_code_learns_which_letter_it_is(office: Office, letter: Letter) -> None:
    found = proof.by_code(office.world.desk, STRANGER, letter.code)

    assert found == letter


@pytest.mark.parametrize(
    "spoilt", [str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("0", "o").replace("1", "l")]
)
def test_a_code_is_known_however_it_is_typed(office: Office, letter: Letter, spoilt: object) -> None:
    assert callable(spoilt)

    assert proof.by_code(office.world.desk, STRANGER, spoilt(letter.code)) == letter


@pytest.mark.parametrize("file", [FILES.docx, FILES.pdf])
def test_the_very_file_proves_itself(office: Office, letter: Letter, file: object) -> None:
    sha256 = getattr(file, "sha256")  # noqa: B009 - either of two files

    assert proof.by_file(office.world.desk, STRANGER, sha256) == letter
    assert proof.by_file(office.world.desk, STRANGER, "e" * 64) is None


def test_the_code_of_a_letter_without_number_proves_nothing(office: Office) -> None:
    office.world.agency = AGENCY.model_copy(update={"letter": AGENCY.letter.model_copy(update={"numbering": "manual"})})
    draft = letters.find(office.world.tx, office.finished().id)
    assert draft is not None

    assert proof.by_code(office.world.desk, STRANGER, draft.code) is None


def test_what_is_no_code_at_all_is_not_found(office: Office) -> None:
    assert proof.by_code(office.world.desk, STRANGER, "surat saya") is None


def test_whoever_guesses_five_times_must_wait_a_quarter_of_an_hour(office: Office, letter: Letter) -> None:
    guess(office, *[STRANGER] * 5)

    with pytest.raises(TooManyGuesses):
        proof.by_code(office.world.desk, STRANGER, letter.code)
    office.world.later(minutes=16)
    assert proof.by_code(office.world.desk, STRANGER, letter.code) == letter


def test_when_all_together_guess_only_those_who_did_not_are_answered(office: Office, letter: Letter) -> None:
    guess(office, *range(6000, 6100))

    with pytest.raises(TooManyGuesses):
        proof.by_code(office.world.desk, 6000, letter.code)
    assert proof.by_code(office.world.desk, STRANGER, letter.code) == letter


def test_right_codes_are_never_too_many(office: Office, letter: Letter) -> None:
    for _ in range(20):
        assert proof.by_code(office.world.desk, STRANGER, letter.code) == letter


def test_a_newer_approval_of_the_same_name_takes_the_older_one_s_place(office: Office, letter: Letter) -> None:
    newer = letters.add(
        office.world.tx,
        letter.request,
        letter.kind,
        serial=9,
        number="500.12/9/CONTOH-2/XI/2026",
        issued_on=letter.issued_on,
        content=letter.content,
        code="9999-9999-9999",
        about=letter.about,
    )

    desk_letters.issue(office.world.desk, newer.id, FILES)

    before = proof.by_code(office.world.desk, STRANGER, letter.code)
    assert before is not None
    assert (before.state, before.reason) == (State.SUPERSEDED, newer.number)


def test_a_refusal_takes_no_letter_s_place(office: Office, letter: Letter) -> None:
    request = office.world.act(office.kadis, office.world.submit(office.applicant, "dinsos"), Action.REJECT, "Belum")
    refusal = letters.find(office.world.tx, request.id)
    assert refusal is not None

    desk_letters.issue(office.world.desk, refusal.id, FILES)

    assert letters.load(office.world.tx, letter.id).state is State.VALID
