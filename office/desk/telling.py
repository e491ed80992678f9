"""Who is owed what when something has happened: cards for those who see the request, a notice for the applicant."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any, Final

from office.desk.desk import Desk
from office.register import cards, clarifications, enquiries, letters, owed, people, registrations, requests, rooms
from office.register.cards import Awaited
from office.register.events import Event
from office.register.owed import Kind, chat_lane
from office.register.people import Person
from office.sop.request import Request, Stage
from office.sop.roles import Role
from office.sop.workflow import DECIDED_BY

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


def about_staff(person_id: int) -> str:
    """The subject of the card on which admins see what somebody is in the office, and change it."""
    return f"staff:{person_id}"


def about_directory(person_id: int) -> str:
    """The subject of an admin's list of people, in that admin's chat."""
    return f"directory:{person_id}"


def about_enquiry(enquiry_id: int) -> str:
    """The subject of the card that shows a question to the operators."""
    return f"enquiry:{enquiry_id}"


def about_letter(letter_id: int) -> str:
    """The subject of a card that shows a letter to the officers."""
    return f"letter:{letter_id}"


def about_clarification(clarification_id: int) -> str:
    """The subject of the card that asks an applicant about a request."""
    return f"clarification:{clarification_id}"


def card_key(chat_id: int, subject: str) -> str:
    """What the chat is owed the card under, while it is."""
    return f"card:{chat_id}:{subject}"


def owe_card(
    desk: Desk,
    chat_id: int,
    subject: str,
    *,
    view: str | None = "",
    again: bool = False,
    tapped: int | None = None,
    stale: int | None = None,
    thread: int | None = None,
) -> None:
    """This chat must show the subject as it stands when the card is paid.

    `view` asks for another side of the card (the plan, a confirmation), None for the one that its reader has turned to;
    `again` for a new message in any case, below all that the chat is owed, in the topic (`thread`) in which somebody
    asked for it; `tapped` is a copy that is to go on as the card, `stale` one that is to lose its buttons.
    """
    key = card_key(chat_id, subject)
    unpaid = owed.payload_of(desk.tx, key)
    if unpaid and owed.let_be(desk.tx, key):
        unpaid = {}
    view = unpaid.get("view") if view is None else view
    payload = {
        "chat_id": chat_id,
        "subject": subject,
        "view": view,
        "again": again or unpaid.get("again", False),
        "tapped": tapped or unpaid.get("tapped"),
        "stale": stale or unpaid.get("stale"),
        "thread": thread if again else unpaid.get("thread"),
    }
    owed.add(desk.tx, Kind.CARD, chat_lane(chat_id), payload, now=desk.now, key=key, last=again)


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
    owe_answer(desk, chat_id, None, say, **values)


def owe_answer(desk: Desk, chat_id: int, thread: int | None, say: str, **values: Any) -> None:
    """The same, in the topic in which somebody asked for it; what is about a request goes to the request's own."""
    payload = {"chat_id": chat_id, "say": say, "values": values, "thread": thread}
    owed.add(desk.tx, Kind.NOTICE, chat_lane(chat_id), payload, now=desk.now)


def owe_document(desk: Desk, chat_id: int, document_id: int, say: str, **values: Any) -> None:
    """Send the file once, with a caption."""
    payload = {"chat_id": chat_id, "document_id": document_id, "say": say, "values": values}
    owed.add(desk.tx, Kind.DOCUMENT, chat_lane(chat_id), payload, now=desk.now)


