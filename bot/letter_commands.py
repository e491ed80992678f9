"""`loket letters`: the office's own templates, read, tried, looked at and approved."""

import asyncio
import getpass
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from bot.app import clock_of, database_file
from bot.logs import set_up_logs
from bot.preparing import plain_errors, prepare
from bot.preview import NoPreview, preview
from bot.settings import BadSettings, Settings, read_agency, read_emblem, read_settings
from bot.templates import all_own, named, store_of, template_findings, wrong
from letter_templates.canonical import canonical
from office.child.children import Children
from office.desk import templates as desk_templates
from office.letters.kinds import FILES, TemplateKind
from office.letters.safely import MODULES, render_safely
from office.letters.samples import SAMPLES
from office.register.engine import Register, Transaction
from office.register.templates import State, Template

_KINDS: Final = click.Choice([kind.value for kind in TemplateKind])
_BYTES_LIMIT: Final = 5 * 1024 * 1024


@click.group()
def letters() -> None:
    """The templates of the letters, and the book of their numbers."""


def _ready() -> Settings:
    settings = read_settings()
    set_up_logs(settings.secrets, level=logging.WARNING)
    prepare(settings)
    return settings


@letters.command()
def check() -> None:
    """Read every template that is in use or waits, and write a sample letter with each."""
    with plain_errors():
        settings = _ready()
        emblem = read_emblem(settings.agency, read_agency(settings.agency))
        lines = asyncio.run(template_findings(settings, emblem))
        if lines:
            raise BadSettings(lines)
        click.echo(f"All is well: {len(TemplateKind)} kinds of letters can be written.")


@letters.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "kind", required=True, type=_KINDS, help="which letter it is for")
@click.option("--by", default=getpass.getuser, show_default="the user of the machine", help="who imports it")
def bring_in(file: Path, kind: str, by: str) -> None:
    """Read FILE, try it, show what a letter looks like, and keep it until another person approves."""
    with plain_errors():
        settings = _ready()
        emblem = read_emblem(settings.agency, read_agency(settings.agency))
        template, seen = asyncio.run(_import(settings, file, TemplateKind(kind), by, emblem))
        click.echo(f"Template {template.id} for {kind} waits, sha256 {template.sha256}, imported by {by}.")
        click.echo(seen)
        click.echo(f"Another person approves it with: loket letters approve {template.id} --by NAME")


async def _import(settings: Settings, file: Path, kind: TemplateKind, by: str, emblem: bytes) -> tuple[Template, str]:
    """Raises BadSettings with every finding; nothing is kept then."""
    content = _read(file)
    with Children(*MODULES) as children:
        found = await wrong(children, content, kind, emblem)
        if found:
            raise BadSettings([f"{file}: {line}" for line in found])
        content = canonical(content)
        letter = await render_safely(children, SAMPLES[kind], content, emblem)
    sha256 = await asyncio.to_thread(store_of(settings).put, content)
    template = await _done(
        settings, lambda tx: desk_templates.bring_in(tx, kind, sha256, file.name, by=by, now=clock_of(settings)())
    )
    return template, await _look(settings, template, letter)


def _read(file: Path) -> bytes:
    content = file.read_bytes()
    if len(content) > _BYTES_LIMIT:
        raise BadSettings([f"{file}: has {len(content)} bytes, more than {_BYTES_LIMIT}; take big pictures out"])
    return content


async def _done(settings: Settings, deed: Callable[[Transaction], Template]) -> Template:
    """Raises BadSettings with what the office's rules say against it."""
    try:
        async with Register(database_file(settings)) as register:
            return await register.transact(deed)
    except desk_templates.NotAccepted as refused:
        raise BadSettings([str(refused)]) from None


async def _look(settings: Settings, template: Template, letter: bytes) -> str:
    folder = settings.data / "previews" / str(template.id)
    try:
        pages = await preview(letter, folder)
    except NoPreview as exc:
        return f"No picture of it could be made: {exc}"
    return f"A sample letter, to be looked at: {', '.join(map(str, pages))}"


@letters.command()
@click.argument("number", type=int)
@click.option("--by", default=getpass.getuser, show_default="the user of the machine", help="who approves it")
def approve(number: int, by: str) -> None:
    """Write letters with the template of this NUMBER from now on."""
    with plain_errors():
        settings = _ready()
        template = asyncio.run(
            _done(settings, lambda tx: desk_templates.approve(tx, number, by=by, now=clock_of(settings)()))
        )
        click.echo(f"{template.kind} is written with {template.file_name} from now on, approved by {by}.")


@letters.command("list")
def show() -> None:
    """Print which template serves each letter, and which ones wait."""
    with plain_errors():
        for line in asyncio.run(_listed(_ready())):
            click.echo(line)


async def _listed(settings: Settings) -> list[str]:
    own = await all_own(settings)
    serving = {t.kind: t for t in own if t.state is State.ACTIVE}
    waiting = [t for t in own if t.state is State.PENDING]
    lines = [f"{kind.value:28} {_serves(serving.get(kind), kind)}" for kind in TemplateKind]
    return [*lines, *(f"{t.kind:28} waits: {named(t)}, imported by {t.imported_by}" for t in waiting)]


def _serves(template: Template | None, kind: TemplateKind) -> str:
    if template is None:
        return f"{FILES[kind]}, as shipped"
    return f"{named(template)}, imported by {template.imported_by}, approved by {template.approved_by}"
