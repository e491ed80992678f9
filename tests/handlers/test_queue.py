"""`/antrian`, `/riwayat` and the morning's word as an official sees them."""

import pytest

from handlers import lists
from handlers.buttons import Bubble
from handlers.callbacks import OldCard, Press
from handlers.notices import notice_bubble
from handlers.showing import NotShown, bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import enquiries
from office.desk.telling import show_open_cards_again
from office.register import cards
from office.register.cards import Shown
from office.register.owed import Kind
from office.register.people import Actor
from tests.handlers.reading import seen
from tests.office.desk.test_registration import handed_in
from tests.office.desk.world import GROUP, Office


def shown(office: Office, texts: Texts, who: Actor, kind: str, side: str = "") -> Bubble:
    return bubble_for(office.world.desk, texts, who.person.telegram_id, f"{kind}:{who.person.id}", side)[0]


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def test_each_line_says_how_long_and_until_when_and_opens_its_card(office: Office, texts: Texts) -> None:
    request = office.at_kabid()
    office.world.later(days=1)

    bubble = shown(office, texts, office.kabid, "queue")

    text = seen(bubble.html)
    assert f"⏰ {request.receipt}" in text
    assert "sejak Sel 24 Nov 09.30 WIB, 1 hari kerja; seharusnya paling lambat Sel 24 Nov 14.15 WIB" in text
    assert labels(bubble) == [f"Buka {request.receipt}"]


def test_a_long_queue_has_pages(office: Office, texts: Texts) -> None:
    receipts = [office.at_kabid(f"nama{n}").receipt for n in range(6)]

    first, second = (shown(office, texts, office.kabid, "queue", side) for side in ("0", "1"))
    beyond = shown(office, texts, office.kabid, "queue", "99")

    assert labels(first) == [*(f"Buka {r}" for r in receipts[:5]), "Berikutnya ›"]
    assert labels(second) == [f"Buka {receipts[5]}", "‹ Sebelumnya"]
    assert "6–6 dari 6" in seen(second.html)
    assert beyond == second


def test_nothing_waits_is_good_news(office: Office, texts: Texts) -> None:
    bubble = shown(office, texts, office.kadis, "queue")

    assert seen(bubble.html) == "Tidak ada permohonan yang menunggu. 👍"
    assert bubble.rows == ()


@pytest.mark.parametrize("kind", ["queue", "past"])
def test_an_applicant_or_another_official_sees_no_list_of_somebody_else(
    office: Office, texts: Texts, kind: str
) -> None:
    for other in (office.applicant, office.kadis):
        with pytest.raises(NotShown):
            bubble_for(office.world.desk, texts, other.person.telegram_id, f"{kind}:{office.kabid.person.id}", "")


def test_all_that_waits_is_for_the_group_alone_and_each_opens_its_card_there(office: Office, texts: Texts) -> None:
    request = office.at_kabid()

    bubble, _ = bubble_for(office.world.desk, texts, GROUP, "queue:0", "")

    assert str(request.receipt) in bubble.html
    assert [row[0].press for row in bubble.rows] == [Press("open", request.id)]
    with pytest.raises(NotShown):
        bubble_for(office.world.desk, texts, office.applicant.person.telegram_id, "queue:0", "")


@pytest.mark.parametrize("side", ["x", "-1", "99999", "1:2"])
def test_a_forged_page_is_refused(office: Office, texts: Texts, side: str) -> None:
    with pytest.raises(OldCard):
        shown(office, texts, office.kabid, "queue", side)


def test_the_past_says_what_was_decided_and_how_it_stands_now(office: Office, texts: Texts) -> None:
    request = office.at_kabid()

    bubble = shown(office, texts, office.kadis, "past")

    assert f"disposisi {request.receipt} · dinkes.contoh.go.id" in seen(bubble.html)
    assert labels(bubble) == [f"Buka {request.receipt}"]


def test_the_morning_says_how_much_and_leads_to_the_queue(texts: Texts) -> None:
    bubble = notice_bubble(texts, "queue.digest", {"hour": 7, "waiting": 3, "late": 1, "drafts": 0})

    assert seen(bubble.html) == "Selamat pagi, Bapak/Ibu.\n3 permohonan menunggu, 1 terlambat."
    assert labels(bubble) == ["Buka antrian"]


def test_the_command_posts_only_the_oldest_cards_and_the_list_says_how_many_more(office: Office, texts: Texts) -> None:
    waiting = [handed_in(office.world)[1].id for _ in range(7)]
    office.world.pay_all()
    typed = Visit(update_id=1, sender=office.operator.person.telegram_id, chat=GROUP, private=False)

    lists.queue(office.world.desk, office.operator, typed, None)

    posted = [p["subject"] for p in office.world.unpaid(Kind.CARD) if p["subject"].startswith("registration:")]
    assert posted == [f"registration:{number}" for number in waiting[:5]]
    said = seen(bubble_for(office.world.desk, texts, GROUP, "queue:0", "")[0].html)
    assert "7 pendaftaran menunggu persetujuan. 5 kartu dikirim bersama daftar ini; 2 lagi menyusul" in said


def test_the_command_typed_again_posts_what_was_not_posted_or_longest_ago(office: Office) -> None:
    first, second, *newer = (f"registration:{handed_in(office.world)[1].id}" for _ in range(7))
    for message, subject in enumerate((second, *newer[:-1], first), 10):
        cards.remember(office.world.tx, GROUP, subject, Shown(message, 0, "x"))
    office.world.pay_all()
    typed = Visit(update_id=1, sender=office.operator.person.telegram_id, chat=GROUP, private=False)

    lists.queue(office.world.desk, office.operator, typed, None)

    posted = [p["subject"] for p in office.world.unpaid(Kind.CARD) if p["subject"].startswith("registration:")]
    assert posted == [newer[-1], second, *newer[:3]]


def test_after_a_silence_every_waiting_registration_is_posted_again(office: Office) -> None:
    waiting = [handed_in(office.world)[1].id for _ in range(7)]
    office.world.pay_all()

    show_open_cards_again(office.world.desk)

    posted = [p["subject"] for p in office.world.unpaid(Kind.CARD)]
    assert posted == [f"registration:{number}" for number in waiting]


def test_a_question_that_waits_comes_again_with_the_list_and_after_a_silence(office: Office) -> None:
    enquiry = enquiries.ask(office.world.desk, office.applicant, "Kapan selesai?")
    typed = Visit(update_id=1, sender=office.operator.person.telegram_id, chat=GROUP, private=False)
    card = (GROUP, f"enquiry:{enquiry.id}")

    office.world.pay_all()
    lists.queue(office.world.desk, office.operator, typed, None)
    assert card in [(p["chat_id"], p["subject"]) for p in office.world.unpaid(Kind.CARD)]

    office.world.pay_all()
    show_open_cards_again(office.world.desk)
    assert card in [(p["chat_id"], p["subject"]) for p in office.world.unpaid(Kind.CARD)]

    enquiries.answer(office.world.desk, office.operator, enquiry.id, "Besok.", revision=enquiry.revision)
    office.world.pay_all()
    show_open_cards_again(office.world.desk)
    assert office.world.unpaid(Kind.CARD) == []
