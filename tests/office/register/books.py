"""Rows as the register's tests need them; a test names only what matters to it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from office.register import opds, owed, people, registrations, requests
from office.register.engine import Transaction
from office.register.migrate import migrate
from office.register.owed import Debt, Kind
from office.register.people import Person
from office.register.registrations import Registration
from office.sop.request import Request, RequestKind
from office.sop.roles import Role

NOW: Final = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
LEASE: Final = timedelta(minutes=10)


def a_register_file(file: Path) -> Path:
    migrate(file)
    return file


def a_person(tx: Transaction, telegram_id: int = 1001) -> Person:
    return people.meet(tx, telegram_id, now=NOW)


def a_request(tx: Transaction, telegram_id: int = 1001) -> Request:
    """An empty draft."""
    opd = opds.ensure(tx, "Dinas Contoh", "dincontoh")
    return requests.begin(tx, a_person(tx, telegram_id).id, opd.id, RequestKind.SUB_DOMAIN, now=NOW)


def a_registration(tx: Transaction, telegram_id: int = 1001, role: Role = Role.APPLICANT) -> Registration:
    return registrations.begin(tx, a_person(tx, telegram_id).id, role, now=NOW)


def owe(
    tx: Transaction,
    word: str,
    *,
    lane: str = "chat:1",
    key: str | None = None,
    now: datetime = NOW,
    last: bool = False,
) -> None:
    owed.add(tx, Kind.NOTICE if key is None else Kind.CARD, lane, {"word": word}, now=now, key=key, last=last)


def claimed(tx: Transaction, *, now: datetime = NOW, busy: frozenset[str] = frozenset()) -> list[Debt]:
    return owed.claim(tx, now=now, lease=LEASE, busy=set(busy))


def words(debts: list[Debt]) -> list[str]:
    return [str(debt.payload["word"]) for debt in debts]
