"""Questions to the applicant and proposals, as people press, type and read them; forged taps change nothing."""

import pytest

from handlers import asking, correcting
from handlers.asking import WhichQuestion
from handlers.asking_card import AGREE, DECLINE, FIELD, MEND, UNASK
from handlers.buttons import Bubble
from handlers.callbacks import Press
from handlers.errors import words_for
from handlers.handler import Handler
from handlers.router import TAPS, after_refusal, route
from handlers.showing import NotShown, bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import asking as desk_asking
from office.desk import correcting as desk_correcting
from office.desk.asking import ConsentByTap
from office.register import cards, clarifications
from office.register.cards import Shown
from office.register.clarifications import Clarification, Outcome, QuestionEnded
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.answers import BadAnswer
from office.sop.errors import Refusal
from office.sop.request import Action, Request
from office.sop.roles import Role
from tests.handlers.reading import seen
from tests.office.desk.world import GROUP, Office

QUESTION, ANSWER = "Siapa <b>pengelola</b> servernya?", "Seksi Data"


def put(office: Office, request: Request) -> Clarification:
    return desk_asking.ask(office.world.desk, office.kabid, request.id, QUESTION, revision=request.revision)


def proposed(office: Office, request: Request) -> Clarification:
    what, now = ("target", "103.20.30.41"), request.revision
    return desk_correcting.propose(office.world.desk, office.officer, request.id, *what, revision=now)


def tap(actor: Actor, press: Press) -> Visit:
    chat = actor.person.telegram_id
    return Visit(update_id=1, sender=chat, chat=chat, private=True, query="q", press=press)


def text(actor: Actor, words: str, *, reply_to: int | None = None) -> Visit:
    chat = actor.person.telegram_id
    return Visit(update_id=1, sender=chat, chat=chat, private=True, text=words, reply_to=reply_to)


def say(office: Office, actor: Actor, words: str, *, reply_to: int | None = None) -> None:
    """What the router does with a text in private."""
    visit = text(actor, words, reply_to=reply_to)
    handler = route(visit)
    try:
        handler.decide(office.world.desk, actor, visit, None)
    except Refusal as refusal:
        after_refusal(office.world.desk, visit, refusal)
        raise


def card(office: Office, texts: Texts, actor: Actor, subject: str, side: str = "") -> Bubble:
    return bubble_for(office.world.desk, texts, actor.person.telegram_id, subject, side)[0]


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def outcome(office: Office, asked: Clarification) -> Outcome | None:
    return clarifications.load(office.world.tx, asked.id).outcome


def said_to(office: Office, actor: Actor) -> str:
    return office.world.notices_to(actor)[-1]


def test_the_question_is_typed_after_its_button_and_reaches_the_applicants_chat(office: Office, texts: Texts) -> None:
    request = office.at_kabid()
    press = Press("clarify", request.id, request.revision)

    asking.ask_what(office.world.desk, office.kabid, tap(office.kabid, press), None)
    say(office, office.kabid, QUESTION)

    assert said_to(office, office.kabid) == "asks.done_clarify"
    [asked] = clarifications.of_request(office.world.tx, request.id)
    shown = card(office, texts, office.applicant, f"clarification:{asked.id}")
    assert QUESTION in seen(shown.html)
    assert "<b>pengelola" not in shown.html
    assert labels(shown) == ["Jawab"]


@pytest.mark.parametrize("how", ["button", "reply", "next word"])
def test_the_answer_comes_by_its_button_as_a_reply_or_as_the_next_word(office: Office, how: str) -> None:
    asked, chat = put(office, office.at_kabid()), office.applicant.person.telegram_id
    cards.remember(office.world.tx, chat, f"clarification:{asked.id}", Shown(77, 0, "x"))
    if how == "button":
        visit = tap(office.applicant, Press("reply", asked.id))
        asking.ask_answer(office.world.desk, office.applicant, visit, None)

    say(office, office.applicant, ANSWER, reply_to=77 if how == "reply" else None)

    assert clarifications.load(office.world.tx, asked.id).answer == ANSWER
    assert said_to(office, office.applicant) == "asks.done_reply"


