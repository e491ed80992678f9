"""`/laporan`: the figures in words, who may read them, the ways to other periods, and the words of the picture."""

import pytest

from handlers.buttons import Bubble
from handlers.callbacks import OldCard, Press
from handlers.lists import NotAnOfficial
from handlers.reports import TAPS, chart_of, in_words, may_read, report
from handlers.showing import NotShown, bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk.reporting import figures_of
from office.register import opds
from office.register.owed import Kind
from office.register.people import Actor
from office.reports.chart import Bar, Chart, Panel, draw
from office.reports.period import Period
from tests.handlers.reading import seen
from tests.office.desk.world import GROUP, Office

NOVEMBER = Period(2026, 11)


def shown(office: Office, texts: Texts, chat_id: int, side: str = "") -> Bubble:
    return bubble_for(office.world.desk, texts, chat_id, "report:0", side)[0]


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def visit(who: Actor, chat: int, *, text: str = "", press: Press | None = None) -> Visit:
    sender = who.person.telegram_id
    return Visit(1, sender, chat, chat == sender, text=text, press=press, query="1" if press else None)


def test_a_month_is_told_in_words_with_ways_to_others(office: Office, texts: Texts) -> None:
    office.finished()
    office.world.later(hours=1)

    bubble = shown(office, texts, office.kadis.person.telegram_id)

    text = seen(bubble.html)
    assert text.startswith("Laporan layanan November 2026\n1 permohonan diterima: 1 selesai.")
    assert "Lewat janji layanan (2 hari kerja): 0 (0%)." in text
    assert "Kepala Dinas: median 0,0 jam kerja, 90% dalam 0,0" in text
    assert labels(bubble) == ["📊 Kirim grafik dan buku register", "‹ Oktober 2026", "Tahun 2026"]


def test_the_past_leads_back_to_the_present_but_not_beyond(office: Office, texts: Texts) -> None:
    chat = office.kadis.person.telegram_id

    assert labels(shown(office, texts, chat, "2026-10"))[1:] == ["‹ September 2026", "November 2026 ›", "Tahun 2026"]
    assert labels(shown(office, texts, chat, "2026"))[1:] == ["‹ Tahun 2025", "November 2026"]


@pytest.mark.parametrize(
    ("text", "side"), [("", "2026-11"), ("2026-09", "2026-09"), ("2025", "2025"), ("x", "2026-11")]
)
def test_the_command_may_name_the_period(office: Office, text: str, side: str) -> None:
    chat = office.kabid.person.telegram_id

    report(office.world.desk, office.kabid, visit(office.kabid, chat, text=text), None)

    [card] = [p for p in office.world.owed(Kind.CARD) if p["subject"] == "report:0"]
    assert (card["chat_id"], card["view"]) == (chat, side)


def test_it_is_for_whoever_holds_an_office_and_the_operator_group_only(office: Office, texts: Texts) -> None:
    desk, applicant = office.world.desk, office.applicant.person.telegram_id

    assert may_read(desk, GROUP, office.operator)
    assert not may_read(desk, GROUP, office.applicant)
    assert not may_read(desk, -5, office.operator)
    assert labels(shown(office, texts, GROUP))
    for chat in (applicant, -5):
        with pytest.raises(NotShown):
            shown(office, texts, chat)


def test_a_forged_press_brings_no_report(office: Office) -> None:
    desk, applicant, kadis = office.world.desk, office.applicant, office.kadis
    chat = applicant.person.telegram_id
    for action, handler in TAPS.items():
        with pytest.raises(NotAnOfficial):
            handler.decide(desk, applicant, visit(applicant, chat, press=Press(action, extra="2026-11")), None)
        own = visit(kadis, kadis.person.telegram_id, press=Press(action, extra="2026-99"))
        with pytest.raises(OldCard):
            handler.decide(desk, kadis, own, None)
    assert office.world.owed(Kind.REPORT) == []


def test_an_impatient_reader_gets_one_report(office: Office) -> None:
    chat = office.kadis.person.telegram_id
    press = visit(office.kadis, chat, press=Press("report_send", extra="2026-11"))

    for _ in range(3):
        TAPS["report_send"].decide(office.world.desk, office.kadis, press, None)

    assert [p["part"] for p in office.world.owed(Kind.REPORT)] == ["chart", "book"]


def test_the_picture_has_its_words_and_the_caption_fits(office: Office, texts: Texts) -> None:
    office.finished()
    opds.ensure(office.world.tx, "D" * 200, "d")
    figures = figures_of(office.world.desk, NOVEMBER)

    chart = chart_of(texts, figures, NOVEMBER)

    assert chart.title == "Laporan layanan November 2026"
    assert [panel.title for panel in chart.panels] == [
        *("Keadaan", "Jenis permohonan", "Lama tiap langkah (jam kerja)", "OPD pemohon"),
    ]
    assert (chart.panels[0].bars[0].label, chart.panels[0].bars[0].said) == ("Selesai", "1 (100%)")
    assert len(in_words(texts, figures, NOVEMBER)) < 1024


def test_the_picture_can_be_drawn_of_a_unit_whose_name_looks_like_a_formula() -> None:
    panel = Panel("$x^$", (Bar("UPT $x^$", 1, "$x^$"),))

    png = draw(Chart("$x^$", "$x^$", (panel,), "$x^$"))

    assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize("count", [0, 1])
def test_the_picture_can_be_drawn_of_any_month(office: Office, texts: Texts, count: int) -> None:
    for _ in range(count):
        office.finished()

    png = draw(chart_of(texts, figures_of(office.world.desk, NOVEMBER), NOVEMBER))

    assert png.startswith(b"\x89PNG")
