"""`/undang`: an admin's links in a private chat, made once each, listed while they are open, and withdrawn."""

import pytest

from handlers import inviting
from handlers.buttons import Bubble
from handlers.callbacks import OldCard, Press
from handlers.handler import Toast
from handlers.showing import NotShown, bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import invitations, standing
from office.desk.invitations import LinkMadeAlready, about_inviting
from office.desk.registration import filling, redeem
from office.desk.standing import Terms
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from tests.handlers.reading import seen
from tests.office.desk.world import GROUP, Office

PLH = Terms("kadis", "plh", "2026-11-24", "2026-11-25")


def side(office: Office) -> str:
    """The side to which the admin's card was turned last."""
    shown = [p["view"] for p in office.world.unpaid(Kind.CARD) if p["subject"].startswith("inviting:")]
    return str(shown[-1]) if shown else ""


def card(office: Office, texts: Texts) -> Bubble:
    admin = office.operator.person
    return bubble_for(office.world.desk, texts, admin.telegram_id, about_inviting(admin.id), side(office))[0]


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def button(bubble: Bubble, label: str) -> Press:
    """As its reader's phone sends it."""
    found = next(each for row in bubble.rows for each in row if label in each.label)
    return Press.unpack(found.press.pack())


def tap(office: Office, press: Press, *, who: Actor | None = None, chat: int | None = None) -> Toast | None:
    actor = who or office.operator
    chat = chat or actor.person.telegram_id
    visit = Visit(1, actor.person.telegram_id, chat, private=chat > 0, query="1", press=press)
    return inviting.TAPS[press.action].decide(office.world.desk, actor, visit, None)


def walk(office: Office, texts: Texts, *through: str) -> None:
    for label in through:
        tap(office, button(card(office, texts), label))


def test_an_invitation_is_for_a_role_and_as_many_days_as_the_office_allows(office: Office, texts: Texts) -> None:
    assert labels(card(office, texts))[-3:] == ["● 7 hari", "1 hari", "30 hari"]

    walk(office, texts, "30 hari", "Grup operator")

    [made] = invitations.all_open(office.world.desk)
    assert (made.grants, (made.expires_at - office.world.now).days) == ("operator_group", 30)
    assert "● 30 hari" in labels(card(office, texts))


def test_a_second_tap_on_a_role_makes_no_second_link(office: Office, texts: Texts) -> None:
    pressed = button(card(office, texts), "Operator")
    tap(office, pressed)

    with pytest.raises(LinkMadeAlready):
        tap(office, pressed)

    walk(office, texts, "Operator")
    assert len(office.world.owed(Kind.INVITATION)) == 2


def test_what_is_open_is_listed_with_its_role_end_and_maker(office: Office, texts: Texts) -> None:
    invitations.issue(office.world.desk, "kabid", days=1)
    standing.invite(office.world.desk, office.kadis, PLH)
    walk(office, texts, "Grup operator")

    walk(office, texts, "Masih terbuka: 3 undangan")

    assert seen(card(office, texts).html) == (
        "Undangan yang masih terbuka\n\n"
        "1. grup operator, berlaku sampai Sel 1 Des 09.30 WIB\n"
        "    dibuat 24 Nov 09.30 WIB oleh Rina Contoh\n"
        "2. Plh. Kepala Dinas, 24 November 2026 s.d. 25 November 2026, berlaku sampai Kam 26 Nov 00.00 WIB\n"
        "    dibuat 24 Nov 09.30 WIB oleh Kadis Contoh\n"
        "3. Kepala Bidang, berlaku sampai Rab 25 Nov 09.30 WIB\n"
        "    dibuat 24 Nov 09.30 WIB lewat baris perintah\n\n"
        "Tidak perlu lagi, atau tautannya sampai ke orang lain? Tarik dengan tombolnya."
    )
    assert labels(card(office, texts)) == [
        "Tarik 1. grup operator",
        "Tarik 2. Plh. Kepala Dinas",
        "Tarik 3. Kepala Bidang",
        "Kembali",
    ]
    walk(office, texts, "Kembali")
    assert "Siapa yang diundang?" in seen(card(office, texts).html)


