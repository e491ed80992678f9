"""What an applicant follows: the card by the clock, the list of the OPD, the end and the survey."""

from typing import Final

import pytest

from handlers.buttons import Bubble
from handlers.callbacks import OldCard
from handlers.notices import notice_bubble
from handlers.showing import NotShown, bubble_for
from handlers.status_list import Filter, Page
from handlers.texts import Texts
from office.desk import application, following, letters, survey
from office.desk.application import Said
from office.register import letters as register_letters
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.agency import LetterRules
from office.sop.request import Action, Request, RequestKind
from office.sop.roles import Role
from tests.handlers.reading import seen
from tests.office.desk.world import AGENCY, FILES, GROUP, Office

LONG: Final = "Alasan yang sangat panjang. " * 21


def shown(office: Office, texts: Texts, chat_id: int, subject: str, side: str = "") -> Bubble:
    return bubble_for(office.world.desk, texts, chat_id, subject, side)[0]


def card(office: Office, texts: Texts, who: Actor | int, request: Request) -> Bubble:
    chat_id = who if isinstance(who, int) else who.person.telegram_id
    return shown(office, texts, chat_id, f"request:{request.id}")


def listed(office: Office, texts: Texts, who: Actor, side: str = "") -> Bubble:
    return shown(office, texts, who.person.telegram_id, f"status:{who.person.id}", side)


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def sent_again(office: Office, **changed: str) -> Request:
    """Returned, mended and sent a second time."""
    request = office.returned()
    for field, value in changed.items():
        application.edit(office.world.desk, office.applicant, field, revision=request.revision)
        request = application.answer(office.world.desk, office.applicant, Said(value))
    return application.submit(office.world.desk, office.applicant, revision=request.revision)


def test_a_card_says_who_has_it_since_when_and_until_when(office: Office, texts: Texts) -> None:
    text = seen(card(office, texts, office.applicant, office.world.submit(office.applicant)).html)

    assert "Di Kepala Dinas (Kadis Contoh) sejak Sel 24 Nov 09.30 WIB." in text
    assert "Paling lambat Rab 25 Nov 09.30 WIB." in text
    assert "Seluruhnya selesai paling lambat Kam 26 Nov 09.30 WIB." in text


def test_a_card_stays_the_same_until_its_time_has_come(office: Office, texts: Texts) -> None:
    request = office.at_kabid()
    before = card(office, texts, office.applicant, request)

    office.world.later(hours=4, minutes=44)
    just_before = card(office, texts, office.applicant, request)
    office.world.later(minutes=1)

    assert just_before == before
    assert "Terlambat, seharusnya paling lambat Sel 24 Nov 14.15 WIB" in seen(
        card(office, texts, office.applicant, request).html
    )


@pytest.mark.parametrize("who", ["applicant", "kabid", "officer"])
def test_only_the_applicant_may_remind_and_only_when_it_is_late(office: Office, texts: Texts, who: str) -> None:
    request, viewer = office.at_kabid(), getattr(office, who)
    in_time = labels(card(office, texts, viewer, request))
    office.world.later(days=2)

    offered = "🔔 Ingatkan" in labels(card(office, texts, viewer, request))

    assert "🔔 Ingatkan" not in in_time
    assert offered is (who == "applicant")
    assert "Terlambat 2 hari kerja" in seen(card(office, texts, viewer, request).html)


def test_after_a_reminder_the_button_comes_back_on_the_next_day(office: Office, texts: Texts) -> None:
    request = office.at_kabid()
    office.world.later(days=1)
    following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)

    same_day = labels(card(office, texts, office.applicant, request))
    office.world.later(days=1)

    assert "🔔 Ingatkan" not in same_day
    assert "🔔 Ingatkan" in labels(card(office, texts, office.applicant, request))


