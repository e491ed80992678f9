"""Who is owed what when something has happened: cards for those who see the request, a notice for the applicant."""

from typing import Any

from office.desk.desk import Desk
from office.register import cards, events, owed, people, rooms
from office.register.owed import Kind
from office.sop.request import Request
from office.sop.roles import Role


def chat_lane(chat_id: int) -> str:
    return f"chat:{chat_id}"


def card_subject(request_id: int) -> str:
    return f"request:{request_id}"


def owe_card(desk: Desk, chat_id: int, request_id: int) -> None:
    """This chat must show the request as it stands when the card is paid."""
    payload = {"chat_id": chat_id, "request_id": request_id}
    key = f"card:{chat_id}:{request_id}"
    owed.add(desk.tx, Kind.CARD, chat_lane(chat_id), payload, now=desk.now, key=key)


def owe_question(desk: Desk, chat_id: int) -> None:
    """This person's chat must show what they are to answer now."""
    key = f"question:{chat_id}"
    owed.add(desk.tx, Kind.QUESTION, chat_lane(chat_id), {"chat_id": chat_id}, now=desk.now, key=key)


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


def tell_operators(desk: Desk, say: str, **values: Any) -> None:
    """Say it in the operator group; while no group is bound, to every admin."""
    group = rooms.find(desk.tx)
    admins = [p.telegram_id for p in people.holders(desk.tx, Role.ADMIN, now=desk.now)]
    for chat_id in [group] if group is not None else admins:
        owe_notice(desk, chat_id, say, **values)


def show_everywhere(desk: Desk, request: Request) -> None:
    """Every chat that shows the request, its applicant and the operator group, converge to its newest form."""
    applicant = people.load(desk.tx, request.applicant).telegram_id
    chats = {applicant, *cards.chats_showing(desk.tx, card_subject(request.id))}
    group = rooms.find(desk.tx)
    for chat_id in sorted(chats | ({group} if group is not None else set())):
        owe_card(desk, chat_id, request.id)


def call(desk: Desk, request: Request, role: Role) -> None:
    """It is this role's turn: everybody who holds it gets the letter and a fresh card."""
    letter = int(request.answers["letter"])
    for person in people.holders(desk.tx, role, now=desk.now):
        if person.id == request.applicant:
            continue
        owe_document(desk, person.telegram_id, letter, "notices.letter_file", receipt=request.receipt)
        owe_card(desk, person.telegram_id, request.id)


def turn_of(desk: Desk, request_id: int, roles: frozenset[Role]) -> int:
    """The revision at which one of these roles was last called, 0 if never: a newer turn is a fresh card."""
    called = [
        event.revision or 0
        for event in events.of_request(desk.tx, request_id)
        if roles & {Role(role) for role in event.payload.get("called", ())}
    ]
    return max(called, default=0)
