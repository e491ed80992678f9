"""Files of a request: what was uploaded, what was made of it, what was issued. The bytes lie in `office/files`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select, update

from office.register import tables as t
from office.register.engine import Transaction


class Purpose(StrEnum):
    REQUEST_LETTER_ORIGINAL = "request_letter_original"
    REQUEST_LETTER = "request_letter"
    DRAFT_LETTER = "draft_letter"
    DRAFT_FORM = "draft_form"
    REPLY_LETTER = "reply_letter"
    REPLY_LETTER_PDF = "reply_letter_pdf"
    REPLY_LETTER_DRAFT = "reply_letter_draft"
    DISPOSITION_SHEET = "disposition_sheet"
    DISPOSITION_SHEET_PDF = "disposition_sheet_pdf"
    SIGNED_LETTER = "signed_letter"
    SIGNED_LETTER_ORIGINAL = "signed_letter_original"


@dataclass(frozen=True, slots=True)
class Document:
    id: int
    request: int
    purpose: Purpose
    file_name: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that lie in the store, about to become a document."""

    file_name: str
    kind: str
    size: int
    sha256: str


_c = t.documents.c
_COLUMNS = (_c.id, _c.request_id, _c.purpose, _c.file_name, _c.kind, _c.size, _c.sha256)


def add(tx: Transaction, request_id: int, round_: int, purpose: Purpose, stored: Stored, *, now: datetime) -> Document:
    values = {
        "file_name": stored.file_name,
        "kind": stored.kind,
        "size": stored.size,
        "sha256": stored.sha256,
    }
    row = insert(t.documents).values(request_id=request_id, round=round_, purpose=purpose, created_at=now, **values)
    return load(tx, tx.execute(row.returning(_c.id)).scalar_one())


def load(tx: Transaction, document_id: int) -> Document:
    return _value(tx.execute(select(*_COLUMNS).where(_c.id == document_id)).one())


def _value(row: Any) -> Document:
    return Document(row[0], row[1], Purpose(row[2]), *row[3:])


def of_request(tx: Transaction, request_id: int) -> list[Document]:
    """Every file of the request, oldest first."""
    rows = tx.execute(select(*_COLUMNS).where(_c.request_id == request_id).order_by(_c.id))
    return [_value(row) for row in rows]


def bind(tx: Transaction, originals: Collection[int], upright: int) -> None:
    """The upright PDF was made of these originals."""
    tx.execute(update(t.documents).where(_c.id.in_(originals)).values(upright_id=upright))


def originals_of(tx: Transaction, upright: int) -> list[Document]:
    """What the upright PDF was made of, as it was uploaded, in its order."""
    rows = tx.execute(select(*_COLUMNS).where(_c.upright_id == upright).order_by(_c.id))
    return [_value(row) for row in rows]


def join_round(tx: Transaction, upright: int, round_: int) -> None:
    """The document, and what it was made of, is part of this submission."""
    parts = (_c.id == upright) | (_c.upright_id == upright)
    tx.execute(update(t.documents).where(parts).values(round=round_))
