"""Whatever people have typed, a request's card can be shown: it is as short as Telegram wants it, and whole."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import product
from typing import Final

import pytest

from handlers.asking_card import MEND
from handlers.buttons import Bubble
from handlers.cards import PLAN, SHEET, WITHDRAW, request_card
from handlers.exchanges import Exchange
from handlers.fitting import cut_to_fit, fits
from handlers.history import By, Change, Given, Return
from handlers.officer_card import HAND_OVER
from handlers.showing import bubble_for
from handlers.texts import Texts
from handlers.views import RequestView, Viewer, view_request
from office.desk import application, asking, checklist
from office.desk.application import Said
from office.desk.checklist import Line
from office.register import events
from office.register.people import Actor
from office.sop.disposition import Sheet
from office.sop.request import Action, Request, RequestKind, Stage
from office.sop.roles import Role
from tests.handlers.reading import seen
from tests.office.desk.world import AGENCY, GROUP, Office

LIMIT: Final = 4096
SIDES: Final = ("", PLAN, SHEET, MEND, WITHDRAW, HAND_OVER)
SHORTENED: Final = "… Kartu ini dipersingkat agar muat"
CHECKLIST: Final = (
    "Surat permohonan ada dan terbaca",
    "Kop, nomor, dan tanggal surat lengkap",
    "Ditandatangani kepala OPD dan berstempel",
    "Formulir pengajuan terisi benar",
    "Nama sub domain sesuai ketentuan penamaan",
    "Alamat tujuan benar dan dapat dihubungi",
    "Penanggung jawab teknis dapat dihubungi",
)
STAGES: Final[dict[str, Callable[[Office], Request]]] = {
    "at_kadis": lambda office: office.world.submit(office.applicant),
    "at_kabid": lambda office: office.at_kabid(),
    "at_check": lambda office: office.at_check(),
    "returned": lambda office: office.returned(),
    "awaits_hosting": lambda office: office.world.build(
        office.officer, office.asked_about("dinkes", RequestKind.SUB_DOMAIN_HOSTING)
    ),
    "blocked": lambda office: office.blocked(),
    "finished": lambda office: office.finished(),
    "rejected": lambda office: office.world.act(office.kabid, office.at_kabid(), Action.REJECT, "Sudah ada"),
}


class Open(HTMLParser):
    """The tags that are open at a text's end; closing another one than the last that was opened is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.tags.pop() == tag


def length(bubble: Bubble) -> int:
    """As Telegram counts it."""
    return len(seen(bubble.html).encode("utf-16-le")) // 2


def card(office: Office, texts: Texts, who: Actor | int, request: Request, side: str = "") -> Bubble:
    chat = who if isinstance(who, int) else who.person.telegram_id
    return bubble_for(office.world.desk, texts, chat, f"request:{request.id}", side)[0]


def view(office: Office, who: Actor | None, request: Request) -> RequestView:
    viewer = Viewer(who.person.id if who else None, who.roles if who else frozenset())
    return view_request(office.world.desk, request, viewer, events.of_request(office.world.tx, request.id))


def filled(of: RequestView, letter: str, office: Office) -> RequestView:
    """Everything that was typed is as long as it may be, and there is as much of it as a card ever tells."""
    by, now = By(letter * 100, Role.KABID), office.world.now
    notes = tuple(Line(n, "Butir " + "x" * 84, is_right=False, note=letter * 150) for n in range(12))
    sheet = Sheet(asked_for=tuple(AGENCY.letter.disposition_phrases), note=letter * 300)
    return replace(
        of,
        facts=tuple((title, letter * 300) for title, _ in of.facts),
        steps=tuple(replace(step, by=by, at=now) for step in of.steps),
        reason="\n".join([letter * 240] * 12),
        decided_by=by if of.decided_by else None,
        checklist=notes if of.checklist else (),
        sheet=sheet if of.sheet else None,
        dispositions=(Given(Role.KADIS, "", letter * 700), Given(Role.KABID, "plh", letter * 700)),
        returns=tuple(Return(n, now, by, letter * 160) for n in range(3)),
        changes=tuple(Change(title, letter * 60, letter * 60, is_file=False) for title, _ in of.facts),
        exchanges=tuple(Exchange(Role.KABID, "", now, letter * 160, letter * 160, None, "answered") for _ in range(3)),
    )


