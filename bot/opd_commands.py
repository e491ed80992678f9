"""`loket opd import`: a newer list of the units, looked at first and taken over as a whole."""

from collections import Counter
from pathlib import Path

import click

from bot.at_the_desk import at_the_desk
from bot.opd_list import read_list, said
from bot.preparing import plain_errors
from bot.settings import BadSettings
from office.desk import directory
from office.desk.desk import Desk
from office.desk.directory import Planned
from office.sop.opd_list import Unit, What, twice


@click.group()
def opd() -> None:
    """The directory of units."""


@opd.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="say what would change, and change nothing")
def import_(file: Path, dry_run: bool) -> None:
    """Take over FILE.csv (columns nama,label) as the whole directory.

    A new name with a known label renames the unit; what FILE has no longer is retired: offered to nobody, but its
    members and requests stay. Where a line cannot be used, nothing is changed.
    """
    with plain_errors():
        units, refused = _read(file)
        if refused and not dry_run:
            raise BadSettings([*refused, "Nothing was changed; mend these lines first."])
        planned = at_the_desk(lambda desk: _planned(desk, units, dry_run=dry_run))
        for each in planned:
            click.echo(_line(each))
        click.echo(_sum(planned, len(units), dry_run=dry_run))
        if refused:
            raise BadSettings([*refused, "Without these lines; an import would change nothing before they are mended."])


def _planned(desk: Desk, units: list[Unit], *, dry_run: bool) -> list[Planned]:
    return directory.plan(desk, units) if dry_run else directory.take_over(desk, None, units)


def _read(file: Path) -> tuple[list[Unit], list[str]]:
    """The units, and what is wrong with the other lines. Raises BadSettings for a file without any unit."""
    rows, bad = read_list(file)
    bad = sorted([*bad, *twice(rows)], key=lambda row: row.line)
    if not rows:
        raise BadSettings([*(said(file, row) for row in bad), f"{file}: lists no unit; give each a line nama,label"])
    wrong = {row.line for row in bad}
    return [row.unit for row in rows if row.line not in wrong], [said(file, row) for row in bad]


def _line(planned: Planned) -> str:
    old = f"{planned.stands.name} ({planned.stands.label or '-'})" if planned.stands else ""
    new = f"{planned.wanted.nama} ({planned.wanted.label or '-'})" if planned.wanted else ""
    told = f"{old} -> {new}" if old and new else old or new
    if planned.what is What.RETIRE and (planned.members or planned.running):
        told += f"; members {planned.members} and running requests {planned.running} stay"
    return f"{planned.what:7} {told}"


def _sum(planned: list[Planned], units: int, *, dry_run: bool) -> str:
    counts = Counter(each.what for each in planned)
    parts = ", ".join(f"{what} {counts[what]}" for what in What if counts[what]) or "nothing to change"
    as_before = units - sum(count for what, count in counts.items() if what is not What.RETIRE)
    head = "Dry run, nothing was changed" if dry_run else "Done"
    return f"{head}: {parts}; {as_before} as before."
