"""Which Pranata Komputer has a request: what cards say and offer, and that nobody else's tap changes it."""

from collections.abc import Callable

import pytest

from handlers import completeness, officers
from handlers import disposition as taps
from handlers.buttons import Bubble, Button
from handlers.callbacks import OldCard, Press
from handlers.errors import words_for
from handlers.handler import Toast
from handlers.showing import bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import decisions, staff
from office.register import cards, events
from office.register.cards import Shown
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from office.sop.errors import Refusal
from office.sop.request import Action, PersonId, Request, Stage
from office.sop.roles import Role
from office.sop.workflow import HeldByAnother, NotYourTurn
from tests.handlers.reading import seen
from tests.office.desk.world import AGENCY, GROUP, Office

Tap = Callable[..., Toast]
TAPPED = (officers.claim, officers.show_colleagues, officers.hand_over)


@pytest.fixture
def second(office: Office) -> Actor:
    """Another officer."""
    return office.world.person(Role.PRANATA_KOMPUTER, name="Dewi Contoh")


def card(office: Office, texts: Texts, who: Actor | int, request: Request, side: str = "") -> Bubble:
    chat = who if isinstance(who, int) else who.person.telegram_id
    return bubble_for(office.world.desk, texts, chat, f"request:{request.id}", side)[0]


def button(bubble: Bubble, label: str) -> Button:
    return next(each for row in bubble.rows for each in row if label in each.label)


def labels(bubble: Bubble) -> list[str]:
    return [each.label for row in bubble.rows for each in row]


def tap(office: Office, tapped: Tap, actor: Actor, press: Press) -> Toast:
    chat = actor.person.telegram_id
    visit = Visit(update_id=1, sender=chat, chat=chat, private=True, query="q", press=press)
    return tapped(office.world.desk, office.world.again(chat), visit, None)


def choose(office: Office, texts: Texts, request: Request, label: str) -> None:
    press = button(card(office, texts, office.kabid, request, "sheet"), label).press
    tap(office, taps.choose_officer, office.kabid, press)


def give(office: Office, texts: Texts, request: Request) -> Request:
    press = button(card(office, texts, office.kabid, request, "sheet"), "Disposisikan").press
    tap(office, taps.give, office.kabid, press)
    return office.world.load(request)


def called(office: Office) -> set[int]:
    """Whose chats are owed the applicant's letter."""
    return {p["chat_id"] for p in office.world.unpaid(Kind.DOCUMENT)}


def test_the_kabid_is_not_asked_for_whom_where_there_is_one_officer(office: Office, texts: Texts) -> None:
    shown = card(office, texts, office.kabid, office.at_kabid(), "sheet")

    assert not [label for label in labels(shown) if "👤" in label]
    assert "Pranata Komputer: " not in seen(shown.html)


def test_the_kabid_sends_it_to_one_officer_who_alone_is_called(office: Office, texts: Texts, second: Actor) -> None:
    request = office.at_kabid()
    assert "● 👤 Siapa saja" in labels(card(office, texts, office.kabid, request, "sheet"))
    choose(office, texts, request, "Dewi Contoh")
    assert "● 👤 Dewi Contoh" in labels(card(office, texts, office.kabid, request, "sheet"))
    office.world.pay_all()

    given = give(office, texts, request)

    assert (given.stage, given.officer) == (Stage.AT_CHECK, second.person.id)
    assert called(office) == {second.person.telegram_id}
    assert "Pranata Komputer: Dewi Contoh" in seen(card(office, texts, office.officer, given).html)
    assert "Pranata Komputer: Dewi Contoh" in seen(card(office, texts, GROUP, given).html)
    assert "Dewi Contoh" not in seen(card(office, texts, office.applicant, given).html)


def test_a_disposition_without_a_choice_is_open_to_all_officers(office: Office, texts: Texts, second: Actor) -> None:
    request = office.at_kabid()
    choose(office, texts, request, "Dewi Contoh")
    choose(office, texts, request, "Siapa saja")
    office.world.pay_all()

    given = give(office, texts, request)

    assert given.officer is None
    assert called(office) == {second.person.telegram_id, office.officer.person.telegram_id}
    shown = card(office, texts, office.officer, given)
    assert "✋ Ambil" in labels(shown)
    assert "Pranata Komputer: siapa saja" in seen(shown.html)


def test_the_kabid_is_shown_when_the_chosen_officer_can_have_it_no_longer(
    office: Office, texts: Texts, second: Actor
) -> None:
    office.world.person(Role.PRANATA_KOMPUTER, name="Eka Contoh")
    request = office.at_kabid()
    choose(office, texts, request, "Dewi Contoh")
    press = button(card(office, texts, office.kabid, request, "sheet"), "Disposisikan").press
    staff.suspend(office.world.desk, office.operator, second.person.id)

    with pytest.raises(StaleCard):
        tap(office, taps.give, office.kabid, press)

    assert "● 👤 Siapa saja" in labels(card(office, texts, office.kabid, request, "sheet"))
    assert give(office, texts, request).officer is None


