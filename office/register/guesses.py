"""Who asked for letters that do not exist, for as long as it slows them down."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from office.register import tables as t
from office.register.engine import Transaction

_c = t.wrong_codes.c


def since(tx: Transaction, sender: int, start: datetime) -> tuple[int, int]:
    """How many wrong guesses since then: of this sender, and of all."""
    query = select(func.count().filter(_c.sender == sender), func.count()).where(_c.at > start)
    mine, all_ = tx.execute(query).one()
    return mine, all_


def wrong(tx: Transaction, sender: int, *, now: datetime, forget_before: datetime) -> None:
    """Count one more; older ones no longer matter."""
    tx.execute(delete(t.wrong_codes).where(_c.at <= forget_before))
    tx.execute(insert(t.wrong_codes).values(sender=sender, at=now))
