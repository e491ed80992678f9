"""What a command does in the register, in one transaction beside the running program."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from bot.app import clock_of, database_file
from bot.logs import set_up_logs
from bot.preparing import prepare
from bot.settings import BadSettings, Settings, read_agency, read_settings
from office.desk.desk import Desk
from office.register.engine import Register
from office.register.requests import StaleCard
from office.sop.agency import Agency
from office.sop.errors import Refusal

T = TypeVar("T")


def at_the_desk(deed: Callable[[Desk], T], *, stale: str = "") -> T:
    """Do it, and return what it found. Raises BadSettings with what the rules say against it.

    `stale` is said when what was named is not, or no longer, so.
    """
    settings = read_settings()
    set_up_logs(settings.secrets, level=logging.WARNING)
    agency = read_agency(settings.agency)
    prepare(settings)
    try:
        return asyncio.run(_done(settings, agency, deed))
    except StaleCard as refused:
        raise BadSettings([stale or str(refused)]) from None
    except Refusal as refused:
        raise BadSettings([str(refused)]) from None


async def _done(settings: Settings, agency: Agency, deed: Callable[[Desk], T]) -> T:
    async with Register(database_file(settings)) as register:
        return await register.transact(lambda tx: deed(Desk(tx, agency, clock_of(settings)())))
