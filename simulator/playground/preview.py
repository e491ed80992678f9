"""Pictures of what was sent, made here, so that the page never shows a stranger's file itself."""

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
from asyncio.subprocess import DEVNULL
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

WORD_WITHIN: Final = 60
PAGES_WITHIN: Final = 20
MOST_PAGES: Final = 5
WIDEST: Final = 1100

_one_at_a_time = asyncio.Lock()


class CannotShow(Exception):  # noqa: N818 - what the person is told
    """No picture of this file can be made here, for the reason given."""


async def pages(name: str, content: bytes) -> list[bytes]:
    """PNG pictures of a picture, a PDF or a DOCX. Raises CannotShow for anything else."""
    if content.startswith((b"\xff\xd8", b"\x89PNG")):
        return [await asyncio.to_thread(_picture, content)]
    with tempfile.TemporaryDirectory(prefix="loket-preview-") as temporary:
        folder = Path(temporary)
        async with _one_at_a_time:
            return await _pictures_of(await _as_pdf(folder, name, content), folder)


def _picture(content: bytes) -> bytes:
    try:
        picture = Image.open(BytesIO(content)).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as exc:
        raise CannotShow("Gambar ini tidak terbaca.") from exc
    picture.thumbnail((WIDEST, WIDEST * 2))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


async def _as_pdf(folder: Path, name: str, content: bytes) -> Path:
    pdf = folder / "file.pdf"
    if content.startswith(b"%PDF"):
        await asyncio.to_thread(pdf.write_bytes, content)
    elif content.startswith(b"PK") and name.endswith(".docx"):
        await _print_word(folder, content)
    else:
        raise CannotShow("Jenis berkas ini tidak dapat dipratinjau; unduh untuk membukanya.")
    if not pdf.exists():
        raise CannotShow("LibreOffice tidak dapat membuka berkas ini.")
    return pdf


async def _print_word(folder: Path, content: bytes) -> None:
    """Each run has a profile of its own: LibreOffice allows one program a profile."""
    source = folder / "file.docx"
    await asyncio.to_thread(source.write_bytes, content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    await _run("soffice", command, WORD_WITHIN, "LibreOffice tidak terpasang; unduh surat untuk membukanya.")


async def _pictures_of(pdf: Path, folder: Path) -> list[bytes]:
    command = ["-png", "-r", "96", "-l", str(MOST_PAGES), str(pdf), str(folder / "page")]
    await _run("pdftoppm", command, PAGES_WITHIN, "Poppler (pdftoppm) tidak terpasang; unduh berkas untuk membukanya.")
    found = await asyncio.to_thread(_read_pages, folder)
    if not found:
        raise CannotShow("Berkas ini tidak dapat digambar; unduh untuk membukanya.")
    return found


def _read_pages(folder: Path) -> list[bytes]:
    return [each.read_bytes() for each in sorted(folder.glob("page*.png"))]


async def _run(program: str, arguments: list[str], seconds: float, absent: str) -> None:
    """Run it in a session of its own, so that at the end of patience all of it can be ended."""
    if shutil.which(program) is None:
        raise CannotShow(absent)
    process = await asyncio.create_subprocess_exec(
        program, *arguments, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
    )
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        raise CannotShow(f"{program} tidak selesai dalam {seconds:g} detik.") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
