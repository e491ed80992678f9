"""`/wakilkan`: from the command to a Plh, what the others' taps change, and where the designation is read."""

from datetime import date, timedelta

import pytest

from handlers import disposition, standing
from handlers.buttons import Bubble, Button
from handlers.callbacks import OldCard, Press
from handlers.handler import Toast
from handlers.introduction import own_commands
from handlers.notices import notice_bubble
from handlers.router import COMMANDS
from handlers.showing import NotShown, bubble_for
from handlers.standing_card import DATES, END, SURE, TURN, offered_days
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import letters as desk_letters
from office.desk import sheet_paper
from office.desk import standing as desk_standing
from office.desk.chairs import OwnRole
from office.desk.invitations import LinkMadeAlready
from office.desk.standing import BadPeriod, ChairTaken, Terms
from office.letters.render import render
from office.register import cards, invitations, letters, people
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.agency import PeopleRules
from office.sop.answers import BadAnswer
from office.sop.authority import NotAllowed
from office.sop.errors import Refusal
from office.sop.request import Action
from office.sop.roles import Role
from tests.handlers.reading import seen
from tests.office.desk.world import GROUP, Office
from tests.office.letters.letters import squeezed, text_of

DAYS = "2026-11-24.2026-11-29"


@pytest.fixture
def deputy(office: Office) -> Actor:
    return office.world.person(Role.PRANATA_KOMPUTER, name="Dewi Contoh")


def visit(actor: Actor, press: Press, *, private: bool = True) -> Visit:
    chat = actor.person.telegram_id if private else GROUP
    return Visit(update_id=1, sender=actor.person.telegram_id, chat=chat, private=private, query="q", press=press)


def side(office: Office, actor: Actor) -> str:
    """The side to which this person's card was turned last."""
    shown = [p for p in office.world.unpaid(Kind.CARD) if p["chat_id"] == actor.person.telegram_id]
    return str([p["view"] for p in shown if p["subject"].startswith("standing:")][-1])


def card(office: Office, texts: Texts, actor: Actor, shown: str) -> Bubble:
    subject = f"standing:{actor.person.id}"
    return bubble_for(office.world.desk, texts, actor.person.telegram_id, subject, shown)[0]


def button(bubble: Bubble, label: str) -> Button:
    return next(each for row in bubble.rows for each in row if label in each.label)


def tap(office: Office, texts: Texts, actor: Actor, label: str) -> Toast:
    """Press it on the card as it is turned now."""
    press = button(card(office, texts, actor, side(office, actor)), label).press
    return standing.TAPS[press.action].decide(office.world.desk, actor, visit(actor, press), None) or Toast()


def walk(office: Office, texts: Texts, actor: Actor, *labels: str) -> Toast:
    standing.begin(office.world.desk, actor, visit(actor, Press("x")), None)
    toasts = [tap(office, texts, actor, label) for label in labels]
    return toasts[-1]


def running(office: Office) -> list[tuple[str | None, str, str]]:
    found = people.stand_ins(office.world.tx, now=office.world.now)
    return [(each.person.name, each.role, each.standing) for each in found]


def appointed(office: Office, deputy: Actor, role: str = "kadis") -> Actor:
    terms = Terms(role, "plh", "2026-11-24", "2026-11-25")
    desk_standing.appoint(office.world.desk, office.operator, deputy.person.id, terms)
    return office.world.again(deputy.person.telegram_id)


