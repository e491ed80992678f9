"""What was asked for and what stands in the DNS: items, claimed names, and the inventory of services."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.errors import Refusal
from office.sop.plan import Deed, Fqdn, OperationId, Plan, RecordId, RecordType
from office.sop.request import Request, RequestKind, Stage


class NameClaimed(Refusal):
    """Another running request or a live service has this name."""

    def __init__(self, name: Fqdn) -> None:
        super().__init__(f"{name} is claimed")
        self.name = name


class State(StrEnum):
    PLANNED = "planned"
    LIVE = "live"
    ABANDONED = "abandoned"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Service:
    """A sub domain being made, changed or removed (`planned`), in use (`live`), given up, or ended.

    `replaces` is the live service that this one changes or removes; it lives until this one is verified.
    """

    id: int
    request: int
    plan: Plan
    state: State
    operation: OperationId
    record: RecordId | None
    by_hand: bool
    replaces: int | None = None


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


_PRODUCTS: Final[Mapping[RequestKind, tuple[tuple[str, str], ...]]] = {
    RequestKind.SUB_DOMAIN: (("new", "sub_domain"),),
    RequestKind.SUB_DOMAIN_HOSTING: (("new", "sub_domain"), ("new", "hosting")),
    RequestKind.HOSTING: (("new", "hosting"), ("change", "sub_domain")),
    RequestKind.CHANGE: (("change", "sub_domain"),),
    RequestKind.DEACTIVATION: (("delete", "sub_domain"),),
}


def add_items(tx: Transaction, request: Request, name: Fqdn, target: str) -> None:
    """Write down what this round asks for; the target is empty where it is not known yet, or ends."""
    for position, (kind, product) in enumerate(_PRODUCTS[request.kind], 1):
        values = {"position": position, "kind": kind, "product": product, "name": name, "target": target}
        tx.execute(insert(t.items).values(request_id=request.id, round=request.round, **values))


def correct_items(tx: Transaction, request: Request, name: Fqdn, target: str) -> None:
    """What this round asks for was corrected."""
    i = t.items.c
    wanted = (i.request_id == request.id) & (i.round == request.round)
    tx.execute(update(t.items).where(wanted).values(name=name, target=target))


def asked_by_another(tx: Transaction, name: Fqdn, *, but_by: int) -> bool:
    """Whether another running request is about this name."""
    i, r = t.items.c, t.requests.c
    running = r.stage.not_in([stage for stage in Stage if stage.is_final])
    wanted = (i.name == name) & (i.round == r.round) & (i.request_id != but_by) & running
    return tx.execute(select(i.id).join_from(t.items, t.requests).where(wanted).limit(1)).one_or_none() is not None


_c = t.services.c
_COLUMNS = (_c.id, _c.request_id, _c.plan, _c.state, _c.operation, _c.record, _c.by_hand, _c.replaces_id)


def intend(
    tx: Transaction,
    request: Request,
    plan: Plan,
    operation: OperationId,
    *,
    replaces: Service | None = None,
    now: datetime,
) -> None:
    """Keep what is about to be done, before anybody is asked to do it."""
    i = t.items.c
    of_round = (i.request_id == request.id) & (i.round == request.round) & (i.product == "sub_domain")
    item = select(i.id).where(of_round)
    values = {"name": plan.name, "plan": asdict(plan), "state": State.PLANNED, "by_hand": False}
    values["replaces_id"] = replaces.id if replaces else None
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
    """Verified at the zone's servers: what it replaces has ended, and a removal ends with what it removed."""
    state = State.ENDED if service.plan.deed is Deed.REMOVE else State.LIVE
    tx.execute(update(t.services).where(_c.id == service.id).values(state=state, verified_at=now))
    if service.replaces is not None:
        tx.execute(update(t.services).where(_c.id == service.replaces).values(state=State.ENDED))
    if state is State.ENDED:
        tx.execute(delete(t.claims).where(t.claims.c.name == service.plan.name))


def abandon(tx: Transaction, service: Service) -> None:
    """Given up; what we may have done for it is owed to be undone."""
    tx.execute(update(t.services).where(_c.id == service.id).values(state=State.ABANDONED))


def live(tx: Transaction, name: Fqdn) -> Service | None:
    """The service that lives under this name."""
    row = tx.execute(select(*_COLUMNS).where((_c.name == name) & (_c.state == State.LIVE))).one_or_none()
    return _value(row) if row else None


def live_of_opd(tx: Transaction, opd: int) -> list[Service]:
    """The live services of a unit, by name."""
    wanted = (t.requests.c.opd_id == opd) & (_c.state == State.LIVE)
    query = select(*_COLUMNS).join_from(t.services, t.requests).where(wanted).order_by(_c.name)
    return [_value(row) for row in tx.execute(query)]


def inventory(tx: Transaction) -> list[tuple[Service, str | None, int, datetime | None]]:
    """Every service that lives or has ended, by name; with its request's receipt and unit, and since when it stands."""
    r = t.requests.c
    query = select(*_COLUMNS, r.receipt, r.opd_id, _c.verified_at).join_from(t.services, t.requests)
    rows = tx.execute(query.where(_c.state.in_((State.LIVE, State.ENDED))).order_by(_c.name, _c.id))
    return [(_value(row[:8]), row.receipt, row.opd_id, row.verified_at) for row in rows]


def _value(row: Any) -> Service:
    service_id, request, plan, state, operation, record, by_hand, replaces = row
    planned = Plan(**{**plan, "type": RecordType(plan["type"]), "deed": Deed(plan.get("deed", Deed.CREATE))})
    return Service(service_id, request, planned, State(state), operation, record, by_hand, replaces)
