"""What is typed after somebody was asked: only what answers that very question decides anything."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from handlers import answering, letters, presence, proof, router
from handlers.asking import WhichQuestion, WhichReply
from handlers.asking_card import MEND
from handlers.callbacks import Press
from handlers.notices import notice_bubble
from handlers.questions import QUESTION as QUESTION_OF_FORM
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import asking as desk_asking
from office.register import cards, clarifications, registrations, requests
from office.register import tables as t
from office.register.cards import Shown
from office.register.clarifications import QuestionEnded
from office.register.owed import Kind
from office.register.people import Actor
from office.register.registrations import Registration
from office.sop.agency import ServiceRules
from office.sop.request import Action, Request, Stage
from office.sop.roles import Role
from office.sop.text import key_of
from tests.handlers.hearing import as_it_stands, deleted, hear, next_code, said, tapped, words_to
from tests.handlers.reading import seen
from tests.office.desk.apps import all_have_apps, with_codes
from tests.office.desk.test_registration import handed_in
from tests.office.desk.world import AGENCY, GROUP, Office

QUESTION = "Siapa pengelola servernya?"


AWAITED = {*router.AWAITED, *presence.ASKED, *letters.TYPED, proof.ASKED, MEND, Action.REJECT, Action.RETURN}


@pytest.mark.parametrize("action", sorted(AWAITED))
def test_whatever_is_awaited_can_be_named_and_asked_for_again(texts: Texts, action: str) -> None:
    what = {"action": action, "receipt": "P-2026-00017", "part": "Alamat tujuan"}
    said = [seen(texts.say(f"asks.{say}", what=what, private=True)) for say in ("not_this_reply", "not_forwarded")]
    if action not in answering.OF_THEIR_OWN:
        said.append(seen(texts.say("asks.lapsed", what=what, hours=2)))

    assert all("P-2026-00017 (“Alamat tujuan”)" in each for each in said)


def asked(office: Office, actor: Actor, press: Press, *, prompt: int, chat: int = 0) -> None:
    """The button is pressed, and the question stands in the chat as this message."""
    hear(office, actor, tapped(actor, press, chat=chat))
    awaited = cards.awaited_text(office.world.tx, actor.person.id, chat or actor.person.telegram_id)
    assert awaited is not None
    about = f"{awaited.action}:{awaited.subject}"
    cards.prompted(office.world.tx, awaited.id, chat or actor.person.telegram_id, about, prompt)


def reply(actor: Actor, text: str, to: int, *, chat: int = 0) -> Visit:
    return replace(said(actor, text, chat=chat), reply_to=to)


def is_awaited(office: Office, actor: Actor, chat: int = 0) -> bool:
    return cards.awaited_text(office.world.tx, actor.person.id, chat or actor.person.telegram_id) is not None


def two_to_be_refused(office: Office) -> tuple[Request, Request]:
    """The Kadis has pressed Tolak on the one, then on the other: messages 71 and 72 ask why."""
    first, second = office.world.submit(office.applicant), office.world.submit(office.applicant, "dinsos")
    for prompt, request in ((71, first), (72, second)):
        asked(office, office.kadis, as_it_stands(office, request, "reject"), prompt=prompt)
    return first, second


def stages(office: Office, *those: Request) -> list[Stage]:
    return [office.world.load(request).stage for request in those]


def test_a_reply_to_the_question_before_refuses_neither_request(office: Office, texts: Texts) -> None:
    first, second = two_to_be_refused(office)

    hear(office, office.kadis, reply(office.kadis, "Layanan sudah ada", 71))

    assert stages(office, first, second) == [Stage.AT_KADIS, Stage.AT_KADIS]
    assert f"Yang kami tunggu sekarang: alasan penolakan {second.receipt}." in words_to(office, texts, office.kadis)


@pytest.mark.parametrize("to", [72, None])
def test_the_newest_question_is_answered_by_a_reply_to_it_or_by_the_next_word(office: Office, to: int | None) -> None:
    first, second = two_to_be_refused(office)
    hear(office, office.kadis, reply(office.kadis, "Layanan sudah ada", 71))

    hear(office, office.kadis, replace(said(office.kadis, "Nama ini menyesatkan"), reply_to=to))

    assert stages(office, first, second) == [Stage.AT_KADIS, Stage.REJECTED]


@pytest.mark.parametrize(("to", "stage"), [(71, Stage.AT_KADIS), (None, Stage.REJECTED)])
def test_while_the_question_is_on_its_way_a_reply_is_to_another_message(
    office: Office, to: int | None, stage: Stage
) -> None:
    first, second = office.world.submit(office.applicant), office.world.submit(office.applicant, "dinsos")
    asked(office, office.kadis, as_it_stands(office, first, "reject"), prompt=71)
    hear(office, office.kadis, tapped(office.kadis, as_it_stands(office, second, "reject")))

    hear(office, office.kadis, replace(said(office.kadis, "Layanan sudah ada"), reply_to=to), has_come=False)

    assert stages(office, first, second) == [Stage.AT_KADIS, stage]


@pytest.mark.parametrize("to", [71, None])
def test_a_code_typed_before_its_question_has_come_serves_no_other_decision(office: Office, to: int | None) -> None:
    """Somebody else has tapped another request in the official's own session, just before the code was typed."""
    first, second = office.world.submit(office.applicant), office.world.submit(office.applicant, "dinsos")
    office.world.agency = with_codes(remember_minutes=0)
    all_have_apps(office)
    asked(office, office.kadis, as_it_stands(office, first, "dispose"), prompt=71)
    hear(office, office.kadis, tapped(office.kadis, as_it_stands(office, second, "dispose")))

    typed = replace(said(office.kadis, next_code(office, office.kadis)), reply_to=to, message=73)
    hear(office, office.kadis, typed, has_come=False)

    assert stages(office, first, second) == [Stage.AT_KADIS, Stage.AT_KADIS]
    assert deleted(office)[-1] == 73