def test_while_a_form_asks_only_a_reply_answers_the_official(office: Office) -> None:
    asked = put(office, office.at_kabid())
    chat = office.applicant.person.telegram_id
    cards.remember(office.world.tx, chat, f"clarification:{asked.id}", Shown(77, 0, "x"))
    begin = text(office.applicant, "sub_domain")
    TAPS["apply"].decide(
        office.world.desk, office.applicant, tap(office.applicant, Press("apply", extra=begin.text)), None
    )

    say(office, office.applicant, "dinsos")
    assert outcome(office, asked) is None
    say(office, office.applicant, ANSWER, reply_to=77)

    assert clarifications.load(office.world.tx, asked.id).answer == ANSWER


def test_of_several_questions_the_words_alone_answer_none(office: Office) -> None:
    first, second = put(office, office.at_kabid()), put(office, office.at_kabid("dinsos"))

    with pytest.raises(WhichQuestion):
        say(office, office.applicant, ANSWER)

    assert (outcome(office, first), outcome(office, second)) == (None, None)


def test_too_long_an_answer_is_asked_for_again(office: Office) -> None:
    asked = put(office, office.at_kabid())

    with pytest.raises(BadAnswer):
        say(office, office.applicant, "a" * 601)

    assert outcome(office, asked) is None


def test_question_and_answer_stand_on_the_cards_of_officials_and_applicant_not_in_the_group(
    office: Office, texts: Texts
) -> None:
    request = office.at_kabid()
    asked, about = put(office, request), f"request:{request.id}"
    waiting = seen(card(office, texts, office.kabid, about).html)
    desk_asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)
    colleague = office.world.person(Role.APPLICANT)

    assert "⏸ menunggu jawaban pemohon" in waiting
    assert "Di pemohon sejak" in waiting
    for who in (office.kadis, office.kabid, office.officer, office.applicant):
        shown = seen(card(office, texts, who, about).html)
        assert f"💬 Kepala Bidang, 24 Nov 09.30 WIB: {QUESTION}\n↳ Pemohon: {ANSWER}" in shown
    assert ANSWER not in card(office, texts, colleague, about).html
    assert ANSWER not in bubble_for(office.world.desk, texts, GROUP, about, "")[0].html


def test_while_a_question_waits_the_official_may_decide_but_not_ask_again(office: Office, texts: Texts) -> None:
    request = office.at_check()
    proposed(office, request)

    shown = labels(card(office, texts, office.officer, f"request:{request.id}"))

    assert "Semua sesuai ✅" in shown
    assert not {"💬 Tanya pemohon", "✏️ Perbaiki isian"} & set(shown)
    assert "Tarik usulan" in shown


def test_what_was_taken_back_leaves_the_applicant_without_buttons_and_stays_on_the_cards(
    office: Office, texts: Texts
) -> None:
    request = office.at_kabid()
    asked, about = put(office, request), f"request:{request.id}"
    [button] = [
        b for row in card(office, texts, office.kabid, about).rows for b in row if b.label == "Tarik pertanyaan"
    ]

    said = asking.take_back(office.world.desk, office.kabid, tap(office.kabid, button.press), None)

    shown = card(office, texts, office.applicant, f"clarification:{asked.id}")
    assert said.say == "toasts.unasked"
    assert labels(shown) == []
    assert "Ditarik petugas; tidak perlu dijawab lagi." in shown.html
    assert f"{QUESTION}\n↳ ditarik" in seen(card(office, texts, office.kadis, about).html)
    assert "💬 Tanya pemohon" in labels(card(office, texts, office.kabid, about))


@pytest.mark.parametrize("who", ["kadis", "officer", "applicant"])
def test_only_who_may_decide_sees_the_way_to_take_it_back(office: Office, texts: Texts, who: str) -> None:
    request = office.at_kabid()
    put(office, request)

    assert "Tarik pertanyaan" not in labels(card(office, texts, getattr(office, who), f"request:{request.id}"))


