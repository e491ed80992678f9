"""`/profil`: what the office keeps of a person, for them alone, and what they may do about it."""

from typing import Any, Final

from handlers.buttons import BAD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.handler import Handler, Toast
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import leaving
from office.desk import profile as desk_profile
from office.desk.admission import opd_name
from office.desk.desk import Desk
from office.desk.profile import DATA, correctable
from office.desk.telling import about_person, owe_card, owe_notice
from office.register import opds, registrations
from office.register.people import Actor, Assignment
from office.register.registrations import Purpose, Registration, State
from office.register.requests import StaleCard
from office.sop.fields import SKIPPED
from office.sop.form import Form, questions
from office.sop.registration_forms import registration_form
from office.sop.roles import OFFICIALS, Role

LEAVE: Final = "leave"
"""The other side of the card: the question whether to leave."""


def show(desk: Desk, actor: Actor, _visit: Visit, _: Any) -> None:
    owe_card(desk, actor.person.telegram_id, about_person(actor.person.id), again=True)


def front(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tidak jadi*: the card turns back."""
    _check_mine(actor, visit)
    owe_card(desk, actor.person.telegram_id, about_person(actor.person.id))
    return Toast()


def correct(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    _check_mine(actor, visit)
    desk_profile.begin_correction(desk, actor, visit.seen.extra)
    return Toast()


def move(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Pindah OPD*."""
    _check_mine(actor, visit)
    owe_notice(desk, actor.person.telegram_id, "profile.moving")
    desk_profile.begin_move(desk, actor)
    return Toast()


def leave(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Berhenti* asks once whether the person is sure; what still runs is told at once."""
    _check_mine(actor, visit)
    assignment = visit.seen.revision
    if visit.seen.extra == "sure":
        leaving.leave(desk, actor, assignment)
        return Toast("toasts.left")
    leaving.check_may_leave(desk, actor, assignment)
    owe_card(desk, actor.person.telegram_id, about_person(actor.person.id), view=LEAVE)
    return Toast()


def _check_mine(actor: Actor, visit: Visit) -> None:
    """Raises StaleCard for the card of another person, however it came here."""
    if visit.seen.id != actor.person.id:
        raise StaleCard(visit.seen.id, visit.seen.revision)


def profile_card(desk: Desk, texts: Texts, actor: Actor, side: str) -> Bubble:
    """Everything that is kept of this person, in their own chat only."""
    assignment = actor.as_(Role.APPLICANT)
    if side == LEAVE and assignment is not None:
        opd = _opd(desk, assignment)
        sure = Button(texts.say("buttons.leave_sure"), Press("leave", actor.person.id, assignment.id, "sure"), BAD)
        stay = Button(texts.say("buttons.keep"), Press("profile", actor.person.id))
        return Bubble(texts.say("profile.leave", opd=opd), one_a_row(sure, stay))
    html = texts.say(
        "profile.card",
        person=actor.person,
        facts=_facts(desk, actor),
        roles=[(a.role, a.standing, _opd(desk, a)) for a in actor.assignments],
        registration=_registration(desk, actor),
    )
    return Bubble(html, _buttons(desk, texts, actor, assignment))


def _opd(desk: Desk, assignment: Assignment) -> str:
    return opds.load(desk.tx, assignment.opd).name if assignment.opd is not None else ""


def _facts(desk: Desk, actor: Actor) -> list[tuple[str, str]]:
    """What is known of this person, and before that what they have told in a registration."""
    titles, current = _titles(), _undecided(desk, actor)
    told = current.answers if current is not None else {}
    known = [(field, getattr(actor.person, field) or told.get(field, SKIPPED)) for field in DATA]
    return [(titles[field], f"+{value}" if field == "phone" else value) for field, value in known if value != SKIPPED]


def _titles() -> dict[str, str]:
    forms: tuple[type[Form], ...] = tuple(registration_form(role) for role in (Role.APPLICANT, *sorted(OFFICIALS)))
    return {field: ask.title for form in forms for field, ask in questions(form).items()}


def _registration(desk: Desk, actor: Actor) -> dict[str, object] | None:
    """What is on its way, or was refused and is kept to be mended."""
    current = _undecided(desk, actor)
    if current is None:
        return None
    chosen = current.answers.get("opd")
    opd = opd_name(desk, chosen) if chosen else ""
    return {"state": current.state, "opd": opd, "is_move": current.purpose is Purpose.MOVE}


def _undecided(desk: Desk, actor: Actor) -> Registration | None:
    """A registration that is filled in, waits, or was refused and is kept."""
    current = registrations.open_of(desk.tx, actor.person.id) or registrations.last_sent(desk.tx, actor.person.id)
    if current is None or current.state in {State.APPROVED, State.WITHDRAWN} or current.purpose is Purpose.CORRECT:
        return None
    return current


def _buttons(desk: Desk, texts: Texts, actor: Actor, assignment: Assignment | None) -> tuple[tuple[Button, ...], ...]:
    titles, mine = _titles(), actor.person.id
    edits = [
        Button(texts.say("buttons.edit", title=titles[field]), Press("correct", mine, 0, field))
        for field in correctable(actor)
    ]
    rows = [tuple(edits[i : i + 2]) for i in range(0, len(edits), 2)]
    waiting = _waiting(desk, actor)
    if waiting is not None:
        press = Press("reg_withdraw", waiting.id, waiting.revision)
        rows.append((Button(texts.say("buttons.withdraw_registration"), press),))
    elif assignment is not None:
        rows.append((Button(texts.say("buttons.move_opd"), Press("move", mine)),))
    if assignment is not None:
        rows.append((Button(texts.say("buttons.leave"), Press("leave", mine, assignment.id), BAD),))
    return tuple(rows)


def _waiting(desk: Desk, actor: Actor) -> Registration | None:
    current = registrations.open_of(desk.tx, actor.person.id)
    return current if current is not None and current.state is State.WAITING else None


TAPS: Final[dict[str, Handler]] = {
    "profile": Handler(front),
    "correct": Handler(correct),
    "move": Handler(move),
    "leave": Handler(leave),
}
