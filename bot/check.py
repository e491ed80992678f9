"""`loket check`: everything that must be right before the desk opens, one line a finding."""

from bot.app import bot_name, open_dns
from bot.settings import BadSettings, Settings
from office.letters.render import check_templates
from office.sop.agency import Agency


async def findings(settings: Settings, agency: Agency) -> list[str]:
    """Return what is wrong and how to mend it; empty if all is well. Calls Telegram and the DNS provider."""
    lines = [f"letter_templates: {line}" for line in check_templates()]
    dns = open_dns(settings, agency)
    try:
        lines += await dns.check()
    finally:
        await dns.close()
    try:
        await bot_name(settings)
    except BadSettings as bad:
        lines += bad.lines
    return lines
