"""What the office owes to the outside world, written down with the decision that causes it and paid by the worker.

Two families: *convergent* work has a key and always shows the newest truth, so that owing it again merges with what is
unpaid; *one-time* work has none. Within a lane (a chat, a request's provisioning) the order of owing is the order of
paying, and lanes do not wait for each other.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BindParameter, bindparam, case, delete, func, insert, literal, or_, select, update

from office.register import tables as t
from office.register.engine import Transaction


class Kind(StrEnum):
    NOTICE = "notice"
    PROMPT = "prompt"
    DOCUMENT = "document"
    CARD = "card"
    QUESTION = "question"
    COMMANDS = "commands"
    PROVISION = "provision"
    VERIFY = "verify"
    TAKE_BACK = "take_back"
    LETTER = "letter"
    PAPERS = "papers"
    SHEET = "sheet"
    DECISION = "decision"
    LATE = "late"
    DIGEST = "digest"
    REPORT = "report"
    PERIOD = "period"
    INVITATION = "invitation"
    TOPIC = "topic"
    RIGHTS = "rights"
    AUTHENTICATOR = "authenticator"
    DELETION = "deletion"


class State(StrEnum):
    DUE = "due"
    PAID = "paid"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Debt:
    """One thing owed. `version` tells a payment whether it was owed anew meanwhile."""

    id: int
    kind: Kind
    lane: str
    payload: dict[str, Any]
    version: int
    attempts: int
    created_at: datetime


_c = t.owed.c


_DUE: Final = _c.state == literal(State.DUE)
_due: Final = bindparam("due", type_=t.UtcDateTime())
_SOONER: Final = case(((_c.attempts == 0) & (_c.not_before > _due), _due), else_=_c.not_before)
"""Owing it again may bring it forward, but not past the wait after a failed try."""
_AGAIN: Final = (
    update(t.owed)
    .where((_c.key == bindparam("same")) & _DUE)
    .values(version=_c.version + 1, payload=bindparam("payload"), not_before=_SOONER)
)
_PLAN_AGAIN: Final = _AGAIN.values(not_before=bindparam("moment", type_=t.UtcDateTime()), attempts=0)
_ADD: Final = insert(t.owed)


def add(
    tx: Transaction,
    kind: Kind,
    lane: str,
    payload: dict[str, Any],
    *,
    now: datetime,
    key: str | None = None,
    not_before: datetime | None = None,
    last: bool = False,
) -> None:
    """Owe it, perhaps only from a later moment; with a key, merge with what is owed under that key.

    `last` has it paid after all that its lane owes now, instead of in the place of what it merges with.
    """
    due = not_before or now
    fresh = {
        "kind": kind,
        "lane": lane,
        "payload": payload,
        "state": State.DUE,
        "attempts": 0,
        "error": None,
        "not_before": due,
        "leased_until": None,
    }
    if last and key is not None:
        _give_way(tx, key)
    if key is not None and tx.execute(_AGAIN, {"same": key, "payload": payload, "due": due}).rowcount == 1:
        return
    tx.execute(_ADD, {**fresh, "key": key, "version": 1, "created_at": now})


def _give_way(tx: Transaction, key: str) -> None:
    """What nobody has tried to pay is forgotten; a retry keeps its place."""
    let_be(tx, key)
    tx.execute(delete(t.owed).where((_c.key == key) & _DUE & (_c.attempts == 0)))


def let_be(tx: Transaction, key: str) -> bool:
    """What is being paid under the key, if anything, goes on by itself: what is owed from now on is owed besides."""
    being_paid = (_c.key == key) & _DUE & _c.leased_until.is_not(None)
    return tx.execute(update(t.owed).where(being_paid).values(key=None)).rowcount == 1


def plan(
    tx: Transaction, kind: Kind, lane: str, payload: dict[str, Any], *, at: datetime, key: str, now: datetime
) -> None:
    """Owe it from this moment on, instead of from the one that was planned under the key before."""
    if tx.execute(_PLAN_AGAIN, {"same": key, "payload": payload, "moment": at}).rowcount == 0:
        add(tx, kind, lane, payload, now=now, key=key, not_before=at)


def drop(tx: Transaction, key: str) -> None:
    """What is planned under the key is no longer owed."""
    tx.execute(delete(t.owed).where((_c.key == key) & _DUE))


_now: Final = bindparam("now", type_=t.UtcDateTime())
_busy: Final[BindParameter[list[str]]] = bindparam("busy", expanding=True)
_HEADS: Final = select(func.min(_c.id)).where(_DUE & or_(_c.not_before <= _now, _c.attempts > 0)).group_by(_c.lane)
"""The first of each lane, among what is due and what waits after a failed try."""
_CLAIMABLE: Final = select(_c.id, _c.kind, _c.lane, _c.payload, _c.version, _c.attempts, _c.created_at).where(
    _c.id.in_(_HEADS),
    _c.not_before <= _now,
    or_(_c.leased_until.is_(None), _c.leased_until <= _now),
    _c.lane.not_in(_busy),
)
_LEASE: Final = update(t.owed).where(_c.id.in_(bindparam("ids", expanding=True)))
_NEXT_DUE: Final = select(func.min(_c.not_before)).where(
    _DUE, _c.leased_until.is_(None), _c.lane.not_in(_busy), or_(_c.id.in_(_HEADS), _c.not_before > _now)
)


def claim(tx: Transaction, *, now: datetime, lease: timedelta, busy: set[str]) -> list[Debt]:
    """Lease the head of every lane that is due and not busy.

    A head that waits after a failed try holds its lane; something owed for a later day does not.
    """
    rows = tx.execute(_CLAIMABLE, {"now": now, "busy": list(busy)})
    debts = [Debt(row[0], Kind(row[1]), *row[2:]) for row in rows]
    if debts:
        tx.execute(_LEASE, {"ids": [d.id for d in debts], "leased_until": now + lease})
    return debts


def next_due(tx: Transaction, *, now: datetime, busy: set[str]) -> datetime | None:
    """When the next thing that nothing stands before becomes due, None if nothing ever does by itself."""
    return tx.execute(_NEXT_DUE, {"now": now, "busy": list(busy)}).scalar_one_or_none()


_PAID: Final = update(t.owed).where((_c.id == bindparam("debt")) & (_c.version == bindparam("seen")))
_MORE: Final = select(_c.id).where((_c.lane == bindparam("in_lane")) & _DUE).limit(1)


def paid(tx: Transaction, debt: Debt, *, now: datetime) -> None:
    """Mark it paid, unless it was owed anew meanwhile: then it is due again at once."""
    done = {"state": State.PAID, "paid_at": now, "leased_until": None, "key": None}
    if tx.execute(_PAID, {**done, "debt": debt.id, "seen": debt.version}).rowcount == 0:
        again = update(t.owed).where((_c.id == debt.id) & _DUE)
        tx.execute(again.values(leased_until=None, attempts=0))


def postpone(tx: Transaction, debt: Debt, *, until: datetime, error: str) -> None:
    """Try again later."""
    later = {"not_before": until, "attempts": _c.attempts + 1, "error": error, "leased_until": None}
    tx.execute(update(t.owed).where(_c.id == debt.id).values(**later))


def refuse(tx: Transaction, debt: Debt, *, error: str, now: datetime) -> None:
    """The outside will never take it: recorded, and no longer in anybody's way."""
    gone = {"state": State.REFUSED, "error": error, "leased_until": None, "key": None, "paid_at": now}
    tx.execute(update(t.owed).where(_c.id == debt.id).values(**gone))


