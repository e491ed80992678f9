"""Keeping the directory of units: a newer list is taken over as a whole, and what it has no longer is retired.

A retired unit is not offered to anybody any more. Its members stay, its requests run on and are shown as before.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from office.desk.desk import Desk
from office.desk.presence import check_act
from office.desk.telling import tell_admins
from office.register import events, opds, requests
from office.register.opds import Opd
from office.register.people import Actor
from office.sop.authority import Act
from office.sop.opd_list import Unit, What, changes


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of a unit: how it stands, how it shall be, and who still belongs to it."""

    what: What
    stands: Opd | None
    wanted: Unit | None
    members: int = 0
    running: int = 0


def plan(desk: Desk, units: Sequence[Unit]) -> list[Planned]:
    """What this list would change."""
    known = opds.everything(desk.tx)
    found = [(c.what, None if c.known is None else known[c.known], c.wanted) for c in changes(known, units)]
    return [Planned(what, stands, wanted, *_belongs(desk, stands)) for what, stands, wanted in found]


def _belongs(desk: Desk, unit: Opd | None) -> tuple[int, int]:
    """How many people apply for the unit, and how many of its requests run."""
    if unit is None:
        return 0, 0
    counts = requests.count_by_stage(desk.tx, unit.id, applicant=None)
    running = sum(count for stage, count in counts.items() if not stage.is_final)
    return opds.count_members(desk.tx, unit.id, now=desk.now), running


def take_over(desk: Desk, actor: Actor | None, units: Sequence[Unit]) -> list[Planned]:
    """Make the directory say what the list says. No actor is the command line. Raises NotAllowed."""
    check_act(desk, actor, Act.IMPORT_OPDS)
    planned = plan(desk, units)
    for each in planned:
        _carry_out(desk, each)
    if planned:
        counts = Counter(each.what.value for each in planned)
        payload = {"counts": counts, "changes": [_written(each) for each in planned]}
        events.append(desk.tx, "directory:import", at=desk.now, actor=actor, payload=payload)
        tell_admins(desk, "staff.directory", by=actor.person.name if actor else "", counts=counts)
    return planned


def _carry_out(desk: Desk, planned: Planned) -> None:
    match planned:
        case Planned(stands=None, wanted=Unit() as wanted):
            opds.ensure(desk.tx, wanted.nama, wanted.label or None)
        case Planned(stands=Opd() as stands, wanted=Unit() as wanted):
            opds.describe(desk.tx, stands.id, wanted.nama, wanted.label or None)
        case Planned(stands=Opd() as stands):
            opds.retire(desk.tx, stands.id, now=desk.now)


def _written(planned: Planned) -> dict[str, str | int | None]:
    """For the trail: enough to undo it by hand."""
    stands, wanted = planned.stands, planned.wanted
    return {
        "what": planned.what,
        "opd": stands.id if stands else None,
        "old": stands.name if stands else None,
        "old_label": stands.label if stands else None,
        "new": wanted.nama if wanted else None,
        "new_label": wanted.label if wanted else None,
    }
