"""The morning's word: on a working day every official for whom something waits hears how much."""

from typing import Final

from office.desk.desk import Desk
from office.desk.queue import letters_without_number, waiting_for
from office.desk.telling import owe_notice
from office.register import owed, people
from office.register.owed import Kind
from office.register.people import Person
from office.sop.roles import OFFICIALS, Role

_KEY: Final = "digest"


def plan_digest(desk: Desk) -> None:
    """Owe the next digest. One that was missed while the program was away stays owed, and there is never a second."""
    wanted = desk.agency.reminders.digest
    if wanted is None:
        owed.drop(desk.tx, _KEY)
    elif not owed.is_due(desk.tx, _KEY, hour=wanted.isoformat()):
        _owe_next(desk)


def _owe_next(desk: Desk) -> None:
    wanted, moment = desk.agency.reminders.digest, desk.ringing.next_digest(desk.now)
    if wanted is not None and moment is not None:
        payload = {"hour": wanted.isoformat()}
        owed.plan(desk.tx, Kind.DIGEST, _KEY, payload, at=moment, key=_KEY, now=desk.now)


def send_digest(desk: Desk) -> None:
    """Tell whom something waits for, unless it has become too late to ring, and owe the next one."""
    if desk.ringing.is_loud(desk.now):
        for person, roles in _officials(desk):
            _tell(desk, person, roles)
    _owe_next(desk)


def _officials(desk: Desk) -> list[tuple[Person, frozenset[Role]]]:
    """Everybody once, with all that they are."""
    found = {p.id: p for role in sorted(OFFICIALS) for p in people.holders(desk.tx, role, now=desk.now)}
    return [(p, people.actor(desk.tx, p.telegram_id, now=desk.now).roles & OFFICIALS) for p in found.values()]


def _tell(desk: Desk, person: Person, roles: frozenset[Role]) -> None:
    waiting = [each for each in waiting_for(desk, person.id, roles) if not each.is_asked]
    drafts = letters_without_number(desk, roles)
    if waiting or drafts:
        late = sum(each.is_late for each in waiting)
        hour = desk.now.astimezone(desk.agency.identity.zone_info).hour
        owe_notice(desk, person.telegram_id, "queue.digest", hour=hour, waiting=len(waiting), late=late, drafts=drafts)
