"""From a card's subject and the chat it is shown in to the card."""

from collections.abc import Callable
from typing import Final

from handlers.asking_card import clarification_card
from handlers.buttons import Bubble
from handlers.cards import registration_card, request_card
from handlers.colleague_cards import directory_list, staff_card
from handlers.group import board_bubble, may_look
from handlers.helping import enquiry_card
from handlers.inviting_card import inviting_card
from handlers.letter_cards import letter_card
from handlers.profile import profile_card
from handlers.queue_list import past_list, queue_list
from handlers.reports import may_read, report_card
from handlers.standing_card import standing_card
from handlers.status_list import Page, status_list
from handlers.survey_card import survey_card
from handlers.texts import Texts
from handlers.views import Viewer, view_request
from office.desk import staff
from office.desk.admission import NEW_OPD, opd_name
from office.desk.chairs import chairs
from office.desk.desk import Desk
from office.desk.profile import FORMER_OPD
from office.desk.queue import registrations_waiting
from office.desk.telling import operator_chats, turn_of
from office.register import events, letters, people, registrations, requests, rooms, surveys
from office.register.cards import Shown
from office.register.registrations import Purpose, Registration
from office.register.requests import StaleCard
from office.sop.authority import Act, may
from office.sop.request import Request
from office.sop.roles import OFFICIALS, Role


class NotShown(Exception):  # noqa: N818 - a finding
    """There is nothing that this chat may see of the subject: it does not exist, or is not the chat's business."""


def bubble_for(desk: Desk, texts: Texts, chat_id: int, subject: str, side: str) -> tuple[Bubble, int]:
    """Return the card as this chat may see it now, and the turn that it belongs to. Raises NotShown."""
    kind, _, number = subject.partition(":")
    try:
        if kind == "letter":
            return _letter(desk, texts, chat_id, int(number), side)
        if kind in _OTHERS:
            return _OTHERS[kind](desk, texts, chat_id, int(number), side), 0
        request = requests.load(desk.tx, int(number))
    except StaleCard:
        raise NotShown(subject) from None
    viewer = _viewer(desk, chat_id)
    if request.receipt is None or not _may_see(desk, request, viewer, chat_id):
        raise NotShown(subject)
    trail = events.of_request(desk.tx, request.id)
    turn = 0 if viewer.is_colleague(request) else turn_of(trail, viewer.roles)
    return request_card(texts, view_request(desk, request, viewer, trail), side), turn


def side_for(wanted: str | None, shown: Shown | None) -> str:
    """The side of a card that is asked for, or else the one that its reader has turned to."""
    if wanted is not None:
        return wanted
    return shown.side if shown is not None else ""


def _may_see(desk: Desk, request: Request, viewer: Viewer, chat_id: int) -> bool:
    """A group that sees requests is the operators'."""
    return viewer.may_see(request) if viewer.person is not None else chat_id == rooms.find(desk.tx)


def _viewer(desk: Desk, chat_id: int) -> Viewer:
    """A private chat's id is the person's; a group is nobody and may press nothing."""
    person = people.find(desk.tx, chat_id)
    if person is None:
        return Viewer(None, frozenset())
    return viewer_of(people.Actor(person, people.assignments_of(desk.tx, person.id, now=desk.now)))


def viewer_of(actor: people.Actor) -> Viewer:
    applies = actor.as_(Role.APPLICANT)
    return Viewer(actor.person.id, actor.roles, applies.opd if applies else None)


def _board(desk: Desk, texts: Texts, chat_id: int, number: int, side: str) -> Bubble:
    if not may_look(desk, chat_id):
        raise NotShown(number)
    return board_bubble(desk, texts, side)


def _enquiry(desk: Desk, texts: Texts, chat_id: int, enquiry_id: int, _side: str) -> Bubble:
    bubble = enquiry_card(desk, texts, chat_id, enquiry_id)
    if bubble is None:
        raise NotShown(enquiry_id)
    return bubble


def _clarification(desk: Desk, texts: Texts, chat_id: int, clarification_id: int, _side: str) -> Bubble:
    bubble = clarification_card(desk, texts, chat_id, clarification_id)
    if bubble is None:
        raise NotShown(clarification_id)
    return bubble


