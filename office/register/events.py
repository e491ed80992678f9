"""The trail: who did what, in which role, at which revision. Nothing here changes or removes a row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, insert, select

from office.register import tables as t
from office.register.engine import Transaction
from office.register.people import Actor
from office.sop.request import Request
from office.sop.roles import Role

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the trail; `tag` is `subject:action`."""

    tag: str
    role: Role | None
    person: int | None
    stage: str | None
    round: int | None
    revision: int | None
    payload: dict[str, Any]
    at: datetime


def append(
    tx: Transaction,
    tag: str,
    *,
    at: datetime,
    actor: Actor | None = None,
    role: Role | None = None,
    request: Request | None = None,
    payload: dict[str, Any] | None = None,
) -> None:
    """Add a line; `request` is the request as the deed left it, no actor means the system.

    Whoever stands in for somebody does so by name: the payload says whether as Plh or Plt.
    """
    assignment = actor.as_(role) if actor and role else None
    if assignment and assignment.standing:
        payload = {**(payload or {}), "standing": assignment.standing}
    tx.execute(
        insert(t.events).values(
            tag=tag,
            at=at,
            role=role,
            version=_VERSION,
            payload=payload or {},
            person_id=actor.person.id if actor else None,
            assignment_id=assignment.id if assignment else None,
            request_id=request.id if request else None,
            stage=request.stage if request else None,
            round=request.round if request else None,
            revision=request.revision if request else None,
        )
    )


_c = t.events.c
_COLUMNS: Final = (_c.tag, _c.role, _c.person_id, _c.stage, _c.round, _c.revision, _c.payload, _c.at)
_AT_ONCE: Final = 500


def _value(row: Any) -> Event:
    return Event(row.tag, Role(row.role) if row.role else None, *row[2:8])


def of_request(tx: Transaction, request_id: int) -> list[Event]:
    """The request's trail, oldest first."""
    rows = tx.execute(select(*_COLUMNS).where(_c.request_id == request_id).order_by(_c.id))
    return [_value(row) for row in rows]


def of_requests(tx: Transaction, request_ids: Sequence[int]) -> dict[int, list[Event]]:
    """The trails of many requests, each oldest first."""
    trails: dict[int, list[Event]] = {request_id: [] for request_id in request_ids}
    for first in range(0, len(request_ids), _AT_ONCE):
        some = request_ids[first : first + _AT_ONCE]
        for row in tx.execute(select(*_COLUMNS, _c.request_id).where(_c.request_id.in_(some)).order_by(_c.id)):
            trails[row.request_id].append(_value(row))
    return trails


def _by(person: int, tags: Collection[str]) -> ColumnElement[bool]:
    return (_c.person_id == person) & _c.tag.in_(tags) & _c.request_id.is_not(None)


def count_by(tx: Transaction, person: int, tags: Collection[str]) -> int:
    """How often this person has done one of these."""
    return tx.execute(select(func.count()).where(_by(person, tags))).scalar_one()


def page_by(tx: Transaction, person: int, tags: Collection[str], *, limit: int, offset: int) -> list[tuple[int, Event]]:
    """Some of what this person has done, the newest first, each with its request."""
    query = select(*_COLUMNS, _c.request_id).where(_by(person, tags)).order_by(_c.id.desc())
    return [(row.request_id, _value(row)) for row in tx.execute(query.limit(limit).offset(offset))]
