"""Pictures of a letter, so that people see what they approve."""

import asyncio
from pathlib import Path
from typing import Final

from office.child.programs import Overdue, run
from office.letters.pdf import NoPdf, Press, missing_tools

_DPI: Final = 100
_WITHIN: Final = 30.0
_PDF: Final = "letter.pdf"


class NoPreview(Exception):  # noqa: N818 - says what is so
    """Why there is no picture."""


async def preview(letter: bytes, folder: Path) -> list[Path]:
    """Print the letter and draw its pages into the folder. Raises NoPreview."""
    if missing := missing_tools():
        raise NoPreview(f"install {' '.join(missing)}")
    try:
        await asyncio.to_thread(_keep, folder, await Press().pdf_of(letter, ""))
        await run(["pdftoppm", "-r", str(_DPI), "-png", _PDF, "page"], folder, within=_WITHIN)
    except (NoPdf, Overdue, OSError) as exc:
        raise NoPreview(str(exc)) from exc
    return await asyncio.to_thread(lambda: sorted(folder.glob("page*.png")))


def _keep(folder: Path, pdf: bytes) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / _PDF).write_bytes(pdf)