def test_a_link_that_somebody_has_opened_is_listed_until_they_are_in_and_can_be_withdrawn(
    office: Office, texts: Texts
) -> None:
    token, newcomer = invitations.issue(office.world.desk, "kabid", days=1), office.world.newcomer()
    redeem(office.world.desk, newcomer, token)

    walk(office, texts, "Masih terbuka: 1")

    listed = "1. Kepala Bidang, sudah dibuka, formulirnya sedang diisi\n"
    assert listed in seen(card(office, texts).html)
    walk(office, texts, "Tarik 1.", "Ya, tarik undangan")
    assert filling(office.world.desk, newcomer) is None


def test_a_long_list_is_turned_page_by_page(office: Office, texts: Texts) -> None:
    for _ in range(7):
        invitations.issue(office.world.desk, "operator", days=7)

    walk(office, texts, "Masih terbuka: 7", "Berikutnya ›")

    assert "6–7 dari 7" in seen(card(office, texts).html)
    assert labels(card(office, texts)) == ["Tarik 6. Operator", "Tarik 7. Operator", "‹ Sebelumnya", "Kembali"]


def test_withdrawing_asks_once_and_can_be_left(office: Office, texts: Texts) -> None:
    walk(office, texts, "Kepala Bidang", "Masih terbuka: 1", "Tarik 1.")
    asked = seen(card(office, texts).html)
    assert asked.startswith(
        "Tarik undangan Kepala Bidang?\nTautannya berlaku sampai Sel 1 Des 09.30 WIB; dibuat 24 Nov"
    )
    walk(office, texts, "Tidak jadi")
    assert len(invitations.all_open(office.world.desk)) == 1
    walk(office, texts, "Tarik 1.")

    toast = tap(office, button(card(office, texts), "Ya, tarik undangan"))

    assert toast == Toast("toasts.invitation_withdrawn")
    assert invitations.all_open(office.world.desk) == []
    assert "Tidak ada undangan yang masih terbuka" in seen(card(office, texts).html)


def test_a_yes_to_what_is_open_no_more_does_nothing_and_the_list_comes(office: Office, texts: Texts) -> None:
    walk(office, texts, "Kepala Bidang", "Masih terbuka: 1", "Tarik 1.")
    sure = button(card(office, texts), "Ya, tarik undangan")
    invitations.withdraw(office.world.desk, None, sure.id)

    with pytest.raises(StaleCard):
        tap(office, sure)

    assert "Tidak ada undangan yang masih terbuka" in seen(card(office, texts).html)


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "applicant"])
def test_forged_taps_of_others_do_nothing_and_show_nothing(office: Office, texts: Texts, who: str) -> None:
    other: Actor = getattr(office, who)
    number = invitations.newest_of(office.world.desk, office.operator)
    for forged in (
        Press("invite", 0, 7, "admin"),
        Press("invite_days", 0, 7),
        Press("invitations", extra="0"),
        Press("uninvite", number),
        Press("uninvite", number, extra="sure"),
    ):
        with pytest.raises(NotAllowed):
            tap(office, forged, who=other)
        with pytest.raises(OldCard):
            tap(office, forged, chat=GROUP)
    for chat in (other.person.telegram_id, GROUP):
        with pytest.raises(NotShown):
            bubble_for(office.world.desk, texts, chat, about_inviting(other.person.id), "open-0")


@pytest.mark.parametrize(("days", "grants"), [(90, "kadis"), (7, "applicant"), (7, "system"), (7, "")])
def test_an_invented_invitation_is_an_old_card(office: Office, days: int, grants: str) -> None:
    with pytest.raises(OldCard):
        tap(office, Press("invite", 0, days, grants))


def test_an_invented_page_is_an_old_card(office: Office) -> None:
    with pytest.raises(OldCard):
        tap(office, Press("invitations", extra="-1"))
