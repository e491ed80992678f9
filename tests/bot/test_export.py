"""`loket export`: the buku register as a file, of all times or of a period."""

import subprocess
import sys

import pytest
from openpyxl import load_workbook

from tests.bot.desk_for_programs import Deployment


@pytest.mark.parametrize("period", [(), ("--period", "2026-11"), ("--period", "2026")])
def test_the_buku_register_has_its_three_sheets(deployment: Deployment, period: tuple[str, ...]) -> None:
    deployment.loket("letters", "reserve", "1", "--why", "Edaran")

    ended = deployment.loket("export", "buku.xlsx", *period)

    assert ended.code == 0, ended.said
    assert load_workbook(deployment.folder / "buku.xlsx").sheetnames == ["Permohonan", "Surat keluar", "Layanan"]


def test_what_is_no_period_is_said_in_one_line(deployment: Deployment) -> None:
    deployment.loket("letters", "reserve", "1", "--why", "Edaran")

    ended = deployment.loket("export", "buku.xlsx", "--period", "November")

    assert ended.code != 0
    assert "neither a month such as 2026-11 nor a year" in ended.said


def test_the_program_does_not_load_what_draws_pictures() -> None:
    code = "import sys, bot.app; sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
