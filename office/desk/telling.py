"""Who is owed what when something has happened: cards for those who see the request, a notice for the applicant."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final

from office.desk.desk import Desk
from office.register import cards, letters, owed, people, registrations, requests, rooms
from office.register.events import Event
from office.register.owed import Kind, chat_lane
from office.register.people import Person
from office.sop.request import Request, Stage
from office.sop.roles import Role
from office.sop.workflow import DECIDED_BY, moves_open

_OPEN_CARDS: Final = 500


def about_request(request_id: int) -> str:
    """The subject of a card that shows a request."""
    return f"request:{request_id}"


def about_registration(registration_id: int) -> str:
    """The subject of a card that shows a registration."""
    return f"registration:{registration_id}"


def about_person(person_id: int) -> str:
    """The subject of the card that shows somebody what is kept of them."""
    return f"person:{person_id}"


def about_letter(letter_id: int) -> str:
    """The subject of a card that shows a letter to the officers."""
    return f"letter:{letter_id}"


def owe_card(desk: Desk, chat_id: int, subject: str, *, view: str = "", again: bool = False) -> None:
    """This chat must show the subject as it stands when the card is paid.

    `view` asks for another side of the card (the plan, a confirmation), `again` for a new message in any case.
    """
    key = f"card:{chat_id}:{subject}"
    again = again or owed.is_due(desk.tx, key, again=True)
    payload = {"chat_id": chat_id, "subject": subject, "view": view, "again": again}
    owed.add(desk.tx, Kind.CARD, chat_lane(chat_id), payload, now=desk.now, key=key)


def owe_question(desk: Desk, chat_id: int, *, in_place: bool = False, after: timedelta = timedelta()) -> None:
    """This person's chat must show what they are to answer now, or in a moment when more may come before.

    `in_place` changes the message that asks, for a page that was turned, unless something new is owed as well.
    """
    key, due = f"question:{chat_id}", desk.now + after
    in_place = in_place and not owed.is_due(desk.tx, key, in_place=False)
    payload = {"chat_id": chat_id, "in_place": in_place}
    owed.add(desk.tx, Kind.QUESTION, chat_lane(chat_id), payload, now=desk.now, key=key, not_before=due)


def owe_commands(desk: Desk, chat_id: int) -> None:
    """This person's command menu must fit their roles."""
    key = f"commands:{chat_id}"
    owed.add(desk.tx, Kind.COMMANDS, chat_lane(chat_id), {"chat_id": chat_id}, now=desk.now, key=key)


def owe_notice(desk: Desk, chat_id: int, say: str, **values: Any) -> None:
    """Say it once; `say` names a sentence of `handlers/texts`, the values are plain JSON."""
    payload = {"chat_id": chat_id, "say": say, "values": values}
    owed.add(desk.tx, Kind.NOTICE, chat_lane(chat_id), payload, now=desk.now)


def owe_document(desk: Desk, chat_id: int, document_id: int, say: str, **values: Any) -> None:
    """Send the file once, with a caption."""
    payload = {"chat_id": chat_id, "document_id": document_id, "say": say, "values": values}
    owed.add(desk.tx, Kind.DOCUMENT, chat_lane(chat_id), payload, now=desk.now)


def owe_prompt(
    desk: Desk, person: Person, chat_id: int, action: str, subject: int, revision: int, say: str, **values: Any
) -> None:
    """Ask this person for a text (a reason) and expect it in this chat; it belongs to the revision that was seen."""
    awaited = cards.await_text(desk.tx, person.id, chat_id, action, subject, revision)
    payload = {
        "chat_id": chat_id,
        "say": say,
        "values": values,
        "awaited_id": awaited,
        "telegram_id": person.telegram_id,
        "name": person.name,
    }
    owed.add(desk.tx, Kind.PROMPT, chat_lane(chat_id), payload, now=desk.now)


def operator_chats(desk: Desk) -> list[int]:
    """The operator group; while none is bound, every admin's chat."""
    group = rooms.find(desk.tx)
    return [group] if group is not None else _admin_chats(desk)


def _admin_chats(desk: Desk) -> list[int]:
    return [p.telegram_id for p in people.holders(desk.tx, Role.ADMIN, now=desk.now)]


