"""What was asked for and what stands in the DNS: items, claimed names, and the inventory of services."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.errors import Refusal
from office.sop.plan import Fqdn, OperationId, Plan, RecordId, RecordType
from office.sop.request import Request


class NameClaimed(Refusal):
    """Another running request or a live service has this name."""

    def __init__(self, name: Fqdn) -> None:
        super().__init__(f"{name} is claimed")
        self.name = name


class State(StrEnum):
    PLANNED = "planned"
    LIVE = "live"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Service:
    """A sub domain being made (`planned`), in use (`live`), or given up."""

    id: int
    request: int
    plan: Plan
    state: State
    operation: OperationId
    record: RecordId | None
    by_hand: bool


def is_claimed(tx: Transaction, name: Fqdn, *, but_by: int) -> bool:
    """Whether somebody else's request or service has the name."""
    wanted = (t.claims.c.name == name) & (t.claims.c.request_id != but_by)
    return tx.execute(select(t.claims.c.name).where(wanted)).one_or_none() is not None


def claim(tx: Transaction, name: Fqdn, request: Request) -> None:
    """Hold this one name for the request, instead of any other. Raises NameClaimed if somebody has it."""
    if is_claimed(tx, name, but_by=request.id):
        raise NameClaimed(name)
    release(tx, request)
    tx.execute(insert(t.claims).values(name=name, request_id=request.id))


def release(tx: Transaction, request: Request) -> None:
    """A refused or withdrawn request holds no name."""
    tx.execute(delete(t.claims).where(t.claims.c.request_id == request.id))


def add_item(tx: Transaction, request: Request, name: Fqdn, target: str) -> None:
    """Write down what this round asks for."""
    values = {"kind": "new", "product": "sub_domain", "name": name, "target": target}
    tx.execute(insert(t.items).values(request_id=request.id, round=request.round, position=1, **values))


_c = t.services.c
_COLUMNS = (_c.id, _c.request_id, _c.plan, _c.state, _c.operation, _c.record, _c.by_hand)


def intend(tx: Transaction, request: Request, plan: Plan, operation: OperationId, *, now: datetime) -> None:
    """Keep what is about to be created, before anybody is asked to create it."""
    item = select(t.items.c.id).where((t.items.c.request_id == request.id) & (t.items.c.round == request.round))
    values = {"name": plan.name, "plan": asdict(plan), "state": State.PLANNED, "by_hand": False}
    tx.execute(
        insert(t.services).values(
            request_id=request.id,
            item_id=tx.execute(item).scalar_one(),
            operation=operation,
            created_at=now,
            **values,
        )
    )


def current(tx: Transaction, request_id: int) -> Service | None:
    """The service that the request is making, or has made."""
    wanted = (_c.request_id == request_id) & (_c.state != State.ABANDONED)
    row = tx.execute(select(*_COLUMNS).where(wanted).order_by(_c.id.desc()).limit(1)).one_or_none()
    return _value(row) if row else None


def load(tx: Transaction, service_id: int) -> Service:
    return _value(tx.execute(select(*_COLUMNS).where(_c.id == service_id)).one())


def recorded(tx: Transaction, service: Service, record: RecordId) -> None:
    """The vendor holds our record under this id."""
    tx.execute(update(t.services).where(_c.id == service.id).values(record=record))


def made_by_hand(tx: Transaction, service: Service) -> None:
    """An officer made it at the vendor; only verification is left."""
    tx.execute(update(t.services).where(_c.id == service.id).values(by_hand=True))


def gone_live(tx: Transaction, service: Service, *, now: datetime) -> None:
    """Verified at the zone's servers."""
    tx.execute(update(t.services).where(_c.id == service.id).values(state=State.LIVE, verified_at=now))


def abandon(tx: Transaction, service: Service) -> None:
    """Given up; what we may have made of it is owed to be taken back."""
    tx.execute(update(t.services).where(_c.id == service.id).values(state=State.ABANDONED))


def _value(row: Any) -> Service:
    service_id, request, plan, state, operation, record, by_hand = row
    planned = Plan(**{**plan, "type": RecordType(plan["type"])})
    return Service(service_id, request, planned, State(state), operation, record, by_hand)
