"""The command `loket`."""

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from filelock import FileLock, Timeout

from bot.app import clock_of, database_file, serve
from bot.book_commands import COMMANDS as BOOK
from bot.check import advice, findings, of_the_group
from bot.invitation_commands import invitations, invite
from bot.letter_commands import letters
from bot.logs import set_up_logs
from bot.opd_commands import opd
from bot.opd_list import read_opd_list
from bot.people_commands import people
from bot.preparing import make_folder, plain_errors, prepare
from bot.presence_commands import presence
from bot.register_book import register_sheets
from bot.settings import BadSettings, Settings, read_agency, read_settings
from bot.show import as_text, one, overview
from bot.staffing import staffing
from bot.standing_commands import stand_in
from bot.workbook import workbook
from office.desk.desk import Desk
from office.register.engine import Register
from office.reports.period import Period
from office.sop.agency import Agency

T = TypeVar("T")
_LOCK: Final = "loket.lock"
_PRIVATE_UMASK: Final = 0o077


@click.group()
@click.version_option(package_name="loket")
def main() -> None:
    """Loket: the desk through which government units get a sub domain."""
    os.umask(_PRIVATE_UMASK)


for _group in (letters, people, invite, invitations, stand_in, opd, presence):
    main.add_command(_group)
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
        if database_file(settings).exists():
            prepare(settings)
        said = (*advice(), *asyncio.run(staffing(settings, agency)), *asyncio.run(of_the_group(settings)))
        for line in said:
            click.echo(f"Note: {line}")
        click.echo(f"All is well: {agency.identity.short_name}, zone {agency.dns.zone}.")


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
@click.option("--period", help="only what was received in a month (2026-11) or a year (2026)")
def export(file: Path, period: str | None) -> None:
    """Write the buku register into FILE.xlsx: requests, outgoing letters, services."""
    with plain_errors():
        if file.suffix != ".xlsx":
            raise BadSettings([f"{file}: write a name that ends in .xlsx"])
        settings = read_settings()
        chosen = Period.read(period) if period else None
        if period and chosen is None:
            raise BadSettings([f"--period: {period} is neither a month such as 2026-11 nor a year"])
        agency = read_agency(settings.agency)
        sheets = asyncio.run(_read(settings, agency, lambda desk: register_sheets(desk, chosen)))
        count = len(sheets[0].rows)
        try:
            file.write_bytes(workbook(*sheets))
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
