"""`/orang`: what an admin sees and does in a private chat, and nobody else."""

from dataclasses import replace

import pytest

from handlers import colleagues
from handlers.buttons import Bubble, Button
from handlers.callbacks import OldCard, Press
from handlers.colleagues import Deed
from handlers.notices import notice_bubble
from handlers.router import COMMANDS
from handlers.showing import NotShown, bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import standing
from office.desk.registration import filling
from office.desk.standing import Terms
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from office.sop.roles import Role
from tests.handlers.reading import seen
from tests.office.desk.world import GROUP, Office


def shown(office: Office, texts: Texts, subject: str, side: str = "", *, who: Actor | None = None) -> Bubble:
    chat = (who or office.operator).person.telegram_id
    return bubble_for(office.world.desk, texts, chat, subject, side)[0]


def card(office: Office, texts: Texts, about: Actor, side: str = "") -> Bubble:
    return shown(office, texts, f"staff:{about.person.id}", side)


def directory(office: Office, texts: Texts, side: str = "") -> Bubble:
    return shown(office, texts, f"directory:{office.operator.person.id}", side)


def buttons(bubble: Bubble) -> dict[str, Button]:
    return {button.label: button for row in bubble.rows for button in row}


def press(office: Office, bubble: Bubble, label: str, *, who: Actor | None = None) -> str:
    """Tap the button as its reader's phone sends it; return the side that the card turns to."""
    found = Press.unpack(buttons(bubble)[label].press.pack())
    return tap(office, found, who=who)


def tap(office: Office, found: Press, *, who: Actor | None = None, chat: int | None = None) -> str:
    actor = office.world.again((who or office.operator).person.telegram_id)
    chat = chat or actor.person.telegram_id
    visit = Visit(1, actor.person.telegram_id, chat, private=chat > 0, query="1", press=found)
    handler = colleagues.TAPS[found.action]
    handler.decide(office.world.desk, actor, visit, None)
    cards = [p for p in office.world.unpaid(Kind.CARD) if p["chat_id"] == chat]
    return str(cards[-1]["view"] or "") if cards else ""


def test_the_list_says_role_by_role_who_is_there_suspended_or_standing_in(office: Office, texts: Texts) -> None:
    deputy = office.world.person(Role.PRANATA_KOMPUTER, name="Wakil Contoh")
    standing.appoint(
        office.world.desk, office.kadis, deputy.person.id, Terms("kadis", "plh", "2026-11-24", "2026-11-25")
    )
    press(office, card(office, texts, office.kabid, "suspend"), "Ya, tangguhkan")

    bubble = directory(office, texts)

    said = seen(bubble.html)
    assert "1–5 dari 7" in said
    assert "Kepala Dinas\n• Kadis Contoh\n• Wakil Contoh – Plh. Kepala Dinas s.d. 25 November 2026" in said
    assert "Kepala Bidang\n• Contoh Nama – ⛔ ditangguhkan" in said
    assert list(buttons(bubble)) == ["Kadis Contoh", "Wakil Contoh", "Contoh Nama", "Berikutnya ›", "Lihat pemohon"]
    assert "Admin\n• Rina Contoh" in seen(directory(office, texts, "office.1").html)


def test_the_list_names_the_roles_that_nobody_holds(office: Office, texts: Texts) -> None:
    press(office, card(office, texts, office.kabid, "revoke.kabid"), "Ya, cabut")

    assert "Belum ada: Kepala Bidang. Undang lewat /undang" in seen(directory(office, texts).html)


def test_applicants_have_a_list_of_their_own_with_their_unit(office: Office, texts: Texts) -> None:
    assert "• Siti Contoh (Dinas Contoh)" in seen(directory(office, texts, "applicants.0").html)


def test_a_card_offers_what_may_be_done_with_this_person(office: Office, texts: Texts) -> None:
    labels = {
        who: list(buttons(card(office, texts, getattr(office, who)))) for who in ("kadis", "applicant", "operator")
    }

    assert labels == {
        "kadis": ["Ubah Kepala Dinas", "Cabut Kepala Dinas", "Tambah peran", "Tangguhkan"],
        "applicant": ["Tambah peran", "Tangguhkan"],
        "operator": ["Cabut Operator", "Cabut Admin", "Tangguhkan"],
    }


