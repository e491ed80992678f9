"""`loket stand-in`: who acts in a chair for a time (Plh, Plt)."""

from datetime import datetime

import click

from bot.at_the_desk import at_the_desk
from bot.preparing import plain_errors
from bot.show import as_text
from office.desk import standing
from office.desk.desk import Desk
from office.desk.standing import Terms
from office.sop.roles import HEADS, Standing

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("stand-in")
def stand_in() -> None:
    """Who acts in the place of Kadis or Kabid for a time: list, appoint, end."""


@stand_in.command("list")
def list_() -> None:
    """Show the periods that are not over, a line each."""
    with plain_errors():
        found = at_the_desk(_listed)
        click.echo(as_text(found) if found else "Nobody stands in, now or later.")


def _listed(desk: Desk) -> list[dict[str, object]]:
    rows = list[dict[str, object]]()
    for period in standing.periods(desk, None):
        terms = standing.terms_of(desk, period)
        as_what = f"{period.standing.capitalize()}. {period.role}"
        days = f"{terms.first} to {terms.last}"
        rows.append({"number": f"{period.id:>4}", "as": as_what, "name": period.person.name, "days": days})
    return rows


@stand_in.command()
@click.argument("number", type=int)
@click.option("--chair", required=True, type=click.Choice([role.value for role in HEADS]))
@click.option(
    "--as",
    "as_what",
    required=True,
    type=click.Choice([each.value for each in Standing]),
    help="plh: the holder is away; plt: the chair is empty",
)
@click.option("--from", "first", required=True, type=_DAY, help="the first day, such as 2026-12-01")
@click.option("--until", "last", required=True, type=_DAY, help="the last day; it ends by itself")
def appoint(number: int, chair: str, as_what: str, first: datetime, last: datetime) -> None:
    """Let the official NUMBER (`loket people list`) stand in."""
    with plain_errors():
        terms = Terms(chair, as_what, first.date().isoformat(), last.date().isoformat())
        stale = f"{number}: is no official with name and NIP, or holds the chair; `loket people list` shows"
        at_the_desk(lambda desk: standing.appoint(desk, None, number, terms), stale=stale)
        click.echo(f"Appointed: {as_what.capitalize()}. {chair}, {terms.first} to {terms.last}.")


@stand_in.command()
@click.argument("number", type=int)
def end(number: int) -> None:
    """End the period NUMBER (`loket stand-in list`) now."""
    with plain_errors():
        stale = f"{number}: no such period, or it is over; `loket stand-in list` shows"
        period = at_the_desk(lambda desk: standing.end_early(desk, None, number), stale=stale)
        click.echo(f"{period.person.name} is no longer {period.standing.capitalize()}. {period.role}.")
