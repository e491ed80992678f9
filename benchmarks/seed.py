"""Registered applicants by the hundred, without waiting for an operator's thumb."""

from datetime import UTC, datetime
from pathlib import Path

from office.register import opds, people
from office.register.engine import Register, Transaction
from office.sop.roles import Role


async def let_in(data: Path, telegram_ids: list[int]) -> None:
    """Make each of these people an applicant of the first OPD, in the register of the running program."""
    now = datetime.now(UTC)

    def seed(tx: Transaction) -> None:
        opd = opds.all_units(tx)[0]
        for number in telegram_ids:
            person = people.meet(tx, number, now=now)
            people.consent(tx, person, now=now)
            people.describe(tx, person.id, {"name": f"Pemohon {number}", "title": "Staf"})
            people.grant(tx, person.id, Role.APPLICANT, now=now, opd=opd.id)

    async with Register(data / "data" / "loket.db") as register:
        await register.transact(seed)
