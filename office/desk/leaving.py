"""Somebody applies no longer for their OPD: what they have begun goes with them, what runs must end first."""

from office.desk.desk import Desk
from office.desk.moves import carry_out
from office.desk.telling import (
    owe_commands,
    owe_notice,
    owe_question,
    refresh_profile,
    show_registration,
    tell_operators,
)
from office.register import events, opds, people, registrations, requests
from office.register.people import Actor, Assignment
from office.register.registrations import State
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.request import Action, Stage
from office.sop.roles import Role


class StillRunning(Refusal):
    """Requests of this person are on their way: they have to end, or be withdrawn, before the person leaves."""

    def __init__(self, receipts: tuple[str, ...]) -> None:
        super().__init__(f"still running: {', '.join(receipts)}")
        self.receipts = receipts


def check_may_leave(desk: Desk, actor: Actor, assignment_id: int) -> Assignment:
    """The assignment that would end.

    Raises StaleCard if the person does not hold it (any more), StillRunning while something they sent is on its way.
    """
    assignment = actor.as_(Role.APPLICANT)
    if assignment is None or assignment.id != assignment_id:
        raise StaleCard(assignment_id, 0)
    unfinished = requests.unfinished_of(desk.tx, actor.person.id)
    receipts = tuple(request.receipt for request in unfinished if request.receipt)
    if receipts:
        raise StillRunning(receipts)
    return assignment


def leave(desk: Desk, actor: Actor, assignment_id: int) -> None:
    """*Berhenti*: the person stands for their OPD no longer. Raises what `check_may_leave` raises."""
    assignment = check_may_leave(desk, actor, assignment_id)
    withdraw_drafts(desk, actor)
    _drop_registration(desk, actor)
    people.end(desk.tx, assignment.id, now=desk.now)
    payload = {"assignment": assignment.id, "opd": assignment.opd}
    events.append(desk.tx, "person:leave", at=desk.now, actor=actor, role=Role.APPLICANT, payload=payload)
    opd = opds.load(desk.tx, assignment.opd).name if assignment.opd is not None else ""
    chat_id = actor.person.telegram_id
    owe_commands(desk, chat_id)
    owe_notice(desk, chat_id, "profile.left", opd=opd)
    refresh_profile(desk, actor.person)
    tell_operators(desk, "profile.somebody_left", name=actor.person.name, opd=opd)


def _drop_registration(desk: Desk, actor: Actor) -> None:
    """A wish to go over to another OPD is void as well."""
    registrations.drop_unfinished(desk.tx, actor.person.id)
    waiting = registrations.open_of(desk.tx, actor.person.id)
    if waiting is not None:
        registrations.change(desk.tx, waiting, state=State.WITHDRAWN)
        show_registration(desk, waiting.id)


def withdraw_drafts(desk: Desk, applicant: Actor) -> None:
    """What was begun for the OPD and never sent is not sent any more."""
    for request in requests.unfinished_of(desk.tx, applicant.person.id):
        if request.stage is Stage.DRAFT:
            carry_out(desk, applicant, request, Action.WITHDRAW)
    owe_question(desk, applicant.person.telegram_id)