def test_a_word_of_days_later_refuses_nothing_and_the_person_is_told_what_to_press(
    office: Office, texts: Texts
) -> None:
    request = office.world.submit(office.applicant)
    asked(office, office.kadis, as_it_stands(office, request, "reject"), prompt=71)
    office.world.later(days=5)

    hear(office, office.kadis, said(office.kadis, "selamat pagi, minta tolong cek ya"))
    hear(office, office.kadis, said(office.kadis, "halo?"))

    assert stages(office, request) == [Stage.AT_KADIS]
    assert not is_awaited(office, office.kadis)
    words = words_to(office, texts, office.kadis)
    assert f"Kami menanyakan alasan penolakan {request.receipt} lebih dari 2 jam yang lalu" in words
    assert "Tekan lagi Tolak di kartunya. Kartunya ada di /antrian." in words
    assert office.world.notices_to(office.kadis)[-1] == "start.not_understood"


@pytest.mark.parametrize(("hours", "stage"), [(1.9, Stage.REJECTED), (2.1, Stage.AT_KADIS)])
def test_a_meeting_may_lie_between_question_and_answer(office: Office, hours: float, stage: Stage) -> None:
    request = office.world.submit(office.applicant)
    asked(office, office.kadis, as_it_stands(office, request, "reject"), prompt=71)
    office.world.later(hours=hours)

    hear(office, office.kadis, said(office.kadis, "Layanan sudah ada"))

    assert stages(office, request) == [stage]


def test_days_later_a_reply_to_the_question_itself_still_answers_it(office: Office) -> None:
    request = office.world.submit(office.applicant)
    asked(office, office.kadis, as_it_stands(office, request, "reject"), prompt=71)
    office.world.later(days=5)

    hear(office, office.kadis, reply(office.kadis, "Layanan sudah ada", 71))

    assert stages(office, request) == [Stage.REJECTED]


def test_a_late_reply_to_something_else_is_told_that_nothing_is_awaited_any_more(office: Office) -> None:
    two = two_to_be_refused(office)
    office.world.later(days=5)

    hear(office, office.kadis, reply(office.kadis, "Layanan sudah ada", 71))

    assert stages(office, *two) == [Stage.AT_KADIS, Stage.AT_KADIS]
    assert office.world.notices_to(office.kadis)[-1] == "asks.lapsed"


def test_what_the_version_before_has_asked_takes_no_plain_word(office: Office) -> None:
    request = office.world.submit(office.applicant)
    asked(office, office.kadis, as_it_stands(office, request, "reject"), prompt=71)
    office.world.tx.execute(update(t.awaited).values(asked_at=None))

    hear(office, office.kadis, said(office.kadis, "Layanan sudah ada"))

    assert stages(office, request) == [Stage.AT_KADIS]
    assert office.world.notices_to(office.kadis)[-1] == "asks.lapsed"


