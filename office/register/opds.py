"""The directory of the regency's units (OPD)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, or_, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.roles import Role


@dataclass(frozen=True, slots=True)
class Opd:
    """A unit; `label` is the sub domain that convention proposes for it. A retired one is offered to nobody."""

    id: int
    name: str
    label: str | None
    is_retired: bool = False


_c = t.opds.c
_UNITS = select(_c.id, _c.name, _c.label, _c.retired_at.is_not(None))


def load(tx: Transaction, opd_id: int) -> Opd:
    return Opd(*tx.execute(_UNITS.where(_c.id == opd_id)).one())


def is_offered(tx: Transaction, opd_id: int) -> bool:
    """Whether somebody may choose it."""
    return tx.execute(select(_c.id).where((_c.id == opd_id) & _c.retired_at.is_(None))).one_or_none() is not None


def everything(tx: Transaction) -> list[Opd]:
    """Every unit that ever was in the directory, in its order."""
    return [Opd(*row) for row in tx.execute(_UNITS.order_by(_c.id))]


def all_units(tx: Transaction) -> list[Opd]:
    """The directory as it is offered, in its order."""
    return [unit for unit in everything(tx) if not unit.is_retired]


def named(tx: Transaction, name: str) -> Opd | None:
    """The unit of this name, letter case aside, retired or not."""
    row = tx.execute(_UNITS.where(func.lower(_c.name) == name.lower())).one_or_none()
    return Opd(*row) if row else None


def ensure(tx: Transaction, name: str, label: str | None = None) -> Opd:
    """Return the unit of this name (letter case aside): added if it is not known, offered again if it was retired."""
    known = named(tx, name)
    if known is not None and known.is_retired:
        return describe(tx, known.id, known.name, known.label)
    if known is not None:
        return known
    added = insert(t.opds).values(name=name, label=label).returning(_c.id)
    return Opd(tx.execute(added).scalar_one(), name, label)


def describe(tx: Transaction, opd_id: int, name: str, label: str | None) -> Opd:
    """This is what the unit is called from now on, and it is offered."""
    tx.execute(update(t.opds).where(_c.id == opd_id).values(name=name, label=label, retired_at=None))
    return load(tx, opd_id)


def retire(tx: Transaction, opd_id: int, *, now: datetime) -> None:
    """Offer the unit to nobody any more; it stays where it is named."""
    tx.execute(update(t.opds).where(_c.id == opd_id).values(retired_at=now))


def count_members(tx: Transaction, opd_id: int, *, now: datetime) -> int:
    """How many people apply for it."""
    a = t.assignments.c
    holds = (a.from_at <= now) & or_(a.until_at.is_(None), a.until_at > now)
    wanted = (a.opd_id == opd_id) & (a.role == Role.APPLICANT) & holds
    return tx.execute(select(func.count(a.person_id.distinct())).where(wanted)).scalar_one()


def fill_if_empty(tx: Transaction, units: Iterable[tuple[str, str]]) -> None:
    """Take over the office's list of (name, label) once; afterwards the register's directory is the truth."""
    if tx.execute(select(func.count()).select_from(t.opds)).scalar_one() == 0:
        for name, label in units:
            ensure(tx, name, label or None)
