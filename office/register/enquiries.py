"""Questions that people put to the operators, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.register.requests import StaleCard
from office.sop.request import PersonId


@dataclass(frozen=True, slots=True)
class Enquiry:
    """`answer` is None while it waits."""

    id: int
    person: PersonId
    request: int | None
    revision: int
    text: str
    answer: str | None
    answered_by: PersonId | None


_c = t.enquiries.c
_COLUMNS = (_c.id, _c.person_id, _c.request_id, _c.revision, _c.text, _c.answer, _c.answered_by_id)


def ask(tx: Transaction, person: PersonId, request: int | None, text: str, *, now: datetime) -> Enquiry:
    values: dict[str, Any] = {"person_id": person, "request_id": request, "text": text, "revision": 1, "asked_at": now}
    return load(tx, tx.execute(insert(t.enquiries).values(**values).returning(_c.id)).scalar_one())


def load(tx: Transaction, enquiry_id: int) -> Enquiry:
    """Raises StaleCard if there is none of this id."""
    row = tx.execute(select(*_COLUMNS).where(_c.id == enquiry_id)).one_or_none()
    if row is None:
        raise StaleCard(enquiry_id, 0)
    return Enquiry(*row)


def waiting_of(tx: Transaction, person: PersonId) -> int:
    """How many questions of this person wait for an answer."""
    wanted = (_c.person_id == person) & _c.answer.is_(None)
    return int(tx.execute(select(func.count()).where(wanted)).scalar_one())


def waiting(tx: Transaction, *, limit: int) -> list[int]:
    """The questions that wait, the oldest first."""
    query = select(_c.id).where(_c.answer.is_(None)).order_by(_c.id).limit(limit)
    return list(tx.execute(query).scalars())


def answer(tx: Transaction, enquiry: Enquiry, text: str, by: PersonId, *, now: datetime) -> None:
    """Keep the answer, once. Raises StaleCard if somebody was faster."""
    wanted = (_c.id == enquiry.id) & (_c.revision == enquiry.revision) & _c.answer.is_(None)
    values = {"answer": text, "answered_by_id": by, "answered_at": now, "revision": enquiry.revision + 1}
    if tx.execute(update(t.enquiries).where(wanted).values(**values)).rowcount != 1:
        raise StaleCard(enquiry.id, enquiry.revision)
