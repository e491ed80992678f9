"""`make demo`: one whole request, played by five people against the real program, in the terminal and as a page.

Where no browser can be shown, or when told so, it is played in the terminal alone and ends by itself.
"""

import argparse
import asyncio
import contextlib
import os
import shutil
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Final

import dns.asyncquery
import dns.message
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from simulator.client import Event, Message
from simulator.playground.house import House
from simulator.playground.serving import served, until_told_to_stop
from simulator.signing import signing_office
from simulator.stage import Stage, set_up
from simulator.stories import STORIES

FOLDER: Final = Path(".demo")
LOOKED_AT_WITHIN: Final = 20
_COLOURS: Final = ("cyan", "magenta", "yellow", "green", "blue", "bright_red")


class Transcript:
    """Prints the conversation while it happens: chat, speaker, words, buttons."""

    def __init__(self, console: Console) -> None:
        self._console, self._colours = console, dict[str, str]()
        self._texts = dict[tuple[int, int], str]()

    async def follow(self, stage: Stage) -> None:
        seen = 0
        while True:
            for event in await stage.simulator.events(seen, 5):
                seen = event.seq
                self._print(event)

    def _print(self, event: Event) -> None:
        if event.kind == "tap":
            self._line(event, f"taps [bold reverse] {escape(event.text or '')} [/]")
        elif event.kind == "callback_answer" and event.text:
            self._line(event, f"[italic]{escape(event.text)}[/]")
        elif event.kind in {"message", "edit"} and event.message is not None:
            self._print_message(event, event.message)

    def _print_message(self, event: Event, message: Message) -> None:
        """Of an edit only what is new; that a question lost its buttons goes without saying."""
        key = (message.chat_id, message.id)
        before, self._texts[key] = self._texts.get(key), message.text
        if event.kind == "message" or before is None:
            self._line(event, _shown(message))
        elif before != message.text:
            fresh = [line for line in message.text.splitlines() if line and line not in before.splitlines()]
            receipt = message.text.partition(" ")[0]
            changed = "\n".join([f"{receipt} …", *fresh])
            self._line(event, "[dim](card edited)[/] " + _shown(replace(message, text=changed)))

    def _line(self, event: Event, words: str) -> None:
        chat = event.chat_title or str(event.chat_id)
        colour = self._colours.setdefault(chat, _COLOURS[len(self._colours) % len(_COLOURS)])
        self._console.print(f"[{colour}]{escape(chat)}[/] [dim]│[/] [bold]{escape(event.sender)}[/]: {words}")


def _shown(message: Message) -> str:
    lines = [escape(message.text)] if message.text else []
    if message.document:
        lines.append(f"[dim]📎 {escape(message.document.file_name)}, {message.document.size:,} bytes[/]")
    if message.photo:
        lines.append("[dim]📷 photo[/]")
    if message.labels():
        lines.append(" ".join(f"[reverse] {escape(label)} [/]" for label in message.labels()))
    if message.keyboard:
        lines.append(" ".join(f"[reverse] {escape(label)} [/]" for label in message.keyboard))
    return "\n    ".join("\n".join(lines).splitlines())


@asynccontextmanager
async def _told(stage: Stage, console: Console) -> AsyncIterator[None]:
    """Print the conversation while it goes on."""
    transcript = asyncio.create_task(Transcript(console).follow(stage))
    try:
        yield
    finally:
        transcript.cancel()
        await asyncio.gather(transcript, return_exceptions=True)


async def _prove(stage: Stage, receipt: str, console: Console) -> None:
    """Not what the bot says of itself: what the name server, the applicant's chat and the register hold."""
    answer = await _ask_dns(stage.dns, "dinkes.katingankab.go.id")
    letter = await _keep_letter(stage, receipt)
    register = await stage.loket("show", receipt)
    console.print(Panel(escape(answer), title=f"The authoritative name server {stage.dns} answers", title_align="left"))
    console.print(Panel(str(letter), title="The reply letter, as the applicant received it", title_align="left"))
    console.print(Panel(escape(register), title=f"The register: loket show {receipt}", title_align="left"))


async def _ask_dns(server: str, name: str) -> str:
    host, port = server.split(":")
    query = dns.message.make_query(name, "A")
    reply = await dns.asyncquery.udp(query, host, timeout=3, port=int(port))
    return "\n".join(str(found) for found in reply.answer) or f"{name}: {dns.rcode.to_text(reply.rcode())}"


async def _keep_letter(stage: Stage, receipt: str) -> Path:
    """The file that came first: the PDF where one is printed, whether or not the DOCX has followed by now."""
    applicant, caption = stage["applicant"], f"Surat balasan {receipt}"
    await applicant.sees(caption)
    document = next(said.document for said in await applicant.messages() if caption in said.text and said.document)
    file = FOLDER / document.file_name
    file.write_bytes(await applicant.download(document))
    return file.resolve()


async def _play(story: str, console: Console) -> None:
    started = monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    console.rule(f"Loket – {story}: {(STORIES[story].__doc__ or '').strip()}")
    async with set_up(FOLDER) as stage, _told(stage, console):
        await stage.open_office()
        receipt = await STORIES[story](stage)
        console.rule("Proof")
        await _prove(stage, receipt, console)
    console.rule(f"Done in {monotonic() - started:.1f} s")


async def _open_page(story: str, console: Console) -> None:
    """Play the story in the page and here at once; the page stays until it is told to stop."""
    stopped = asyncio.create_task(until_told_to_stop())
    house = House(FOLDER, companion=lambda stage: Transcript(console).follow(stage))
    try:
        console.print("Opening the office …")
        await house.open()
        async with served(house) as address:
            playing = asyncio.create_task(_play_in_page(house, story, address, console))
            await stopped
            playing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await playing
    finally:
        await house.close()


async def _play_in_page(house: House, story: str, address: str, console: Console) -> None:
    """Begin when somebody looks, or after a while; the Kepala Dinas is left to whoever looks."""
    console.rule("Loket")
    console.print(f"Open in a browser on this machine: [bold]{escape(address)}[/]\nCtrl-C ends it.")
    console.rule()
    if has_display():
        await asyncio.to_thread(webbrowser.open, address)
    bulletin = house.bulletin
    await bulletin.bell.until(lambda: bulletin.readers, LOOKED_AT_WITHIN)
    if house.player.is_playing or house.recorder.deeds:
        return
    await house.play(story, ["kadis"] if bulletin.readers else [])
    if receipt := await house.player.ended():
        console.rule("Proof")
        await _prove(house.stage, receipt, console)
        console.print(f"The page stays open: [bold]{escape(address)}[/]\nCtrl-C ends it.")


def has_display() -> bool:
    """Whether a browser can be shown here."""
    return sys.platform in {"darwin", "win32"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--story", choices=sorted(STORIES), default="main")
    parser.add_argument(
        "--signed", action="store_true", help="the office signs its letters, with a certificate of its own"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--headless", action="store_true", help="the terminal alone; it ends by itself")
    where.add_argument("--page", action="store_true", help="the page too, even where no browser can be opened")
    options = parser.parse_args()
    console = Console(highlight=False, soft_wrap=True)
    with_page = options.page or (has_display() and not options.headless)
    with contextlib.suppress(KeyboardInterrupt), signing_office() if options.signed else contextlib.nullcontext():
        asyncio.run(_open_page(options.story, console) if with_page else _play(options.story, console))


if __name__ == "__main__":
    main()
