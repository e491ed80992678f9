"""How somebody becomes known to the office: consent, the form, an operator's yes, or an invitation."""

from office.desk.desk import Desk
from office.desk.telling import (
    about_registration,
    operator_chats,
    owe_card,
    owe_commands,
    owe_notice,
    owe_question,
    show_waiting_to,
)
from office.register import events, invitations, opds, people, registrations, rooms
from office.register.people import Actor
from office.register.registrations import Registration, State
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.fields import SKIPPED
from office.sop.form import Kind, check_answer, check_kind, next_field
from office.sop.registration_forms import ApplicantForm, registration_form
from office.sop.request import Action
from office.sop.roles import Role
from office.sop.workflow import SeparateDuties

GROUP = "operator_group"
"""What an invitation grants that binds a chat as the operator group."""

NEW_OPD = "new:"
"""Stands before the name of a unit that is not in the directory; whoever approves adds it."""


TYPED_OPD = "opd_typed"
"""Where the last search is kept among the answers, for the button *tidak ada di daftar*."""


class ConsentMissing(Refusal):
    """Nothing personal is kept before the person has agreed (UU 27/2022)."""


class NotAnOperator(Refusal):
    """Only an operator or admin decides on registrations."""


class WrongPlace(Refusal):
    """This invitation is for a group, or for a private chat, and was opened in the other."""


def redeem(desk: Desk, actor: Actor, token: str) -> Role:
    """Use an invitation in a private chat: the person may fill in the role's form.

    Raises the refusals of `invitations.redeem`, WrongPlace for the group's invitation.
    """
    grants = invitations.redeem(desk.tx, token, actor.person.id, now=desk.now)
    if grants == GROUP:
        raise WrongPlace
    role = Role(grants)
    registrations.drop_unfinished(desk.tx, actor.person.id, but=role)
    registrations.begin(desk.tx, actor.person.id, role, now=desk.now)
    events.append(desk.tx, "invitation:use", at=desk.now, actor=actor, payload={"role": role})
    return role


def bind_group(desk: Desk, actor: Actor, token: str, chat_id: int) -> None:
    """Use the group's invitation: this chat is the operator group from now on."""
    if invitations.redeem(desk.tx, token, actor.person.id, now=desk.now) != GROUP:
        raise WrongPlace
    rooms.bind(desk.tx, chat_id)
    events.append(desk.tx, "group:bind", at=desk.now, actor=actor, payload={"chat": chat_id})
    owe_notice(desk, chat_id, "notices.group_bound")


def begin(desk: Desk, actor: Actor) -> None:
    """Somebody wants to apply; anything they have begun goes on. Nothing personal is asked before consent."""
    if registrations.open_of(desk.tx, actor.person.id) is None:
        registrations.begin(desk.tx, actor.person.id, Role.APPLICANT, now=desk.now)


def consent(desk: Desk, actor: Actor) -> None:
    """Keep the person's agreement and ask what comes next."""
    people.consent(desk.tx, actor.person, now=desk.now)
    events.append(desk.tx, "person:consent", at=desk.now, actor=actor)
    owe_question(desk, actor.person.telegram_id)


def filling(desk: Desk, actor: Actor) -> Registration | None:
    """The registration that this person is filling in now, if any."""
    registration = registrations.open_of(desk.tx, actor.person.id)
    return registration if registration and registration.state is State.FILLING else None


def answer(desk: Desk, actor: Actor, registration: Registration, typed: str, *, by: Kind = Kind.TEXT) -> Registration:
    """Keep the answer to the current question; the last one sends the registration off.

    Raises ConsentMissing, BadAnswer, WrongKind.
    """
    if actor.person.consented_at is None:
        raise ConsentMissing
    form = registration_form(registration.role)
    field = next_field(form, registration.answers)
    assert field is not None  # noqa: S101 - the last answer has sent it off
    check_kind(form, field, by)
    answers = {**registration.answers, field: check_answer(form, field, typed, desk.rules)}
    registration = registrations.change(desk.tx, registration, answers=answers)
    if next_field(form, answers) is None:
        return _hand_in(desk, actor, registration)
    owe_question(desk, actor.person.telegram_id)
    return registration


def choose_opd(desk: Desk, actor: Actor, registration: Registration, opd: int | None) -> Registration:
    """Take a unit of the directory, or with None the name that was searched for as one that is not in it.

    Raises StaleCard if no such unit was ever offered, and what `answer` raises.
    """
    typed = registration.answers.get(TYPED_OPD)
    if typed is None or (opd is not None and not opds.exists(desk.tx, opd)):
        raise StaleCard(registration.id, registration.revision)
    return answer(desk, actor, registration, NEW_OPD + typed if opd is None else str(opd), by=Kind.OPD)