def test_while_it_lies_with_the_applicant_no_time_is_counted(office: Office, texts: Texts) -> None:
    text = seen(card(office, texts, office.applicant, office.returned()).html)

    assert "Di pemohon sejak Sel 24 Nov 09.30 WIB; waktu layanan tidak dihitung." in text


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer"])
def test_officials_see_what_came_back_and_what_was_changed(office: Office, texts: Texts, who: str) -> None:
    request = sent_again(office, target="103.20.30.41", contact_phone="081234567899")

    text = seen(card(office, texts, getattr(office, who), request).html)

    assert "Putaran 1, 24 Nov 09.30 WIB, oleh Contoh Nama: Alamat tujuan salah" in text
    assert "Alamat tujuan: 103.20.30.40 → 103.20.30.41" in text
    assert "HP penanggung jawab: 6281234567890 → 6281234567899" in text


def test_the_group_sees_the_change_without_the_telephone_number(office: Office, texts: Texts) -> None:
    request = sent_again(office, target="103.20.30.41", contact_phone="081234567899")

    text = seen(card(office, texts, GROUP, request).html)

    assert "103.20.30.40 → 103.20.30.41" in text
    assert "62812345678" not in text


def test_the_group_reads_no_number_that_somebody_wrote_into_a_sentence(office: Office, texts: Texts) -> None:
    calls = "hubungi 0812-3456-7890"
    request = sent_again(office, purpose=f"Vaksin, {calls}", contact_name="Teguh Lain")
    changed = seen(card(office, texts, GROUP, request).html)
    request = office.world.act(office.kadis, request, Action.RETURN, f"Belum jelas, {calls}")
    returned = seen(card(office, texts, GROUP, request).html)
    again = seen(card(office, texts, GROUP, office.world.answer_and_submit(office.applicant)).html)

    assert "Tujuan: Vaksin, hubungi •••" in changed
    assert "Informasi layanan → Vaksin, hubungi •••" in changed
    assert all("Belum jelas, hubungi •••" in each for each in (returned, again))
    assert not [each for each in ("3456", "Teguh Lain") if each in changed + returned + again]
    assert calls in card(office, texts, office.kadis, request).html


def test_a_first_round_changes_nothing(office: Office, texts: Texts) -> None:
    assert "Yang diubah" not in card(office, texts, office.kadis, office.world.submit(office.applicant)).html


def test_the_applicant_sees_the_return_but_not_their_own_change(office: Office, texts: Texts) -> None:
    text = card(office, texts, office.applicant, sent_again(office, label="dinsos")).html

    assert "Pernah dikembalikan" in text
    assert "Yang diubah" not in text


def test_the_longest_history_fits_a_message(office: Office, texts: Texts) -> None:
    request = office.returned()
    for turn in range(5):
        answers = {
            "target": ".".join(["bc"[turn % 2] * 62] * 4),
            "application": "&<"[turn % 2] * 100,
            "purpose": "<&"[turn % 2] * 300,
            "contact_name": "CD"[turn % 2] * 100,
            "contact_phone": f"08123456789{turn}",
            "contact_email": f"{'e' * 50}{turn}@{'f' * 40}.go.id",
            "letter_number": f"{turn}" + "&" * 59,
            "letter_subject": "&<"[turn % 2] * 150,
        }
        for field, value in answers.items():
            application.edit(office.world.desk, office.applicant, field, revision=request.revision)
            request = application.answer(office.world.desk, office.applicant, Said(value))
        request = application.submit(office.world.desk, office.applicant, revision=request.revision)
        for official in (office.kadis, office.kabid):
            request = office.world.act(official, request, Action.DISPOSE)
        longest = card(office, texts, office.officer, request)
        request = office.world.act(office.officer, request, Action.RETURN, LONG)

    assert len(seen(longest.html)) <= 4096
    assert longest.html.count("Putaran") == 3


def colleague(office: Office, opd: str = "Dinas Contoh") -> Actor:
    return office.world.person(Role.APPLICANT, name="Budi Rekan", opd=opd)


