"""The picture of the SOP in the documentation is the table of moves, and no older one."""

import re
from pathlib import Path

import pytest

from docs.diagram import PAGES, diagram
from office.sop.request import Stage
from office.sop.workflow import MOVES

BETWEEN = re.compile(r"<!-- diagram -->\n(.*?)<!-- /diagram -->", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_drawn_picture_is_the_table_as_it_is_now(page: Path) -> None:
    drawn = BETWEEN.findall(page.read_text(encoding="utf-8"))

    assert drawn == [diagram()], "run `make diagram`"


def test_every_move_is_an_arrow_of_the_picture() -> None:
    arrows = re.findall(r"^ +(\w+) --> (\w+):", diagram(), re.MULTILINE)

    assert arrows == [(move.stage, move.to) for move in MOVES]


def test_every_stage_of_the_picture_has_a_name() -> None:
    named = re.findall(r'state "[^"]+" as (\w+)', diagram())

    assert set(named) == set(Stage)