@pytest.mark.parametrize("how", ["button", "reply"])
def test_an_answer_that_comes_after_the_question_was_taken_back_is_told_so_kindly(
    office: Office, texts: Texts, how: str
) -> None:
    request = office.at_kabid()
    asked, chat = put(office, request), office.applicant.person.telegram_id
    cards.remember(office.world.tx, chat, f"clarification:{asked.id}", Shown(77, 0, "x"))
    if how == "button":
        asking.ask_answer(office.world.desk, office.applicant, tap(office.applicant, Press("reply", asked.id)), None)
    desk_asking.take_back(office.world.desk, office.kabid, request.id, asked.id, revision=request.revision)

    with pytest.raises(QuestionEnded) as refused:
        say(office, office.applicant, ANSWER, reply_to=77 if how == "reply" else None)

    assert "sudah ditarik petugas, jadi tidak perlu dijawab lagi" in words_for(texts, refused.value)
    assert cards.awaited_text(office.world.tx, office.applicant.person.id, chat) is None


@pytest.mark.parametrize("who", ["kadis", "officer", "applicant", "operator", "colleague", "newcomer"])
def test_a_forged_taking_back_in_foreign_hands_changes_nothing(office: Office, who: str) -> None:
    request = office.at_kabid()
    asked = put(office, request)
    strangers = {"colleague": lambda: office.world.person(Role.APPLICANT), "newcomer": office.world.newcomer}
    stranger = strangers[who]() if who in strangers else getattr(office, who)

    for extra in (str(asked.id), "999", "", "x"):
        _refused(office, TAPS[UNASK], stranger, Press(UNASK, request.id, request.revision, extra))
    _refused(office, TAPS[UNASK], office.kabid, Press(UNASK, request.id, request.revision - 1, str(asked.id)))

    assert outcome(office, asked) is None


def test_perbaiki_offers_the_technical_fields_and_asks_for_the_new_value(office: Office, texts: Texts) -> None:
    request = office.at_check()
    desk, about = office.world.desk, f"request:{request.id}"
    correcting.choose_field(desk, office.officer, tap(office.officer, Press(MEND, request.id, request.revision)), None)
    side = card(office, texts, office.officer, about, MEND)
    assert labels(side) == ["Nama sub domain", "Alamat tujuan", "Kembali"]

    correcting.ask_value(desk, office.officer, tap(office.officer, side.rows[1][0].press), None)
    with pytest.raises(BadAnswer):
        say(office, office.officer, "10.0.0.1")
    say(office, office.officer, "103.20.30.41")

    assert said_to(office, office.officer) == "asks.done_mend"
    [asked] = clarifications.of_request(office.world.tx, request.id)
    shown = card(office, texts, office.applicant, f"clarification:{asked.id}")
    assert "Alamat tujuan: 103.20.30.40 → 103.20.30.41" in seen(shown.html)
    assert labels(shown) == ["Setuju", "Tidak"]


def test_a_correction_stands_on_every_card_that_shows_the_request(office: Office, texts: Texts) -> None:
    request = office.at_check()
    desk_correcting.agree(office.world.desk, office.applicant, proposed(office, request).id)
    line = "✏️ Alamat tujuan: 103.20.30.40 → 103.20.30.41, diusulkan Contoh Nama, 24 Nov 09.30 WIB – disetujui pemohon"

    for who in (office.kadis, office.kabid, office.officer, office.applicant):
        assert line in seen(card(office, texts, who, f"request:{request.id}").html)
    assert line in seen(bubble_for(office.world.desk, texts, GROUP, f"request:{request.id}", "")[0].html)


def test_what_an_officer_corrected_is_not_laid_at_the_applicants_door(office: Office, texts: Texts) -> None:
    request = office.at_check()
    desk_correcting.agree(office.world.desk, office.applicant, proposed(office, request).id)
    office.world.act(office.officer, request, Action.RETURN, "Surat belum terbaca")
    again = office.world.answer_and_submit(office.applicant)

    html = seen(card(office, texts, office.kadis, f"request:{again.id}").html)

    assert "Yang diubah pemohon" not in html
    assert "Alamat tujuan: 103.20.30.41" in html


def test_a_settled_question_has_no_buttons_and_says_how_it_ended(office: Office, texts: Texts) -> None:
    request = office.at_check()
    asked = proposed(office, request)
    desk_correcting.decline(office.world.desk, office.applicant, asked.id)

    shown = card(office, texts, office.applicant, f"clarification:{asked.id}")

    assert labels(shown) == []
    assert "Tidak disetujui; isiannya tetap." in shown.html


