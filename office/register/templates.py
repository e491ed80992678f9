"""The office's own templates: brought in by one person, active once another has approved, never removed."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import insert, select, update

from office.register import tables as t
from office.register.engine import Transaction


class State(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Template:
    """`kind` is the letters' own name for it; the file lies in the store under `sha256`."""

    id: int
    kind: str
    sha256: str
    file_name: str
    state: State
    imported_by: str
    imported_at: datetime
    approved_by: str | None
    approved_at: datetime | None


_c = t.templates.c
_COLUMNS: Final = (
    _c.id,
    _c.kind,
    _c.sha256,
    _c.file_name,
    _c.state,
    _c.imported_by,
    _c.imported_at,
    _c.approved_by,
    _c.approved_at,
)


def _value(row: Any) -> Template:
    return replace(Template(*row), state=State(row.state))


def add(tx: Transaction, kind: str, sha256: str, file_name: str, *, by: str, now: datetime) -> Template:
    """A template that waits for its approval."""
    values = {"kind": kind, "sha256": sha256, "file_name": file_name, "state": State.PENDING}
    row = insert(t.templates).values(**values, imported_by=by, imported_at=now).returning(*_COLUMNS)
    return _value(tx.execute(row).one())


def find(tx: Transaction, template_id: int) -> Template | None:
    row = tx.execute(select(*_COLUMNS).where(_c.id == template_id)).one_or_none()
    return _value(row) if row else None


def active(tx: Transaction, kind: str) -> Template | None:
    """The one that letters of this kind are written with; None while the shipped one serves."""
    row = tx.execute(select(*_COLUMNS).where((_c.kind == kind) & (_c.state == State.ACTIVE))).one_or_none()
    return _value(row) if row else None


def all_of(tx: Transaction) -> list[Template]:
    """Every template ever brought in, newest first."""
    return [_value(row) for row in tx.execute(select(*_COLUMNS).order_by(_c.id.desc()))]


def activate(tx: Transaction, template: Template, *, by: str, now: datetime) -> Template:
    """From now on letters of its kind are written with it, and with no other."""
    of_kind = (_c.kind == template.kind) & (_c.state == State.ACTIVE)
    tx.execute(update(t.templates).where(of_kind).values(state=State.RETIRED))
    values = {"state": State.ACTIVE, "approved_by": by, "approved_at": now}
    change = update(t.templates).where(_c.id == template.id).values(**values).returning(*_COLUMNS)
    return _value(tx.execute(change).one())
