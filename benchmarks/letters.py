"""`make benchletters`: from a decision to the letter in chat, and what that does to the event loop.

Beside it, in the same run: docxtpl and soffice alone, without a sandbox, limits, checks or a profile of their own.
"""

import argparse
import asyncio
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Final

from docxtpl import DocxTemplate

from benchmarks.measure import percentile
from benchmarks.page import put
from office.child.children import Children
from office.letters.context import RejectionLetter
from office.letters.fields import fields_of
from office.letters.kinds import TemplateKind
from office.letters.pdf import Press
from office.letters.render import shipped
from office.letters.safely import MODULES, render_safely
from office.letters.samples import SAMPLES
from simulator.client import Event, Person, Simulator
from simulator.stage import Program, Stage, office_settings
from simulator.stories import submit

TOGETHER: Final = 20
PATIENCE: Final = 120.0
TICK: Final = 0.001
KIND: Final = TemplateKind.REJECTION


@dataclass
class Times:
    """Seconds, one for each letter."""

    pdf: list[float] = field(default_factory=list)
    docx: list[float] = field(default_factory=list)


@asynccontextmanager
async def _office(folder: Path, path: str) -> AsyncIterator[Stage]:
    """The running office with this PATH: without LibreOffice on it, letters go out as DOCX alone."""
    world = Program([sys.executable, "-m", "simulator"], os.environ, folder / "simulator.log")
    ready = json.loads(await world.start())
    env = {**os.environ, "PATH": path, **office_settings(ready, folder), "LOKET_MESSAGES_PER_SECOND": "1000"}
    bot = Program([str(Path(sys.executable).with_name("loket")), "run"], env, folder / "bot.log")
    await bot.start()
    try:
        async with Simulator.at(ready["api"]) as simulator:
            stage = Stage(simulator, ready["api"], ready["dns"], world, bot, env, folder)
            await simulator.no_limits()
            await stage.open_office()
            yield stage
    finally:
        await bot.stop()
        await world.stop()


async def _decide(stage: Stage, applicant: Person, label: str) -> tuple[str, float, int]:
    """Reject a new request: its receipt, when that was said, and the feed's number then."""
    kadis, receipt = stage["kadis"], await submit(applicant, label)
    await kadis.tap("Tolak", on=await kadis.sees(f"{receipt} ·"))
    await kadis.sees(f"Mengapa {receipt}")
    seen = max((event.seq for event in await stage.simulator.events(0, 0)), default=0)
    begun = perf_counter()
    await kadis.say("Layanan ini sudah tersedia di portal kabupaten.")
    return receipt, begun, seen


async def _arrivals(stage: Stage, applicant: Person, receipt: str, seen: int) -> AsyncIterator[tuple[str, float]]:
    """The letter's files as they come into the applicant's chat, until the DOCX is there."""
    end = perf_counter() + PATIENCE
    while perf_counter() < end:
        for event in await stage.simulator.events(seen, 30, chat=applicant.private):
            seen = event.seq
            name = _file_of(event, receipt)
            if name:
                yield name, perf_counter()
            if name.endswith(".docx"):
                return
    raise TimeoutError(f"no letter for {receipt}")


def _file_of(event: Event, receipt: str) -> str:
    document = event.message.document if event.kind == "message" and event.message else None
    return document.file_name if document and receipt in document.file_name else ""


async def decisions(path: str, count: int) -> Times:
    """One after the other: seconds from the decision to each file in the applicant's chat."""
    times = Times()
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        async with _office(Path(folder), path) as stage:
            applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
            for number in range(count):
                receipt, begun, seen = await _decide(stage, applicant, f"surat-{number}")
                async for name, at in _arrivals(stage, applicant, receipt, seen):
                    (times.pdf if name.endswith(".pdf") else times.docx).append(at - begun)
    return times


def _letters() -> list[RejectionLetter]:
    sample = SAMPLES[KIND]
    assert isinstance(sample, RejectionLetter)  # noqa: S101 - of this kind
    return [sample.model_copy(update={"number": f"500.12/{n}/CONTOH-2/XI/2026"}) for n in range(1, TOGETHER + 1)]


