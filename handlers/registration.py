"""Who are you: consent, the registration's questions, invitations, and the operators' yes or no."""

from typing import Any, Final

from handlers.errors import NotYourContact
from handlers.handler import Handler, Toast
from handlers.visit import Visit
from office.desk import registration as desk_registration
from office.desk.desk import Desk
from office.desk.registration import ConsentMissing, filling
from office.desk.telling import owe_commands, owe_notice, owe_prompt, owe_question
from office.register import registrations
from office.register.people import Actor
from office.register.registrations import State
from office.register.requests import StaleCard
from office.sop.fields import SKIPPED
from office.sop.form import Kind, next_field, questions
from office.sop.registration_forms import registration_form


def start(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/start`, alone or behind an invitation's link."""
    if visit.text:
        role = desk_registration.redeem(desk, actor, visit.text)
        owe_notice(desk, visit.chat, "start.invited", role=role)
        owe_question(desk, visit.chat)
        return
    waiting = registrations.open_of(desk.tx, actor.person.id)
    if waiting is not None and waiting.state is State.WAITING:
        owe_notice(desk, visit.chat, "start.waiting")
    elif actor.roles and waiting is None:
        owe_notice(desk, visit.chat, "start.back", name=actor.person.name, roles=sorted(actor.roles))
        owe_commands(desk, visit.chat)
    else:
        _welcome(desk, actor, visit)


def _welcome(desk: Desk, actor: Actor, visit: Visit) -> None:
    owe_notice(desk, visit.chat, "start.welcome")
    desk_registration.begin(desk, actor)
    owe_question(desk, visit.chat)


def bind_group(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/start <invitation>` in a group: it becomes the operator group."""
    if visit.text:
        desk_registration.bind_group(desk, actor, visit.text, visit.chat)


def consent(desk: Desk, actor: Actor, _visit: Visit, _: Any) -> Toast:
    desk_registration.consent(desk, actor)
    return Toast("toasts.consent")


def on_text(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Take a typed text as an answer of the registration; False if none is being filled in."""
    registration = filling(desk, actor)
    if registration is None:
        return False
    form = registration_form(registration.role)
    field = next_field(form, registration.answers)
    if actor.person.consented_at is None:
        raise ConsentMissing
    if field is not None and questions(form)[field].kind is Kind.OPD:
        desk_registration.search_opd(desk, actor, registration, visit.text)
    else:
        desk_registration.answer(desk, actor, registration, visit.text)
    return True


def on_contact(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """A shared contact answers the question for the phone number, if it is the sender's own."""
    registration = filling(desk, actor)
    if registration is None or visit.contact is None:
        owe_notice(desk, visit.chat, "start.not_understood")
        return
    if visit.contact.owner != visit.sender:
        raise NotYourContact
    desk_registration.answer(desk, actor, registration, visit.contact.phone, by=Kind.CONTACT)


def pick(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A button under a registration's question: a unit, *tidak ada di daftar*, or *bukan ASN*."""
    press, registration = visit.seen, filling(desk, actor)
    if registration is None or (registration.id, registration.revision) != (press.id, press.revision):
        raise StaleCard(press.id, press.revision)
    if press.action == "skip":
        desk_registration.answer(desk, actor, registration, SKIPPED)
    elif press.extra == "new":
        desk_registration.choose_opd(desk, actor, registration, None)
    else:
        desk_registration.choose_opd(desk, actor, registration, press.choice)
    return Toast()


def approve(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_registration.approve(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.approved")


def ask_why_refuse(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """The operator is asked for the reason before anything is decided."""
    press = visit.seen
    desk_registration.check_refusable(desk, actor, press.id, revision=press.revision)
    owe_prompt(desk, actor.person, visit.chat, "refuse", press.id, press.revision, "registration.why_refuse")
    return Toast("toasts.ask_reason")


def refuse(desk: Desk, actor: Actor, registration_id: int, revision: int, reason: str) -> None:
    """The reason has been typed."""
    desk_registration.refuse(desk, actor, registration_id, reason, revision=revision)


TAPS: Final[dict[str, Handler]] = {
    "consent": Handler(consent),
    "opd": Handler(pick),
    "skip": Handler(pick),
    "approve": Handler(approve),
    "refuse": Handler(ask_why_refuse),
}