def test_a_colleague_sees_the_request_without_contact_and_without_buttons(office: Office, texts: Texts) -> None:
    request, viewer = office.world.submit(office.applicant), colleague(office)
    office.world.later(days=9)

    bubble, turn = bubble_for(office.world.desk, texts, viewer.person.telegram_id, f"request:{request.id}", "")

    assert "Portal Dinas Contoh" in bubble.html
    assert "6281234567890" not in bubble.html
    assert (labels(bubble), turn) == ([], 0)


@pytest.mark.parametrize("opd", ["Dinas Lain", None])
def test_somebody_of_another_unit_sees_nothing(office: Office, texts: Texts, opd: str | None) -> None:
    request = office.world.submit(office.applicant)
    viewer = colleague(office, opd) if opd else office.world.newcomer()

    with pytest.raises(NotShown):
        card(office, texts, viewer, request)


def test_the_list_names_every_request_of_the_unit_and_who_sent_it(office: Office, texts: Texts) -> None:
    mine, other = office.world.submit(office.applicant), colleague(office)
    theirs = office.world.submit(other, "dinsos")
    foreign = office.world.submit(colleague(office, "Dinas Lain"), "dinlain")
    office.world.fill(office.applicant, "draf")

    text = seen(listed(office, texts, office.applicant).html)

    assert f"{mine.receipt} · dinkes.contoh.go.id – menunggu Kepala Dinas\n" in text + "\n"
    assert f"{theirs.receipt} · dinsos.contoh.go.id – menunggu Kepala Dinas (Budi Rekan)" in text
    assert str(foreign.receipt) not in text
    assert "draf" not in text


def test_the_list_has_pages_and_every_line_a_button(office: Office, texts: Texts) -> None:
    sent = [office.world.submit(colleague(office), f"situs-{n}") for n in range(7)]

    first, second = listed(office, texts, office.applicant), listed(office, texts, office.applicant, "all-1")

    assert "1–5 dari 7" in seen(first.html)
    assert [b for b in labels(first) if "P-" in b] == [f"Buka {r.receipt}" for r in reversed(sent[2:])]
    assert ("Berikutnya ›" in labels(first), "‹ Sebelumnya" in labels(first)) == (True, False)
    assert [b for b in labels(second) if "P-" in b] == [f"Buka {r.receipt}" for r in reversed(sent[:2])]
    assert ("Berikutnya ›" in labels(second), "‹ Sebelumnya" in labels(second)) == (False, True)


def test_a_page_that_is_no_more_is_the_last_one(office: Office, texts: Texts) -> None:
    for n in range(5):
        office.world.submit(colleague(office), f"situs-{n}")

    last = listed(office, texts, office.applicant, "all-9999")

    assert last == listed(office, texts, office.applicant, "all-0")
    assert "Berikutnya ›" not in labels(last)


def test_the_filters_count_and_show_only_theirs(office: Office, texts: Texts) -> None:
    other = colleague(office)
    running, done = office.world.submit(other, "situs-a"), office.world.submit(other, "situs-b")
    office.world.act(other, done, Action.WITHDRAW)
    mine = office.world.submit(office.applicant, "situs-c")

    found = {
        side: [b.removeprefix("Buka ") for b in labels(listed(office, texts, office.applicant, side)) if "P-" in b]
        for side in ("all-0", "running-0", "returned-0", "done-0", "my_all-0", "my_done-0")
    }

    assert found == {
        "all-0": [mine.receipt, done.receipt, running.receipt],
        "running-0": [mine.receipt, running.receipt],
        "returned-0": [],
        "done-0": [done.receipt],
        "my_all-0": [mine.receipt],
        "my_done-0": [],
    }
    assert {"● Semua (3)", "Berjalan (2)", "Perlu dilengkapi (0)", "Selesai (1)"} <= set(
        labels(listed(office, texts, office.applicant))
    )


def test_an_empty_list_says_how_to_begin(office: Office, texts: Texts) -> None:
    assert "/ajukan" in listed(office, texts, office.applicant).html


def test_the_list_of_somebody_else_is_not_shown(office: Office, texts: Texts) -> None:
    with pytest.raises(NotShown):
        shown(office, texts, office.kadis.person.telegram_id, f"status:{office.applicant.person.id}")
    with pytest.raises(NotShown):
        listed(office, texts, office.kadis)


