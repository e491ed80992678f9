"""Writes letters and prints them, on one page where a smaller size of text does that."""

import asyncio
import io
from dataclasses import dataclass
from typing import Final

import structlog
from pikepdf import Pdf

from bot.typesetter import Typesetter, Written
from office.letters.context import AnyReply, Disposition
from office.letters.pdf import NoPdf, Press, missing_tools

_log = structlog.get_logger(__name__)
_COMPACT: Final = {"text_size": "compact"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter and its print. Without a print: `install` are the packages that would make one, or `why` it failed."""

    written: Written
    pdf: bytes | None = None
    install: str = ""
    why: str = ""


class Printer:
    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter, self._press = typesetter, Press()

    async def make(self, said: AnyReply | Disposition, shown: str) -> Printed:
        """Write the letter and print it; the print shows this number. Raises what `Typesetter.write` raises."""
        written = await self._typesetter.write(said)
        if missing := missing_tools():
            _log.warning("letters_without_pdf", install=" ".join(missing))
            return Printed(written, install=" ".join(missing))
        try:
            printed = Printed(written, await self._press.pdf_of(written.docx, shown))
            return await self._fitted(said, shown, printed)
        except NoPdf as exc:
            _log.error("no_pdf", why=str(exc))
            return Printed(written, why=str(exc))

    async def _fitted(self, said: AnyReply | Disposition, shown: str, printed: Printed) -> Printed:
        """The same letter in smaller text, if that and only that brings it on one page."""
        if said.stationery.text_size != "fit" or await _has_one_page(printed.pdf):
            return printed
        stationery = said.stationery.model_copy(update=_COMPACT)
        written = await self._typesetter.write(said.model_copy(update={"stationery": stationery}))
        pdf = await self._press.pdf_of(written.docx, shown)
        return Printed(written, pdf) if await _has_one_page(pdf) else printed


async def _has_one_page(pdf: bytes | None) -> bool:
    return await asyncio.to_thread(_pages, pdf or b"") == 1


def _pages(pdf: bytes) -> int:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