def searched(office: Office, words: str) -> None:
    chat = office.operator.person.telegram_id
    COMMANDS["orang"].decide(office.world.desk, office.operator, Visit(1, chat, chat, private=True, text=words), None)


def test_part_of_a_name_opens_the_only_card_or_offers_all_who_are_called_so(office: Office, texts: Texts) -> None:
    searched(office, "siti")
    assert office.world.unpaid(Kind.CARD)[-1]["subject"] == f"staff:{office.applicant.person.id}"

    searched(office, "  contoh ")
    owed = office.world.owed(Kind.NOTICE)[-1]
    bubble = notice_bubble(texts, owed["say"], owed["values"])
    assert list(buttons(bubble)) == ["Contoh Nama", "Kadis Contoh", "Rina Contoh", "Siti Contoh"]
    press(office, bubble, "Siti Contoh")

    searched(office, "%")
    assert "Tidak ada yang bertugas" in said(office, texts)


def said(office: Office, texts: Texts) -> str:
    owed = office.world.owed(Kind.NOTICE)[-1]
    return seen(notice_bubble(texts, owed["say"], owed["values"]).html)


def test_each_change_asks_once_and_says_what_follows(office: Office, texts: Texts) -> None:
    side = press(office, card(office, texts, office.kadis), "Tangguhkan")
    asked = card(office, texts, office.kadis, side)

    assert "tidak ada yang bertugas sebagai Kepala Dinas" in seen(asked.html)
    assert Role.KADIS in office.world.again(office.kadis.person.telegram_id).roles
    press(office, asked, "Ya, tangguhkan")
    assert office.world.again(office.kadis.person.telegram_id).roles == frozenset()
    suspended = card(office, texts, office.kadis)
    assert "⛔ Ditangguhkan sejak 24 Nov 09.30 WIB" in seen(suspended.html)
    side = press(office, suspended, "Pulihkan")
    press(office, card(office, texts, office.kadis, side), "Ya, pulihkan")
    assert Role.KADIS in office.world.again(office.kadis.person.telegram_id).roles


def test_a_role_is_changed_by_choosing_the_new_one_and_says_whose_place_it_takes(office: Office, texts: Texts) -> None:
    choice = card(
        office, texts, office.officer, press(office, card(office, texts, office.officer), "Ubah Pranata Komputer")
    )
    assert list(buttons(choice)) == ["Kepala Dinas", "Kepala Bidang", "Operator", "Admin", "Tidak jadi"]

    asked = card(office, texts, office.officer, press(office, choice, "Kepala Dinas"))

    assert "dari Pranata Komputer menjadi Kepala Dinas?" in seen(asked.html)
    assert "Kadis Contoh tidak lagi Kepala Dinas sesudahnya." in seen(asked.html)
    press(office, asked, "Ya, ubah")
    waits = seen(card(office, texts, office.officer).html)
    assert "Diminta melengkapi data sebagai Kepala Dinas" in waits


def test_a_change_that_was_a_mistake_is_called_off_while_data_are_asked_for(office: Office, texts: Texts) -> None:
    press(office, card(office, texts, office.officer, "as.pranata_komputer.kadis"), "Ya, ubah")

    asked = card(
        office, texts, office.officer, press(office, card(office, texts, office.officer), "Cabut Kepala Dinas")
    )
    assert "Jangan lagi minta data Contoh Nama sebagai Kepala Dinas?" in seen(asked.html)
    press(office, asked, "Ya, cabut")

    assert "Diminta melengkapi" not in seen(card(office, texts, office.officer).html)
    assert filling(office.world.desk, office.officer) is None
    told = [p for p in office.world.owed(Kind.NOTICE) if p["chat_id"] == office.officer.person.telegram_id][-1]
    assert "tidak diminta lagi; formulirnya ditutup" in seen(notice_bubble(texts, told["say"], told["values"]).html)
    assert office.world.again(office.kadis.person.telegram_id).roles == {Role.KADIS}


