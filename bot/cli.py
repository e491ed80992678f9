"""The command `loket`."""

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from filelock import FileLock, Timeout

from bot.app import bot_name, clock_of, database_file, serve
from bot.book_commands import COMMANDS as BOOK
from bot.check import advice, findings
from bot.letter_commands import letters
from bot.logs import set_up_logs
from bot.preparing import make_folder, plain_errors, prepare
from bot.register_book import register_book
from bot.settings import BadSettings, Settings, read_agency, read_opd_list, read_settings
from bot.show import as_text, one, overview
from office.desk.desk import Desk
from office.desk.registration import GROUP
from office.register import invitations
from office.register.engine import Register
from office.sop.agency import Agency
from office.sop.roles import INVITABLE

T = TypeVar("T")
_GROUP_ROLE: Final = "group"
_LOCK: Final = "loket.lock"
_PRIVATE_UMASK: Final = 0o077


@click.group()
@click.version_option(package_name="loket")
def main() -> None:
    """Loket: the desk through which government units get a sub domain."""
    os.umask(_PRIVATE_UMASK)


main.add_command(letters)
for _command in BOOK:
    letters.add_command(_command)


@main.command()
def run() -> None:
    """Run the bot until it is told to stop."""
    with plain_errors():
        settings = read_settings()
        set_up_logs(settings.secrets)
        agency, units = read_agency(settings.agency), read_opd_list(settings.opd_list)
        with _alone(settings):
            prepare(settings)
            asyncio.run(serve(settings, agency, units, _say_ready))


def _say_ready(username: str) -> None:
    click.echo(f"ready: @{username} is listening")


@contextlib.contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """One program a data folder. Raises BadSettings if another one runs there."""
    make_folder(settings)
    try:
        with FileLock(settings.data / _LOCK, timeout=0):
            yield
    except Timeout:
        raise BadSettings([f"LOKET_DATA: another loket runs in {settings.data}; end it first"]) from None


@main.command()
def check() -> None:
    """Say what is wrong with the settings, one line each."""
    with plain_errors():
        settings = read_settings()
        set_up_logs(settings.secrets, level=logging.WARNING)
        agency = read_agency(settings.agency)
        read_opd_list(settings.opd_list)
        lines = asyncio.run(findings(settings, agency))
        if lines:
            raise BadSettings(lines)
        for line in advice():
            click.echo(f"Note: {line}")
        click.echo(f"All is well: {agency.identity.short_name}, zone {agency.dns.zone}.")


@main.command()
@click.option(
    "--role",
    "roles",
    required=True,
    multiple=True,
    type=click.Choice([*(role.value for role in INVITABLE), _GROUP_ROLE]),
    help="whom the link lets in; several give several links",
)
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 90), help="how long it is valid")
def invite(roles: tuple[str, ...], days: int) -> None:
    """Print single-use links for officials, operators, admins, or the operator group: a line each."""
    with plain_errors():
        settings = read_settings()
        set_up_logs(settings.secrets, level=logging.WARNING)
        prepare(settings)
        links = asyncio.run(_invitations(settings, roles, timedelta(days=days)))
        for role, link in zip(roles, links, strict=True):
            click.echo(link if len(roles) == 1 else f"{role}: {link}")


async def _invitations(settings: Settings, roles: tuple[str, ...], valid: timedelta) -> list[str]:
    username = await bot_name(settings)
    grants = [GROUP if role == _GROUP_ROLE else role for role in roles]
    async with Register(database_file(settings)) as register:
        tokens = await register.transact(
            lambda tx: [invitations.issue(tx, grant, now=clock_of(settings)(), valid=valid) for grant in grants]
        )
    parameters = ["startgroup" if grant == GROUP else "start" for grant in grants]
    return [f"https://t.me/{username}?{p}={token}" for p, token in zip(parameters, tokens, strict=True)]


@main.command()
@click.argument("receipt", required=False)
@click.option("--json", "as_json", is_flag=True, help="for programs")
def show(receipt: str | None, as_json: bool) -> None:
    """Show the newest requests, or all that the register holds of one."""
    with plain_errors():
        settings = read_settings()
        agency = read_agency(settings.agency)
        found = asyncio.run(_look(settings, agency, receipt))
        if found is None:
            raise BadSettings([f"{receipt}: no such receipt; `loket show` lists them"])
        click.echo(json.dumps(found, indent=2) if as_json else as_text(found))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write the register of requests (buku register) into FILE.xlsx, a column a field of the forms."""
    with plain_errors():
        if file.suffix != ".xlsx":
            raise BadSettings([f"{file}: write a name that ends in .xlsx"])
        settings = read_settings()
        content, count = asyncio.run(_read(settings, read_agency(settings.agency), register_book))
        try:
            file.write_bytes(content)
        except OSError as exc:
            raise BadSettings([f"{file}: {exc.strerror}"]) from None
        click.echo(f"{file}: {count} requests.")


async def _look(settings: Settings, agency: Agency, receipt: str | None) -> Any:
    return await _read(settings, agency, lambda desk: overview(desk) if receipt is None else one(desk, receipt))


async def _read(settings: Settings, agency: Agency, look: Callable[[Desk], T]) -> T:
    """What a look into the register finds. Raises BadSettings when there is none yet."""
    file = database_file(settings)
    if not file.exists():
        raise BadSettings([f"LOKET_DATA: no register in {settings.data}; `loket run` makes it"])
    async with Register(file) as register:
        return await register.read(lambda tx: look(Desk(tx, agency, clock_of(settings)())))
