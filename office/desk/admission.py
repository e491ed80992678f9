"""The operators' word on who wants in, or over to another OPD; an invitation has said yes beforehand."""

from office.desk.desk import Desk
from office.desk.granting import grant
from office.desk.leaving import withdraw_drafts
from office.desk.roles import show_to_admins
from office.desk.standing import TERMS, Terms, begin_period
from office.desk.telling import (
    owe_commands,
    owe_notice,
    owe_question,
    refresh_profile,
    show_registration,
    show_waiting_to,
    tell_admins,
)
from office.register import events, opds, people, registrations
from office.register.people import Actor, Person
from office.register.registrations import Purpose, Registration, State
from office.register.requests import StaleCard
from office.sop.authority import Act, may
from office.sop.errors import Refusal
from office.sop.fields import SKIPPED
from office.sop.request import Action
from office.sop.roles import Role
from office.sop.workflow import SeparateDuties

NEW_OPD = "new:"
"""Stands before the name of a unit that is not in the directory; whoever approves adds it."""

_OF_A_PERSON = ("name", "nip", "rank", "title", "phone")


class NotAnOperator(Refusal):
    """Only an operator or admin decides on registrations."""


def opd_name(desk: Desk, chosen: str) -> str:
    """The name behind a kept answer: a directory id, or the name of a unit that is not in it."""
    if chosen.startswith(NEW_OPD):
        return chosen.removeprefix(NEW_OPD)
    return opds.load(desk.tx, int(chosen)).name


def admit(desk: Desk, registration: Registration, *, by: Actor | None) -> Registration:
    """Give the role, and write down what was told. Who goes over to another OPD leaves the old one now."""
    answers = registration.answers
    details: dict[str, str | None] = {name: answers[name] for name in _OF_A_PERSON if name in answers}
    if details.get("nip") == SKIPPED:
        del details["nip"]
    person = people.load(desk.tx, registration.person)
    if registration.purpose is Purpose.MOVE:
        withdraw_drafts(desk, people.actor(desk.tx, person.telegram_id, now=desk.now))
    people.describe(desk.tx, registration.person, details)
    opd = _opd(desk, answers["opd"]) if "opd" in answers else None
    granted_by = by.person.id if by else None
    if TERMS in answers:
        begin_period(desk, people.load(desk.tx, registration.person), Terms.read(answers[TERMS]), by=None)
    else:
        grant(desk, registration.person, registration.role, by=by, opd=opd)
    payload = {
        "id": registration.id,
        "person": registration.person,
        "role": registration.role,
        "purpose": registration.purpose,
        "opd": opd,
    }
    if registration.person == granted_by:
        payload["small_office"] = True
    events.append(desk.tx, "registration:approve", at=desk.now, actor=by, payload=payload)
    _tell(desk, registration, people.load(desk.tx, registration.person))
    refresh_profile(desk, person)
    show_to_admins(desk, person.id)
    return registrations.change(desk.tx, registration, state=State.APPROVED, decided_by=granted_by)


def _opd(desk: Desk, chosen: str) -> int:
    """Whoever approves a unit that is not in the directory adds it."""
    return opds.ensure(desk.tx, chosen.removeprefix(NEW_OPD)).id if chosen.startswith(NEW_OPD) else int(chosen)


def _tell(desk: Desk, registration: Registration, person: Person) -> None:
    chat_id = person.telegram_id
    owe_commands(desk, chat_id)
    if registration.purpose is Purpose.MOVE:
        owe_notice(desk, chat_id, "registration.moved", opd=opd_name(desk, registration.answers["opd"]))
    elif TERMS not in registration.answers:
        owe_notice(desk, chat_id, "registration.admitted", role=registration.role)
    owe_question(desk, chat_id)
    if TERMS not in registration.answers:
        show_waiting_to(desk, registration.role, person)
    if registration.role is Role.APPLICANT:
        show_registration(desk, registration.id)
    elif TERMS not in registration.answers:
        tell_admins(desk, "staff.joined", but=chat_id, name=person.name, role=registration.role)


def check_decidable(desk: Desk, actor: Actor, registration_id: int, *, revision: int) -> Registration:
    """Return it if this actor may decide on it now. Raises NotAnOperator, StaleCard, SeparateDuties for their own."""
    if not may(Act.DECIDE_REGISTRATION, actor.roles):
        raise NotAnOperator
    registration = registrations.load(desk.tx, registration_id)
    if registration.person == actor.person.id and not desk.agency.duties.small_office:
        raise SeparateDuties(Action.DISPOSE)
    if registration.revision != revision or registration.state is not State.WAITING:
        raise StaleCard(registration_id, revision)
    return registration


def approve(desk: Desk, actor: Actor, registration_id: int, *, revision: int) -> Registration:
    """Let the applicant in. Raises what `check_decidable` raises."""
    return admit(desk, check_decidable(desk, actor, registration_id, revision=revision), by=actor)


def refuse(desk: Desk, actor: Actor, registration_id: int, reason: str, *, revision: int) -> Registration:
    """Say no with a reason; what was filled in is kept to be mended. Raises what `check_decidable` raises."""
    registration = check_decidable(desk, actor, registration_id, revision=revision)
    payload = {"id": registration.id, "reason": reason}
    events.append(desk.tx, "registration:refuse", at=desk.now, actor=actor, payload=payload)
    person = people.load(desk.tx, registration.person)
    told = {"reason": reason, "registration": registration.id, "purpose": registration.purpose}
    owe_notice(desk, person.telegram_id, "registration.refused", **told)
    show_registration(desk, registration.id)
    refresh_profile(desk, person)
    return registrations.change(desk.tx, registration, state=State.REFUSED, reason=reason, decided_by=actor.person.id)
