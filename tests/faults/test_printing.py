"""LibreOffice is absent or broken: the letter goes out all the same, as DOCX."""

import asyncio
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from simulator.stage import Stage, set_up
from simulator.stories import submit
from tests.faults.watching import until

NICE = 'shift 2; exec "$@"'


async def _rejected(stage: Stage) -> str:
    await stage.open_office()
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    kadis = stage["kadis"]
    await kadis.tap("Tolak", on=await kadis.sees(f"{receipt} ·"))
    await kadis.sees("Mengapa")
    await kadis.say("Belum ditandatangani.")
    return receipt


def _with_tools(folder: Path, **scripts: str) -> str:
    """A PATH on which only these programs are."""
    tools = folder / "tools"
    tools.mkdir()
    for name, script in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    return str(tools)


async def test_without_libreoffice_the_letter_goes_out_as_docx_and_the_check_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", _with_tools(tmp_path))
    async with set_up(tmp_path / "office") as stage:
        receipt = await _rejected(stage)

        letter = await stage["applicant"].sees(f"Surat balasan {receipt} (DOCX)")
        checked = await stage.loket("check")

    assert "belum dapat disetujui" in letter.text
    assert "for PDF install libreoffice-writer-nogui poppler-utils" in checked
    assert checked.splitlines()[-1].startswith("All is well")


async def test_with_a_broken_libreoffice_the_letter_goes_out_as_docx_and_the_group_hears_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = "exit 0"
    path = _with_tools(tmp_path, soffice=nothing, pdftotext=nothing, **{"fc-match": nothing, "nice": NICE})
    monkeypatch.setenv("PATH", path)
    async with set_up(tmp_path / "office") as stage:
        receipt = await _rejected(stage)

        await stage["applicant"].sees(f"Surat balasan {receipt} (DOCX)")
        told = await stage["operator"].sees("keluar tanpa PDF", in_=stage.group)

        assert "LibreOffice made no PDF" in told.text


async def test_a_stop_while_a_letter_is_printed_ends_in_time_and_leaves_no_program_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs = f"echo $$ > {tmp_path}/pid; exec /bin/sleep 77"
    monkeypatch.setenv("PATH", _with_tools(tmp_path, soffice=hangs, pdftotext="", **{"fc-match": "", "nice": NICE}))
    async with set_up(tmp_path / "office") as stage:
        await _rejected(stage)
        await until(partial(_is_there, tmp_path / "pid"))
        begun = monotonic()

        code = await stage.bot.stop()
        took = monotonic() - begun

    assert code == 0
    assert took < 30
    assert not _lives(int((tmp_path / "pid").read_text()))


async def _is_there(file: Path) -> bool:
    return await asyncio.to_thread(lambda: file.exists() and file.read_text() != "")


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
