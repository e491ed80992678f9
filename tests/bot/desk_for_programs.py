"""Runs the real command in a folder of its own, with settings that are right but for what the test changes."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simulator.stage import LOKET

ROOT: Final = Path(__file__).parents[2]
NOWHERE: Final = "http://127.0.0.1:9"
TELEGRAM_TOKEN: Final = "987654321:planted-telegram-secret"
CLOUDFLARE_TOKEN: Final = "planted-cloudflare-secret"


@dataclass
class Deployment:
    """A folder with `agency.toml` and `opd.csv`, as a newcomer has after copying."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("agency.toml", "opd.csv"):
            shutil.copy(ROOT / name, self.folder)
        self.env = {
            "LOKET_TELEGRAM_TOKEN": TELEGRAM_TOKEN,
            "LOKET_CLOUDFLARE_TOKEN": CLOUDFLARE_TOKEN,
            "LOKET_TELEGRAM_URL": NOWHERE,
            "LOKET_CLOUDFLARE_URL": NOWHERE,
            "LOKET_DATA": str(self.folder / "data"),
            **self.env,
        }

    def agency(self, old: str, new: str) -> None:
        """Write something else into `agency.toml`."""
        file = self.folder / "agency.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def loket(self, *arguments: str, **changed: str | None) -> "Ended":
        """Run a command to its end; a setting of None is left out."""
        ours = {f"LOKET_{name.upper()}": value for name, value in changed.items()}
        wanted: Mapping[str, str | None] = {**_clean(os.environ), **self.env, **ours}
        env = {name: value for name, value in wanted.items() if value is not None}
        done = subprocess.run(  # noqa: S603 - our own command
            [str(LOKET), *arguments], cwd=self.folder, env=env, capture_output=True, text=True, timeout=60, check=False
        )
        return Ended(done.returncode, done.stdout + done.stderr)


@dataclass(frozen=True)
class Ended:
    code: int
    said: str

    @property
    def lines(self) -> list[str]:
        return self.said.strip().splitlines()


def _clean(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if not name.startswith("LOKET_")}