@pytest.mark.parametrize("stage", STAGES)
def test_every_card_fits_a_message_and_is_whole_and_keeps_what_decides(
    office: Office, texts: Texts, stage: str
) -> None:
    request = STAGES[stage](office)

    for who in (office.applicant, office.kadis, office.kabid, office.officer, None):
        whole = view(office, who, request)
        for letter, side in product("&😀", SIDES if whole.moves else SIDES[:1]):
            full = filled(whole, letter, office)
            shown = request_card(texts, full, side)
            assert length(shown) <= LIMIT, (who, letter, side)
            assert Open(shown.html).tags == []
            assert [title for title, _ in full.facts if f"<b>{title}</b>: " not in shown.html] == []
            assert side or shown.html.count(". Butir ") == len(full.checklist)


def test_what_was_not_long_is_told_in_full(office: Office, texts: Texts) -> None:
    assert SHORTENED not in card(office, texts, office.officer, office.at_check()).html


def test_a_third_round_with_every_field_full_can_still_be_checked(office: Office, texts: Texts) -> None:
    office.world.agency = AGENCY.model_copy(
        update={
            "service": AGENCY.service.model_copy(
                update={
                    "checklist": tuple(
                        AGENCY.service.checklist[0].model_copy(update={"text": text}) for text in CHECKLIST
                    )
                }
            )
        }
    )
    long = {"application": 100, "purpose": 300, "technology": 150, "contact_name": 100, "letter_subject": 150}
    answers = {field: "a" * limit for field, limit in long.items()}
    request = office.asked_about("a" * 50, RequestKind.SUB_DOMAIN_HOSTING, **answers)
    for again in "bc":
        for line in checklist.lines_of(office.world.desk, request):
            checklist.mark(office.world.desk, office.officer, request.id, line.key, revision=request.revision)
            checklist.mark(office.world.desk, office.officer, request.id, line.key, revision=request.revision)
            checklist.note(
                office.world.desk, office.officer, request.id, line.key, again * 150, revision=request.revision
            )
        asked = asking.ask(office.world.desk, office.officer, request.id, "?" * 500, revision=request.revision)
        asking.answer(office.world.desk, office.applicant, asked.id, "!" * 500)
        request = checklist.send_back(office.world.desk, office.officer, request.id, revision=request.revision)
        for who in (office.applicant, office.officer, office.kadis, GROUP):
            assert length(card(office, texts, who, request)) <= LIMIT
        for field, limit in long.items():
            application.edit(office.world.desk, office.applicant, field, revision=request.revision)
            request = application.answer(office.world.desk, office.applicant, Said(again * limit))
        request = office.world.answer_and_submit(office.applicant)
        for official in (office.kadis, office.kabid):
            request = office.world.act(official, request, Action.DISPOSE)

    shown = card(office, texts, office.officer, request)

    assert (request.stage, request.round, length(shown) <= LIMIT) == (Stage.AT_CHECK, 3, True)
    assert [text for text in CHECKLIST if text not in shown.html] == []
    assert [answer for answer in long if "c" * long[answer] not in shown.html] == []
    assert SHORTENED in shown.html


@pytest.mark.parametrize("sign", ["x", "&amp;", "😀", "<b>y</b>"])
def test_whatever_is_still_too_long_is_cut_and_never_refused(sign: str) -> None:
    html = cut_to_fit(f"<b>Judul</b>\n{sign * 5000}")

    assert fits(html)
    assert len(seen(html).encode("utf-16-le")) // 2 > 4090
    assert seen(html).startswith("Judul\n")
    assert seen(html).endswith("…")
    assert cut_to_fit("<b>Pendek</b>") == "<b>Pendek</b>"
