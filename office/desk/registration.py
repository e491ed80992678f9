"""How somebody becomes known to the office: consent, an invitation, and the form until it is sent."""

from office.desk.admission import admit
from office.desk.chairs import check_not_own
from office.desk.desk import Desk
from office.desk.invitations import GROUP, about_inviting
from office.desk.profile import take_over
from office.desk.standing import TERMS, BadPeriod, ChairTaken, Terms, check_free
from office.desk.telling import (
    about_person,
    owe_card,
    owe_notice,
    owe_question,
    refresh_for_admins,
    refresh_profile,
    show_registration,
    tell_admins,
)
from office.register import events, invitations, people, registrations, rooms
from office.register.people import Actor, Person
from office.register.registrations import Purpose, Registration, State
from office.register.requests import StaleCard
from office.sop.authority import Act, may
from office.sop.errors import Refusal
from office.sop.form import Kind, broken_fields, check_answer, check_kind, field_before, next_field
from office.sop.registration_forms import registration_form
from office.sop.roles import Role

_KNOWN_OF_A_PERSON = ("name", "nip", "title", "phone")


class ConsentMissing(Refusal):
    """Nothing personal is kept before the person has agreed (UU 27/2022)."""


class WrongPlace(Refusal):
    """This invitation is for a group, or for a private chat, and was opened in the other."""


class NotSentYet(Refusal):
    """All questions are answered; what is wanted now is the button that sends, or one that changes an answer."""


class GroupBound(Refusal):
    """There is an operator group: only an admin puts another one in its place."""


class NobodyNeeded(Refusal):
    """The period for which this person was invited is over, or somebody else has the chair for it by now."""


class OwnLink(Refusal):
    """Whoever made this link is to pass it on: nobody gives themselves a role."""


def redeem(desk: Desk, actor: Actor, token: str) -> Role:
    """Use an invitation in a private chat: the person may fill in the role's form.

    Raises the refusals of `invitations.redeem`, WrongPlace for the group's invitation, OwnLink and OwnChair for
    somebody who opens the link that they are to pass on, which stays good, and NobodyNeeded.
    """
    desk.check_active(actor)
    granted = invitations.redeem(desk.tx, token, actor.person.id, now=desk.now)
    if granted.grants == GROUP:
        raise WrongPlace
    role = Role(granted.grants)
    if granted.terms:
        check_not_own(desk, role, actor.person.id)
        _check_needed(desk, Terms(**granted.terms))
    if granted.made_by == actor.person.id:
        raise OwnLink
    refresh_for_admins(desk, about_inviting)
    registrations.drop_unfinished(desk.tx, actor.person.id, but=None if granted.terms else role)
    answers = {TERMS: Terms(**granted.terms).written} if granted.terms else None
    registrations.begin(desk.tx, actor.person.id, role, now=desk.now, answers=answers)
    events.append(desk.tx, "invitation:use", at=desk.now, actor=actor, payload={"role": role})
    return role


def _check_needed(desk: Desk, terms: Terms) -> None:
    try:
        check_free(desk, terms)
    except (BadPeriod, ChairTaken) as exc:
        raise NobodyNeeded from exc


def bind_group(desk: Desk, actor: Actor, token: str, chat_id: int) -> None:
    """Use the group's invitation: this chat is the operator group from now on.

    The first may be bound by whoever has the link, another one by an admin; the other admins and the old group hear of
    it. Raises the refusals of `invitations.redeem`, Suspended, WrongPlace for another invitation, GroupBound.
    """
    desk.check_active(actor)
    before = rooms.find(desk.tx)
    is_another = before not in {None, chat_id}
    if is_another and not may(Act.INVITE, actor.roles):
        raise GroupBound
    if invitations.redeem(desk.tx, token, actor.person.id, now=desk.now).grants != GROUP:
        raise WrongPlace
    refresh_for_admins(desk, about_inviting)
    rooms.bind(desk.tx, chat_id)
    events.append(desk.tx, "group:bind", at=desk.now, actor=actor, payload={"chat": chat_id})
    owe_notice(desk, chat_id, "notices.group_bound")
    name = actor.person.name or ""
    tell_admins(desk, "staff.group_bound", but=actor.person.telegram_id, name=name, is_another=is_another)
    if before is not None and is_another:
        owe_notice(desk, before, "notices.group_moved", name=name)


