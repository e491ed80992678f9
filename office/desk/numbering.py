"""The numbers of letters besides the usual course: TU's own, those used on paper, and those that are cancelled."""

from typing import Final

from office.desk.desk import Desk
from office.desk.letters import number_letter, show_letter
from office.desk.telling import owe_notice, show_everywhere
from office.letters.number import letter_number
from office.register import agenda, events, letters, people, requests, rooms
from office.register.agenda import NumberTaken
from office.register.letters import Letter, State
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer, Rule
from office.sop.authority import Act, check_may
from office.sop.errors import Refusal
from office.sop.roles import Role
from office.sop.text import clean_line

_LONGEST: Final = 120


class NoSuchLetter(Refusal):
    """No letter that still holds has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} is no letter that holds")
        self.number = number


def letter_seen(desk: Desk, actor: Actor, letter_id: int, *, revision: int) -> Letter:
    """The letter on an officer's card, if it is still as it was seen. Raises NotAllowed, StaleCard."""
    check_may(Act.LOOK_AFTER_LETTERS, actor.roles)
    return letters.load(desk.tx, letter_id, revision=revision)


def draft_seen(desk: Desk, actor: Actor, letter_id: int, *, revision: int) -> Letter:
    """The same, if the letter still waits for its number. Raises StaleCard also when it does not."""
    letter = letter_seen(desk, actor, letter_id, revision=revision)
    if letter.state is not State.DRAFT:
        raise StaleCard(letter_id, revision)
    return letter


def give_number(desk: Desk, actor: Actor, letter_id: int, typed: str, *, revision: int) -> Letter:
    """TU's number for a letter that waits for it: today's letter, whose files are now owed.

    Raises BadAnswer, NumberTaken, NotAllowed, StaleCard.
    """
    draft = draft_seen(desk, actor, letter_id, revision=revision)
    number = _checked(typed)
    if agenda.is_taken(desk.tx, number):
        raise NumberTaken(number)
    request = requests.load(desk.tx, draft.request)
    payload = {"number": number}
    role = Role.PRANATA_KOMPUTER
    events.append(desk.tx, "letter:number", at=desk.now, actor=actor, role=role, request=request, payload=payload)
    return number_letter(desk, draft, number)


def _checked(typed: str) -> str:
    line = clean_line(typed)
    if not line:
        raise BadAnswer(Rule.EMPTY, typed)
    if len(line) > _LONGEST:
        raise BadAnswer(Rule.TOO_LONG, str(_LONGEST))
    if not any(c.isdigit() for c in line):
        raise BadAnswer(Rule.LETTER_NUMBER, line)
    return line


def reserve(desk: Desk, first: int, last: int, why: str) -> list[str]:
    """These serials of this year were used on paper: Loket steps over them. Raises NumberTaken."""
    pattern = desk.agency.letter.number_pattern
    numbers = [letter_number(pattern, serial, desk.today) for serial in range(first, last + 1)]
    for serial, number in zip(range(first, last + 1), numbers, strict=True):
        agenda.reserve(desk.tx, serial, number, on=desk.today, why=why)
    return numbers


def cancel(desk: Desk, number: str, why: str) -> Letter:
    """Withdraw a letter: its number stays in the book with the reason, and whoever got it is told.

    Raises NoSuchLetter also for a letter that is cancelled already.
    """
    letter = letters.by_number(desk.tx, number)
    if letter is None or letter.state is State.CANCELLED:
        raise NoSuchLetter(number)
    letter = letters.change(desk.tx, letter, state=State.CANCELLED, reason=why)
    request = requests.load(desk.tx, letter.request)
    payload = {"number": number, "reason": why}
    events.append(desk.tx, "letter:cancel", at=desk.now, request=request, payload=payload)
    for chat_id in (people.load(desk.tx, request.applicant).telegram_id, rooms.find(desk.tx)):
        if chat_id is not None:
            owe_notice(desk, chat_id, "letters.cancelled", receipt=request.receipt, number=number, why=why)
    show_everywhere(desk, request)
    show_letter(desk, letter)
    return letter