def owe_prompt(
    desk: Desk,
    person: Person,
    chat_id: int,
    action: str,
    subject: int,
    revision: int,
    say: str,
    *,
    offers: Sequence[str] = (),
    meant: dict[str, Any] | None = None,
    **values: Any,
) -> None:
    """Ask this person for a text (a reason) and expect it in this chat; it belongs to the revision that was seen.

    `offers` are answers that a tap can give instead; `meant` is what the person will do once it has come.
    """
    awaited = cards.await_text(desk.tx, person.id, chat_id, action, subject, revision, meant, now=desk.now)
    payload = {
        "chat_id": chat_id,
        "say": say,
        "values": values,
        "awaited_id": awaited,
        "about": [action, subject, revision],
        "offers": list(offers),
        "telegram_id": person.telegram_id,
        "name": person.name,
    }
    owed.add(desk.tx, Kind.PROMPT, chat_lane(chat_id), payload, now=desk.now, key=_prompt_key(awaited))


def _prompt_key(awaited: int) -> str:
    return f"prompt:{awaited}"


def is_still_asked(desk: Desk, awaited: Awaited) -> bool:
    """Whether the question for it is on its way: it may be seen already, and which message it is we do not know yet."""
    return awaited.prompt is None and owed.is_due(desk.tx, _prompt_key(awaited.id))


def owe_deletion(desk: Desk, chat_id: int, message_id: int, *, after: timedelta = timedelta()) -> None:
    """The message must go from the chat, now or in a while. It waits for nothing else that is owed there."""
    key = f"delete:{chat_id}:{message_id}"
    payload = {"chat_id": chat_id, "message_id": message_id}
    owed.add(desk.tx, Kind.DELETION, key, payload, now=desk.now, key=key, not_before=desk.now + after)


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


def tell_admins(desk: Desk, say: str, *, but: int | None = None, **values: Any) -> None:
    """Say it to every admin in private, where the operators cannot be reached or are not to know; not to `but`."""
    for chat_id in _admin_chats(desk):
        if chat_id != but:
            owe_notice(desk, chat_id, say, **values)


def refresh_for_admins(desk: Desk, about: Callable[[int], str]) -> None:
    """Every admin who has this list of theirs in the chat sees it as it is now, on the page that they are on."""
    for admin in people.holders(desk.tx, Role.ADMIN, now=desk.now):
        if cards.find(desk.tx, admin.telegram_id, about(admin.id)) is not None:
            owe_card(desk, admin.telegram_id, about(admin.id), view=None)


def show_everywhere(desk: Desk, request: Request) -> None:
    """Every chat that shows the request, its applicant and the operator group, converge to its newest form."""
    applicant = people.load(desk.tx, request.applicant).telegram_id
    chats = {applicant, *cards.chats_showing(desk.tx, about_request(request.id))}
    for chat_id in sorted(chats.union(operator_chats(desk))):
        owe_card(desk, chat_id, about_request(request.id), view=None)


def deciders(desk: Desk, request: Request, role: Role) -> list[Person]:
    """Who may decide on the request in this role now: not its applicant, nobody with another part, only its officer."""
    as_it_stands = requests.load(desk.tx, request.id)
    return [p for p in people.holders(desk.tx, role, now=desk.now) if desk.moves_for(as_it_stands, p.id, {role})]


def call(desk: Desk, request: Request, role: Role) -> None:
    """It is this role's turn: everybody who holds it gets the letter and a fresh card."""
    called = deciders(desk, request, role)
    if not called:
        is_held = bool(people.holders(desk.tx, role, now=desk.now))
        tell_operators(desk, "operators.nobody", receipt=request.receipt, role=role, is_held=is_held)
    for person in called:
        bring(desk, person, request)


def bring(desk: Desk, person: Person, request: Request, *, again: bool = False) -> None:
    """Whoever is to decide gets the applicant's letter, and below it the card."""
    letter = int(request.answers["letter"])
    owe_document(desk, person.telegram_id, letter, "notices.letter_file", receipt=request.receipt)
    owe_card(desk, person.telegram_id, about_request(request.id), again=again)


def bring_anew(desk: Desk, person: Person, request: Request, *, again: bool = False) -> None:
    """It has become theirs to decide without a new turn: whoever was called for it before has the letter."""
    shown = cards.find(desk.tx, person.telegram_id, about_request(request.id))
    if shown is None or shown.turn == 0:
        bring(desk, person, request, again=shown is not None)
    else:
        owe_card(desk, person.telegram_id, about_request(request.id), again=again)