def tell_operators(desk: Desk, say: str, **values: Any) -> None:
    """Say it where the operators are."""
    for chat_id in operator_chats(desk):
        owe_notice(desk, chat_id, say, **values)


def tell_admins(desk: Desk, say: str, **values: Any) -> None:
    """Say it to every admin in private: the operators themselves cannot be reached."""
    for chat_id in _admin_chats(desk):
        owe_notice(desk, chat_id, say, **values)


def show_everywhere(desk: Desk, request: Request) -> None:
    """Every chat that shows the request, its applicant and the operator group, converge to its newest form."""
    applicant = people.load(desk.tx, request.applicant).telegram_id
    chats = {applicant, *cards.chats_showing(desk.tx, about_request(request.id))}
    for chat_id in sorted(chats.union(operator_chats(desk))):
        owe_card(desk, chat_id, about_request(request.id))


def call(desk: Desk, request: Request, role: Role) -> None:
    """It is this role's turn: everybody who holds it gets the letter and a fresh card."""
    letter = int(request.answers["letter"])
    called = [p for p in people.holders(desk.tx, role, now=desk.now) if p.id != request.applicant]
    if not called:
        tell_operators(desk, "operators.nobody", receipt=request.receipt, role=role)
    for person in called:
        owe_document(desk, person.telegram_id, letter, "notices.letter_file", receipt=request.receipt)
        owe_card(desk, person.telegram_id, about_request(request.id))


def show_open_cards_again(desk: Desk) -> None:
    """Post afresh whatever somebody still has to decide: their taps on the old cards may be lost."""
    for request in requests.at_stages(desk.tx, DECIDED_BY, limit=_OPEN_CARDS):
        role = DECIDED_BY[request.stage]
        for person in people.holders(desk.tx, role, now=desk.now) if moves_open(request, role) else ():
            owe_card(desk, person.telegram_id, about_request(request.id), again=True)
    for request in requests.at_stages(desk.tx, {Stage.RETURNED}, limit=_OPEN_CARDS):
        owe_question(desk, people.load(desk.tx, request.applicant).telegram_id)
    officers = people.holders(desk.tx, Role.PRANATA_KOMPUTER, now=desk.now)
    show_letters_without_number(desk, [officer.telegram_id for officer in officers])
    show_waiting_registrations(desk)


def show_registration(desk: Desk, registration_id: int) -> None:
    """The operators must see the registration as it now stands."""
    for chat_id in operator_chats(desk):
        owe_card(desk, chat_id, about_registration(registration_id))


def refresh_profile(desk: Desk, person: Person) -> None:
    """Where somebody has looked at what is kept of them, they must see it as it is now."""
    if person.telegram_id in cards.chats_showing(desk.tx, about_person(person.id)):
        owe_card(desk, person.telegram_id, about_person(person.id))


def show_letters_without_number(desk: Desk, officers: Collection[int]) -> None:
    """Post afresh, in these officers' chats, the letters that wait for TU's number."""
    for letter in letters.drafts(desk.tx):
        for chat_id in officers:
            owe_card(desk, chat_id, about_letter(letter.id), again=True)


def show_waiting_registrations(desk: Desk) -> None:
    """Post afresh, where the operators are, whoever waits to be let in."""
    for registration in registrations.waiting(desk.tx, limit=_OPEN_CARDS):
        for chat_id in operator_chats(desk):
            owe_card(desk, chat_id, about_registration(registration.id), again=True)


def show_waiting_to(desk: Desk, role: Role, chat_id: int) -> None:
    """Somebody has just come into a role: whatever waits for it is shown to them."""
    for request in requests.at_stages(desk.tx, DECIDED_BY, limit=_OPEN_CARDS):
        if DECIDED_BY[request.stage] is role and moves_open(request, role):
            owe_card(desk, chat_id, about_request(request.id))


def turn_of(trail: list[Event], roles: frozenset[Role]) -> int:
    """The revision at which one of these roles was last called, 0 if never: a newer turn is a fresh card."""
    called = [
        event.revision or 0 for event in trail if roles & {Role(role) for role in event.payload.get("called", ())}
    ]
    return max(called, default=0)