def search_opd(desk: Desk, actor: Actor, registration: Registration, typed: str) -> Registration:
    """Offer the units whose names hold what was typed; the typed name itself is remembered."""
    answers = {**registration.answers, TYPED_OPD: check_answer(ApplicantForm, "opd", typed, desk.rules)}
    owe_question(desk, actor.person.telegram_id)
    return registrations.change(desk.tx, registration, answers=answers)


def _hand_in(desk: Desk, actor: Actor, registration: Registration) -> Registration:
    """An invitation already said yes; an applicant waits for an operator."""
    if registration.role is not Role.APPLICANT:
        return _admit(desk, registration, by=None)
    waiting = registrations.change(desk.tx, registration, state=State.WAITING)
    events.append(desk.tx, "registration:send", at=desk.now, actor=actor, payload={"id": waiting.id})
    owe_notice(desk, actor.person.telegram_id, "registration.waiting")
    _show(desk, waiting)
    return waiting


def _show(desk: Desk, registration: Registration) -> None:
    for chat_id in operator_chats(desk):
        owe_card(desk, chat_id, about_registration(registration.id))


def opd_name(desk: Desk, chosen: str) -> str:
    """The name behind a kept answer: a directory id, or the name of a unit that is not in it."""
    if chosen.startswith(NEW_OPD):
        return chosen.removeprefix(NEW_OPD)
    return opds.load(desk.tx, int(chosen)).name


def _admit(desk: Desk, registration: Registration, *, by: Actor | None) -> Registration:
    answers = registration.answers
    details: dict[str, str | None] = {
        name: answers[name] for name in ("name", "nip", "rank", "title", "phone") if name in answers
    }
    if details.get("nip") == SKIPPED:
        del details["nip"]
    people.describe(desk.tx, registration.person, details)
    opd = opds.ensure(desk.tx, opd_name(desk, answers["opd"])).id if "opd" in answers else None
    granted_by = by.person.id if by else None
    people.grant(desk.tx, registration.person, registration.role, now=desk.now, opd=opd, by=granted_by)
    events.append(
        desk.tx,
        "registration:approve",
        at=desk.now,
        actor=by,
        payload={"id": registration.id, "person": registration.person, "role": registration.role},
    )
    chat_id = people.load(desk.tx, registration.person).telegram_id
    owe_commands(desk, chat_id)
    owe_notice(desk, chat_id, "registration.admitted", role=registration.role)
    show_waiting_to(desk, registration.role, chat_id)
    if registration.role is Role.APPLICANT:
        _show(desk, registration)
    return registrations.change(desk.tx, registration, state=State.APPROVED, decided_by=granted_by)


def _decidable(desk: Desk, actor: Actor, registration_id: int, revision: int) -> Registration:
    if not actor.roles & {Role.OPERATOR, Role.ADMIN}:
        raise NotAnOperator
    registration = registrations.load(desk.tx, registration_id)
    if registration.person == actor.person.id:
        raise SeparateDuties(Action.DISPOSE)
    if registration.revision != revision or registration.state is not State.WAITING:
        raise StaleCard(registration_id, revision)
    return registration


def approve(desk: Desk, actor: Actor, registration_id: int, *, revision: int) -> Registration:
    """Let the applicant in. Raises NotAnOperator, StaleCard, SeparateDuties for their own."""
    return _admit(desk, _decidable(desk, actor, registration_id, revision), by=actor)


def check_refusable(desk: Desk, actor: Actor, registration_id: int, *, revision: int) -> Registration:
    """Whether this actor may refuse it now; the reason is asked next. Raises NotAnOperator, StaleCard."""
    return _decidable(desk, actor, registration_id, revision)


def refuse(desk: Desk, actor: Actor, registration_id: int, reason: str, *, revision: int) -> Registration:
    """Say no with a reason; what was filled in stays in the register. Raises NotAnOperator, StaleCard."""
    registration = _decidable(desk, actor, registration_id, revision)
    payload = {"id": registration.id, "reason": reason}
    events.append(desk.tx, "registration:refuse", at=desk.now, actor=actor, payload=payload)
    chat_id = people.load(desk.tx, registration.person).telegram_id
    owe_notice(desk, chat_id, "registration.refused", reason=reason)
    _show(desk, registration)
    return registrations.change(desk.tx, registration, state=State.REFUSED, reason=reason, decided_by=actor.person.id)