def revive(tx: Transaction, debt_id: int, *, but: Collection[Kind], now: datetime) -> bool:
    """Owe again what was refused for good, with the patience of the first time; False if it is not refused (any more),
    or one of those kinds.

    `revived` in the payload says that a human asked for it, and waits to hear how it ends.
    """
    refused = (_c.id == debt_id) & (_c.state == State.REFUSED) & _c.kind.not_in(but)
    payload = tx.execute(select(_c.payload).where(refused)).scalar_one_or_none()
    if payload is None:
        return False
    asked = {**_anew(now), "payload": {**payload, "revived": True}}
    return tx.execute(update(t.owed).where(refused).values(**asked)).rowcount == 1


def revive_lane(tx: Transaction, lane: str, *, since: datetime, now: datetime) -> None:
    """Owe again whatever was refused for good in this lane since then, in its order."""
    refused = (_c.lane == lane) & (_c.state == State.REFUSED) & (_c.paid_at >= since)
    tx.execute(update(t.owed).where(refused).values(**_anew(now)))


def _anew(now: datetime) -> dict[str, Any]:
    fresh = {"state": State.DUE, "attempts": 0, "not_before": now, "created_at": now, "paid_at": None, "error": None}
    return {**fresh, "version": _c.version + 1}


def is_due(tx: Transaction, key: str, **holds: Any) -> bool:
    """Whether something unpaid under the key has these values in its payload."""
    payload = payload_of(tx, key)
    return bool(payload) and holds.items() <= payload.items()


def is_being_paid(tx: Transaction, **of: str) -> bool:
    """Whether the worker is just at something of this kind, or in this lane."""
    query = select(_c.id).where(_DUE, _c.leased_until.is_not(None)).filter_by(**of).limit(1)
    return tx.execute(query).one_or_none() is not None


def payload_of(tx: Transaction, key: str) -> dict[str, Any]:
    """The payload of what is unpaid under the key; empty if nothing is."""
    return tx.execute(select(_c.payload).where((_c.key == key) & _DUE)).scalar_one_or_none() or {}


def payload_by_id(tx: Transaction, debt_id: int) -> dict[str, Any]:
    """The payload of this debt, paid or not; empty if there is none."""
    return tx.execute(select(_c.payload).where(_c.id == debt_id)).scalar_one_or_none() or {}


def chat_lane(chat_id: int) -> str:
    """Everything for one chat, in order."""
    return f"chat:{chat_id}"


def report_lane(chat_id: int) -> str:
    """The reports for one chat: making them may fail, and nothing else that the chat is owed waits for them."""
    return f"report:{chat_id}"


def move_chat(tx: Transaction, old: int, new: int) -> None:
    """What is unpaid for a chat is owed to its new id."""
    of_chat = _c.payload["chat_id"].as_integer() == old
    for debt, lane, key, payload in tx.execute(select(_c.id, _c.lane, _c.key, _c.payload).where(of_chat & _DUE)).all():
        moved = {"payload": {**payload, "chat_id": new}, "version": _c.version + 1}
        new_lane, new_key = (each and each.replace(str(old), str(new)) for each in (lane, key))
        tx.execute(update(t.owed).where(_c.id == debt).values(**moved, lane=new_lane, key=new_key))


def has_more(tx: Transaction, lane: str) -> bool:
    """Whether anything in the lane is still unpaid."""
    return tx.execute(_MORE, {"in_lane": lane}).first() is not None


def hand_back(tx: Transaction) -> None:
    """Free all leases: the one worker of this database has just started."""
    tx.execute(update(t.owed).where(_c.state == State.DUE).values(leased_until=None))