def test_words_do_not_stand_for_a_tap_on_a_proposal(office: Office) -> None:
    asked = proposed(office, office.at_check())

    with pytest.raises(ConsentByTap):
        say(office, office.applicant, "setuju")

    assert outcome(office, asked) is None


@pytest.mark.parametrize("who", ["colleague", "kadis", "kabid", "officer", "operator"])
def test_the_applicants_card_is_shown_to_nobody_else(office: Office, texts: Texts, who: str) -> None:
    asked = put(office, office.at_kabid())
    viewer = office.world.person(Role.APPLICANT) if who == "colleague" else getattr(office, who)

    with pytest.raises(NotShown):
        card(office, texts, viewer, f"clarification:{asked.id}")
    with pytest.raises(NotShown):
        bubble_for(office.world.desk, texts, GROUP, f"clarification:{asked.id}", "")


@pytest.mark.parametrize("who", ["colleague", "newcomer", "kadis", "kabid", "officer", "operator"])
@pytest.mark.parametrize("action", ["reply", AGREE, DECLINE])
def test_a_forged_answer_in_foreign_hands_changes_nothing(office: Office, who: str, action: str) -> None:
    request = office.at_check()
    asked = proposed(office, request) if action != "reply" else None
    if asked is None:
        seen_now = {"revision": request.revision}
        asked = desk_asking.ask(office.world.desk, office.officer, request.id, QUESTION, **seen_now)
    strangers = {"colleague": lambda: office.world.person(Role.APPLICANT), "newcomer": office.world.newcomer}
    stranger = strangers[who]() if who in strangers else getattr(office, who)
    before = office.world.load(request)

    for number in (asked.id, 999):
        _refused(office, TAPS[action], stranger, Press(action, number))

    assert outcome(office, asked) is None
    assert office.world.load(request) == before
    assert cards.awaited_text(office.world.tx, stranger.person.id, stranger.person.telegram_id) is None


@pytest.mark.parametrize("who", ["kadis", "kabid", "applicant", "operator", "colleague", "newcomer"])
@pytest.mark.parametrize("action", ["clarify", MEND, FIELD])
def test_a_forged_question_in_foreign_hands_asks_nothing(office: Office, who: str, action: str) -> None:
    request = office.at_check()
    strangers = {
        "colleague": lambda: office.world.person(Role.PRANATA_KOMPUTER),
        "newcomer": office.world.newcomer,
    }
    stranger = strangers[who]() if who in strangers else getattr(office, who)

    _refused(office, TAPS[action], stranger, Press(action, request.id, request.revision, "target"))

    assert clarifications.of_request(office.world.tx, request.id) == []
    assert not [p for p in office.world.owed(Kind.PROMPT) if p["chat_id"] == stranger.person.telegram_id]


@pytest.mark.parametrize("extra", ["purpose", "letter", "", "x"])
def test_a_forged_field_is_refused(office: Office, extra: str) -> None:
    request = office.at_check()

    _refused(office, TAPS[FIELD], office.officer, Press(FIELD, request.id, request.revision, extra))


@pytest.mark.parametrize("action", ["clarify", MEND, FIELD])
def test_a_stale_card_asks_nothing(office: Office, action: str) -> None:
    request = office.at_check()

    _refused(office, TAPS[action], office.officer, Press(action, request.id, request.revision - 1, "target"))


@pytest.mark.parametrize("action", [AGREE, DECLINE])
def test_a_replayed_tap_changes_nothing(office: Office, action: str) -> None:
    request = office.at_check()
    asked = proposed(office, request)
    visit = tap(office.applicant, Press(action, asked.id))
    TAPS[action].decide(office.world.desk, office.applicant, visit, None)
    once = office.world.load(request)

    for again in (AGREE, DECLINE):
        _refused(office, TAPS[again], office.applicant, Press(again, asked.id))

    assert office.world.load(request) == once


def _refused(office: Office, handler: Handler, actor: Actor, press: Press) -> None:
    with pytest.raises(Refusal):
        handler.decide(office.world.desk, actor, tap(actor, press), None)
