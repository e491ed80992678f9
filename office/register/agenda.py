"""The book of outgoing letters (buku agenda surat keluar): what Loket issued, and numbers that were used on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, insert, select

from office.register import tables as t
from office.register.engine import Transaction
from office.register.letters import SERIES
from office.sop.errors import Refusal


class NumberTaken(Refusal):
    """A letter or a reservation has this number already."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number} is taken")
        self.number = number


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book. A number that was used on paper has no `content`, and its reason says what for."""

    serial: int | None
    number: str
    dated: date
    receipt: str | None
    kind: str | None
    state: str
    content: dict[str, Any]
    reason: str | None


RESERVED: Final = "reserved"
_l, _r = t.letters.c, t.reservations.c


def reserve(tx: Transaction, serial: int, number: str, *, on: date, why: str) -> None:
    """This number was used outside of Loket, which will step over it. Raises NumberTaken."""
    same_year = (_l.series == SERIES) & (_l.year == on.year)
    issued = select(_l.id).where((same_year & (_l.serial == serial)) | (_l.number == number))
    held = (_r.series == SERIES) & (_r.year == on.year)
    reserved = select(_r.serial).where((held & (_r.serial == serial)) | (_r.number == number))
    if tx.execute(issued).first() or tx.execute(reserved).first():
        raise NumberTaken(number)
    values = {"series": SERIES, "year": on.year, "serial": serial, "number": number, "why": why}
    tx.execute(insert(t.reservations).values(**values, reserved_on=on.isoformat()))


def is_taken(tx: Transaction, number: str) -> bool:
    """Whether a letter or a reservation has this very number, whatever its capitals."""
    same = func.lower(_l.number) == number.lower(), func.lower(_r.number) == number.lower()
    return bool(
        tx.execute(select(_l.id).where(same[0])).first() or tx.execute(select(_r.serial).where(same[1])).first()
    )


def years(tx: Transaction) -> list[int]:
    """The years that have a number, the first one first."""
    found = {
        *tx.execute(select(_l.year).where(_l.number.is_not(None))).scalars(),
        *tx.execute(select(_r.year)).scalars(),
    }
    return sorted(found)


def of_year(tx: Transaction, year: int) -> list[Entry]:
    """Every number of the year, in its order: serials first by serial, TU's own by date."""
    entries = [*_issued(tx, year), *_reserved(tx, year)]
    return sorted(entries, key=lambda e: (e.serial is None, e.serial or 0, e.dated, e.number))


def _issued(tx: Transaction, year: int) -> list[Entry]:
    columns = (_l.serial, _l.number, _l.issued_on, t.requests.c.receipt, _l.kind, _l.state, _l.content, _l.reason)
    joined = t.letters.join(t.requests, t.requests.c.id == _l.request_id)
    rows = tx.execute(select(*columns).select_from(joined).where((_l.year == year) & _l.number.is_not(None)))
    return [Entry(row[0], row[1], date.fromisoformat(row[2]), *row[3:]) for row in rows]


def _reserved(tx: Transaction, year: int) -> list[Entry]:
    rows = tx.execute(select(_r.serial, _r.number, _r.reserved_on, _r.why).where(_r.year == year))
    return [Entry(row[0], row[1], date.fromisoformat(row[2]), None, None, RESERVED, {}, row[3]) for row in rows]
