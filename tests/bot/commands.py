"""The command, run in this process in a folder with the office's settings and a register."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from click.testing import CliRunner, Result

from bot.cli import main
from office.register.engine import Register
from office.register.migrate import migrate
from tests.bot.desk_for_programs import ROOT
from tests.office.desk.world import World

T = TypeVar("T")
REGISTER: Final = "loket.db"


class Counter:
    """What an operator sees who types commands; `play` lets people do something at the desk meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("agency.toml", "opd.csv"):
            shutil.copy(ROOT / name, folder)
        (folder / "data").mkdir()
        migrate(folder / "data" / REGISTER)

    def loket(self, *words: str) -> Result:
        env = {
            "LOKET_TELEGRAM_TOKEN": "1:x",
            "LOKET_CLOUDFLARE_TOKEN": "x",
            "LOKET_DATA": str(self.folder / "data"),
            "LOKET_AGENCY": str(self.folder / "agency.toml"),
            "LOKET_OPD_LIST": str(self.folder / "opd.csv"),
        }
        return CliRunner(env=env).invoke(main, words)

    def said(self, *words: str) -> str:
        """What a command prints that does what it is asked."""
        ended = self.loket(*words)
        assert ended.exit_code == 0, ended.output
        return ended.output.strip()

    def refused(self, *words: str) -> str:
        """What a command prints that does nothing."""
        ended = self.loket(*words)
        assert ended.exit_code == 1, ended.output
        return ended.output.strip()

    def play(self, deed: Callable[[World], T]) -> T:
        return asyncio.run(self._played(deed))

    async def _played(self, deed: Callable[[World], T]) -> T:
        async with Register(self.folder / "data" / REGISTER) as register:
            return await register.transact(lambda tx: deed(World(tx, now=datetime.now(UTC))))
