"""What the office keeps of a person, in their own hands: to correct it, or to go over to another OPD (UU 27/2022)."""

from typing import Final

from office.desk.desk import Desk
from office.desk.telling import (
    about_person,
    owe_card,
    owe_notice,
    owe_question,
    show_everywhere,
    tell_operators,
)
from office.register import events, people, registrations, requests
from office.register.people import Actor
from office.register.registrations import Purpose, Registration, State
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.fields import SKIPPED
from office.sop.form import questions
from office.sop.registration_forms import registration_form
from office.sop.roles import OFFICIALS, Role

FORMER_OPD: Final = "former_opd"
"""Stands among the answers of somebody who goes over, for the operators to see where from."""
DATA: Final = ("name", "nip", "rank", "title", "phone")
"""What is kept of a person, in the order in which it is shown."""
_PRIVATE: Final = frozenset({"nip", "phone"})
"""Never written into the trail."""


class StillRegistering(Refusal):
    """Another registration of this person is being filled in or decided on."""


def correctable(actor: Actor) -> dict[str, Role]:
    """The data that this person may correct, and the role whose rule counts: an official's is the stricter one."""
    rules: dict[str, Role] = {}
    for role in sorted(actor.roles, key=lambda role: role in OFFICIALS):
        rules.update(dict.fromkeys(registration_form(role).model_fields, role))
    return {field: rules[field] for field in DATA if field in rules}


def begin_correction(desk: Desk, actor: Actor, field: str) -> Registration:
    """Ask for one datum again. Raises StaleCard for what is not kept of this person, StillRegistering."""
    role = correctable(actor).get(field)
    if role is None:
        raise StaleCard(actor.person.id, 0)
    _clear_the_way(desk, actor)
    known = getattr(actor.person, field)
    owe_question(desk, actor.person.telegram_id)
    return registrations.begin(
        desk.tx,
        actor.person.id,
        role,
        now=desk.now,
        purpose=Purpose.CORRECT,
        answers={field: known} if known else {},
        asking=field,
    )


def _clear_the_way(desk: Desk, actor: Actor) -> None:
    """Something else that was only begun here gives way; a registration of weight does not."""
    current = registrations.open_of(desk.tx, actor.person.id)
    if current is not None and (current.state is State.WAITING or current.purpose is Purpose.JOIN):
        raise StillRegistering
    registrations.drop_unfinished(desk.tx, actor.person.id)


def begin_move(desk: Desk, actor: Actor) -> Registration:
    """*Pindah OPD*: a registration for another OPD; whatever is known need not be told again, but for the title.

    Raises StaleCard for somebody who applies for no OPD, StillRegistering.
    """
    current = actor.as_(Role.APPLICANT)
    if current is None:
        raise StaleCard(actor.person.id, 0)
    _clear_the_way(desk, actor)
    known = {name: getattr(actor.person, name) for name in ("name", "nip", "phone")}
    answers = {name: value for name, value in known.items() if value}
    owe_question(desk, actor.person.telegram_id)
    return registrations.begin(
        desk.tx,
        actor.person.id,
        Role.APPLICANT,
        now=desk.now,
        purpose=Purpose.MOVE,
        answers={FORMER_OPD: str(current.opd), "nip": SKIPPED, **answers},
    )


def take_over(desk: Desk, actor: Actor, registration: Registration, field: str, value: str) -> None:
    """A corrected datum holds from now on; the operators hear of it, though no more than the name itself.

    Letters that have gone out, and decisions that were made, stay as they were.
    """
    before = getattr(actor.person, field) or ""
    after = "" if value == SKIPPED else value
    registrations.drop_unfinished(desk.tx, actor.person.id)
    chat_id = actor.person.telegram_id
    owe_notice(desk, chat_id, "profile.kept")
    if before != after:
        people.describe(desk.tx, actor.person.id, {field: after or None})
        _make_known(desk, actor, registration, field, {"before": before, "after": after})
    owe_question(desk, chat_id)
    owe_card(desk, chat_id, about_person(actor.person.id), again=True)


def _make_known(desk: Desk, actor: Actor, registration: Registration, field: str, change: dict[str, str]) -> None:
    unsaid = {"before": "", "after": ""}
    kept, told = unsaid if field in _PRIVATE else change, change if field == "name" else unsaid
    events.append(desk.tx, "person:correct", at=desk.now, actor=actor, payload={"field": field, **kept})
    title = questions(registration_form(registration.role))[field].title
    tell_operators(desk, "profile.corrected", name=actor.person.name, title=title, **told)
    for request in requests.unfinished_of(desk.tx, actor.person.id):
        if request.receipt:
            show_everywhere(desk, request)