def test_the_kadis_appoints_a_plh_with_five_taps(office: Office, texts: Texts, deputy: Actor) -> None:
    walk(office, texts, office.kadis, "Tunjuk Plh./Plt. Kepala Dinas", "Plh.", "s.d. Minggu", "Dewi Contoh")
    asked = seen(card(office, texts, office.kadis, side(office, office.kadis)).html)
    assert "Tunjuk Dewi Contoh sebagai Plh. Kepala Dinas?" in asked
    assert "24 November 2026 s.d. 29 November 2026" in asked
    assert "⚠️ Dewi Contoh juga Pranata Komputer. Permohonan yang diputuskannya sebagai Plh. Kepala Dinas" in asked
    assert running(office) == []

    toast = tap(office, texts, office.kadis, "Ya, tunjuk")

    assert toast.say == "toasts.appointed"
    assert running(office) == [("Dewi Contoh", "kadis", "plh")]
    assert "standing.appointed" in office.world.notices_to(deputy)
    front = card(office, texts, office.kadis, side(office, office.kadis))
    assert "▶️ Plh. Kepala Dinas: Dewi Contoh" in seen(front.html)
    assert button(front, "Akhiri: Dewi Contoh")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("24-11-2026 s.d. 28-11-2026", "2026-11-24", "2026-11-28"),
        ("24 sampai dengan 28 November 2026", "2026-11-24", "2026-11-28"),
        ("28 November s/d 2 Desember 2026", "2026-11-28", "2026-12-02"),
        ("30-11 - 2-12-2026", "2026-11-30", "2026-12-02"),
        ("27 November 2026", "2026-11-27", "2026-11-27"),
    ],
)
def test_other_days_are_typed(office: Office, texts: Texts, deputy: Actor, typed: str, first: str, last: str) -> None:
    walk(office, texts, office.kadis, "Kepala Dinas", "Plt.", "Tanggal lain")
    mine, chat = office.kadis.person.id, office.kadis.person.telegram_id
    awaited = cards.awaited_text(office.world.tx, mine, chat)
    assert awaited is not None

    standing.with_dates(office.world.desk, office.kadis, awaited, typed)

    assert side(office, office.kadis) == f"kadis.plt.{first}.{last}"
    assert "Dewi Contoh" in [
        each.label for row in card(office, texts, office.kadis, side(office, office.kadis)).rows for each in row
    ]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("besok", BadAnswer),
        ("24-11-2026 s.d. 25-11-2026 s.d. 26-11-2026", BadAnswer),
        ("31 s.d. 30 November 2026", BadAnswer),
        ("28-11-2026 s.d. 24-11-2026", BadPeriod),
        ("1-11-2026 s.d. 2-11-2026", BadPeriod),
        ("24-11-2026 s.d. 24-12-2028", BadPeriod),
    ],
)
def test_days_that_are_none_are_refused(office: Office, texts: Texts, typed: str, refusal: type[Refusal]) -> None:
    walk(office, texts, office.kadis, "Kepala Dinas", "Plh.", "Tanggal lain")
    awaited = cards.awaited_text(office.world.tx, office.kadis.person.id, office.kadis.person.telegram_id)
    assert awaited is not None

    with pytest.raises(refusal):
        standing.with_dates(office.world.desk, office.kadis, awaited, typed)


def test_until_sunday_is_offered_only_where_it_is_longer_than_tomorrow() -> None:
    assert set(offered_days(date(2026, 11, 24))) == {"today", "tomorrow", "week"}
    assert set(offered_days(date(2026, 11, 28))) == set(offered_days(date(2026, 11, 29))) == {"today", "tomorrow"}


def test_a_newcomer_gets_a_link_with_the_terms(office: Office, texts: Texts) -> None:
    walk(office, texts, office.kabid, "Kepala Bidang", "Plh.", "Besok", "Undang orang baru")
    assert "Undang orang baru sebagai Plh. Kepala Bidang?" in seen(
        card(office, texts, office.kabid, side(office, office.kabid)).html
    )

    toast = tap(office, texts, office.kabid, "Ya, buat tautannya")

    [link] = office.world.owed(Kind.INVITATION)
    assert toast.say == "toasts.link_comes"
    assert link["chat_id"] == office.kabid.person.telegram_id
    [made] = invitations.all_open(office.world.tx, now=office.world.now)
    assert made.terms == {"role": "kabid", "standing": "plh", "first": "2026-11-25", "last": "2026-11-25"}
    assert running(office) == []


@pytest.mark.parametrize(
    ("days", "valid"), [("Besok", timedelta(hours=38, minutes=30)), ("Hari ini s.d. Minggu", timedelta(days=3))]
)
def test_a_link_for_a_newcomer_is_valid_for_the_offices_usual_days_but_not_beyond_the_period(
    office: Office, texts: Texts, days: str, valid: timedelta
) -> None:
    office.world.agency = office.world.agency.model_copy(update={"people": PeopleRules(invitation_days=(3, 10))})
    walk(office, texts, office.kabid, "Kepala Bidang", "Plh.", days, "Undang orang baru")
    asked = seen(card(office, texts, office.kabid, side(office, office.kabid)).html)

    tap(office, texts, office.kabid, "Ya, buat tautannya")

    assert "berlaku 3 hari, tidak lebih lama dari masa tugasnya" in asked
    [made] = invitations.all_open(office.world.tx, now=office.world.now)
    assert made.expires_at - office.world.now == valid


def test_a_second_tap_makes_no_second_link(office: Office, texts: Texts) -> None:
    walk(office, texts, office.kabid, "Kepala Bidang", "Plh.", "Besok", "Undang orang baru")
    sure = button(card(office, texts, office.kabid, side(office, office.kabid)), "Ya, buat tautannya").press
    again = visit(office.kabid, Press.unpack(sure.pack()))
    standing.appoint(office.world.desk, office.kabid, again, None)

    with pytest.raises(LinkMadeAlready):
        standing.appoint(office.world.desk, office.kabid, again, None)

    assert len(office.world.owed(Kind.INVITATION)) == 1
    walk(office, texts, office.kabid, "Kepala Bidang", "Plh.", "Besok", "Undang orang baru", "Ya, buat tautannya")
    assert len(office.world.owed(Kind.INVITATION)) == 2


