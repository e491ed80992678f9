"""`loket letters reserve | cancel | agenda`: the book of outgoing letters, for those who keep it."""

import re
from pathlib import Path
from typing import Final

import click

from bot.at_the_desk import at_the_desk
from bot.book import letters_sheet, with_subjects
from bot.preparing import plain_errors
from bot.settings import BadSettings
from bot.workbook import workbook
from office.desk import numbering
from office.desk.desk import Desk
from office.register import agenda
from office.register.agenda import Entry
from office.sop.text import clean_line

_SERIALS: Final = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)
_MOST: Final = 10_000
_why = click.option("--why", required=True, help="stays in the book beside the number")


@click.command()
@click.argument("serials")
@_why
def reserve(serials: str, why: str) -> None:
    """Step over SERIALS of this year (48, or 1-46), which were used on paper."""
    with plain_errors():
        first, last = _range(serials)
        numbers = at_the_desk(lambda desk: numbering.reserve(desk, first, last, _said(why)))
        click.echo(f"Reserved: {numbers[0]}" + (f" … {numbers[-1]}" if len(numbers) > 1 else ""))


def _range(serials: str) -> tuple[int, int]:
    """Raises BadSettings for what is no serial and no range of them."""
    found = _SERIALS.fullmatch(serials)
    first = int(found[1]) if found else 0
    last = int(found[2] or first) if found else 0
    if not 1 <= first <= last < first + _MOST:
        raise BadSettings([f"{serials}: write a number such as 48, or a range such as 1-46"])
    return first, last


@click.command()
@click.argument("number")
@_why
def cancel(number: str, why: str) -> None:
    """Withdraw the letter of this NUMBER; its readers are told, and the number is not used again."""
    with plain_errors():
        letter = at_the_desk(lambda desk: numbering.cancel(desk, number, _said(why)))
        click.echo(f"{letter.number} no longer holds.")


def _said(why: str) -> str:
    line = clean_line(why)
    if not line:
        raise BadSettings(["--why: say in a few words why"])
    return line


@click.command("agenda")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(2000, 9999), help="default: this year")
def export(file: Path, year: int | None) -> None:
    """Write the book of outgoing letters (buku agenda surat keluar) into FILE.xlsx."""
    with plain_errors():
        if file.suffix != ".xlsx":
            raise BadSettings([f"{file}: write a name that ends in .xlsx"])
        chosen, agency, entries = at_the_desk(lambda desk: _year(desk, year))
        content = workbook(letters_sheet(agency, str(chosen), with_subjects(entries)))
        try:
            file.write_bytes(content)
        except OSError as exc:
            raise BadSettings([f"{file}: {exc.strerror}"]) from None
        click.echo(f"{file}: {len(entries)} numbers of {chosen}.")


def _year(desk: Desk, year: int | None) -> tuple[int, str, list[Entry]]:
    chosen = year or desk.today.year
    return chosen, desk.agency.identity.agency, agenda.of_year(desk.tx, chosen)


COMMANDS: Final = (reserve, cancel, export)
