"""How a question to the applicant ends: answered, no longer needed, or taken back."""

from typing import Any

from office.desk.desk import Desk
from office.desk.telling import about_clarification, owe_card, owe_notice
from office.desk.trail import ANSWERED, DROPPED, TAKEN_BACK
from office.register import clarifications, events, people
from office.register.clarifications import Clarification, Outcome
from office.register.people import Actor
from office.sop.request import Request
from office.sop.roles import Role


def close(
    desk: Desk, actor: Actor, request: Request, asked: Clarification, outcome: Outcome, answer: str | None = None
) -> None:
    """The applicant has answered: the clock of the office runs again. Raises QuestionEnded if it has ended already."""
    clarifications.close(desk.tx, asked, outcome, answer, now=desk.now)
    payload: dict[str, Any] = {"id": asked.id, "outcome": outcome, **({"text": answer} if answer else {})}
    role = Role.APPLICANT
    events.append(desk.tx, ANSWERED, at=desk.now, actor=actor, role=role, request=request, payload=payload)
    owe_card(desk, actor.person.telegram_id, about_clarification(asked.id))


def drop(desk: Desk, request: Request, *, is_withdrawn: bool) -> None:
    """The request goes on without an answer; `request` is as it stood when it was asked."""
    asked = clarifications.open_of(desk.tx, request.id)
    if asked is None:
        return
    clarifications.close(desk.tx, asked, Outcome.DROPPED, now=desk.now)
    events.append(desk.tx, DROPPED, at=desk.now, request=request, payload={"id": asked.id})
    _tell(desk, request, asked, "" if is_withdrawn else "asking.not_needed")


def take_back(desk: Desk, actor: Actor, role: Role, request: Request, asked: Clarification) -> None:
    """The official no longer asks. Raises QuestionEnded if it has ended already."""
    clarifications.close(desk.tx, asked, Outcome.TAKEN_BACK, now=desk.now)
    events.append(desk.tx, TAKEN_BACK, at=desk.now, actor=actor, role=role, request=request, payload={"id": asked.id})
    _tell(desk, request, asked, "asking.taken_back", is_proposal=asked.proposal is not None)


def _tell(desk: Desk, request: Request, asked: Clarification, say: str, **values: Any) -> None:
    """The applicant's card loses its buttons, and says why in a sentence of its own where there is one."""
    applicant = people.load(desk.tx, request.applicant).telegram_id
    owe_card(desk, applicant, about_clarification(asked.id))
    if say:
        owe_notice(desk, applicant, say, receipt=request.receipt, **values)
