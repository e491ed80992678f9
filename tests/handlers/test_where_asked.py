"""Whatever is asked for in a topic of the group is owed to that topic."""

from typing import Any

import pytest

from handlers.callbacks import Press
from handlers.group import BOARD
from handlers.router import GROUP_COMMANDS, TAPS
from handlers.visit import Visit
from office.desk.telling import owe_card
from office.register import cards
from office.register.owed import Kind
from tests.office.desk.world import GROUP, Office

TOPIC = 77


def hear(office: Office, command: str, text: str = "", *, thread: int | None = TOPIC) -> None:
    sender = office.operator.person.telegram_id
    visit = Visit(1, sender, GROUP, private=False, command=command, text=text, thread=thread)
    GROUP_COMMANDS[command].decide(office.world.desk, office.operator, visit, None)


def places(office: Office, *kinds: Kind) -> list[Any]:
    return [payload["thread"] for payload in office.world.owed(*kinds) if payload["chat_id"] == GROUP]


@pytest.mark.parametrize(
    ("command", "text", "kind"),
    [
        *[(command, "", Kind.CARD) for command in ("papan", "antrian", "laporan")],
        *[("cari", text, Kind.NOTICE) for text in ("dinkes", "x")],
        ("batal", "", Kind.NOTICE),
    ],
)
def test_a_command_is_answered_in_the_topic_in_which_it_was_typed(
    office: Office, command: str, text: str, kind: Kind
) -> None:
    cards.await_text(office.world.tx, office.operator.person.id, GROUP, "refuse", 1, 1, now=office.world.now)

    hear(office, command, text)

    assert places(office, kind) == [TOPIC]


def test_an_official_without_the_queue_is_told_so_in_the_topic(office: Office) -> None:
    visit = Visit(1, 1, GROUP, private=False, command="antrian", thread=TOPIC)

    GROUP_COMMANDS["antrian"].decide(office.world.desk, office.world.newcomer(), visit, None)

    assert places(office, Kind.NOTICE) == [TOPIC]


def test_picture_and_workbook_come_in_the_topic_of_the_report(office: Office) -> None:
    press = Press("report_send", extra="2026-11")
    visit = Visit(1, office.operator.person.telegram_id, GROUP, private=False, query="1", press=press, thread=TOPIC)

    TAPS["report_send"].decide(office.world.desk, office.operator, visit, None)

    assert places(office, Kind.REPORT) == [TOPIC, TOPIC]


def test_a_change_before_it_is_posted_leaves_the_board_where_it_was_asked_for(office: Office) -> None:
    hear(office, "papan")

    owe_card(office.world.desk, GROUP, BOARD, view=None)

    assert places(office, Kind.CARD) == [TOPIC]


def test_who_asks_anew_in_general_has_the_board_there(office: Office) -> None:
    hear(office, "papan")

    hear(office, "papan", thread=None)

    assert places(office, Kind.CARD) == [None]