def test_a_forwarded_message_is_no_reason_but_the_persons_own_words_still_are(office: Office, texts: Texts) -> None:
    request = office.world.submit(office.applicant)
    asked(office, office.kadis, as_it_stands(office, request, "reject"), prompt=71)

    hear(office, office.kadis, replace(said(office.kadis, "Mohon ditolak saja"), is_forwarded=True))
    assert stages(office, request) == [Stage.AT_KADIS]
    words = words_to(office, texts, office.kadis)
    hear(office, office.kadis, said(office.kadis, "Layanan sudah ada"))

    assert f"Pesan terusan tidak kami pakai sebagai alasan penolakan {request.receipt}" in words
    assert stages(office, request) == [Stage.REJECTED]


def test_a_note_of_the_checklist_stands_under_the_line_that_was_asked_about(office: Office, texts: Texts) -> None:
    lines = ("Surat terbaca", "Alamat terjangkau")
    service = AGENCY.service.model_copy(
        update={"checklist": ServiceRules(checklist=lines, data_retention="-").checklist}
    )
    office.world.agency = AGENCY.model_copy(update={"service": service})
    request = office.at_check()
    office.world.check_all(request)
    first, second = (str(key_of(line)) for line in lines)
    for line, prompt in ((first, 71), (second, 72)):
        asked(office, office.officer, as_it_stands(office, request, "mark", line), prompt=prompt)

    hear(office, office.officer, reply(office.officer, "Halaman 2 buram", 71))
    hear(office, office.officer, reply(office.officer, "Tidak menjawab", 72))

    assert office.world.load(request).checks == {first: "", second: "Tidak menjawab"}
    awaited = f"catatan daftar periksa {request.receipt} (“Alamat terjangkau”)"
    assert awaited in words_to(office, texts, office.officer)


def test_a_line_that_the_office_has_taken_from_its_checklist_is_not_named(office: Office, texts: Texts) -> None:
    request = office.at_check()
    office.world.check_all(request)
    first = str(key_of(office.world.agency.service.checklist[0].text))
    asked(office, office.officer, as_it_stands(office, request, "mark", first), prompt=71)
    office.world.agency = AGENCY.model_copy(update={"service": AGENCY.service.model_copy(update={"checklist": ()})})

    hear(office, office.officer, reply(office.officer, "Halaman 2 buram", 70))

    assert f"catatan daftar periksa {request.receipt}." in words_to(office, texts, office.officer)


def test_a_code_typed_under_an_older_question_decides_nothing_and_goes_from_the_chat(
    office: Office, texts: Texts
) -> None:
    first, second = office.world.submit(office.applicant), office.world.submit(office.applicant, "dinsos")
    office.world.agency = with_codes(remember_minutes=0)
    all_have_apps(office)
    for prompt, request in ((71, first), (72, second)):
        asked(office, office.kadis, as_it_stands(office, request, "dispose"), prompt=prompt)

    typed = reply(office.kadis, next_code(office, office.kadis), 71)
    hear(office, office.kadis, replace(typed, message=73))

    assert stages(office, first, second) == [Stage.AT_KADIS, Stage.AT_KADIS]
    assert deleted(office)[-1] == 73
    assert f"6 angka dari aplikasi autentikator {second.receipt}." in words_to(office, texts, office.kadis)


def test_a_code_of_the_next_day_is_heard_as_a_code(office: Office) -> None:
    request = office.world.submit(office.applicant)
    office.world.agency = with_codes(remember_minutes=0)
    all_have_apps(office)
    asked(office, office.kadis, as_it_stands(office, request, "dispose"), prompt=71)
    office.world.later(days=1)

    hear(office, office.kadis, said(office.kadis, next_code(office, office.kadis)))

    assert stages(office, request) == [Stage.AT_KABID]


def question_to(office: Office, request: Request) -> int:
    """The Kabid asks; *Jawab* is pressed at once."""
    put = desk_asking.ask(office.world.desk, office.kabid, request.id, QUESTION, revision=request.revision)
    asked(office, office.applicant, Press("reply", put.id), prompt=71)
    return put.id