async def _stall(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Seconds that it took, and the longest that the loop could do nothing else meanwhile."""
    longest, done = 0.0, asyncio.Event()

    async def tick() -> None:
        nonlocal longest
        last = perf_counter()
        while not done.is_set():
            await asyncio.sleep(TICK)
            now = perf_counter()
            longest, last = max(longest, now - last - TICK), now

    ticking = asyncio.create_task(tick())
    begun = perf_counter()
    await work()
    seconds = perf_counter() - begun
    done.set()
    await ticking
    return seconds, longest


async def together() -> dict[str, tuple[float, float]]:
    """Twenty letters at once, to DOCX, then to PDF; and the loop with nothing to do, for the machine's own noise."""
    letters, press = _letters(), Press()
    with Children(*MODULES) as children:
        await render_safely(children, letters[0], shipped(KIND))  # the libraries are loaded once

        async def docx() -> list[bytes]:
            return await asyncio.gather(*(render_safely(children, each, shipped(KIND)) for each in letters))

        written = await docx()

        async def pdf() -> None:
            await asyncio.gather(*(press.pdf_of(w, each.number) for w, each in zip(written, letters, strict=True)))

        return {
            "nothing": await _stall(lambda: asyncio.sleep(2)),
            "to DOCX": await _stall(docx),
            "to PDF": await _stall(pdf),
            "to DOCX, bare docxtpl in the loop": await _stall(lambda: _in_the_loop(letters)),
        }


async def _in_the_loop(letters: list[RejectionLetter]) -> None:
    for letter in letters:
        _bare_docx(letter)
        await asyncio.sleep(0)


def _bare_docx(letter: RejectionLetter) -> bytes:
    template = DocxTemplate(io.BytesIO(shipped(KIND)))
    template.render({**fields_of(letter), "lambang": "", "qr": ""}, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def bare(count: int) -> tuple[list[float], list[float]]:
    """Seconds of docxtpl alone, and of soffice alone with a profile that it keeps."""
    letter = _letters()[0]
    docx, pdf = [], []
    with tempfile.TemporaryDirectory(prefix="loket-bare-") as temporary:
        folder = Path(temporary)
        for _ in range(count):
            begun = perf_counter()
            (folder / "letter.docx").write_bytes(_bare_docx(letter))
            docx.append(perf_counter() - begun)
            begun = perf_counter()
            _bare_pdf(folder)
            pdf.append(perf_counter() - begun)
    return docx, pdf


def _bare_pdf(folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "letter.docx")], check=True, capture_output=True)  # noqa: S603


def _row(name: str, times: list[float]) -> str:
    return f"| {name} | {percentile(times, 50):.0f} | {percentile(times, 99):.0f} |"


def report(
    printed: Times, unprinted: Times, alone: tuple[list[float], list[float]], burst: dict[str, tuple[float, float]]
) -> str:
    rows = [
        "| from … to … | p50 ms | p99 ms |",
        "|---|---|---|",
        _row("decision → PDF in the applicant's chat", printed.pdf),
        _row("decision → DOCX in the applicant's chat (sent after the PDF)", printed.docx),
        _row("decision → DOCX in chat, on a machine without LibreOffice", unprinted.docx),
        _row("bare docxtpl, to a file", alone[0]),
        _row("bare soffice, one file, profile kept", alone[1]),
        "",
        f"| {TOGETHER} letters at once | s in all | the loop's longest stall, ms |",
        "|---|---|---|",
        *(f"| {name} | {seconds:.2f} | {stall * 1000:.1f} |" for name, (seconds, stall) in burst.items()),
    ]
    load, cores = os.getloadavg()[2], os.cpu_count()
    return "\n".join(
        [*rows, "", f"Load average of the machine in the last quarter of an hour: {load:.1f} on {cores} cores."]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=40)
    parser.add_argument("--page", type=Path, default=None, help="the page to write the tables into")
    wanted = parser.parse_args()
    if shutil.which("soffice") is None:
        sys.exit("needs LibreOffice: make system")
    printed = asyncio.run(decisions(os.environ["PATH"], wanted.letters))
    with tempfile.TemporaryDirectory(prefix="loket-nothing-") as nothing:  # all we call has its full name
        unprinted = asyncio.run(decisions(nothing, wanted.letters))
    found = report(printed, unprinted, bare(wanted.letters), asyncio.run(together()))
    sys.stdout.write(found + "\n")
    if wanted.page is not None:
        put(wanted.page, "letters", found)


if __name__ == "__main__":
    main()