def begin(desk: Desk, actor: Actor) -> Registration:
    """Somebody wants to apply; anything they have begun goes on, and what was refused is there to be mended.

    Nothing personal is asked before consent.
    """
    desk.check_active(actor)
    current = registrations.open_of(desk.tx, actor.person.id)
    if current is not None:
        return current
    last = registrations.last_sent(desk.tx, actor.person.id)
    if last is not None and last.state is State.REFUSED:
        return _begin_again(desk, last)
    known = known_of(actor.person)
    return registrations.begin(desk.tx, actor.person.id, Role.APPLICANT, now=desk.now, answers=known)


def known_of(person: Person) -> dict[str, str]:
    """The answers that the office already has from this person."""
    known = {name: getattr(person, name) for name in _KNOWN_OF_A_PERSON}
    return {name: value for name, value in known.items() if value}


def mend(desk: Desk, actor: Actor, registration_id: int) -> Registration:
    """Open what was refused, with its answers, to be changed and sent again.

    Raises Suspended, and StaleCard if it is not this person's, or no longer the last word.
    """
    desk.check_active(actor)
    last = registrations.last_sent(desk.tx, actor.person.id)
    is_last = last is not None and last.id == registration_id and last.state is State.REFUSED
    if last is None or not is_last or registrations.open_of(desk.tx, actor.person.id) is not None:
        raise StaleCard(registration_id, 0)
    owe_question(desk, actor.person.telegram_id)
    return _begin_again(desk, last)


def _begin_again(desk: Desk, refused: Registration) -> Registration:
    return registrations.begin(
        desk.tx,
        refused.person,
        refused.role,
        now=desk.now,
        purpose=refused.purpose,
        answers=refused.answers,
        reason=refused.reason,
    )


def consent(desk: Desk, actor: Actor) -> None:
    """Keep the person's agreement and ask what comes next."""
    people.consent(desk.tx, actor.person, now=desk.now)
    events.append(desk.tx, "person:consent", at=desk.now, actor=actor)
    owe_question(desk, actor.person.telegram_id)


def filling(desk: Desk, actor: Actor) -> Registration | None:
    """The registration that this person is filling in now, if any."""
    registration = registrations.open_of(desk.tx, actor.person.id)
    return registration if registration and registration.state is State.FILLING else None


def asked(registration: Registration) -> str | None:
    """The field that is asked now; None when everything is answered."""
    return registration.asking or next_field(registration_form(registration.role), registration.answers)


def answer(desk: Desk, actor: Actor, registration: Registration, typed: str, *, by: Kind = Kind.TEXT) -> Registration:
    """Keep the answer to the current question; a correction takes effect at once.

    Raises ConsentMissing, BadAnswer, WrongKind, Suspended, NotSentYet when there is no question left.
    """
    desk.check_active(actor)
    if actor.person.consented_at is None:
        raise ConsentMissing
    form, field = registration_form(registration.role), asked(registration)
    if field is None:
        raise NotSentYet
    check_kind(form, field, by)
    value = check_answer(form, field, typed, desk.rules)
    if registration.purpose is Purpose.CORRECT:
        take_over(desk, actor, registration, field, value)
        return registration
    answers = {**registration.answers, field: value}
    return _go_on(desk, actor, registration, answers=answers)


def _go_on(
    desk: Desk,
    actor: Actor,
    registration: Registration,
    *,
    asking: str | None = None,
    answers: dict[str, str] | None = None,
) -> Registration:
    owe_question(desk, actor.person.telegram_id)
    kept = registration.answers if answers is None else answers
    return registrations.change(desk.tx, registration, answers=kept, asking=asking, browsing=None)


