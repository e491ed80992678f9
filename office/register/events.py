"""The trail: who did what, in which role, at which revision. Nothing here changes or removes a row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

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
    """Add a line; `request` is the request as the deed left it, no actor means the system."""
    assignment = actor.as_(role) if actor and role else None
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


def of_request(tx: Transaction, request_id: int) -> list[Event]:
    """The request's trail, oldest first."""
    c = t.events.c
    query = select(c.tag, c.role, c.person_id, c.stage, c.round, c.revision, c.payload, c.at)
    rows = tx.execute(query.where(c.request_id == request_id).order_by(c.id))
    return [Event(row[0], Role(row[1]) if row[1] else None, *row[2:]) for row in rows]