@pytest.mark.parametrize("how", ["later", "forwarded"])
def test_an_applicants_answer_may_take_its_time_and_may_be_forwarded(office: Office, how: str) -> None:
    number = question_to(office, office.at_kabid())
    if how == "later":
        office.world.later(days=1)

    hear(office, office.applicant, replace(said(office.applicant, "Seksi Data"), is_forwarded=how == "forwarded"))

    assert clarifications.load(office.world.tx, number).answer == "Seksi Data"


def test_of_several_questions_a_late_word_answers_none(office: Office) -> None:
    desk_asking.ask(office.world.desk, office.kabid, (other := office.at_kabid()).id, QUESTION, revision=other.revision)
    number = question_to(office, office.at_kabid("dinsos"))
    office.world.later(days=1)

    refused = hear(office, office.applicant, said(office.applicant, "Seksi Data"))

    assert isinstance(refused, WhichQuestion)
    assert clarifications.load(office.world.tx, number).answer is None


def test_a_late_word_while_a_form_is_open_answers_neither_official_nor_form(office: Office, texts: Texts) -> None:
    request = office.at_kabid()
    hear(office, office.applicant, tapped(office.applicant, Press("apply", extra="sub_domain")))
    number = question_to(office, request)
    office.world.later(days=1)

    hear(office, office.applicant, said(office.applicant, "seksi-data"))

    assert clarifications.load(office.world.tx, number).answer is None
    assert f"Kami menanyakan jawaban untuk petugas {request.receipt}" in words_to(office, texts, office.applicant)
    assert "Tekan lagi Jawab di bawah pertanyaannya." in words_to(office, texts, office.applicant)


def test_a_reply_to_the_officials_question_goes_to_it_whatever_was_pressed_before(office: Office) -> None:
    first = office.at_kabid()
    put = desk_asking.ask(office.world.desk, office.kabid, first.id, QUESTION, revision=first.revision)
    chat = office.applicant.person.telegram_id
    cards.remember(office.world.tx, chat, f"clarification:{put.id}", Shown(60, 0, "x"))
    question_to(office, office.at_kabid("dinsos"))

    hear(office, office.applicant, reply(office.applicant, "Seksi Data", 60))

    assert clarifications.load(office.world.tx, put.id).answer == "Seksi Data"


def posted_twice(office: Office, request: Request) -> int:
    """The official's question stands as message 77; its first copy, 60, is known to nobody."""
    put = desk_asking.ask(office.world.desk, office.kabid, request.id, QUESTION, revision=request.revision)
    cards.remember(office.world.tx, office.applicant.person.telegram_id, f"clarification:{put.id}", Shown(77, 0, "x"))
    return put.id


def test_a_reply_to_an_older_copy_of_an_officials_question_is_no_answer_of_the_form(office: Office) -> None:
    number = posted_twice(office, office.at_kabid())
    hear(office, office.applicant, tapped(office.applicant, Press("apply", extra="sub_domain")))

    refused = hear(office, office.applicant, reply(office.applicant, "seksi-data", 60))

    assert isinstance(refused, WhichReply)
    assert clarifications.load(office.world.tx, number).answer is None
    draft = requests.being_written(office.world.tx, office.applicant.person.id)
    assert draft is not None
    assert draft.answers == {}


def test_a_reply_to_the_forms_question_answers_it_while_an_official_waits(office: Office) -> None:
    posted_twice(office, office.at_kabid())
    hear(office, office.applicant, tapped(office.applicant, Press("apply", extra="sub_domain")))
    cards.remember(office.world.tx, office.applicant.person.telegram_id, QUESTION_OF_FORM, Shown(78, 0, "x"))

    hear(office, office.applicant, reply(office.applicant, "seksi-data", 78))

    draft = requests.being_written(office.world.tx, office.applicant.person.id)
    assert draft is not None
    assert draft.answers == {"label": "seksi-data"}


def test_another_reply_to_a_question_that_was_answered_is_not_taken_for_the_next_one(office: Office) -> None:
    first = question_to(office, office.at_kabid())
    hear(office, office.applicant, reply(office.applicant, "Seksi Data", 71))
    second = posted_twice(office, office.at_kabid("dinsos"))

    refused = hear(office, office.applicant, reply(office.applicant, "ralat: Seksi Aplikasi", 71))

    assert isinstance(refused, QuestionEnded)
    assert [clarifications.load(office.world.tx, n).answer for n in (first, second)] == ["Seksi Data", None]


