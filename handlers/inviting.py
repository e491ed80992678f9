"""`/undang`: single-use links for officials, operators, admins and the operator group; which are open; *Tarik*."""

from typing import Any, Final

from handlers.callbacks import OldCard
from handlers.handler import Handler, Toast
from handlers.inviting_card import DAYS, GRANTS, INVITE, OPEN, SURE, WITHDRAW, side_of_list, side_of_withdrawal
from handlers.pages import page_number
from handlers.visit import Visit
from office.desk import invitations
from office.desk.desk import Desk
from office.desk.invitations import about_inviting
from office.desk.telling import owe_card
from office.register.people import Actor
from office.sop.authority import Act, check_may


def show(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/undang`."""
    check_may(Act.INVITE, actor.roles)
    owe_card(desk, visit.chat, about_inviting(actor.person.id), again=True)


def _turn(desk: Desk, actor: Actor, side: str) -> None:
    owe_card(desk, actor.person.telegram_id, about_inviting(actor.person.id), view=side)


def _check(actor: Actor, visit: Visit, act: Act) -> None:
    """A link is a secret, for an admin's own chat. Raises NotAllowed, OldCard."""
    if not visit.private:
        raise OldCard
    check_may(act, actor.roles)


def _days(desk: Desk, visit: Visit) -> int:
    """For how long. Raises OldCard for what the office does not offer."""
    if visit.seen.revision not in desk.agency.people.invitation_days:
        raise OldCard
    return visit.seen.revision


def choose_days(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """How long the next link is valid."""
    _check(actor, visit, Act.INVITE)
    _turn(desk, actor, str(_days(desk, visit)))
    return Toast()


def invite(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A role: its link comes as a message of its own, once however often the button is pressed."""
    _check(actor, visit, Act.INVITE)
    days, grants = _days(desk, visit), visit.seen.extra
    if grants not in GRANTS:
        raise OldCard
    invitations.check_newest(desk, actor, visit.seen.id)
    invitations.invite(desk, actor, grants, days=days)
    _turn(desk, actor, str(days))
    return Toast("toasts.invited")


def turn(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A page of the open invitations, or back to the front."""
    _check(actor, visit, Act.INVITE)
    page = visit.seen.extra
    _turn(desk, actor, side_of_list(page_number(page)) if page else "")
    return Toast()


def withdraw(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tarik* asks once whether it is meant."""
    _check(actor, visit, Act.WITHDRAW_INVITATION)
    if visit.seen.extra != SURE:
        _turn(desk, actor, side_of_withdrawal(visit.seen.id))
        return Toast()
    invitations.withdraw(desk, actor, visit.seen.id)
    _turn(desk, actor, side_of_list(0))
    return Toast("toasts.invitation_withdrawn")


TAPS: Final[dict[str, Handler]] = {
    INVITE: Handler(invite),
    DAYS: Handler(choose_days),
    OPEN: Handler(turn),
    WITHDRAW: Handler(withdraw),
}
