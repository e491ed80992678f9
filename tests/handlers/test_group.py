"""The board and the search: what stands where, for the operators' group and the officials alone."""

import pytest

from handlers.group import BOARD, search
from handlers.notices import notice_bubble
from handlers.showing import NotShown, bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.authority import NotAllowed
from tests.handlers.reading import seen
from tests.office.desk.world import GROUP, Office


def board(office: Office, texts: Texts, chat_id: int, page: str = "") -> str:
    return seen(bubble_for(office.world.desk, texts, chat_id, BOARD, page)[0].html)


def asked(office: Office, texts: Texts, actor: Actor, words: str, *, chat: int = GROUP) -> tuple[str, list[str]]:
    """What `/cari` says, and the labels of its buttons."""
    search(office.world.desk, actor, Visit(1, 1, chat, private=False, text=words), None)
    payload = office.world.owed(Kind.NOTICE)[-1]
    bubble = notice_bubble(texts, payload["say"], payload["values"])
    return seen(bubble.html), [button.label for row in bubble.rows for button in row]


def test_the_board_counts_the_stages_and_says_who_has_each_since_when(office: Office, texts: Texts) -> None:
    office.world.bind_group()
    request = office.at_kabid()

    shown = board(office, texts, GROUP)

    assert "Kadis 0 · Kabid 1" in shown
    assert f"▶️ {request.receipt} · dinkes.contoh.go.id (Dinas Contoh) – Kabid sejak" in shown


def test_what_is_late_is_marked_on_the_board(office: Office, texts: Texts) -> None:
    office.world.bind_group()
    request = office.at_kabid()
    office.world.later(days=30)

    shown = board(office, texts, GROUP)

    assert f"⏰ {request.receipt}" in shown
    assert "1 terlambat" in shown


def test_a_page_beyond_the_last_shows_the_last(office: Office, texts: Texts) -> None:
    office.world.bind_group()
    request = office.at_kabid()

    assert str(request.receipt) in board(office, texts, GROUP, "77")


def test_an_applicant_sees_no_board(office: Office, texts: Texts) -> None:
    with pytest.raises(NotShown):
        board(office, texts, office.applicant.person.telegram_id)


@pytest.mark.parametrize("words", ["{receipt}", "DINKES", "dinkes.contoh.go.id", "dinas contoh", "440/215"])
def test_a_request_is_found_by_receipt_name_opd_or_letter_number(office: Office, texts: Texts, words: str) -> None:
    office.world.bind_group()
    request = office.at_kabid()

    said, labels = asked(office, texts, office.officer, words.format(receipt=request.receipt))

    assert f"{request.receipt} · dinkes.contoh.go.id (Dinas Contoh) – menunggu Kepala Bidang" in said
    assert labels == [f"Buka {request.receipt}"]


@pytest.mark.parametrize("words", ["%%", "__", "<b>tebal</b>", "081234567890"])
def test_a_pattern_or_a_telephone_number_finds_nothing(office: Office, texts: Texts, words: str) -> None:
    office.world.bind_group()
    office.at_kabid()

    said, labels = asked(office, texts, office.officer, words)

    assert f"Tidak ada permohonan yang cocok dengan “{words}”" in said
    assert labels == []


def test_a_draft_is_not_found(office: Office, texts: Texts) -> None:
    office.world.bind_group()
    office.world.fill(office.applicant)

    assert asked(office, texts, office.officer, "dinkes")[1] == []


def test_nothing_is_searched_for_an_applicant(office: Office, texts: Texts) -> None:
    office.world.bind_group()
    office.at_kabid()

    with pytest.raises(NotAllowed):
        asked(office, texts, office.applicant, "dinkes")
