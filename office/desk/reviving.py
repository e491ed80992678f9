"""What was given up is tried once more: because an operator asks for it, or because the group hears us again."""

from datetime import timedelta
from typing import Final

from office.desk.desk import Desk
from office.desk.telling import owe_notice
from office.register import events, owed
from office.register.owed import Kind, chat_lane, report_lane
from office.register.people import Actor
from office.sop.authority import Act, check_may
from office.sop.errors import Refusal

_NOT_TOO_OLD: Final = timedelta(days=2)
"""What was given up before that is no news any more; the cards and `/papan` show how things stand."""
_NOT_THE_OPERATORS: Final = (Kind.PROVISION, Kind.VERIFY)
"""A stopped creation goes on by the officer's *Coba lagi* on the request's card, with a code where one is asked for."""


class TriedAgainAlready(Refusal):
    """It is no longer given up: somebody has had it tried again."""


def revive(desk: Desk, actor: Actor, debt_id: int) -> None:
    """*Coba lagi* under an alert, once for each time that it was given up. Raises NotAllowed, TriedAgainAlready."""
    check_may(Act.TRY_AGAIN, actor.roles)
    if not owed.revive(desk.tx, debt_id, but=_NOT_THE_OPERATORS, now=desk.now):
        raise TriedAgainAlready
    events.append(desk.tx, "owed:revive", at=desk.now, actor=actor, payload={"debt": debt_id})


def rights_changed(desk: Desk, chat_id: int, *, is_back: bool) -> None:
    """What we may do in the group has changed; if we can write there again, what it missed is owed anew."""
    owed.add(desk.tx, Kind.RIGHTS, chat_lane(chat_id), {"chat_id": chat_id}, now=desk.now, key=f"rights:{chat_id}")
    if is_back:
        for lane in (chat_lane(chat_id), report_lane(chat_id)):
            owed.revive_lane(desk.tx, lane, since=desk.now - _NOT_TOO_OLD, now=desk.now)
        owe_notice(desk, chat_id, "operators.back")
