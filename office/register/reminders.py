"""Reminders that applicants have sent: one a request and day."""

from datetime import date, datetime

from sqlalchemy import insert, select

from office.register import tables as t
from office.register.engine import Transaction

_c = t.reminders.c


def is_sent(tx: Transaction, request_id: int, day: date) -> bool:
    wanted = (_c.request_id == request_id) & (_c.day == day.isoformat())
    return tx.execute(select(_c.day).where(wanted)).one_or_none() is not None


def add(tx: Transaction, request_id: int, person: int, day: date, *, now: datetime) -> bool:
    """Write down the day's reminder; False if there has been one."""
    if is_sent(tx, request_id, day):
        return False
    values = {"request_id": request_id, "day": day.isoformat(), "person_id": person, "at": now}
    tx.execute(insert(t.reminders).values(**values))
    return True
