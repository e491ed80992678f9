"""Requests: loaded whole, changed only by compare-and-set on their revision."""

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, bindparam, case, func, insert, or_, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.errors import Refusal
from office.sop.request import Action, Decision, PersonId, Request, RequestId, RequestKind, Stage, Talk
from office.sop.roles import Role


class StaleCard(Refusal):
    """Somebody, or the same person a moment ago, has changed what this card shows."""

    def __init__(self, subject: int, revision: int) -> None:
        super().__init__(f"{subject} is no longer at revision {revision}")
        self.subject, self.revision = subject, revision


_c = t.requests.c
_COLUMNS = (
    _c.id,
    _c.applicant_id,
    _c.opd_id,
    _c.kind,
    _c.stage,
    _c.revision,
    _c.round,
    _c.created_at,
    _c.receipt,
    _c.submitted_at,
    _c.blocked,
    _c.hosting,
    _c.talk,
    _c.answers,
    _c.checks,
    _c.officer_id,
)
_CHANGEABLE = ("stage", "revision", "round", "receipt", "submitted_at", "blocked", "hosting", "answers", "checks")
TALK: Final = TypeAdapter(Talk)
_DECIDING = (Action.DISPOSE, Action.BUILD)
_OF_ONE: Final = 500


def begin(tx: Transaction, applicant: PersonId, opd: int, kind: RequestKind, *, now: datetime) -> Request:
    """Start an empty draft."""
    values = {"kind": kind, "stage": Stage.DRAFT, "revision": 1, "round": 0, "created_at": now}
    empty: dict[str, Any] = {"answers": {}, "talk": {}, "checks": {}}
    row = insert(t.requests).values(applicant_id=applicant, opd_id=opd, **values, **empty).returning(_c.id)
    return load(tx, tx.execute(row).scalar_one())


def load(tx: Transaction, request_id: int, *, revision: int | None = None) -> Request:
    """Return the request. Raises StaleCard if it does not exist, or is not at the revision that was seen."""
    row = tx.execute(select(*_COLUMNS).where(_c.id == request_id)).one_or_none()
    if row is None or (revision is not None and row.revision != revision):
        raise StaleCard(request_id, revision or 0)
    return _value(tx, row)


def _value(tx: Transaction, row: Any) -> Request:
    request = _bare(row)
    return replace(request, decisions=_decisions(tx, request.id, request.round))


def _bare(row: Any) -> Request:
    talk = TALK.validate_python(row.talk)
    return replace(Request(*row), kind=RequestKind(row.kind), stage=Stage(row.stage), talk=talk)


def _decisions(tx: Transaction, request_id: RequestId, round_: int) -> tuple[Decision, ...]:
    if round_ == 0:
        return ()
    e = t.events.c
    wanted = (e.request_id == request_id) & (e.round == round_)
    tags = {f"request:{action}": action for action in _DECIDING}
    query = select(e.tag, e.role, e.person_id).where(wanted & e.tag.in_(tags)).order_by(e.id)
    return tuple(Decision(tags[row.tag], Role(row.role), row.person_id) for row in tx.execute(query))


_CHANGE: Final = update(t.requests).where((_c.id == bindparam("request")) & (_c.revision == bindparam("seen")))


def change(tx: Transaction, request: Request, **changes: Any) -> Request:
    """Write the changes and raise the revision. Raises StaleCard if somebody moved it first."""
    changed = replace(request, **changes, revision=request.revision + 1)
    values = {name: getattr(changed, name) for name in _CHANGEABLE}
    values["officer_id"] = changed.officer
    values["talk"] = {name: value for name, value in asdict(changed.talk).items() if value}
    if tx.execute(_CHANGE, {**values, "request": request.id, "seen": request.revision}).rowcount != 1:
        raise StaleCard(request.id, request.revision)
    return changed


def mark(tx: Transaction, request: Request, checks: dict[str, str | None]) -> None:
    """Keep the officer's marks; nothing that others have seen changes, so the revision stays."""
    wanted = (_c.id == request.id) & (_c.revision == request.revision)
    tx.execute(update(t.requests).where(wanted).values(checks=checks))


def take(tx: Transaction, request: Request, officer: PersonId | None) -> Request:
    """Write down which officer has it; what others have seen of it stays true, so the revision stays.

    Raises StaleCard if somebody took it, or moved it, first.
    """
    had = _c.officer_id.is_(None) if request.officer is None else _c.officer_id == request.officer
    wanted = (_c.id == request.id) & (_c.revision == request.revision) & had
    if tx.execute(update(t.requests).where(wanted).values(officer_id=officer)).rowcount != 1:
        raise StaleCard(request.id, request.revision)
    return replace(request, officer=officer)