def show_open_cards_again(desk: Desk) -> None:
    """Post afresh whatever somebody still has to decide: their taps on the old cards may be lost."""
    for request in requests.at_stages(desk.tx, DECIDED_BY, limit=_OPEN_CARDS):
        role = DECIDED_BY[request.stage]
        for person in deciders(desk, request, role):
            owe_card(desk, person.telegram_id, about_request(request.id), again=True)
    for request in requests.at_stages(desk.tx, {Stage.RETURNED}, limit=_OPEN_CARDS):
        owe_question(desk, people.load(desk.tx, request.applicant).telegram_id)
    for asked in clarifications.all_open(desk.tx):
        applicant = people.load(desk.tx, requests.load(desk.tx, asked.request).applicant).telegram_id
        owe_card(desk, applicant, about_clarification(asked.id), again=True)
    officers = people.holders(desk.tx, Role.PRANATA_KOMPUTER, now=desk.now)
    show_letters_without_number(desk, [officer.telegram_id for officer in officers])
    show_what_operators_have(desk, operator_chats(desk))


def show_registration(desk: Desk, registration_id: int) -> None:
    """The operators must see the registration as it now stands."""
    for chat_id in operator_chats(desk):
        owe_card(desk, chat_id, about_registration(registration_id))


def refresh_profile(desk: Desk, person: Person) -> None:
    """Where somebody has looked at what is kept of them, they must see it as it is now."""
    if person.telegram_id in cards.chats_showing(desk.tx, about_person(person.id)):
        owe_card(desk, person.telegram_id, about_person(person.id))


def show_letters_without_number(desk: Desk, officers: Collection[int], *, limit: int = _OPEN_CARDS) -> None:
    """Post afresh, in these officers' chats, letters that wait for TU's number."""
    _post_afresh(desk, officers, [about_letter(letter.id) for letter in letters.drafts(desk.tx)], limit)


def show_what_operators_have(desk: Desk, chats: Collection[int], *, limit: int = _OPEN_CARDS) -> None:
    """Post afresh, in these chats of the operators, whoever waits to be let in, and who waits for an answer."""
    newcomers = registrations.waiting(desk.tx, limit=_OPEN_CARDS)
    _post_afresh(desk, chats, [about_registration(registration.id) for registration in newcomers], limit)
    asked = enquiries.waiting(desk.tx, limit=_OPEN_CARDS)
    _post_afresh(desk, chats, [about_enquiry(enquiry) for enquiry in asked], limit)


def _post_afresh(desk: Desk, chats: Collection[int], subjects: Sequence[str], limit: int) -> None:
    """What a chat has never been shown comes first, then what it was shown longest ago: asking again goes on."""
    for chat_id in chats:
        shown = {subject: cards.find(desk.tx, chat_id, subject) for subject in subjects}
        last = {subject: card.message_id if card else 0 for subject, card in shown.items()}
        for subject in sorted(subjects, key=last.__getitem__)[:limit]:
            owe_card(desk, chat_id, subject, again=True)


def show_waiting_to(desk: Desk, role: Role, person: Person) -> None:
    """Somebody has just come into a role: whatever waits for them in it is brought to them."""
    for request in requests.at_stages(desk.tx, DECIDED_BY, limit=_OPEN_CARDS):
        if DECIDED_BY[request.stage] is role and desk.moves_for(request, person.id, {role}):
            bring_anew(desk, person, request)


def turn_of(trail: list[Event], roles: frozenset[Role]) -> int:
    """The revision at which one of these roles was last called, 0 if never: a newer turn is a fresh card."""
    called = [
        event.revision or 0 for event in trail if roles & {Role(role) for role in event.payload.get("called", ())}
    ]
    return max(called, default=0)