def test_the_admin_is_told_before_that_with_the_last_role_a_period_ends(office: Office, texts: Texts) -> None:
    deputy = office.world.person(Role.PRANATA_KOMPUTER, name="Wakil Contoh")
    terms = Terms("kadis", "plh", "2026-11-26", "2026-11-27")
    standing.appoint(office.world.desk, office.kadis, deputy.person.id, terms)
    ends = "Tugasnya sebagai Plh. Kepala Dinas (26 November 2026 s.d. 27 November 2026) ikut berakhir."

    sides = ("revoke.pranata_komputer", "as.pranata_komputer.kabid", "as.pranata_komputer.operator", "suspend")
    said = [ends in seen(card(office, texts, deputy, side).html) for side in sides]

    assert said == [True, True, False, False]
    press(office, card(office, texts, deputy, "revoke.pranata_komputer"), "Ya, cabut")
    owed = [p for p in office.world.owed(Kind.NOTICE) if p["chat_id"] == deputy.person.telegram_id][-1]
    said_to_them = seen(notice_bubble(texts, owed["say"], owed["values"]).html)
    assert (
        "Plh. Kepala Dinas, 26 November 2026 s.d. 27 November 2026, tidak berlaku lagi mulai sekarang." in said_to_them
    )


def test_whoever_changes_their_mind_sees_the_front_again(office: Office, texts: Texts) -> None:
    assert press(office, card(office, texts, office.kadis, "suspend"), "Tidak jadi") == ""


def test_a_yes_to_what_is_no_longer_so_does_nothing(office: Office, texts: Texts) -> None:
    asked = card(office, texts, office.kadis, "revoke.kadis")
    office.world.later(minutes=1)
    office.world.person(Role.KADIS)

    with pytest.raises(StaleCard):
        press(office, asked, "Ya, cabut")


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "applicant"])
def test_forged_taps_of_others_do_nothing_and_show_nothing(office: Office, texts: Texts, who: str) -> None:
    other: Actor = getattr(office, who)
    asked = card(office, texts, office.operator, "suspend")

    for action, extra in (("people", "office.0"), ("person", ""), ("staff", "suspend"), ("staff_do", "suspend")):
        forged = replace(buttons(asked)["Ya, tangguhkan"].press, action=action, extra=extra)
        with pytest.raises(NotAllowed):
            tap(office, forged, who=other)
    for subject in (f"staff:{office.kadis.person.id}", f"directory:{other.person.id}"):
        with pytest.raises(NotShown):
            shown(office, texts, subject, who=other)


def test_nothing_of_it_works_or_shows_in_the_group(office: Office, texts: Texts) -> None:
    found = buttons(card(office, texts, office.kadis, "suspend"))["Ya, tangguhkan"].press

    with pytest.raises(OldCard):
        tap(office, found, chat=GROUP)
    with pytest.raises(NotShown):
        bubble_for(office.world.desk, texts, GROUP, f"staff:{office.kadis.person.id}", "")


@pytest.mark.parametrize("extra", ["sack", "suspend.kadis", "as.kadis", "as.-.system", "revoke.applicant", "as.-.-.-"])
def test_an_invented_deed_is_an_old_card(extra: str) -> None:
    with pytest.raises(OldCard):
        Deed.read(extra)


@pytest.mark.parametrize("extra", ["change.kadis", "revoke.-", "as.kadis.-"])
def test_a_deed_without_its_answer_is_an_old_card(office: Office, texts: Texts, extra: str) -> None:
    found = replace(buttons(card(office, texts, office.kadis, "suspend"))["Ya, tangguhkan"].press, extra=extra)

    with pytest.raises(OldCard):
        tap(office, found)


def test_every_button_of_the_longest_roles_fits_a_callback(office: Office, texts: Texts) -> None:
    longest = Press("staff_do", 10**9, 2**32 - 1, Deed("as", Role.PRANATA_KOMPUTER, Role.OPERATOR).written)

    assert Press.unpack(longest.pack()) == longest


def test_an_admin_who_is_removed_loses_list_and_cards(office: Office, texts: Texts) -> None:
    second = office.world.person(Role.ADMIN, name="Dua Contoh")
    asked = card(office, texts, office.operator, "revoke.admin")
    tap(office, buttons(asked)["Ya, cabut"].press, who=second)

    with pytest.raises(NotShown):
        directory(office, texts)
    with pytest.raises(NotAllowed):
        tap(office, buttons(asked)["Ya, cabut"].press)
