"""Reads and tries the templates of the letters, in a child process."""

import asyncio
from typing import Final

from bot.app import database_file
from bot.settings import Settings
from office.child.children import Children
from office.child.limits import ChildFailed
from office.files.store import LostFile, Store
from office.letters.kinds import FILES, TemplateKind
from office.letters.render import shipped
from office.letters.safely import MODULES, check_safely, render_safely
from office.letters.samples import SAMPLES
from office.register import templates
from office.register.engine import Register
from office.register.templates import State, Template

_FOLDER: Final = "files"


def store_of(settings: Settings) -> Store:
    return Store(settings.data / _FOLDER)


def named(template: Template) -> str:
    return f"template {template.id} ({template.file_name})"


async def all_own(settings: Settings) -> list[Template]:
    """Every template that the office ever brought in; none while there is no register."""
    file = database_file(settings)
    if not await asyncio.to_thread(file.exists):
        return []
    async with Register(file) as register:
        return await register.read(templates.all_of)


async def template_findings(settings: Settings, emblem: bytes) -> list[str]:
    """What is wrong with the templates in use and with those that wait, one line each."""
    own = [template for template in await all_own(settings) if template.state is not State.RETIRED]
    lines: list[str] = []
    with Children(*MODULES) as children:
        for kind in TemplateKind:
            content = await asyncio.to_thread(shipped, kind)
            lines += [f"{FILES[kind]}: {line}" for line in await wrong(children, content, kind, emblem)]
        for template in own:
            lines += [f"{named(template)}: {line}" for line in await _wrong_own(settings, children, template, emblem)]
    return lines


async def _wrong_own(settings: Settings, children: Children, template: Template, emblem: bytes) -> list[str]:
    try:
        content = await asyncio.to_thread(store_of(settings).get, template.sha256)
    except LostFile as exc:
        return [str(exc)]
    return await wrong(children, content, TemplateKind(template.kind), emblem)


async def wrong(children: Children, content: bytes, kind: TemplateKind, emblem: bytes) -> list[str]:
    """What is wrong with the template, one line each."""
    try:
        found = await check_safely(children, content, kind)
        if not found:
            await render_safely(children, SAMPLES[kind], content, emblem)
    except ChildFailed as exc:
        return [f"cannot be tried: {exc.said}"]
    return found