def test_a_choice_that_became_impossible_before_the_decision_came_due_is_not_carried_out(
    office: Office, texts: Texts, second: Actor
) -> None:
    office.world.person(Role.PRANATA_KOMPUTER)
    request = office.at_kabid()
    service = AGENCY.service.model_copy(update={"undo_seconds": 10})
    office.world.agency = AGENCY.model_copy(update={"service": service})
    choose(office, texts, request, "Dewi Contoh")
    assert give(office, texts, request).stage is Stage.AT_KABID
    staff.suspend(office.world.desk, office.operator, second.person.id)
    office.world.pay_all()
    office.world.later(seconds=10)

    decisions.came_due(office.world.desk, request.id)

    assert office.world.load(request).stage is Stage.AT_KABID
    assert "notices.not_carried_out" in office.world.notices_to(office.kabid)


@pytest.mark.parametrize("officer", ["kadis", "kabid", "applicant"])
def test_nobody_who_is_no_officer_can_be_chosen(office: Office, second: Actor, officer: str) -> None:
    request, chosen = office.at_kabid(), getattr(office, officer).person.id

    with pytest.raises(StaleCard):
        tap(office, taps.choose_officer, office.kabid, Press("officer", request.id, request.revision, str(chosen)))
    with pytest.raises(StaleCard):
        tap(office, taps.give, office.kabid, Press("dispose", request.id, request.revision, str(chosen)))

    assert office.world.load(request).stage is Stage.AT_KABID


@pytest.mark.parametrize("who", ["kadis", "officer", "applicant", "operator"])
def test_nobody_but_the_kabid_chooses(office: Office, texts: Texts, second: Actor, who: str) -> None:
    request = office.at_kabid()
    press = Press("officer", request.id, request.revision, str(second.person.id))

    with pytest.raises(NotYourTurn):
        tap(office, taps.choose_officer, getattr(office, who), press)

    assert "● 👤 Siapa saja" in labels(card(office, texts, office.kabid, request, "sheet"))


def test_the_kadis_chooses_no_officer(office: Office, second: Actor) -> None:
    request = office.world.submit(office.applicant)
    press = Press("officer", request.id, request.revision, str(second.person.id))

    with pytest.raises(StaleCard):
        tap(office, taps.choose_officer, office.kadis, press)


def test_what_one_officer_took_is_refused_to_the_other_by_name(office: Office, texts: Texts, second: Actor) -> None:
    request = office.at_check()
    press = button(card(office, texts, second, request), "Ambil").press

    tap(office, officers.claim, second, press)

    with pytest.raises(HeldByAnother) as refused:
        tap(office, officers.claim, office.officer, press)
    assert refused.value.officer == second.person.id
    assert "dipegang Dewi Contoh" in words_for(texts, refused.value, "Dewi Contoh")
    assert labels(card(office, texts, office.officer, request)) == ["📄 Lembar disposisi"]
    assert "Serahkan ke …" in labels(card(office, texts, second, request))


def test_the_first_mark_takes_it_and_the_colleagues_card_says_so_without_a_button(
    office: Office, texts: Texts, second: Actor
) -> None:
    request = office.at_check()
    chat = office.officer.person.telegram_id
    cards.remember(office.world.tx, chat, f"request:{request.id}", Shown(7, 1, "x"))
    press = button(card(office, texts, second, request), "1. ").press
    theirs = button(card(office, texts, office.officer, request), "1. ").press
    office.world.pay_all()

    tap(office, completeness.mark, second, press)

    assert f"request:{request.id}" in [p["subject"] for p in office.world.unpaid(Kind.CARD) if p["chat_id"] == chat]
    shown = card(office, texts, office.officer, request)
    assert labels(shown) == ["📄 Lembar disposisi"]
    assert "Pranata Komputer: Dewi Contoh" in seen(shown.html)
    with pytest.raises(HeldByAnother):
        tap(office, completeness.mark, office.officer, theirs)
    assert "Serahkan ke …" in labels(card(office, texts, second, request))


def test_the_officer_hands_over_to_a_colleague_and_has_it_no_more(office: Office, texts: Texts, second: Actor) -> None:
    request = office.at_check()
    tap(office, officers.claim, second, Press("claim", request.id, request.revision))
    tap(office, officers.show_colleagues, second, button(card(office, texts, second, request), "Serahkan").press)
    assert office.world.unpaid(Kind.CARD)[-1]["view"] == "hand_over"
    side = card(office, texts, second, request, "hand_over")
    assert labels(side) == [office.officer.person.name, "Kembali"]

    toast = tap(office, officers.hand_over, second, side.rows[0][0].press)

    assert office.world.load(request).officer == office.officer.person.id
    assert toast.values == {"name": office.officer.person.name}
    assert "officers.handed_over" in office.world.notices_to(office.officer)
    assert "Serahkan ke …" in labels(card(office, texts, office.officer, request))
    assert card(office, texts, second, request, "hand_over") == card(office, texts, second, request)


