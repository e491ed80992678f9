"""`loket check`: everything that must be right before the desk opens, one line a finding."""

import asyncio

from bot.app import bot_name, database_file, open_bot, open_dns
from bot.settings import BadSettings, Settings, read_emblem
from bot.signing import open_signer
from bot.templates import template_findings
from handlers.group_rights import Standing, standing_in
from office.child.programs import cut_off
from office.letters.pdf import font_trouble, missing_tools
from office.register import rooms
from office.register.engine import Register
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


async def of_the_group(settings: Settings) -> list[str]:
    """What the bot may do in the operator group, in a line; nothing before the first start."""
    file = database_file(settings)
    if not file.exists():
        return []
    async with Register(file) as register:
        group = await register.read(rooms.find)
    if group is None:
        return ["no operator group is bound; the admins are told instead (`loket invite --role group`)"]
    bot = open_bot(settings)
    async with bot:
        return [_said_of(await standing_in(bot, group))]


def _said_of(stands: Standing) -> str:
    if stands.trouble:
        return f"operator group: the bot does not reach it, {stands.trouble}; bring it back into the group"
    group = f"operator group {stands.title!r}"
    if not stands.may_write:
        return f"{group}: the bot may not write there; allow it to send messages"
    who = "an administrator" if stands.is_admin else "a plain member"
    if not stands.is_forum:
        return f"{group}: no topics, all requests in one chat; the bot is {who}"
    if not stands.may_manage_topics:
        return f"{group}: topics are on, but the bot is {who} without *Manage topics*; all goes to General"
    return f"{group}: topics are on, the bot manages them; each request has its own"
