"""What follows when somebody's roles change: their menu, their open cards, their links, what they had as an officer."""

from typing import Final

from office.desk.desk import Desk
from office.desk.invitations import end_with
from office.desk.officers import let_go
from office.desk.telling import (
    about_directory,
    about_request,
    about_staff,
    owe_card,
    owe_commands,
    refresh_for_admins,
    show_waiting_to,
    tell_operators,
)
from office.register import cards, people, requests
from office.register.people import Actor, Person
from office.sop.request import Request
from office.sop.roles import OFFICIALS, Role
from office.sop.workflow import DECIDED_BY, moves_open

_NEWEST: Final = 200
_OF_WHOSE_ROLES: Final = frozenset(
    {"request", "letter", "registration", "enquiry", "staff", "directory", "inviting", "standing"}
)
"""Cards on which somebody decides in a role; the others are about themselves."""


def roles_changed(desk: Desk, *persons: int) -> None:
    """Every card that they were shown says anew what they may: buttons come and go with the roles, at once."""
    for person_id in persons:
        person = people.load(desk.tx, person_id)
        actor = Actor(person, people.assignments_of(desk.tx, person_id, now=desk.now))
        owe_commands(desk, person.telegram_id)
        if Role.PRANATA_KOMPUTER not in actor.roles:
            let_go(desk, person_id)
        end_with(desk, actor)
        for subject in cards.subjects_in(desk.tx, person.telegram_id, limit=_NEWEST):
            if subject.partition(":")[0] in _OF_WHOSE_ROLES:
                owe_card(desk, person.telegram_id, subject)
        for role in sorted(actor.roles & OFFICIALS):
            show_waiting_to(desk, role, person)
        _tell_what_nobody_has(desk, person)
        show_to_admins(desk, person_id)


def _tell_what_nobody_has(desk: Desk, person: Person) -> None:
    """The operators hear of what this person was called for, where nobody holds the role any more."""
    for role in sorted(OFFICIALS):
        if people.holders(desk.tx, role, now=desk.now):
            continue
        stages = {stage for stage, turn in DECIDED_BY.items() if turn is role}
        waiting = [r for r in requests.at_stages(desk.tx, stages, limit=_NEWEST) if moves_open(r, role)]
        theirs = [r for r in waiting if _was_called(desk, person, r)]
        if theirs:
            tell_operators(desk, "operators.nobody_left", role=role, count=len(theirs), receipt=theirs[0].receipt)


def _was_called(desk: Desk, person: Person, request: Request) -> bool:
    shown = cards.find(desk.tx, person.telegram_id, about_request(request.id))
    return shown is not None and shown.turn > 0


def show_to_admins(desk: Desk, person_id: int) -> None:
    """Admins who have looked at this person, or at the list of people, see how it is now."""
    for chat_id in cards.chats_showing(desk.tx, about_staff(person_id)):
        owe_card(desk, chat_id, about_staff(person_id))
    refresh_for_admins(desk, about_directory)