def test_where_the_officer_is_away_the_kabid_gives_it_to_another(office: Office, texts: Texts, second: Actor) -> None:
    request = office.at_check()
    tap(office, officers.claim, second, Press("claim", request.id, request.revision))
    tap(
        office,
        officers.show_colleagues,
        office.kabid,
        button(card(office, texts, office.kabid, request), "Serah").press,
    )
    side = card(office, texts, office.kabid, request, "hand_over")
    assert labels(side) == [office.officer.person.name, "Kembali"]

    tap(office, officers.hand_over, office.kabid, side.rows[0][0].press)

    assert office.world.load(request).officer == office.officer.person.id
    assert "officers.handed_over" in office.world.notices_to(office.officer)
    given = events.of_request(office.world.tx, request.id)[-1]
    assert (given.tag, given.person, given.role) == ("request:hand_over", office.kabid.person.id, Role.KABID)


def test_a_kabid_gives_nothing_away_that_nobody_has(office: Office, texts: Texts, second: Actor) -> None:
    request = office.at_check()

    assert "Serahkan ke …" not in labels(card(office, texts, office.kabid, request))
    with pytest.raises(StaleCard):
        tap(office, officers.hand_over, office.kabid, Press("x", request.id, request.revision, str(second.person.id)))


def test_a_kabid_chooses_no_officer_for_a_request_of_their_own(office: Office, texts: Texts, second: Actor) -> None:
    both = office.world.person(Role.KABID, Role.APPLICANT)
    request = office.world.submit(both)
    for official in (office.kadis, office.kabid):
        request = office.world.act(official, request, Action.DISPOSE)
    tap(office, officers.claim, office.officer, Press("claim", request.id, request.revision))

    assert "Serahkan ke …" not in labels(card(office, texts, both, request))
    with pytest.raises(HeldByAnother):
        tap(office, officers.hand_over, both, Press("x", request.id, request.revision, str(second.person.id)))


@pytest.mark.parametrize(
    ("who", "tapped"),
    [
        *((who, tapped) for who in ("applicant", "kadis", "operator") for tapped in TAPPED),
        ("kabid", officers.claim),
    ],
)
def test_nobody_else_takes_or_hands_over(office: Office, second: Actor, who: str, tapped: Tap) -> None:
    request, stranger = office.at_check(), getattr(office, who)

    with pytest.raises(NotAllowed):
        tap(office, tapped, stranger, Press("x", request.id, request.revision, str(stranger.person.id)))

    assert office.world.load(request).officer is None


def test_another_officer_hands_nothing_over_that_is_not_theirs(office: Office, second: Actor) -> None:
    request = office.at_check()
    tap(office, officers.claim, second, Press("claim", request.id, request.revision))
    press = Press("hand_to", request.id, request.revision, str(office.officer.person.id))

    for tapped in (officers.show_colleagues, officers.hand_over, officers.claim):
        with pytest.raises(HeldByAnother):
            tap(office, tapped, office.officer, press)

    assert office.world.load(request).officer == second.person.id


@pytest.mark.parametrize(
    ("extra", "refusal"), [("", OldCard), ("x", OldCard), ("999", StaleCard), ("kadis", StaleCard)]
)
def test_nothing_is_handed_over_to_an_invented_colleague(
    office: Office, second: Actor, extra: str, refusal: type[Refusal]
) -> None:
    request = office.at_check()
    tap(office, officers.claim, second, Press("claim", request.id, request.revision))
    to = str(office.kadis.person.id) if extra == "kadis" else extra

    with pytest.raises(refusal):
        tap(office, officers.hand_over, second, Press("hand_to", request.id, request.revision, to))

    assert office.world.load(request).officer == second.person.id


def test_a_card_from_an_earlier_turn_takes_nothing(office: Office, second: Actor) -> None:
    request = office.at_check()

    for tapped in (officers.claim, officers.hand_over):
        with pytest.raises(StaleCard):
            tap(office, tapped, second, Press("claim", request.id, request.revision - 1, str(second.person.id)))


def test_a_request_of_ones_own_is_neither_offered_nor_taken(office: Office, texts: Texts, second: Actor) -> None:
    both = office.world.person(Role.PRANATA_KOMPUTER, Role.APPLICANT)
    request = office.world.submit(both)
    for official in (office.kadis, office.kabid):
        request = office.world.act(official, request, Action.DISPOSE)

    with pytest.raises(StaleCard):
        tap(office, officers.claim, both, Press("claim", request.id, request.revision))

    assert "✋ Ambil" not in labels(card(office, texts, both, request))
    assert "✋ Ambil" in labels(card(office, texts, second, request))


def test_an_unknown_holder_is_refused_without_a_name(texts: Texts) -> None:
    assert "Pranata Komputer lain" in words_for(texts, HeldByAnother(Action.BUILD, PersonId(7)))
