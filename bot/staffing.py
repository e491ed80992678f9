"""`loket check`: whether the office has the people that its SOP needs, each in a chair of their own."""

import asyncio

from bot.app import clock_of, database_file
from bot.settings import Settings
from office.desk.desk import Desk
from office.desk.staff import IN_OFFICE, can_separate, serving
from office.register import authenticators, people
from office.register.engine import Register
from office.sop.agency import Agency
from office.sop.presence import State, wants_authenticator


async def staffing(settings: Settings, agency: Agency) -> list[str]:
    """What is to be said about the people, a line each; the first one always says how many there are."""
    file = database_file(settings)
    if not await asyncio.to_thread(file.exists):
        return ["people: nobody yet; `loket invite` lets them in when the register is there (`loket run` makes it)"]
    async with Register(file) as register:
        return await register.read(lambda tx: staffing_lines(Desk(tx, agency, clock_of(settings)())))


def staffing_lines(desk: Desk) -> list[str]:
    there = serving(desk)
    counted = ", ".join(f"{role} {len(held)}" for role, held in there.items())
    missing = [role for role, held in there.items() if not held]
    lines = [f"people: {counted}"]
    if missing:
        lines.append(f"people: nobody is {' or '.join(missing)}; `loket invite --role {missing[0]}` prints a link")
    elif not can_separate(desk) and not desk.agency.duties.small_office:
        lines.append(
            "people: Kadis, Kabid and Pranata Komputer are not three different people, so no request can pass; invite "
            "another one, or see [duties] small_office"
        )
    if desk.agency.duties.small_office:
        needed = "" if missing or not can_separate(desk) else ", and the office has people enough to do without it"
        lines.append(f"[duties] small_office lets one person decide in several roles on one request{needed}")
    return [*lines, *_without_authenticator(desk)]


def _without_authenticator(desk: Desk) -> list[str]:
    """Whoever is asked for codes and has none to show."""
    without = [
        f"{person.name or person.id} ({role})"
        for role in IN_OFFICE
        if wants_authenticator([role], desk.agency.presence)
        for person in people.holders(desk.tx, role, now=desk.now)
        if authenticators.find(desk.tx, person.id, State.ACTIVE) is None
    ]
    if not without:
        return []
    return [f"[presence]: no confirmed authenticator: {', '.join(without)}; /autentikator, then `loket presence list`"]
