"""The letter in print: an archive's PDF with everything inside, or a plain word that there is none."""

import asyncio
import io
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from pikepdf import Pdf
from PIL import Image

from office.child.programs import GB, Overdue, cut_off, run
from office.letters.pdf import NoPdf, Press, check, font_trouble, missing_tools, text_in
from office.letters.render import render
from tests.office.letters.letters import a_rejection, an_approval
from tests.office.letters.paper import needs_libreoffice

pytestmark = needs_libreoffice
NUMBER = "500.12/47/DISKOMINFO-2/XI/2026"


def a_page(*paragraphs: str, font: str = "Arial") -> bytes:
    """A DOCX that is no letter."""
    document: Any = docx.Document()
    for text in paragraphs:
        document.add_paragraph().add_run(text).font.name = font
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


async def test_a_letter_is_printed_as_tagged_pdf_a_with_its_title_and_words(tmp_path: Path) -> None:
    pdf = await Press().pdf_of(render(an_approval()), NUMBER)

    with Pdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
        assert NUMBER in str(told["dc:title"])
        assert opened.Root.MarkInfo.Marked
        assert len(opened.pages) == 1
    (tmp_path / "letter.pdf").write_bytes(pdf)
    assert "dukcapil.katingankab.go.id" in await text_in(tmp_path / "letter.pdf")


async def test_letters_printed_at_the_same_time_do_not_disturb_each_other() -> None:
    press = Press()
    numbers = ["B/1/2026", "B/2/2026", "B/3/2026", "B/4/2026"]

    printed = await asyncio.gather(*(press.pdf_of(render(a_rejection(number=n)), n) for n in numbers))

    assert [pdf[:5] for pdf in printed] == [b"%PDF-"] * 4


async def test_a_print_without_the_letter_s_number_is_not_handed_out() -> None:
    with pytest.raises(NoPdf, match="does not show the number"):
        await Press().pdf_of(render(an_approval()), "500.12/48/DISKOMINFO-2/XI/2026")


async def test_a_print_in_a_stand_in_font_is_not_handed_out() -> None:
    with pytest.raises(NoPdf, match="none of the letters' fonts"):
        await Press().pdf_of(a_page(NUMBER, font="Huruf Yang Tidak Ada"), NUMBER)


async def test_what_libreoffice_cannot_open_is_said_to_give_no_pdf() -> None:
    with pytest.raises(NoPdf, match="no PDF"):
        await Press().pdf_of(b"PK\x03\x04 and then nothing", NUMBER)


async def test_a_print_that_hangs_is_ended_with_all_its_children(tmp_path: Path) -> None:
    script = f"sleep 77 & echo $! > {tmp_path}/child; wait"

    with pytest.raises(Overdue, match="did not end"):
        await run(["sh", "-c", script], tmp_path, within=0.5)

    assert not _lives(int((tmp_path / "child").read_text()))


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit: make system")
async def test_a_program_that_wants_too_much_memory_does_not_get_it(tmp_path: Path) -> None:
    greedy = ["python3", "-c", "b' ' * 900_000_000; print('got it')"]

    ended = await run(greedy, tmp_path, within=20, memory=GB // 2)

    assert ended.code != 0
    assert b"got it" not in ended.said


async def test_a_print_that_never_ends_is_given_up_after_a_second_try() -> None:
    with pytest.raises(NoPdf, match="did not end"):
        await Press(within=0.05).pdf_of(render(an_approval()), NUMBER)


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def test_a_program_that_prints_knows_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_TELEGRAM_TOKEN", "planted")

    ended = await run(["env"], tmp_path, within=5)

    assert b"planted" not in ended.said
    assert f"HOME={tmp_path}" in ended.said.decode()


@pytest.mark.skipif(not cut_off(), reason="needs `unshare --net`, which this machine does not allow")
async def test_a_picture_that_lies_elsewhere_is_not_fetched_while_printing() -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Silence."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            await Press().pdf_of(_with_linked_picture(f"http://127.0.0.1:{server.server_port}/x.png"), NUMBER)
        finally:
            server.shutdown()
            serving.join()

    assert asked == []


def _with_linked_picture(url: str) -> bytes:
    document: Any = docx.Document()
    document.add_paragraph().add_run(NUMBER).font.name = "Arial"
    picture = io.BytesIO(_png())
    document.add_picture(picture)
    linked = document.part.relate_to(url, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    blip = document.element.body.xpath(".//a:blip")[0]
    namespace = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    del blip.attrib[f"{namespace}embed"]
    blip.set(f"{namespace}link", linked)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.6 and no more"])
def test_what_is_no_pdf_is_not_taken_for_one(content: bytes) -> None:
    with pytest.raises(NoPdf):
        check(content)


def test_a_plain_pdf_is_not_taken_for_an_archive_s() -> None:
    plain, out = Pdf.new(), io.BytesIO()
    plain.add_blank_page()
    plain.save(out)

    with pytest.raises(NoPdf, match="no PDF/A-2b"):
        check(out.getvalue())


def test_a_machine_without_libreoffice_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert missing_tools() == ["libreoffice-writer-nogui", "poppler-utils", "fontconfig"]


def test_this_machine_has_the_letters_font() -> None:
    assert font_trouble() == []
