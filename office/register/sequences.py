"""Numbers that rise by one within a series and a year."""

from sqlalchemy import insert, select, update

from office.register import tables as t
from office.register.engine import Transaction


def take(tx: Transaction, series: str, year: int) -> int:
    """Return the next number. It is taken for good only if the transaction commits, so there is no gap."""
    c = t.sequences.c
    wanted = (c.series == series) & (c.year == year)
    if tx.execute(update(t.sequences).where(wanted).values(last=c.last + 1)).rowcount == 0:
        tx.execute(insert(t.sequences).values(series=series, year=year, last=1))
    return int(tx.execute(select(c.last).where(wanted)).scalar_one())
