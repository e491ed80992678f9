"""Reply letters: a row with its number first, the file afterwards."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select, update

from office.register import sequences
from office.register import tables as t
from office.register.engine import Transaction

SERIES = "surat_keluar"


class Kind(StrEnum):
    APPROVAL = "approval"
    REJECTION = "rejection"


@dataclass(frozen=True, slots=True)
class Letter:
    """`content` is all that the letter says, as it was on its day; `document` is the file once it is rendered."""

    id: int
    request: int
    kind: Kind
    number: str
    issued_on: date
    content: dict[str, Any]
    document: int | None


_c = t.letters.c


def take_serial(tx: Transaction, issued_on: date) -> int:
    """Return the next serial of the agenda; gapless, for it is taken with the letter's row or not at all."""
    return sequences.take(tx, SERIES, issued_on.year)


def add(
    tx: Transaction,
    request_id: int,
    kind: Kind,
    *,
    serial: int,
    number: str,
    issued_on: date,
    content: dict[str, Any],
) -> int:
    values = {"series": SERIES, "year": issued_on.year, "serial": serial, "number": number}
    row = insert(t.letters).values(
        request_id=request_id, kind=kind, issued_on=issued_on.isoformat(), content=content, **values
    )
    return int(tx.execute(row.returning(_c.id)).scalar_one())


def load(tx: Transaction, letter_id: int) -> Letter:
    columns = (_c.id, _c.request_id, _c.kind, _c.number, _c.issued_on, _c.content, _c.document_id)
    row = tx.execute(select(*columns).where(_c.id == letter_id)).one()
    return Letter(row[0], row[1], Kind(row[2]), row[3], date.fromisoformat(row[4]), row[5], row[6])


def find(tx: Transaction, request_id: int) -> Letter | None:
    """The request's reply letter, if one was issued."""
    found = tx.execute(select(_c.id).where(_c.request_id == request_id).order_by(_c.id.desc())).scalars().first()
    return load(tx, found) if found is not None else None


def issued(tx: Transaction, letter_id: int, document_id: int) -> bool:
    """Bind the rendered file, once; False if it was bound before."""
    wanted = (_c.id == letter_id) & _c.document_id.is_(None)
    return tx.execute(update(t.letters).where(wanted).values(document_id=document_id)).rowcount == 1
