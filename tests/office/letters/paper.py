"""LibreOffice and poppler as an eye: where every word of a letter stands on the page."""

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

SOFFICE: Final = shutil.which("soffice")
PDFTOTEXT: Final = shutil.which("pdftotext")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None or PDFTOTEXT is None, reason="needs LibreOffice: make system")
CM: Final = 72 / 2.54
SECONDS: Final = 60
WORD: Final = re.compile(
    r'<word xMin="(?P<left>[\d.]+)" yMin="(?P<top>[\d.]+)" xMax="(?P<right>[\d.]+)" yMax="(?P<bottom>[\d.]+)">'
    r"(?P<text>.*?)</word>"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its box in centimetres from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages_of(letter: bytes, folder: Path) -> list[list[Word]]:
    """The letter as LibreOffice lays it out: the words of each page."""
    return all_pages_of({"letter": letter}, folder)["letter"]


def all_pages_of(letters: dict[str, bytes], folder: Path) -> dict[str, list[list[Word]]]:
    """The same for many letters in one run of LibreOffice, which takes most of its time to start."""
    return {name: _pages(pdf) for name, pdf in to_pdf(letters, folder).items()}


def _pages(pdf: Path) -> list[list[Word]]:
    boxes = subprocess.run(  # noqa: S603 - a tool of the machine on our own file
        [str(PDFTOTEXT), "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [[_word(found) for found in WORD.finditer(page)] for page in boxes.split("<page ")[1:]]


def to_pdf(letters: dict[str, bytes], folder: Path) -> dict[str, Path]:
    return _converted(letters, folder, "pdf", "pdf")


def saved_again(letters: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """As LibreOffice writes what somebody has opened and saved with it."""
    saved = _converted(letters, folder, "docx", "docx:MS Word 2007 XML")
    return {name: path.read_bytes() for name, path in saved.items()}


def _converted(letters: dict[str, bytes], folder: Path, ending: str, filter_: str) -> dict[str, Path]:
    """Convert in a profile and a session of its own: a shared profile fails, a lone kill leaves children."""
    sources, out = {name: folder / f"{name}.docx" for name in letters}, folder / "out"
    for name, source in sources.items():
        source.write_bytes(letters[name])
    profile = (folder / "profile").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", filter_]
    office = subprocess.Popen(  # noqa: S603
        [*command, "--outdir", str(out), *map(str, sources.values())],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        office.wait(SECONDS)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()
    return {name: out / f"{name}.{ending}" for name in letters}


def _word(found: re.Match[str]) -> Word:
    left, top, right, bottom = (float(found[side]) / CM for side in ("left", "top", "right", "bottom"))
    return Word(found["text"], left, top, right, bottom)
