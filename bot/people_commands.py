"""`loket people`: whom the office consists of, for those who look after the machine; as admins do it by chat."""

from datetime import datetime

import click

from bot.at_the_desk import at_the_desk
from bot.preparing import plain_errors
from bot.show import as_text
from office.desk import staff
from office.desk.desk import Desk
from office.desk.staff import IN_OFFICE, Colleague
from office.register import opds
from office.register.people import Assignment
from office.sop.roles import INVITABLE, Role

_ROLES = click.Choice([role.value for role in INVITABLE])


@click.group()
def people() -> None:
    """Who does what in the office: list, suspend, lift, revoke, role."""


@people.command("list")
@click.option(
    "--role", "only", type=click.Choice([*(r.value for r in INVITABLE), Role.APPLICANT.value]), help="one role alone"
)
def list_(only: str | None) -> None:
    """Show number, name and roles of all who have a part in the office, a person a line."""
    with plain_errors():
        roles = (Role(only),) if only else IN_OFFICE
        found = at_the_desk(lambda desk: _listed(desk, roles))
        click.echo(as_text(found) if found else "Nobody yet; `loket invite` lets people in.")


def _listed(desk: Desk, roles: tuple[Role, ...]) -> list[dict[str, object]]:
    ids = dict.fromkeys(person.id for role in roles for person in staff.in_office(desk, role))
    return [_row(desk, staff.look(desk, person_id)) for person_id in ids]


def _row(desk: Desk, colleague: Colleague) -> dict[str, object]:
    person = colleague.person
    return {
        "number": f"{person.id:>4}",
        "name": person.name or "(has not introduced themselves)",
        "roles": ", ".join(_held(desk, held) for held in colleague.assignments),
        "suspended": f"suspended since {_day(desk, person.suspended_at)}" if person.suspended_at else None,
    }


def _held(desk: Desk, held: Assignment) -> str:
    if held.opd is not None:
        return f"{held.role} ({opds.load(desk.tx, held.opd).name})"
    if held.standing is None:
        return held.role
    return f"{held.standing.capitalize()}. {held.role} until {_day(desk, held.until_at)}"


def _day(desk: Desk, at: datetime | None) -> str:
    return at.astimezone(desk.agency.identity.zone_info).date().isoformat() if at else "…"


@people.command()
@click.argument("number", type=int)
def suspend(number: int) -> None:
    """Let all roles of NUMBER sleep from now on; their open cards lose their buttons."""
    with plain_errors():
        stale = f"{number}: nobody has this number, or they are suspended already; `loket people list` shows"
        person = at_the_desk(lambda desk: staff.suspend(desk, None, number), stale=stale)
        click.echo(f"{person.name} is suspended.")


@people.command()
@click.argument("number", type=int)
def lift(number: int) -> None:
    """Wake the roles of NUMBER, who was suspended."""
    with plain_errors():
        stale = f"{number}: nobody has this number, or they are not suspended; `loket people list` shows"
        person = at_the_desk(lambda desk: staff.lift(desk, None, number), stale=stale)
        click.echo(f"The roles of {person.name} hold again.")


@people.command()
@click.argument("number", type=int)
@click.argument("role", type=_ROLES)
def revoke(number: int, role: str) -> None:
    """Take ROLE away from NUMBER. With the last one they stand in for nobody any more."""
    with plain_errors():
        stale = f"{number}: nobody has this number, or they are not {role}; `loket people list` shows"
        person = at_the_desk(lambda desk: staff.revoke(desk, None, number, Role(role)), stale=stale)
        click.echo(f"{person.name} is no longer {role}.")


@people.command()
@click.argument("number", type=int)
@click.argument("new", metavar="ROLE", type=_ROLES)
@click.option("--instead-of", "old", type=_ROLES, help="the role that ends by it; without it the new one comes besides")
def role(number: int, new: str, old: str | None) -> None:
    """Give ROLE to NUMBER; what its form asks and is not known is asked of them first, by chat."""
    with plain_errors():
        stale = f"{number}: nobody has this number, or they are {new} already, or not {old}; `loket people list` shows"
        before = Role(old) if old else None
        person = at_the_desk(lambda desk: staff.change_role(desk, None, number, before, Role(new)), stale=stale)
        held = at_the_desk(lambda desk: staff.look(desk, person.id)).own
        is_now = Role(new) in held
        click.echo(f"{person.name} is {new} now." if is_now else f"{person.name} is asked by chat for what is missing.")
