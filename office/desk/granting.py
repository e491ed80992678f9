"""A role is given or taken: whoever loses a chair by it, or may stand in for others no longer, hears it at once."""

from office.desk.desk import Desk
from office.desk.roles import roles_changed
from office.desk.standing import close, periods_of
from office.desk.telling import owe_notice
from office.register import people
from office.register.people import Actor
from office.sop.request import PersonId
from office.sop.roles import INVITABLE, Role


def grant(desk: Desk, person_id: PersonId, role: Role, *, by: Actor | None, opd: int | None = None) -> None:
    """The person has the role from now on; the predecessor in a chair is told, and whoever stood in there."""
    cut = [period for period in people.stand_ins(desk.tx, now=desk.now) if period.role is role]
    losers = people.grant(desk.tx, person_id, role, now=desk.now, opd=opd, by=by.person.id if by else None)
    name = people.load(desk.tx, person_id).name or ""
    stood_in = {period.person.id for period in cut}
    for loser in (people.load(desk.tx, each) for each in losers if each not in stood_in):
        owe_notice(desk, loser.telegram_id, "staff.replaced", role=role, name=name)
        taken(desk, loser.id, by=by)
        roles_changed(desk, loser.id)
    for period in cut:
        close(desk, period, by=by, successor=name)


def taken(desk: Desk, person_id: PersonId, *, by: Actor | None) -> None:
    """A role of their own has gone from the person: with the last one their periods in others' chairs are over."""
    held = people.assigned(desk.tx, person_id, now=desk.now)
    if not any(a.standing is None and a.role in INVITABLE for a in held):
        for period in periods_of(desk, person_id):
            close(desk, period, by=by)
