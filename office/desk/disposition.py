"""The lembar disposisi of Kadis and Kabid (SOP activities 3 and 4): marked at leisure, then given with one tap."""

from dataclasses import replace
from typing import Any, Final

from office.desk.decisions import decide
from office.desk.desk import Desk
from office.desk.moves import look_again
from office.desk.officers import check_choice, eligible
from office.register import requests, sheets
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.disposition import SHEET, URGENCIES, Sheet
from office.sop.request import Action, PersonId, Request
from office.sop.roles import Role
from office.sop.text import cut, key_of

NOTE_LIMIT: Final = 300
ANYBODY: Final = 0
"""Stands for no officer in particular where one may be chosen."""


def sheet_of(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> Sheet:
    """What this official has marked, if the disposition is theirs to give now. Raises what giving it would raise."""
    request, role = _in_hand(desk, actor, request_id, revision)
    look_again(desk, request)
    return shown_sheet(desk, request, role, actor.person.id)


def set_urgency(desk: Desk, actor: Actor, request_id: int, number: int, *, revision: int) -> None:
    """Marks change nothing that others have seen, so the revision stays. Raises StaleCard for an unknown number."""
    if number >= len(URGENCIES):
        raise StaleCard(request_id, revision)
    _mark(desk, actor, request_id, revision, urgency=URGENCIES[number])


def turn_phrase(desk: Desk, actor: Actor, request_id: int, key: int, *, revision: int) -> None:
    """Ask for what this key stands for, or no longer.

    Raises StaleCard for a phrase that the office does not offer any more.
    """
    request, role = _in_hand(desk, actor, request_id, revision)
    offered = desk.agency.letter.disposition_phrases
    turned = {phrase for phrase in offered if key_of(phrase) == key}
    if not turned:
        raise StaleCard(request_id, revision)
    wanted = {*shown_sheet(desk, request, role, actor.person.id).asked_for} ^ turned
    _mark(desk, actor, request_id, revision, asked_for=tuple(phrase for phrase in offered if phrase in wanted))


def note(desk: Desk, actor: Actor, request_id: int, text: str, *, revision: int) -> None:
    """What the official has to say besides, in their own words."""
    _mark(desk, actor, request_id, revision, note=cut(text, NOTE_LIMIT))


def choose_officer(desk: Desk, actor: Actor, request_id: int, officer: int, *, revision: int) -> None:
    """The Kabid says which Pranata Komputer is to have it, or ANYBODY.

    Raises StaleCard for an officer who cannot have it, and on a sheet that does not go to the officers.
    """
    request, role = _in_hand(desk, actor, request_id, revision)
    if role is not Role.KABID:
        raise StaleCard(request_id, revision)
    chosen = PersonId(officer) if officer != ANYBODY else None
    if chosen is not None:
        check_choice(desk, request, chosen, but=actor.person.id)
    _mark(desk, actor, request_id, revision, officer=chosen)


def give(desk: Desk, actor: Actor, request_id: int, *, revision: int, officer: int = ANYBODY) -> Request:
    """*Disposisikan*: the request goes on with what stands on the sheet.

    Raises what `decide` raises, and StaleCard if `officer`, whom the sheet named, can have it no longer.
    """
    request, role = _in_hand(desk, actor, request_id, revision)
    sheet = shown_sheet(desk, request, role, actor.person.id)
    if officer != (sheet.officer or ANYBODY):
        raise StaleCard(request_id, revision)
    changes = {"officer": sheet.officer} if sheet.officer is not None else None
    seen = {"sheet": SHEET.dump_python(sheet, mode="json", exclude_none=True)}
    return decide(desk, actor, request, Action.DISPOSE, changes=changes, seen=seen)


def shown_sheet(desk: Desk, request: Request, role: Role, person: PersonId) -> Sheet:
    """What this official has marked, as far as it can be given now.

    What the office does not offer any more is not asked for, and nobody is chosen who cannot have it.
    """
    sheet = sheets.find(desk.tx, request, role, person)
    offered = desk.agency.letter.disposition_phrases
    asked_for = tuple(phrase for phrase in offered if phrase in sheet.asked_for)
    can_have_it = sheet.officer is not None and sheet.officer in {p.id for p in eligible(desk, request, but=person)}
    return replace(sheet, asked_for=asked_for, officer=sheet.officer if can_have_it else None)


def _in_hand(desk: Desk, actor: Actor, request_id: int, revision: int) -> tuple[Request, Role]:
    request = requests.load(desk.tx, request_id, revision=revision)
    return request, desk.find_move(request, Action.DISPOSE, actor).role


def _mark(desk: Desk, actor: Actor, request_id: int, revision: int, **marks: Any) -> None:
    request, role = _in_hand(desk, actor, request_id, revision)
    sheet = sheets.find(desk.tx, request, role, actor.person.id)
    sheets.keep(desk.tx, request, role, actor.person.id, replace(sheet, **marks))
