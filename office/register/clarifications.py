"""What officials ask an applicant about a request, or propose to correct in it: one at a time, until it is closed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.register.requests import StaleCard
from office.sop.request import PersonId, Request
from office.sop.roles import Role


class Outcome(StrEnum):
    ANSWERED = "answered"
    AGREED = "agreed"
    DECLINED = "declined"
    VOID = "void"
    """Agreed to, but by then it could not be done any more."""
    DROPPED = "dropped"
    """The official decided without an answer, or the applicant withdrew."""
    TAKEN_BACK = "taken_back"
    """Whoever may decide no longer asks."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another answer to a field of the form, to which the applicant is to agree."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """`text` is the question, empty for a proposal. `outcome` is None while the applicant is waited for."""

    id: int
    request: int
    round: int
    person: PersonId
    role: Role
    text: str
    proposal: Proposal | None
    outcome: Outcome | None
    answer: str | None
    asked_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.outcome is None


class QuestionEnded(StaleCard):
    """Somebody was faster: `asked` says how it ended."""

    def __init__(self, asked: Clarification) -> None:
        super().__init__(asked.id, 0)
        self.asked = asked


_c = t.clarifications.c
_COLUMNS: Final = (
    *(_c.id, _c.request_id, _c.round, _c.person_id, _c.role, _c.text, _c.proposal, _c.outcome, _c.answer),
    *(_c.asked_at, _c.closed_at),
)
_IS_OPEN: Final = _c.closed_at.is_(None)
_OPEN_OF: Final = select(*_COLUMNS).where((_c.request_id == bindparam("request")) & _IS_OPEN)


def put(
    tx: Transaction,
    request: Request,
    person: PersonId,
    role: Role,
    text: str,
    *,
    proposal: Proposal | None = None,
    now: datetime,
) -> Clarification:
    """Keep what the applicant is asked. A second one while one is open breaks the table's own rule."""
    asked = {"person_id": person, "role": role, "text": text, "proposal": asdict(proposal) if proposal else None}
    row = insert(t.clarifications).values(request_id=request.id, round=request.round, asked_at=now, **asked)
    return load(tx, tx.execute(row.returning(_c.id)).scalar_one())


def load(tx: Transaction, clarification_id: int) -> Clarification:
    """Raises StaleCard if there is none of this id."""
    row = tx.execute(select(*_COLUMNS).where(_c.id == clarification_id)).one_or_none()
    if row is None:
        raise StaleCard(clarification_id, 0)
    return _value(row)


def open_of(tx: Transaction, request_id: int) -> Clarification | None:
    """What the request's applicant is asked now."""
    row = tx.execute(_OPEN_OF, {"request": request_id}).one_or_none()
    return _value(row) if row else None


def of_request(tx: Transaction, request_id: int) -> list[Clarification]:
    """All that was ever asked about the request, oldest first."""
    return _find(tx, _c.request_id == request_id)


def waiting_for(tx: Transaction, applicant: PersonId) -> list[Clarification]:
    """What this applicant has not answered, oldest first."""
    of_theirs = select(t.requests.c.id).where(t.requests.c.applicant_id == applicant)
    return _find(tx, _IS_OPEN & _c.request_id.in_(of_theirs))


def all_open(tx: Transaction) -> list[Clarification]:
    return _find(tx, _IS_OPEN)


def close(tx: Transaction, asked: Clarification, outcome: Outcome, answer: str | None = None, *, now: datetime) -> None:
    """Keep how it ended, once. Raises QuestionEnded if it has ended already."""
    ended: Mapping[str, Any] = {"outcome": outcome, "answer": answer, "closed_at": now}
    wanted = (_c.id == asked.id) & _IS_OPEN
    if tx.execute(update(t.clarifications).where(wanted).values(**ended)).rowcount != 1:
        raise QuestionEnded(load(tx, asked.id))


def _find(tx: Transaction, wanted: ColumnElement[bool]) -> list[Clarification]:
    return [_value(row) for row in tx.execute(select(*_COLUMNS).where(wanted).order_by(_c.id))]


def _value(row: Any) -> Clarification:
    number, request, round_, person, role, text, proposal, outcome, answer, *moments = row
    proposed = Proposal(**proposal) if proposal else None
    ended = Outcome(outcome) if outcome else None
    return Clarification(number, request, round_, person, Role(role), text, proposed, ended, answer, *moments)