def back(desk: Desk, actor: Actor, registration: Registration) -> Registration:
    """*Kembali*: to the question before; its answer stays until another is given."""
    if registration.purpose is Purpose.CORRECT:
        return keep_as_it_was(desk, actor, registration)
    form, field = registration_form(registration.role), asked(registration)
    if registration.browsing is not None:
        return _go_on(desk, actor, registration, asking=registration.asking)
    if registration.asking and is_whole(registration):
        return _go_on(desk, actor, registration)
    before = field_before(form, field) if field else list(form.model_fields)[-1]
    return _go_on(desk, actor, registration, asking=before)


def is_whole(registration: Registration) -> bool:
    """Whether every question has an answer, though one may be asked again."""
    return next_field(registration_form(registration.role), registration.answers) is None


def edit(desk: Desk, actor: Actor, registration: Registration, field: str) -> Registration:
    """Ask this one field again, from the summary. Raises StaleCard for a field that the summary does not offer."""
    if asked(registration) is not None or field not in registration_form(registration.role).model_fields:
        raise StaleCard(registration.id, registration.revision)
    return _go_on(desk, actor, registration, asking=field)


def keep_as_it_was(desk: Desk, actor: Actor, registration: Registration) -> Registration:
    """Leave the field that was asked again as it is."""
    if registration.purpose is not Purpose.CORRECT:
        return _go_on(desk, actor, registration)
    registrations.drop_unfinished(desk.tx, actor.person.id)
    owe_question(desk, actor.person.telegram_id)
    owe_card(desk, actor.person.telegram_id, about_person(actor.person.id), again=True)
    return registration


def send(desk: Desk, actor: Actor, registration: Registration) -> Registration:
    """Hand it in: an invitation already said yes; an applicant waits for an operator.

    Raises StaleCard while a question is open, Suspended, and NobodyNeeded.
    An answer that the rules no longer accept is asked again.
    """
    desk.check_active(actor)
    if asked(registration) is not None:
        raise StaleCard(registration.id, registration.revision)
    broken = broken_fields(registration_form(registration.role), registration.answers, desk.rules)
    if broken:
        return _go_on(desk, actor, registration, asking=broken[0])
    if registration.role is not Role.APPLICANT:
        if TERMS in registration.answers:
            _check_needed(desk, Terms.read(registration.answers[TERMS]))
        refresh_for_admins(desk, about_inviting)
        return admit(desk, registration, by=None)
    waiting = registrations.change(desk.tx, registration, state=State.WAITING)
    payload = {"id": waiting.id, "purpose": waiting.purpose}
    events.append(desk.tx, "registration:send", at=desk.now, actor=actor, payload=payload)
    owe_notice(desk, actor.person.telegram_id, "registration.waiting")
    owe_question(desk, actor.person.telegram_id)
    show_registration(desk, waiting.id)
    return waiting


def give_up(desk: Desk, actor: Actor) -> Registration | None:
    """Forget what this person is filling in and return it as it was; None if nothing is."""
    registration = filling(desk, actor)
    if registration is not None:
        registrations.drop_unfinished(desk.tx, actor.person.id)
        payload = {"role": registration.role, "purpose": registration.purpose}
        events.append(desk.tx, "registration:give_up", at=desk.now, actor=actor, payload=payload)
        refresh_for_admins(desk, about_inviting)
        owe_question(desk, actor.person.telegram_id)
    return registration


def withdraw(desk: Desk, actor: Actor, registration_id: int, *, revision: int) -> Registration:
    """Take back what waits for an operator. Raises StaleCard if it is another's, or waits no longer."""
    registration = registrations.load(desk.tx, registration_id)
    is_mine = registration.person == actor.person.id
    if not is_mine or registration.revision != revision or registration.state is not State.WAITING:
        raise StaleCard(registration_id, revision)
    events.append(desk.tx, "registration:withdraw", at=desk.now, actor=actor, payload={"id": registration.id})
    owe_notice(desk, actor.person.telegram_id, "registration.withdrawn")
    show_registration(desk, registration.id)
    refresh_profile(desk, actor.person)
    return registrations.change(desk.tx, registration, state=State.WITHDRAWN)
