"""The directory of the regency's units (OPD)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, insert, select

from office.register import tables as t
from office.register.engine import Transaction


@dataclass(frozen=True, slots=True)
class Opd:
    """A unit; `label` is the sub domain that convention proposes for it."""

    id: int
    name: str
    label: str | None


_COLUMNS = (t.opds.c.id, t.opds.c.name, t.opds.c.label)


def load(tx: Transaction, opd_id: int) -> Opd:
    return Opd(*tx.execute(select(*_COLUMNS).where(t.opds.c.id == opd_id)).one())


def exists(tx: Transaction, opd_id: int) -> bool:
    return tx.execute(select(t.opds.c.id).where(t.opds.c.id == opd_id)).one_or_none() is not None


def all_units(tx: Transaction) -> list[Opd]:
    """The whole directory in its order."""
    return [Opd(*row) for row in tx.execute(select(*_COLUMNS).order_by(t.opds.c.id))]


def named(tx: Transaction, name: str) -> Opd | None:
    """The unit of this name, letter case aside."""
    row = tx.execute(select(*_COLUMNS).where(func.lower(t.opds.c.name) == name.lower())).one_or_none()
    return Opd(*row) if row else None


def ensure(tx: Transaction, name: str, label: str | None = None) -> Opd:
    """Return the unit of this name (letter case aside), added if it is not in the directory."""
    known = named(tx, name)
    if known is not None:
        return known
    added = insert(t.opds).values(name=name, label=label).returning(t.opds.c.id)
    return Opd(tx.execute(added).scalar_one(), name, label)


def fill_if_empty(tx: Transaction, units: Iterable[tuple[str, str]]) -> None:
    """Take over the office's list of (name, label) once; afterwards the register's directory is the truth."""
    if tx.execute(select(func.count()).select_from(t.opds)).scalar_one() == 0:
        for name, label in units:
            ensure(tx, name, label or None)
