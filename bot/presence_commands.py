"""`loket presence`: whose authenticators there are, an admin's word that one is genuine, and a new beginning."""

from typing import Final

import click

from bot.at_the_desk import at_the_desk
from bot.preparing import plain_errors
from bot.settings import BadSettings
from office.desk import enrolment
from office.desk.desk import Desk
from office.register import authenticators, people
from office.sop.presence import Authenticator, State

_person = click.argument("person", type=click.IntRange(min=1))
_SAID: Final = {
    State.OFFERED: "QR shown, no code yet",
    State.UNCONFIRMED: "waits for `loket presence confirm`",
    State.ACTIVE: "in use",
}


@click.group()
def presence() -> None:
    """Look after the officials' authenticators ([presence] of agency.toml)."""


@presence.command("list")
def list_() -> None:
    """Show who has an authenticator: number of the person, state, name. Secrets are never shown."""
    with plain_errors():
        lines = at_the_desk(lambda desk: [_line(desk, each) for each in authenticators.all_of(desk.tx)])
        click.echo("\n".join(lines) or "Nobody has an authenticator.")


def _line(desk: Desk, known: Authenticator) -> str:
    locked = ", locked" if known.is_locked(desk.now) else ""
    return f"{known.person}  {_SAID[known.state]}{locked}  {people.load(desk.tx, known.person).name}"


@presence.command()
@_person
def confirm(person: int) -> None:
    """Say that the authenticator of PERSON (a number, see `list`) is their own: ask them first, not by chat."""

    def waiting(desk: Desk) -> str | None:
        known = authenticators.find(desk.tx, person, State.UNCONFIRMED)
        return enrolment.confirm(desk, None, known.id).name if known else None

    with plain_errors():
        name = at_the_desk(waiting)
        if name is None:
            raise BadSettings([f"{person}: no authenticator of theirs waits; see `loket presence list`"])
        click.echo(f"Confirmed: {name}.")


@presence.command()
@_person
def reset(person: int) -> None:
    """Forget the authenticator of PERSON, whose phone is lost: they begin anew with /autentikator."""

    def known(desk: Desk) -> str | None:
        has_one = any(authenticators.find(desk.tx, person, state) for state in State)
        return enrolment.reset(desk, person).name if has_one else None

    with plain_errors():
        name = at_the_desk(known)
        if name is None:
            raise BadSettings([f"{person}: has no authenticator; see `loket presence list`"])
        click.echo(f"Forgotten: {name}.")
