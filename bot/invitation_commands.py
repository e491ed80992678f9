"""`loket invite` and `loket invitations`: links for those who shall work here, and their end, by command line."""

import asyncio
import logging
from datetime import datetime
from typing import Final

import click

from bot.app import bot_name
from bot.at_the_desk import at_the_desk
from bot.logs import set_up_logs
from bot.preparing import plain_errors
from bot.settings import read_settings
from bot.show import as_text
from office.desk import invitations as desk_invitations
from office.desk.desk import Desk
from office.desk.invitations import GROUP
from office.register import people
from office.register.invitations import Invitation
from office.sop.roles import INVITABLE

_GROUP_ROLE: Final = "group"


@click.command()
@click.option(
    "--role",
    "roles",
    required=True,
    multiple=True,
    type=click.Choice([*(role.value for role in INVITABLE), _GROUP_ROLE]),
    help="whom the link lets in; several give several links",
)
@click.option(
    "--days", type=click.IntRange(1, 90), help="how long it is valid; default: the first of [people] invitation_days"
)
def invite(roles: tuple[str, ...], days: int | None) -> None:
    """Print single-use links for officials, operators, admins, or the operator group: a line each."""
    with plain_errors():
        settings = read_settings()
        set_up_logs(settings.secrets, level=logging.WARNING)
        username = asyncio.run(bot_name(settings))
        tokens = at_the_desk(lambda desk: [_issue(desk, role, days) for role in roles])
        for role, token in zip(roles, tokens, strict=True):
            parameter = "startgroup" if role == _GROUP_ROLE else "start"
            link = f"https://t.me/{username}?{parameter}={token}"
            click.echo(link if len(roles) == 1 else f"{role}: {link}")


def _issue(desk: Desk, role: str, days: int | None) -> str:
    grants = GROUP if role == _GROUP_ROLE else role
    return desk_invitations.issue(desk, grants, days=days or desk.agency.people.usual_days)


@click.group()
def invitations() -> None:
    """Links with which somebody can still come in: list, withdraw."""


@invitations.command("list")
def list_() -> None:
    """Show number, role, end and maker of each that is open, a line each."""
    with plain_errors():
        found = at_the_desk(lambda desk: [_row(desk, each) for each in desk_invitations.all_open(desk)])
        click.echo(as_text(found) if found else "No invitation is open; `loket invite` makes one.")


def _row(desk: Desk, invitation: Invitation) -> dict[str, object]:
    by = people.load(desk.tx, invitation.made_by).name if invitation.made_by is not None else None
    return {
        "number": f"{invitation.id:>4}",
        "role": _whom(invitation),
        "until": _how_long(desk, invitation),
        "made": f"made {_minute(desk, invitation.made_at)} by {by or 'the command line'}",
    }


def _how_long(desk: Desk, invitation: Invitation) -> str:
    return "opened, its form is open" if invitation.opened_by else f"until {_minute(desk, invitation.expires_at)}"


def _whom(invitation: Invitation) -> str:
    if invitation.terms is not None:
        terms = invitation.terms
        return f"{terms['standing'].capitalize()}. {terms['role']} {terms['first']} to {terms['last']}"
    return _GROUP_ROLE if invitation.grants == GROUP else invitation.grants


def _minute(desk: Desk, at: datetime) -> str:
    return f"{at.astimezone(desk.agency.identity.zone_info):%Y-%m-%d %H:%M}"


@invitations.command()
@click.argument("number", type=int)
def withdraw(number: int) -> None:
    """Let nobody come in with the link NUMBER (`loket invitations list`) any more."""
    with plain_errors():
        stale = f"{number}: no such invitation is open any more; `loket invitations list` shows which are"
        withdrawn = at_the_desk(lambda desk: desk_invitations.withdraw(desk, None, number), stale=stale)
        click.echo(f"The invitation for {_whom(withdrawn)} is withdrawn.")