def _profile(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    """Only in the person's own private chat, whose id is theirs."""
    person = people.find(desk.tx, chat_id)
    if person is None or person.id != person_id:
        raise NotShown(person_id)
    return profile_card(desk, texts, people.actor(desk.tx, chat_id, now=desk.now), side)


def _letter(desk: Desk, texts: Texts, chat_id: int, letter_id: int, side: str) -> tuple[Bubble, int]:
    """For the officers; a new card when what was a draft has become a letter."""
    letter = letters.load(desk.tx, letter_id)
    if Role.PRANATA_KOMPUTER not in _viewer(desk, chat_id).roles:
        raise NotShown(letter_id)
    return letter_card(desk, texts, letter, side), int(letter.document is not None)


def _status(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    """The list of an OPD's requests, in the private chat of who asked for it and still belongs there."""
    actor = people.actor(desk.tx, chat_id, now=desk.now)
    if actor.person.id != person_id or (applies := actor.as_(Role.APPLICANT)) is None or applies.opd is None:
        raise NotShown(person_id)
    return status_list(desk, texts, actor.person.id, applies.opd, Page.read(side))


def _queue(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    """In the operator group all that waits; else in the private chat of who asked and holds an office."""
    newcomers = registrations_waiting(desk, chat_id)
    if person_id == 0:
        if chat_id != rooms.find(desk.tx):
            raise NotShown(person_id)
        return queue_list(desk, texts, None, side, newcomers)
    actor = people.actor(desk.tx, chat_id, now=desk.now)
    if actor.person.id != person_id or not actor.roles - {Role.APPLICANT}:
        raise NotShown(person_id)
    return queue_list(desk, texts, actor, side, newcomers)


def _past(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    actor = people.actor(desk.tx, chat_id, now=desk.now)
    if actor.person.id != person_id or not actor.roles & OFFICIALS:
        raise NotShown(person_id)
    return past_list(desk, texts, actor, side)


def _standing(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    """Only in the private chat of who appoints."""
    actor = people.actor(desk.tx, chat_id, now=desk.now)
    if actor.person.id != person_id or not chairs(actor):
        raise NotShown(person_id)
    return standing_card(desk, texts, actor, side)


def _report(desk: Desk, texts: Texts, chat_id: int, _: int, side: str) -> Bubble:
    """For the operator group, and for whoever holds an office, in private."""
    person = people.find(desk.tx, chat_id)
    if chat_id != rooms.find(desk.tx) and (
        person is None or not may_read(desk, chat_id, people.actor(desk.tx, chat_id, now=desk.now))
    ):
        raise NotShown(chat_id)
    return report_card(desk, texts, side)


def _survey(desk: Desk, texts: Texts, chat_id: int, request_id: int, _: str) -> Bubble:
    """Only for the applicant whom it was offered to."""
    survey, person = surveys.find(desk.tx, request_id), people.find(desk.tx, chat_id)
    if survey is None or person is None or survey.person != person.id:
        raise NotShown(request_id)
    return survey_card(texts, survey, str(requests.load(desk.tx, request_id).receipt))


def _registration(desk: Desk, texts: Texts, chat_id: int, registration_id: int, _: str) -> Bubble:
    registration = registrations.load(desk.tx, registration_id)
    if chat_id not in operator_chats(desk) or "opd" not in registration.answers:
        raise NotShown(registration_id)
    former = _former_opd(desk, registration)
    chosen = registration.answers["opd"]
    decided = registration.decided_by
    by = people.load(desk.tx, decided).name or "" if decided is not None else ""
    is_new, in_group = chosen.startswith(NEW_OPD), chat_id == rooms.find(desk.tx)
    return registration_card(
        texts, registration, opd_name(desk, chosen), by, is_new=is_new, in_group=in_group, former=former
    )


def _admin(desk: Desk, chat_id: int, act: Act) -> people.Actor:
    """Whose private chat this is, if they keep the staff. Raises NotShown."""
    person = people.find(desk.tx, chat_id)
    actor = people.actor(desk.tx, chat_id, now=desk.now) if person is not None else None
    if actor is None or not may(act, actor.roles):
        raise NotShown(chat_id)
    return actor


def _directory(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    if _admin(desk, chat_id, Act.LIST_PEOPLE).person.id != person_id:
        raise NotShown(person_id)
    return directory_list(desk, texts, side)


def _staff(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    return staff_card(desk, texts, _admin(desk, chat_id, Act.LIST_PEOPLE), staff.look(desk, person_id), side)


def _inviting(desk: Desk, texts: Texts, chat_id: int, person_id: int, side: str) -> Bubble:
    admin = _admin(desk, chat_id, Act.INVITE)
    if admin.person.id != person_id:
        raise NotShown(person_id)
    return inviting_card(desk, texts, admin, side)


def _former_opd(desk: Desk, registration: Registration) -> str:
    """Where somebody comes from who wants to go over; empty for a newcomer."""
    former = registration.answers.get(FORMER_OPD) if registration.purpose is Purpose.MOVE else None
    return opd_name(desk, former) if former else ""


_OTHERS: Final[dict[str, Callable[[Desk, Texts, int, int, str], Bubble]]] = {
    "board": _board,
    "clarification": _clarification,
    "directory": _directory,
    "enquiry": _enquiry,
    "inviting": _inviting,
    "past": _past,
    "person": _profile,
    "queue": _queue,
    "registration": _registration,
    "report": _report,
    "staff": _staff,
    "standing": _standing,
    "status": _status,
    "survey": _survey,
}
"""Whatever is shown besides requests."""