@pytest.mark.parametrize("which", Filter)
@pytest.mark.parametrize("mine", [True, False])
def test_a_page_is_read_as_it_was_written(which: Filter, mine: bool) -> None:
    page = Page(which, mine, 17)

    assert Page.read(page.side) == page


@pytest.mark.parametrize("forged", ["x", "all", "all-", "all--1", "all-x", "all-99999", "my_-1", "all-²", "DONE-1"])
def test_a_forged_page_is_an_old_card(forged: str) -> None:
    with pytest.raises(OldCard):
        Page.read(forged)


def ended(office: Office, texts: Texts, kind: RequestKind, *, is_granted: bool) -> str:
    values = {
        "receipt": "P-2026-00001",
        "kind": kind,
        "name": "dinkes.contoh.go.id",
        "is_granted": is_granted,
        "answer": "A 103.20.30.40",
        "minutes": 5,
    }
    return notice_bubble(texts, "following.ended", values).html


@pytest.mark.parametrize("kind", RequestKind)
def test_the_summary_names_the_service_and_whom_to_ask(office: Office, texts: Texts, kind: RequestKind) -> None:
    html = ended(office, texts, kind, is_granted=True)

    ends = kind is RequestKind.DEACTIVATION
    assert "A 103.20.30.40" in html
    assert "5 menit" in html
    assert AGENCY.identity.contact in html
    assert ('href="http://dinkes.contoh.go.id"' in html) is not ends
    assert ("sudah dihentikan" in html) is ends


def test_the_summary_reminds_of_the_duties(office: Office) -> None:
    letter = LetterRules.model_validate({**AGENCY.letter.model_dump(), "duties": ["Cadangkan & jaga data."]})
    texts = Texts(AGENCY.model_copy(update={"letter": letter}))

    assert "• Cadangkan &amp; jaga data." in ended(office, texts, RequestKind.SUB_DOMAIN, is_granted=True)
    assert "Cadangkan" not in ended(office, texts, RequestKind.SUB_DOMAIN, is_granted=False)


def concluded(office: Office) -> Request:
    request = office.finished()
    letter = register_letters.find(office.world.tx, request.id)
    assert letter is not None
    letters.issue(office.world.desk, letter.id, FILES)
    return request


def test_the_survey_asks_twice_and_thanks(office: Office, texts: Texts) -> None:
    request, chat_id = concluded(office), office.applicant.person.telegram_id
    subject = f"survey:{request.id}"

    first = shown(office, texts, chat_id, subject)
    survey.rate(office.world.desk, office.applicant, request.id, seen=0, points=4)
    second = shown(office, texts, chat_id, subject)
    survey.rate(office.world.desk, office.applicant, request.id, seen=1, points=2)
    thanks = shown(office, texts, chat_id, subject)

    assert labels(first) == ["Sangat baik", "Baik", "Kurang baik", "Tidak baik"]
    assert labels(second) == ["Sangat cepat", "Cepat", "Kurang cepat", "Tidak cepat", "Kembali"]
    assert "Pelayanan: Sangat baik · Kecepatan: Kurang cepat" in thanks.html
    assert labels(thanks) == []


def test_the_survey_is_shown_to_its_applicant_alone(office: Office, texts: Texts) -> None:
    request = concluded(office)

    for who in (office.kadis.person.telegram_id, GROUP):
        with pytest.raises(NotShown):
            shown(office, texts, who, f"survey:{request.id}")


def test_a_reminder_names_the_request_and_since_when_it_waits(office: Office, texts: Texts) -> None:
    request = office.at_kabid()
    office.world.later(days=1)
    following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)

    [values] = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "following.reminder"]

    assert "(dinkes.contoh.go.id), yang menunggu Bapak/Ibu sejak Sel 24 Nov 09.30 WIB" in seen(
        texts.say("following.reminder", **values)
    )
