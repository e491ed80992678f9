"""What every command does first: plain errors, the data folder, the register in its newest form."""

import contextlib
import sys
from collections.abc import Iterator

import click

from bot.app import database_file
from bot.settings import BadSettings, Settings
from office.register.engine import RegisterLost, RegisterUnavailable


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    """What is wrong in one line each, and no traceback."""
    try:
        yield
    except BadSettings as bad:
        for line in bad.lines:
            click.echo(line, err=True)
        sys.exit(1)
    except (RegisterUnavailable, RegisterLost) as exc:
        click.echo(
            f"LOKET_DATA: the register cannot be used, {exc}; is the disk full, or is it no register of Loket?",
            err=True,
        )
        sys.exit(1)


def make_folder(settings: Settings) -> None:
    """Make the data folder, readable by its owner only."""
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise BadSettings([f"LOKET_DATA: cannot make the folder {settings.data}: {exc.strerror}"]) from None


def prepare(settings: Settings) -> None:
    """Bring the register to its newest form."""
    from office.register.migrate import migrate  # noqa: PLC0415 - Alembic is heavy and needed only here

    make_folder(settings)
    try:
        migrate(database_file(settings))
    except OSError as exc:
        raise BadSettings([f"LOKET_DATA: cannot write in {settings.data}: {exc.strerror}"]) from None
