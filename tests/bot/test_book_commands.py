"""`loket letters reserve | cancel | agenda` on the command line."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bot.desk_for_programs import Deployment


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    return Deployment(tmp_path)


def test_reserved_numbers_stand_in_the_exported_book(deployment: Deployment) -> None:
    one = deployment.loket("letters", "reserve", "48", "--why", "Edaran di atas kertas")
    some = deployment.loket("letters", "reserve", "1-46", "--why", "Sebelum Loket")

    exported = deployment.loket("letters", "agenda", "agenda.xlsx")

    assert (one.code, some.code, exported.code) == (0, 0, 0)
    assert "48/DISKOMINFO-2" in one.said
    assert "agenda.xlsx: 47 numbers of" in exported.said
    sheet = load_workbook(deployment.folder / "agenda.xlsx").active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] == [*range(1, 47), 48]


def test_a_number_cannot_be_reserved_twice(deployment: Deployment) -> None:
    deployment.loket("letters", "reserve", "48", "--why", "Edaran")

    again = deployment.loket("letters", "reserve", "47-49", "--why", "Edaran")

    assert again.code == 1
    assert "is taken" in again.said
    assert deployment.loket("letters", "reserve", "47", "--why", "Edaran").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reserve", "nol", "--why", "x"), "write a number such as 48"),
        (("reserve", "9-3", "--why", "x"), "write a number such as 48"),
        (("reserve", "1", "--why", "\u200b"), "say in a few words why"),
        (("cancel", "500.12/9/XI/2026", "--why", "x"), "is no letter that holds"),
        (("agenda", "agenda.pdf"), "ends in .xlsx"),
        (("agenda", "nowhere/agenda.xlsx"), "No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(deployment: Deployment, arguments: tuple[str, ...], said: str) -> None:
    ended = deployment.loket("letters", *arguments)

    assert ended.code == 1
    assert len(ended.lines) == 1
    assert said in ended.said
