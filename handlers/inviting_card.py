"""The card of `/undang`: whom to invite, which invitations are open, and whether one is to be withdrawn."""

from typing import Any, Final

from handlers.buttons import BAD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.pages import A_PAGE, page_number, turning, within
from handlers.texts import Texts
from office.desk import staff
from office.desk.desk import Desk
from office.desk.invitations import GROUP, all_open, newest_of
from office.register import people
from office.register.invitations import Invitation
from office.register.people import Actor

GRANTS: Final = (*staff.IN_OFFICE, GROUP)
INVITE, DAYS, OPEN, WITHDRAW = "invite", "invite_days", "invitations", "uninvite"
"""What the buttons do: make a link, choose its days, turn to the open ones, withdraw one."""
SURE: Final = "sure"
_LIST: Final = "open-"
_OF_WITHDRAWAL: Final = "withdraw-"


def side_of_list(page: int) -> str:
    return f"{_LIST}{page}"


def side_of_withdrawal(invitation: int) -> str:
    return f"{_OF_WITHDRAWAL}{invitation}"


def inviting_card(desk: Desk, texts: Texts, actor: Actor, side: str) -> Bubble:
    """The side; the list where what was to be withdrawn is open no more."""
    found = all_open(desk)
    if side.startswith(_OF_WITHDRAWAL):
        meant = next((each for each in found if side == side_of_withdrawal(each.id)), None)
        return _sure(desk, texts, meant) if meant else _list(desk, texts, found, 0)
    if side.startswith(_LIST):
        return _list(desk, texts, found, page_number(side.removeprefix(_LIST)))
    return _front(desk, texts, actor, side, len(found))


def _front(desk: Desk, texts: Texts, actor: Actor, side: str, count: int) -> Bubble:
    """Whom, how long the link is valid, and how many are open; a button is good for one link."""
    rules = desk.agency.people
    days = int(side) if side.isdigit() and int(side) in rules.invitation_days else rules.usual_days
    newest = newest_of(desk, actor)
    whom = (Button(texts.say("inviting.whom", grants=grants), Press(INVITE, newest, days, grants)) for grants in GRANTS)
    until = tuple(
        Button(texts.say("inviting.days", days=each, chosen=each == days), Press(DAYS, 0, each))
        for each in rules.invitation_days
    )
    opens = (Button(texts.say("inviting.open", count=count), Press(OPEN, extra="0")),)
    rows = (*one_a_row(*whom), *((until,) if len(until) > 1 else ()), *((opens,) if count else ()))
    return Bubble(texts.say("inviting.front", days=days), rows)


def _list(desk: Desk, texts: Texts, found: list[Invitation], page: int) -> Bubble:
    """The newest first, each with a button that asks whether it is to be withdrawn."""
    number = within(page, len(found))
    first, shown = number * A_PAGE + 1, found[number * A_PAGE :][:A_PAGE]
    lines = [_line(desk, each) for each in shown]
    ends = (
        Button(texts.say("inviting.withdraw", place=first + place, **each.said), Press(WITHDRAW, each.id))
        for place, each in enumerate(shown)
    )
    turns = turning(texts, number, len(found), lambda page: Press(OPEN, extra=str(page)))
    back = (Button(texts.say("buttons.back"), Press(OPEN)),)
    html = texts.say("inviting.list", lines=lines, first=first, total=len(found))
    return Bubble(html, (*one_a_row(*ends), *((turns,) if turns else ()), back))


def _sure(desk: Desk, texts: Texts, meant: Invitation) -> Bubble:
    sure = Button(texts.say("inviting.withdraw_sure"), Press(WITHDRAW, meant.id, extra=SURE), BAD)
    keep = Button(texts.say("buttons.keep"), Press(OPEN, extra="0"))
    return Bubble(texts.say("inviting.sure", line=_line(desk, meant)), one_a_row(sure, keep))


def _line(desk: Desk, invitation: Invitation) -> dict[str, Any]:
    by = people.load(desk.tx, invitation.made_by).name if invitation.made_by is not None else ""
    until = None if invitation.opened_by else invitation.expires_at
    return {**invitation.said, "by": by, "made_at": invitation.made_at, "until": until}
