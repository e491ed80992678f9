"""Who are you: consent, the registration's questions, invitations, and the operators' yes or no."""

from typing import Any, Final

from handlers.errors import NotYourContact
from handlers.handler import Handler, Toast
from handlers.visit import Visit
from office.desk import admission, choosing_opd
from office.desk import registration as desk_registration
from office.desk.desk import Desk
from office.desk.registration import ConsentMissing, asked, filling
from office.desk.telling import owe_commands, owe_notice, owe_prompt, owe_question
from office.register import registrations
from office.register.cards import Awaited
from office.register.people import Actor
from office.register.registrations import Purpose, Registration, State
from office.register.requests import StaleCard
from office.sop.fields import SKIPPED
from office.sop.form import Kind, questions
from office.sop.registration_forms import registration_form
from office.sop.roles import Role

_BACK: Final = "kembali"
"""Typed, or pressed on the keyboard below the text field, it does what the button *Kembali* does."""


def start(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/start`, alone or behind an invitation's link."""
    current = registrations.open_of(desk.tx, actor.person.id)
    if visit.text:
        role = desk_registration.redeem(desk, actor, visit.text)
        owe_notice(desk, visit.chat, "start.invited", role=role)
        owe_question(desk, visit.chat)
    elif current is not None:
        _go_on(desk, actor, visit, current)
    elif actor.roles:
        owe_notice(desk, visit.chat, "start.back", name=actor.person.name, roles=sorted(actor.roles))
        owe_commands(desk, visit.chat)
    else:
        _welcome(desk, actor, visit)


def _go_on(desk: Desk, actor: Actor, visit: Visit, current: Registration) -> None:
    """Somebody comes back to what they began, or asks how it stands."""
    if current.state is State.WAITING:
        _say_it_waits(desk, visit, current)
    elif actor.person.consented_at is None:
        _welcome(desk, actor, visit)
    else:
        owe_notice(desk, visit.chat, "start.goes_on")
        owe_question(desk, visit.chat)


def _say_it_waits(desk: Desk, visit: Visit, waiting: Registration) -> None:
    owe_notice(desk, visit.chat, "start.waiting", registration=waiting.id, revision=waiting.revision)


def _welcome(desk: Desk, actor: Actor, visit: Visit) -> None:
    """What this is; to somebody who was refused the summary says enough."""
    if desk_registration.begin(desk, actor).reason is None:
        owe_notice(desk, visit.chat, "start.welcome")
    owe_question(desk, visit.chat)


def leads_in(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Lead somebody who wants to apply and is no applicant yet into the registration; False for an applicant.

    An applicant who was about to correct something or to go over to another OPD has turned to something else.
    """
    current = registrations.open_of(desk.tx, actor.person.id)
    if actor.as_(Role.APPLICANT) is not None:
        if current is None or current.state is State.WAITING:
            return False
        if current.purpose is not Purpose.JOIN:
            desk_registration.give_up(desk, actor)
            return False
    if current is not None:
        _go_on(desk, actor, visit, current)
    elif actor.roles:
        owe_notice(desk, visit.chat, "registration.first")
        desk_registration.begin(desk, actor)
        owe_question(desk, visit.chat)
    else:
        _welcome(desk, actor, visit)
    return True


def cancels(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """`/batal`: forget what is being filled in; what waits is withdrawn by its button. False if there is neither."""
    given_up = desk_registration.give_up(desk, actor)
    if given_up is not None:
        invited = given_up.role is not Role.APPLICANT and given_up.purpose is Purpose.JOIN
        owe_notice(desk, visit.chat, "registration.given_up", purpose=given_up.purpose, invited=invited)
        return True
    waiting = registrations.open_of(desk.tx, actor.person.id)
    if waiting is None or actor.roles:
        return False
    _say_it_waits(desk, visit, waiting)
    return True


def bind_group(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/start <invitation>` in a group: it becomes the operator group."""
    if visit.text:
        desk_registration.bind_group(desk, actor, visit.text, visit.chat)


def consent(desk: Desk, actor: Actor, _visit: Visit, _: Any) -> Toast:
    desk_registration.consent(desk, actor)
    return Toast("toasts.consent")


def decline(desk: Desk, actor: Actor, _visit: Visit, _: Any) -> Toast:
    """*Tidak setuju*: nothing was kept, and nothing is asked."""
    if desk_registration.give_up(desk, actor) is not None:
        owe_notice(desk, actor.person.telegram_id, "registration.declined")
    return Toast()


def on_text(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Take a typed text as an answer of the registration; False if none is being filled in."""
    registration = filling(desk, actor)
    if registration is None:
        return False
    if actor.person.consented_at is None:
        raise ConsentMissing
    kind = _kind_asked(registration)
    if visit.text.strip().casefold() == _BACK:
        if kind is Kind.CONTACT:
            owe_notice(desk, visit.chat, "registration.went_back")
        desk_registration.back(desk, actor, registration)
    elif kind is Kind.OPD:
        choosing_opd.search(desk, actor, registration, visit.text)
    else:
        desk_registration.answer(desk, actor, registration, visit.text)
    return True


def _kind_asked(registration: Registration) -> Kind | None:
    field = asked(registration)
    return questions(registration_form(registration.role))[field].kind if field else None


def on_contact(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """A shared contact answers the question for the phone number, if it is the sender's own."""
    registration = filling(desk, actor)
    if registration is None or visit.contact is None:
        owe_notice(desk, visit.chat, "start.not_understood")
        return
    if visit.contact.owner != visit.sender:
        raise NotYourContact
    if registration.purpose is not Purpose.CORRECT:
        owe_notice(desk, visit.chat, "registration.phone_kept")
    desk_registration.answer(desk, actor, registration, visit.contact.phone, by=Kind.CONTACT)


def _seen(desk: Desk, actor: Actor, visit: Visit) -> Registration:
    """What this person fills in, if it is as the button's reader saw it. Raises StaleCard, ConsentMissing."""
    press, registration = visit.seen, filling(desk, actor)
    if registration is None or (registration.id, registration.revision) != (press.id, press.revision):
        raise StaleCard(press.id, press.revision)
    if actor.person.consented_at is None:
        raise ConsentMissing
    return registration


def skip(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Bukan ASN*."""
    desk_registration.answer(desk, actor, _seen(desk, actor, visit), SKIPPED)
    return Toast()


def pick_opd(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A button below the question for the OPD: a unit, or one that is missing."""
    press, registration = visit.seen, _seen(desk, actor, visit)
    if _kind_asked(registration) is not Kind.OPD:
        raise StaleCard(press.id, press.revision)
    if press.extra == "new":
        choosing_opd.choose_unlisted(desk, actor, registration)
    elif press.extra == "all":
        choosing_opd.show_all(desk, actor, registration)
    else:
        choosing_opd.choose(desk, actor, registration, press.choice)
    return Toast()


def turn_page(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    choosing_opd.turn_page(desk, actor, _seen(desk, actor, visit), visit.seen.choice)
    return Toast()


def back(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_registration.back(desk, actor, _seen(desk, actor, visit))
    return Toast()


def edit(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_registration.edit(desk, actor, _seen(desk, actor, visit), visit.seen.extra)
    return Toast()


def keep(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_registration.keep_as_it_was(desk, actor, _seen(desk, actor, visit))
    return Toast()


def send(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_registration.send(desk, actor, _seen(desk, actor, visit))
    return Toast("toasts.registered")


def mend(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Perbaiki dan kirim lagi*, below the operators' no."""
    desk_registration.mend(desk, actor, visit.seen.id)
    return Toast()


def withdraw(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_registration.withdraw(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.registration_withdrawn")


def approve(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    admission.approve(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.approved")


def show_data(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Lihat data* in the group: what it does not learn, for the eyes of whoever may decide."""
    press = visit.seen
    answers = admission.check_decidable(desk, actor, press.id, revision=press.revision).answers
    nip = "" if answers["nip"] == SKIPPED else answers["nip"]
    values = {"title": answers["title"], "nip": nip, "phone": answers["phone"]}
    return Toast("registration.data", alert=True, values=values)


def ask_why_refuse(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """The operator is asked for the reason before anything is decided."""
    press = visit.seen
    admission.check_decidable(desk, actor, press.id, revision=press.revision)
    owe_prompt(desk, actor.person, visit.chat, "refuse", press.id, press.revision, "registration.why_refuse")
    return Toast("toasts.ask_reason")


def refuse(desk: Desk, actor: Actor, awaited: Awaited, reason: str) -> None:
    """The reason has been typed."""
    admission.refuse(desk, actor, awaited.subject, reason, revision=awaited.revision)


TAPS: Final[dict[str, Handler]] = {
    "consent": Handler(consent),
    "decline": Handler(decline),
    "opd": Handler(pick_opd),
    "opd_page": Handler(turn_page),
    "skip": Handler(skip),
    "reg_back": Handler(back),
    "reg_edit": Handler(edit),
    "reg_keep": Handler(keep),
    "reg_send": Handler(send),
    "reg_mend": Handler(mend),
    "reg_withdraw": Handler(withdraw),
    "reg_data": Handler(show_data),
    "approve": Handler(approve),
    "refuse": Handler(ask_why_refuse),
}