def test_whoever_only_stands_in_is_offered_what_they_can_use(office: Office, texts: Texts, deputy: Actor) -> None:
    appointed(office, deputy)
    acting = office.world.again(deputy.person.telegram_id)
    assert Role.KADIS in acting.roles

    offered = {who: own_commands(who, office.world.agency.presence) for who in (acting, office.kadis, office.operator)}

    assert {who.person.id for who, names in offered.items() if "wakilkan" in names} == {
        office.kadis.person.id,
        office.operator.person.id,
    }
    assert "/wakilkan" not in helped(office, texts, acting)
    assert "/wakilkan" in helped(office, texts, office.kadis)


def helped(office: Office, texts: Texts, actor: Actor) -> str:
    """What `/bantuan` tells this person."""
    asks = Visit(update_id=1, sender=actor.person.telegram_id, chat=actor.person.telegram_id, private=True)
    COMMANDS["bantuan"].decide(office.world.desk, actor, asks, None)
    owed = office.world.owed(Kind.NOTICE)[-1]
    return seen(notice_bubble(texts, owed["say"], owed["values"]).html)


def test_a_kabid_appoints_for_their_own_chair_only_and_an_admin_for_both(office: Office, texts: Texts) -> None:
    def chairs(actor: Actor) -> list[str]:
        rows = card(office, texts, actor, "").rows
        return [each.label.removeprefix("Tunjuk Plh./Plt. ") for row in rows for each in row]

    assert chairs(office.kabid) == ["Kepala Bidang"]
    assert chairs(office.operator) == ["Kepala Dinas", "Kepala Bidang"]


def test_a_period_is_ended_after_it_was_asked_whether_that_is_meant(
    office: Office, texts: Texts, deputy: Actor
) -> None:
    appointed(office, deputy)
    walk(office, texts, office.kadis, "Akhiri: Dewi Contoh")
    assert running(office) != []

    toast = tap(office, texts, office.kadis, "Ya, akhiri sekarang")

    assert toast.say == "toasts.period_ended"
    assert running(office) == []
    assert Role.KADIS not in office.world.again(deputy.person.telegram_id).roles


def test_days_on_which_somebody_stands_in_already_are_refused_by_name(
    office: Office, texts: Texts, deputy: Actor
) -> None:
    appointed(office, deputy)
    walk(office, texts, office.kadis, "Tunjuk", "Plt.")

    with pytest.raises(ChairTaken) as refused:
        tap(office, texts, office.kadis, "Besok")

    assert refused.value.name == "Dewi Contoh"


@pytest.mark.parametrize("who", ["applicant", "officer", "kabid"])
@pytest.mark.parametrize("action", [TURN, DATES, SURE, END])
def test_the_kadis_chair_is_not_given_by_anybody_else(office: Office, deputy: Actor, who: str, action: str) -> None:
    acting = appointed(office, office.world.person(Role.PRANATA_KOMPUTER, name="Eka Contoh"))
    before, stranger = running(office), getattr(office, who)
    period = people.stand_ins(office.world.tx, now=office.world.now)[0]
    press = {
        TURN: Press(TURN, extra=f"kadis.plh.{DAYS}"),
        DATES: Press(DATES, extra="kadis.plh"),
        SURE: Press(SURE, extra=f"kadis.plh.2026-12-01.2026-12-02.{deputy.person.id}"),
        END: Press(END, period.id, 0, "sure"),
    }[action]

    for actor in (stranger, acting):
        with pytest.raises(NotAllowed):
            standing.TAPS[action].decide(office.world.desk, actor, visit(actor, press), None)

    assert running(office) == before
    assert office.world.owed(Kind.PROMPT) == []


def test_in_a_group_nobody_is_appointed(office: Office, deputy: Actor) -> None:
    press = Press(SURE, extra=f"kadis.plh.{DAYS}.{deputy.person.id}")

    with pytest.raises(NotAllowed):
        standing.appoint(office.world.desk, office.kadis, visit(office.kadis, press, private=False), None)

    assert running(office) == []


