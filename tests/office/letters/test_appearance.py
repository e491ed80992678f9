"""The letter on paper: one page, inside its margins, date and number on one line."""

from pathlib import Path

import pytest

from office.letters.context import ApprovalLetter, RejectionLetter
from office.letters.render import render
from tests.office.letters.letters import a_rejection, an_approval
from tests.office.letters.paper import Word, needs_libreoffice, pages_of

pytestmark = needs_libreoffice
LEFT, RIGHT, BOTTOM = 3.0, 21.0 - 2.0, 29.7 - 2.5
FOOTER_TOP = 28.0
A_HAIR = 0.05
COPIES = ("Bupati Katingan (sebagai laporan)", "Sekretaris Daerah Kabupaten Katingan")


def test_an_approval_stands_on_one_page_inside_the_margins(tmp_path: Path) -> None:
    _assert_fits(an_approval(), tmp_path)


def test_a_rejection_stands_on_one_page_inside_the_margins(tmp_path: Path) -> None:
    _assert_fits(a_rejection(), tmp_path)


def test_copies_and_a_long_number_still_leave_one_page(tmp_path: Path) -> None:
    _assert_fits(an_approval(number="B/500.12.16.3/573/DISKOMINFO-2/XI/2026", copies_to=COPIES), tmp_path)


@pytest.mark.parametrize("number", ["1", "500.12/47/DISKOMINFO-2/XI/2026", "500.12/471/DISKOMINFO-2/XII/2026"])
def test_the_date_stands_at_the_right_on_the_number_s_line(tmp_path: Path, number: str) -> None:
    (page,) = pages_of(render(an_approval(number=number)), tmp_path)

    nomor, year = _first(page, "Nomor"), _first(page, "2026")
    assert year.bottom == pytest.approx(nomor.bottom, abs=A_HAIR)
    assert year.right == pytest.approx(RIGHT, abs=A_HAIR)


def test_a_date_without_room_stands_whole_above_the_number(tmp_path: Path) -> None:
    (page,) = pages_of(render(an_approval(number="B/500.12.16.3/573/DISKOMINFO-2/XI/2026")), tmp_path)

    city, year = _first(page, "Kasongan,", after=1), _first(page, "2026")
    assert city.bottom == pytest.approx(year.bottom, abs=A_HAIR)
    assert year.bottom < _first(page, "Nomor").top


def test_a_long_rejection_carries_its_signature_to_a_numbered_page(tmp_path: Path) -> None:
    letter = a_rejection(reason="Alasan yang panjang dan lengkap sekali. " * 50, application="x" * 1000)

    first, second = pages_of(render(letter), tmp_path)

    assert [word.text for word in second[:3]] == ["-", "2", "-"]
    texts = [word.text for word in second]
    assert {"Demikian", "NIP"} <= set(texts)
    assert "PEMERINTAH" not in texts
    assert all(word.left >= LEFT - A_HAIR and word.right <= RIGHT + A_HAIR for word in first + second)


def _assert_fits(letter: ApprovalLetter | RejectionLetter, folder: Path) -> None:
    (page,) = pages_of(render(letter), folder)
    body = [word for word in page if word.top < FOOTER_TOP]

    assert min(word.left for word in page) >= LEFT - A_HAIR
    assert max(word.right for word in page) <= RIGHT + A_HAIR
    assert max(word.bottom for word in body) <= BOTTOM + A_HAIR


def _first(page: list[Word], text: str, *, after: int = 0) -> Word:
    return [word for word in page if word.text == text][after]
