"""What officials and the applicant have said to each other about a request, as its cards tell it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from handlers.history import Change
from office.desk.desk import Desk
from office.register import clarifications, people
from office.register.clarifications import Clarification, Outcome, Proposal
from office.sop.form import questions
from office.sop.request import Request
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.text import cut

_WORDS: Final = 160
_VALUE: Final = 60
_SHOWN: Final = 3
"""What a card can bear; the trail holds all of it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, or a proposed change; the outcome is empty while the applicant is waited for."""

    role: Role
    by: str
    at: datetime
    question: str
    answer: str
    change: Change | None
    outcome: str


def exchanges_of(desk: Desk, request: Request, *, in_words: bool) -> tuple[Exchange, ...]:
    """The newest of them, oldest first; what was typed is not for everybody, what was corrected is."""
    found = clarifications.of_request(desk.tx, request.id)
    shown = [each for each in found if in_words or (each.outcome is Outcome.AGREED and each.round == request.round)]
    names = people.names(desk.tx, {each.person for each in shown})
    return tuple(_exchange(request, each, names.get(each.person, "")) for each in shown[-_SHOWN:])


def _exchange(request: Request, asked: Clarification, by: str) -> Exchange:
    words = (cut(asked.text, _WORDS), cut(asked.answer or "", _WORDS))
    change = change_of(request, asked.proposal)
    short = replace(change, old=cut(change.old, _VALUE), new=cut(change.new, _VALUE)) if change else None
    return Exchange(asked.role, by, asked.asked_at, *words, short, asked.outcome or "")


def change_of(request: Request, proposal: Proposal | None) -> Change | None:
    """What is proposed, under the form's own title."""
    if proposal is None:
        return None
    title = questions(FORMS[request.kind])[proposal.field].title
    return Change(title, proposal.old, proposal.new, is_file=False)
