"""`loket check`: everything that must be right before the desk opens, one line a finding."""

import asyncio

from bot.app import bot_name, open_dns
from bot.settings import BadSettings, Settings, read_emblem
from bot.signing import open_signer
from bot.templates import template_findings
from office.child.programs import cut_off
from office.letters.pdf import font_trouble, missing_tools
from office.sop.agency import Agency


async def findings(settings: Settings, agency: Agency) -> list[str]:
    """Return what is wrong and how to mend it; empty if all is well. Calls Telegram and the DNS provider."""
    emblem = await asyncio.to_thread(read_emblem, settings.agency, agency)
    lines = [f"letter templates: {line}" for line in await template_findings(settings, emblem)]
    dns = open_dns(settings, agency)
    try:
        lines += await dns.check()
    finally:
        await dns.close()
    lines += await _signing(settings, agency)
    try:
        await bot_name(settings)
    except BadSettings as bad:
        lines += bad.lines
    return lines


async def _signing(settings: Settings, agency: Agency) -> list[str]:
    try:
        signer = open_signer(settings, agency)
    except BadSettings as bad:
        return bad.lines
    if signer is None:
        return []
    try:
        return [f"[letter] signature: {line}" for line in await signer.check()]
    finally:
        await signer.close()


def advice() -> list[str]:
    """What the desk can do without, but would be better with."""
    if missing := missing_tools():
        return [f"letters go out as DOCX alone; for PDF install {' '.join(missing)} (Debian: `make system`)"]
    lines = [f"letters: {trouble}" for trouble in font_trouble()]
    if not cut_off():
        lines.append("letters are printed with the network in reach: this machine does not allow `unshare --net`")
    return lines
