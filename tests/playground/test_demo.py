"""`make demo` as it is started."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.office.letters.paper import needs_libreoffice

DEMO = [sys.executable, "-m", "simulator.demo", "--story", "rejected"]
ROOT = Path(__file__).parents[2]


def _started(*options: str, folder: Path) -> subprocess.Popen[str]:
    (folder / "agency.toml").write_text((ROOT / "agency.toml").read_text())
    (folder / "opd.csv").write_text((ROOT / "opd.csv").read_text())
    env = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.Popen(  # noqa: S603
        [*DEMO, *options], cwd=folder, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.mark.timeout(400)
def test_where_there_is_no_display_the_demo_is_told_in_the_terminal_and_ends(tmp_path: Path) -> None:
    with _started(folder=tmp_path) as demo:
        told, _ = demo.communicate()

    assert demo.returncode == 0
    assert "Proof" in told
    assert "http://127.0.0.1" not in told


@needs_libreoffice
@pytest.mark.timeout(400)
def test_the_office_of_the_demo_can_sign_with_a_certificate_of_its_own(tmp_path: Path) -> None:
    with _started("--signed", folder=tmp_path) as demo:
        demo.communicate()

    (letter,) = (tmp_path / ".demo").glob("*.pdf")
    with pikepdf.open(letter) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == 1


@pytest.mark.timeout(400)
def test_with_the_page_the_story_is_told_here_too_and_ctrl_c_ends_everything(tmp_path: Path) -> None:
    """Nobody looks at the page, so the story begins by itself and nobody's hand is awaited."""
    with _started("--page", folder=tmp_path) as demo:
        assert demo.stdout is not None
        told = []
        for line in demo.stdout:
            told.append(line)
            if "The page stays open" in line:
                break
        os.killpg(demo.pid, signal.SIGINT)
        demo.stdout.read()

        assert demo.wait(timeout=90) == 0
    assert "/play/?key=" in "".join(told)
    assert "Proof" in "".join(told)