@pytest.mark.parametrize(
    ("extra", "refusal"),
    [
        ("", OldCard),
        ("x", OldCard),
        ("admin.plh", OldCard),
        ("kadis.bupati", OldCard),
        (f"kadis.plh.{DAYS}", OldCard),
        (f"kadis.plh.{DAYS}.x", OldCard),
        ("kadis.plh.2026-13-01.2026-13-02.7", OldCard),
        (f"kadis.plh.{DAYS}.999", StaleCard),
        ("kadis.plh.2026-11-01.2026-11-02.0", BadPeriod),
    ],
)
def test_an_invented_choice_appoints_nobody(office: Office, extra: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        standing.appoint(office.world.desk, office.kadis, visit(office.kadis, Press(SURE, extra=extra)), None)

    assert running(office) == []


@pytest.mark.parametrize(("who", "refusal"), [("kadis", OwnRole), ("applicant", StaleCard)])
def test_the_kadis_themself_and_an_applicant_cannot_stand_in(office: Office, who: str, refusal: type[Refusal]) -> None:
    press = Press(SURE, extra=f"kadis.plh.{DAYS}.{getattr(office, who).person.id}")

    with pytest.raises(refusal):
        standing.appoint(office.world.desk, office.kadis, visit(office.kadis, press), None)


@pytest.mark.parametrize("chair", ["kadis", "kabid"])
def test_an_admin_who_is_an_official_is_not_among_those_they_can_appoint(
    office: Office, texts: Texts, deputy: Actor, chair: str
) -> None:
    admin = office.world.person(Role.PRANATA_KOMPUTER, Role.ADMIN, name="Eka Contoh")
    days = f"{chair}.plh.{DAYS}"

    offered = {each.label for row in card(office, texts, admin, days).rows for each in row}

    assert "Dewi Contoh" in offered
    assert "Eka Contoh" not in offered
    for action, refusal in ((TURN, StaleCard), (SURE, OwnRole)):
        press = Press(action, extra=f"{days}.{admin.person.id}")
        with pytest.raises(refusal):
            standing.TAPS[action].decide(office.world.desk, admin, visit(admin, press), None)
    assert running(office) == []


def test_the_card_is_shown_to_nobody_else(office: Office, texts: Texts) -> None:
    for other in (office.applicant, office.officer, office.kabid):
        with pytest.raises(NotShown):
            bubble_for(office.world.desk, texts, other.person.telegram_id, f"standing:{office.kadis.person.id}", "")


def test_an_officer_asks_for_the_card_in_vain(office: Office) -> None:
    standing.begin(office.world.desk, office.officer, visit(office.officer, Press("x")), None)

    assert office.world.notices_to(office.officer) == ["refusals.not_allowed"]
    assert not [s for s in office.world.cards_to(office.officer.person.telegram_id) if s.startswith("standing:")]


def test_toast_card_and_paper_say_in_whose_place_it_was_disposed(office: Office, texts: Texts, deputy: Actor) -> None:
    acting = appointed(office, deputy)
    request = office.world.submit(office.applicant)

    toast = disposition.give(
        office.world.desk, acting, visit(acting, Press(Action.DISPOSE, request.id, request.revision)), None
    )

    assert texts.plain(toast.say, **toast.values) == "Didisposisikan sebagai Plh. Kepala Dinas."
    shown = seen(bubble_for(office.world.desk, texts, GROUP, f"request:{request.id}", "")[0].html)
    assert "Disposisi Kepala Dinas – Plh. Kepala Dinas: Dewi Contoh" in shown
    inside = bubble_for(office.world.desk, texts, office.kabid.person.telegram_id, f"request:{request.id}", "")[0]
    assert "Disposisi Plh. Kadis: Biasa" in seen(inside.html)
    paper = sheet_paper.compose_paper(office.world.desk, request.id)
    assert paper is not None
    assert "Plh. Kepala Dinas, Dewi Contoh" in squeezed(text_of(render(paper)))


def test_the_paper_says_in_whose_place_the_kabids_disposition_was_given(office: Office, deputy: Actor) -> None:
    acting = appointed(office, deputy, "kabid")
    request = office.at_kabid()

    office.world.act(acting, request, Action.DISPOSE)

    paper = sheet_paper.compose_paper(office.world.desk, request.id)
    assert paper is not None
    assert "Plh. Kepala Bidang (Dewi Contoh)" in squeezed(text_of(render(paper)))


def test_who_has_it_and_who_refused_it_are_named_with_their_designation(
    office: Office, texts: Texts, deputy: Actor
) -> None:
    acting = appointed(office, deputy)
    request = office.world.submit(office.applicant)
    chat, about = office.applicant.person.telegram_id, f"request:{request.id}"
    assert "Di Kepala Dinas (Plh. Dewi Contoh)" in seen(bubble_for(office.world.desk, texts, chat, about, "")[0].html)

    office.world.act(acting, request, Action.REJECT, "Sudah tersedia")

    shown = seen(bubble_for(office.world.desk, texts, chat, about, "")[0].html)
    assert "Ditolak oleh Plh. Kepala Dinas: Dewi Contoh" in shown
    letter = letters.find(office.world.tx, request.id)
    assert letter is not None
    assert "Plh. Kepala Dinas, Dewi Contoh" in squeezed(text_of(render(desk_letters.said_in(letter))))
