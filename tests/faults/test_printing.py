"""LibreOffice is absent or broken: the letter goes out all the same, as DOCX."""

from pathlib import Path

import pytest

from simulator.stage import Stage, set_up
from simulator.stories import submit

LONG = 60.0


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

        letter = await stage["applicant"].sees(f"Surat balasan {receipt} (DOCX)", timeout=LONG)
        checked = await stage.loket("check")

    assert "belum dapat disetujui" in letter.text
    assert "for PDF install libreoffice-writer-nogui poppler-utils" in checked
    assert checked.splitlines()[-1].startswith("All is well")


async def test_with_a_broken_libreoffice_the_letter_goes_out_as_docx_and_the_group_hears_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = "exit 0"
    path = _with_tools(
        tmp_path, soffice=nothing, pdftotext=nothing, **{"fc-match": nothing, "nice": 'shift 2; exec "$@"'}
    )
    monkeypatch.setenv("PATH", path)
    async with set_up(tmp_path / "office") as stage:
        receipt = await _rejected(stage)

        await stage["applicant"].sees(f"Surat balasan {receipt} (DOCX)", timeout=LONG)
        told = await stage["operator"].sees("keluar tanpa PDF", in_=stage.group, timeout=LONG)

        assert "LibreOffice made no PDF" in told.text