def held_by(tx: Transaction, officer: int, stages: Collection[Stage]) -> list[Request]:
    """What this officer has, at these stages."""
    return _find(tx, (_c.officer_id == officer) & _c.stage.in_(stages), newest_first=False, limit=_OF_ONE)


def _find(tx: Transaction, wanted: ColumnElement[bool], *, newest_first: bool, limit: int) -> list[Request]:
    order = _c.id.desc() if newest_first else _c.id
    return [_value(tx, row) for row in tx.execute(select(*_COLUMNS).where(wanted).order_by(order).limit(limit))]


_BEING_WRITTEN: Final = (
    select(*_COLUMNS)
    .where((_c.applicant_id == bindparam("applicant")) & _c.stage.in_((Stage.DRAFT, Stage.RETURNED)))
    .order_by(case((_c.stage == Stage.RETURNED, 0), else_=1), _c.id.desc())
    .limit(1)
)


def being_written(tx: Transaction, applicant: PersonId) -> Request | None:
    """The request that this person is writing now: what came back goes before a new draft."""
    row = tx.execute(_BEING_WRITTEN, {"applicant": applicant}).one_or_none()
    return _value(tx, row) if row else None


def last_sent(tx: Transaction, applicant: PersonId) -> Request | None:
    """The newest request that this person has sent."""
    wanted = (_c.applicant_id == applicant) & _c.receipt.is_not(None)
    return next(iter(_find(tx, wanted, newest_first=True, limit=1)), None)


def unfinished_of(tx: Transaction, applicant: PersonId) -> list[Request]:
    """What this person has begun or sent, and nobody has ended, oldest first."""
    ended = [stage for stage in Stage if stage.is_final]
    return _find(tx, (_c.applicant_id == applicant) & _c.stage.not_in(ended), newest_first=False, limit=_OF_ONE)


def _sent_by(opd: int, applicant: PersonId | None) -> ColumnElement[bool]:
    wanted = (_c.opd_id == opd) & _c.receipt.is_not(None)
    return wanted if applicant is None else wanted & (_c.applicant_id == applicant)


def count_by_stage(tx: Transaction, opd: int, *, applicant: PersonId | None) -> dict[Stage, int]:
    """How many requests of the unit, or of this applicant in it, stand where."""
    query = select(_c.stage, func.count()).where(_sent_by(opd, applicant)).group_by(_c.stage)
    return {Stage(stage): count for stage, count in tx.execute(query)}


def page_of_opd(
    tx: Transaction, opd: int, stages: Collection[Stage], *, applicant: PersonId | None, limit: int, offset: int
) -> list[Request]:
    """Some of them, the newest first, without their decisions."""
    wanted = _sent_by(opd, applicant) & _c.stage.in_(stages)
    query = select(*_COLUMNS).where(wanted).order_by(_c.id.desc()).limit(limit).offset(offset)
    return [_bare(row) for row in tx.execute(query)]


def submitted(tx: Transaction, *, limit: int) -> list[Request]:
    """The newest requests that have a receipt."""
    return _find(tx, _c.receipt.is_not(None), newest_first=True, limit=limit)


def received_between(tx: Transaction, start: datetime, end: datetime) -> list[Request]:
    """What came first from the start on and before the end, the newest first, without decisions."""
    wanted = _c.receipt.is_not(None) & (_c.submitted_at >= start) & (_c.submitted_at < end)
    return [_bare(row) for row in tx.execute(select(*_COLUMNS).where(wanted).order_by(_c.id.desc()))]


def by_receipt(tx: Transaction, receipt: str) -> Request | None:
    return next(iter(_find(tx, _c.receipt == receipt, newest_first=True, limit=1)), None)


def count_all(tx: Transaction) -> dict[Stage, int]:
    """How many sent requests of all units stand where."""
    query = select(_c.stage, func.count()).where(_c.receipt.is_not(None)).group_by(_c.stage)
    return {Stage(stage): count for stage, count in tx.execute(query)}


def search(tx: Transaction, words: str, name: str, *, limit: int) -> list[Request]:
    """The newest sent requests that have the words in their receipt, OPD or letter number, or `name` in their name."""
    of_opd = select(t.opds.c.id).where(
        or_(t.opds.c.name.icontains(words, autoescape=True), t.opds.c.label.icontains(words, autoescape=True))
    )
    said = or_(
        _c.receipt.icontains(words, autoescape=True),
        _c.opd_id.in_(of_opd),
        _c.answers["letter_number"].as_string().icontains(words, autoescape=True),
        *(_c.answers[field].as_string().icontains(name, autoescape=True) for field in ("label", "site")),
    )
    return _find(tx, _c.receipt.is_not(None) & said, newest_first=True, limit=limit)


def at_stages(tx: Transaction, stages: Collection[Stage], *, limit: int) -> list[Request]:
    """The requests at these stages, the longest-waiting first."""
    return _find(tx, _c.stage.in_(stages), newest_first=False, limit=limit)
