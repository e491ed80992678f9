"""The letter as PDF/A, printed by LibreOffice in a child process, and looked at before anybody gets it.

LibreOffice says that all went well also when nothing was made, so only the file itself counts.
"""

import asyncio
import io
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from pikepdf import Dictionary, Name, Object, Pdf, PdfError

from office.child.programs import GB, Overdue, run

WITHIN: Final = 30.0
_TRIES: Final = 2
_AT_ONCE: Final = 2
_TEXT_WITHIN: Final = 10.0
_FILTER: Final = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
    }
)
"""PDF/A-2b, for the archive; tagged, for those who have it read to them."""
_QUIET: Final = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")
_TOOLS: Final = {"soffice": "libreoffice-writer-nogui", "pdftotext": "poppler-utils", "fc-match": "fontconfig"}
"""Programs that printing needs, and the Debian packages that bring them."""
_FONT: Final = "Arial"
_TWIN: Final = "Liberation Sans"
_FONTS: Final = re.compile(
    r"(Liberation(Sans|Serif|Mono)|Arial(MT)?|TimesNewRoman(PS|PSMT)?|Bookman\w*|Carlito|Calibri|(Open)?Symbol(MT)?)"
    r"(-\w+)?"
)
"""What letters are set in, or its twin of the same widths; anything else is a stand-in that moves the lines."""
_FILES: Final = (Name.FontFile, Name.FontFile2, Name.FontFile3)


class NoPdf(Exception):  # noqa: N818 - says what has happened
    """No PDF that we would hand out could be made of this letter; its DOCX is not to blame."""


class _NotPrinted(NoPdf):
    """LibreOffice brought no file; a second try may help."""


def missing_tools() -> list[str]:
    """The Debian packages that are to be installed before letters can be printed; empty when all is there."""
    return [package for program, package in _TOOLS.items() if shutil.which(program) is None]


def font_trouble() -> list[str]:
    """Whether this machine has the letters' font or its twin of the same widths; one line if not."""
    found = subprocess.run(  # noqa: S603
        ["fc-match", "--format=%{family}", _FONT],  # noqa: S607 - whichever the machine has
        capture_output=True,
        check=False,
        text=True,
    ).stdout
    if {name.strip() for name in found.split(",")} & {_FONT, _TWIN}:
        return []
    return [
        f"{_FONT} would be printed in {found or 'no font at all'}, which moves every line; install fonts-liberation"
    ]


@asynccontextmanager
async def folder_of_its_own() -> AsyncIterator[Path]:
    """A temporary folder, made and removed beside the loop: a profile's hundred files hold it up for a while."""
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="loket-letter-"))
    try:
        yield folder
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


class Press:
    """Prints letters, at most two at a time."""

    def __init__(self, *, within: float = WITHIN) -> None:
        self._within = within
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def pdf_of(self, letter: bytes, number: str) -> bytes:
        """The DOCX as PDF/A-2b, whole, with its fonts inside and this number on it. Raises NoPdf."""
        async with self._places:
            for left in reversed(range(_TRIES)):
                try:
                    return await self._try(letter, number)
                except _NotPrinted:
                    if not left:
                        raise
        raise AssertionError  # the last try returns or raises

    async def _try(self, letter: bytes, number: str) -> bytes:
        """In a folder of its own: two LibreOffices never share a profile."""
        async with folder_of_its_own() as folder:
            pdf = await self._print(letter, folder)
            await asyncio.to_thread(check, pdf)
            if _squeezed(number) not in _squeezed(await text_in(folder / "letter.pdf")):
                raise NoPdf(f"the PDF does not show the number {number}")
            return pdf

    async def _print(self, letter: bytes, folder: Path) -> bytes:
        source, printed = folder / "letter.docx", folder / "letter.pdf"
        await asyncio.to_thread(source.write_bytes, letter)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, *_QUIET, "--convert-to", _FILTER, "--outdir", str(folder), str(source)]
        try:
            await run(command, folder, within=self._within)
            return await asyncio.to_thread(printed.read_bytes)
        except Overdue as exc:
            raise _NotPrinted(str(exc)) from exc
        except OSError as exc:
            raise _NotPrinted(f"LibreOffice made no PDF ({exc.strerror})") from exc


async def text_in(pdf: Path) -> str:
    """The words that the PDF shows, as poppler reads them; empty for a scan. Raises NoPdf when it cannot be read."""
    try:
        read = await run(["pdftotext", "-q", pdf.name, "-"], pdf.parent, within=_TEXT_WITHIN, memory=GB)
    except (Overdue, OSError) as exc:
        raise NoPdf(f"the words of the PDF cannot be read: {exc}") from exc
    if read.code != 0:
        raise NoPdf("the words of the PDF cannot be read")
    return read.said.decode(errors="replace")


def _squeezed(text: str) -> str:
    """Lines break where they fall."""
    return "".join(text.split())


def check(pdf: bytes) -> None:
    """Raises NoPdf for what is no PDF/A-2b with pages, tags and our fonts inside."""
    if not pdf.startswith(b"%PDF-"):
        raise NoPdf("LibreOffice made something that is no PDF")
    try:
        with Pdf.open(io.BytesIO(pdf)) as opened:
            _check(opened)
    except PdfError as exc:
        raise NoPdf(f"the PDF cannot be read: {exc}") from exc


def _check(pdf: Pdf) -> None:
    told = pdf.open_metadata()
    if (told.get("pdfaid:part"), told.get("pdfaid:conformance")) != ("2", "B"):
        raise NoPdf("the PDF is no PDF/A-2b")
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        raise NoPdf("the PDF has no tags")
    if not pdf.pages:
        raise NoPdf("the PDF has no page")
    for page in pdf.pages:
        for font in page.resources.get("/Font", Dictionary()).values():
            _check_font(font)


def _check_font(font: Object) -> None:
    name = str(font.BaseFont).removeprefix("/").rpartition("+")[2]
    if not _FONTS.fullmatch(name):
        raise NoPdf(f"the PDF is set in {name}, which is none of the letters' fonts: install fonts-liberation")
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", Dictionary())
    if not any(kind in descriptor for kind in _FILES):
        raise NoPdf(f"the PDF does not hold its font {name}")
