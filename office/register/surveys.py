"""What applicants think of the service (PermenPANRB 14/2017: four points), once a request."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.register.requests import StaleCard

POINTS: Final = range(1, 5)
"""1 is the worst, 4 the best."""


@dataclass(frozen=True, slots=True)
class Survey:
    """An offered survey; a question without an answer is None."""

    request: int
    person: int
    service: int | None = None
    speed: int | None = None


_c = t.surveys.c


def offer(tx: Transaction, request_id: int, person: int, *, now: datetime) -> bool:
    """Begin the request's survey; False if there is one."""
    if find(tx, request_id) is not None:
        return False
    tx.execute(insert(t.surveys).values(request_id=request_id, person_id=person, at=now))
    return True


def find(tx: Transaction, request_id: int) -> Survey | None:
    query = select(_c.request_id, _c.person_id, _c.service, _c.speed).where(_c.request_id == request_id)
    row = tx.execute(query).one_or_none()
    return Survey(*row) if row else None


def change(tx: Transaction, survey: Survey, *, service: int | None, speed: int | None, now: datetime) -> Survey:
    """Keep the answers. Raises StaleCard if the survey is no longer as it was seen."""
    seen = _c.service.is_not_distinct_from(survey.service) & _c.speed.is_not_distinct_from(survey.speed)
    query = update(t.surveys).where((_c.request_id == survey.request) & seen)
    if tx.execute(query.values(service=service, speed=speed, at=now)).rowcount != 1:
        raise StaleCard(survey.request, 0)
    return replace(survey, service=service, speed=speed)