def two_refused_in_the_group(office: Office) -> list[Registration]:
    both = [handed_in(office.world)[1] for _ in range(2)]
    for prompt, each in zip((71, 72), both, strict=True):
        asked(office, office.operator, Press("refuse", each.id, each.revision), prompt=prompt, chat=GROUP)
    return both


@pytest.mark.parametrize("to", [71, 60])
def test_in_the_group_a_reply_to_another_message_of_ours_refuses_nobody(office: Office, texts: Texts, to: int) -> None:
    both = two_refused_in_the_group(office)

    hear(office, office.operator, reply(office.operator, "Bukan pegawai", to, chat=GROUP))

    assert [registrations.load(office.world.tx, each.id).state for each in both] == [each.state for each in both]
    [word] = [p for p in office.world.owed(Kind.NOTICE) if p["say"] == "asks.not_this_reply"]
    html = notice_bubble(texts, word["say"], word["values"]).html
    assert word["chat_id"] == GROUP
    assert "alasan menolak pendaftaran. Balas pertanyaan kami yang terakhir." in seen(html)


def test_talk_in_the_group_that_replies_to_nothing_of_ours_is_left_alone(office: Office) -> None:
    two_refused_in_the_group(office)
    before = office.world.owed(Kind.NOTICE)

    hear(office, office.operator, said(office.operator, "Sebentar", chat=GROUP))

    assert office.world.owed(Kind.NOTICE) == before
    assert is_awaited(office, office.operator, GROUP)


@pytest.mark.parametrize("look", ["original", "paper"])
@pytest.mark.parametrize("of_the_same", [True, False])
def test_a_look_at_its_papers_does_not_forget_the_question_but_one_at_anothers_does(
    office: Office, look: str, of_the_same: bool
) -> None:
    request, other = office.at_kabid(), office.at_kabid("dinsos")
    asked(office, office.kabid, as_it_stands(office, request, "reject"), prompt=71)

    hear(office, office.kabid, tapped(office.kabid, as_it_stands(office, request if of_the_same else other, look)))
    hear(office, office.kabid, said(office.kabid, "Layanan sudah ada"))

    assert stages(office, request) == [Stage.REJECTED if of_the_same else Stage.AT_KABID]


def a_form_after_a_question(office: Office) -> tuple[Request, Registration]:
    """The Kadis was asked why (message 71), turned to something else, and has a form of their own open."""
    request = office.world.submit(office.applicant)
    asked(office, office.kadis, as_it_stands(office, request, "reject"), prompt=71)
    hear(office, office.kadis, said(office.kadis, "/antrian"))
    tx, kadis = office.world.tx, office.kadis.person.id
    return request, registrations.begin(tx, kadis, Role.KABID, now=office.world.now, answers={})


def test_a_reply_to_what_is_asked_no_more_says_so_and_answers_no_form(office: Office, texts: Texts) -> None:
    request, filled_in = a_form_after_a_question(office)

    hear(office, office.kadis, reply(office.kadis, "Layanan sudah ada", 71))

    assert stages(office, request) == [Stage.AT_KADIS]
    assert registrations.load(office.world.tx, filled_in.id).answers == {}
    assert "itu tidak menunggu jawaban lagi, jadi tidak ada yang berubah" in words_to(office, texts, office.kadis)


def test_a_form_is_answered_with_a_reply_to_any_other_message(office: Office) -> None:
    _, filled_in = a_form_after_a_question(office)

    hear(office, office.kadis, reply(office.kadis, "Kadis Contoh, M.Si.", 90))

    assert registrations.load(office.world.tx, filled_in.id).answers == {"name": "Kadis Contoh, M.Si."}


@pytest.mark.parametrize("to_its_prompt", [True, False])
def test_a_code_that_nothing_waits_for_does_not_stay_in_the_chat(
    office: Office, texts: Texts, to_its_prompt: bool
) -> None:
    office.world.agency = with_codes()
    all_have_apps(office)
    request = office.world.submit(office.applicant)
    asked(office, office.kadis, as_it_stands(office, request, "dispose"), prompt=71)
    hear(office, office.kadis, said(office.kadis, "/antrian"))

    typed = said(office.kadis, next_code(office, office.kadis), message=44)
    hear(office, office.kadis, replace(typed, reply_to=71) if to_its_prompt else typed)

    assert deleted(office)[-1] == 44
    assert stages(office, request) == [Stage.AT_KADIS]
    assert "Tidak ada yang menunggu kode sekarang" in words_to(office, texts, office.kadis)
