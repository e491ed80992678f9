"""Reply letters: a row with its number first, the files afterwards; no row is ever removed and no number used twice."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import insert, select, update

from office.register import sequences
from office.register import tables as t
from office.register.engine import Transaction
from office.register.requests import StaleCard

SERIES: Final = "surat_keluar"


class Kind(StrEnum):
    APPROVAL = "approval"
    REJECTION = "rejection"


class State(StrEnum):
    """A draft has no number yet. What was valid once is never a draft again."""

    DRAFT = "draft"
    VALID = "valid"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Letter:
    """`content` is all that the letter says, as it was on its day. `document` is the DOCX and `pdf` its print, once
    they are made; `signed` what came back with a signature. `code` proves the letter, `about` is the service's name,
    `template` the SHA-256 of the template that it was written with.
    """

    id: int
    request: int
    kind: Kind
    state: State
    revision: int
    number: str | None
    issued_on: date
    content: dict[str, Any]
    code: str
    about: str
    document: int | None
    pdf: int | None
    signed: int | None
    reason: str | None
    template: str | None


_c = t.letters.c
_COLUMNS: Final = (
    _c.id,
    _c.request_id,
    _c.kind,
    _c.state,
    _c.revision,
    _c.number,
    _c.issued_on,
    _c.content,
    _c.code,
    _c.about,
    _c.document_id,
    _c.pdf_id,
    _c.signed_id,
    _c.reason,
    _c.template_sha256,
)


def _value(row: Any) -> Letter:
    letter = Letter(*row)
    return replace(letter, kind=Kind(row.kind), state=State(row.state), issued_on=date.fromisoformat(row.issued_on))


def take_serial(tx: Transaction, issued_on: date) -> int:
    """Return the next serial of the agenda; gapless, for it is taken with the letter's row or not at all.

    Numbers that were used on paper are stepped over.
    """
    while True:
        serial = sequences.take(tx, SERIES, issued_on.year)
        if not is_reserved(tx, issued_on.year, serial):
            return serial


def is_reserved(tx: Transaction, year: int, serial: int) -> bool:
    c = t.reservations.c
    wanted = (c.series == SERIES) & (c.year == year) & (c.serial == serial)
    return tx.execute(select(c.serial).where(wanted)).first() is not None


def add(
    tx: Transaction,
    request_id: int,
    kind: Kind,
    *,
    serial: int | None,
    number: str | None,
    issued_on: date,
    content: dict[str, Any],
    code: str,
    about: str,
) -> Letter:
    """A letter with its number, or a draft without one."""
    row = insert(t.letters).values(
        request_id=request_id,
        kind=kind,
        state=State.VALID if number else State.DRAFT,
        revision=1,
        series=SERIES,
        year=issued_on.year,
        serial=serial,
        number=number,
        issued_on=issued_on.isoformat(),
        content=content,
        code=code,
        about=about,
    )
    return load(tx, tx.execute(row.returning(_c.id)).scalar_one())


def load(tx: Transaction, letter_id: int, *, revision: int | None = None) -> Letter:
    """Return the letter. Raises StaleCard if it does not exist, or is not at the revision that was seen."""
    row = tx.execute(select(*_COLUMNS).where(_c.id == letter_id)).one_or_none()
    if row is None or (revision is not None and row.revision != revision):
        raise StaleCard(letter_id, revision or 0)
    return _value(row)


def find(tx: Transaction, request_id: int) -> Letter | None:
    """The request's newest reply letter, if there is one."""
    row = tx.execute(select(*_COLUMNS).where(_c.request_id == request_id).order_by(_c.id.desc()).limit(1)).first()
    return _value(row) if row else None


def by_code(tx: Transaction, code: str) -> Letter | None:
    row = tx.execute(select(*_COLUMNS).where(_c.code == code)).one_or_none()
    return _value(row) if row else None


def by_number(tx: Transaction, number: str) -> Letter | None:
    row = tx.execute(select(*_COLUMNS).where(_c.number == number)).one_or_none()
    return _value(row) if row else None


def by_file(tx: Transaction, sha256: str) -> Letter | None:
    """The letter whose DOCX, PDF or signed copy has these bytes."""
    d = t.documents.c
    files = _c.document_id, _c.pdf_id, _c.signed_id
    held = select(d.id).where(d.sha256 == sha256)
    wanted = files[0].in_(held) | files[1].in_(held) | files[2].in_(held)
    row = tx.execute(select(*_COLUMNS).where(wanted).order_by(_c.id.desc()).limit(1)).first()
    return _value(row) if row else None


def valid_about(tx: Transaction, name: str) -> list[Letter]:
    """The letters about this service that hold now, oldest first."""
    wanted = (_c.about == name) & (_c.state == State.VALID)
    return [_value(row) for row in tx.execute(select(*_COLUMNS).where(wanted).order_by(_c.id))]


def drafts(tx: Transaction) -> list[Letter]:
    """The letters that wait for their number, the longest-waiting first."""
    return [_value(row) for row in tx.execute(select(*_COLUMNS).where(_c.state == State.DRAFT).order_by(_c.id))]


def unmade(tx: Transaction) -> list[Letter]:
    """The letters that have a number and no files yet."""
    wanted = (_c.state == State.VALID) & _c.document_id.is_(None)
    return [_value(row) for row in tx.execute(select(*_COLUMNS).where(wanted).order_by(_c.id))]


def change(tx: Transaction, letter: Letter, **changes: Any) -> Letter:
    """Write the changes and raise the revision. Raises StaleCard if somebody changed it first."""
    changed = replace(letter, **changes, revision=letter.revision + 1)
    values = {
        "state": changed.state,
        "revision": changed.revision,
        "number": changed.number,
        "issued_on": changed.issued_on.isoformat(),
        "year": changed.issued_on.year,
        "content": changed.content,
        "document_id": changed.document,
        "pdf_id": changed.pdf,
        "signed_id": changed.signed,
        "reason": changed.reason,
        "template_sha256": changed.template,
    }
    wanted = (_c.id == letter.id) & (_c.revision == letter.revision)
    if tx.execute(update(t.letters).where(wanted).values(**values)).rowcount != 1:
        raise StaleCard(letter.id, letter.revision)
    return changed
