"""What stands on a button is read as it is: an apostrophe is an apostrophe, an ampersand an ampersand."""

import pytest

from handlers.buttons import Bubble
from handlers.cards import SHEET
from handlers.officer_card import HAND_OVER
from handlers.showing import bubble_for
from handlers.texts import Texts
from office.desk import officers, standing
from office.desk.standing import Terms
from office.register.people import Actor
from office.sop.roles import Role
from tests.office.desk.world import AGENCY, Office

NAME = "Nur'aini & Ma'ruf <S.Kom>"
PHRASE = "Tanggapan & saran <segera>"


@pytest.fixture
def named(office: Office) -> Actor:
    """An officer whom HTML would have to escape."""
    return office.world.person(Role.PRANATA_KOMPUTER, name=NAME)


def labels(bubble: Bubble) -> list[str]:
    """As Telegram gets them."""
    assert bubble.markup is not None
    return [key["text"] for row in bubble.markup.to_dict()["inline_keyboard"] for key in row]


def card(office: Office, texts: Texts, who: Actor, subject: str, side: str = "") -> Bubble:
    return bubble_for(office.world.desk, texts, who.person.telegram_id, subject, side)[0]


def test_whose_period_is_ended_is_named_as_they_are_called(office: Office, texts: Texts, named: Actor) -> None:
    terms = Terms("kadis", "plh", "2026-11-24", "2026-11-25")
    standing.appoint(office.world.desk, office.operator, named.person.id, terms)

    assert f"Akhiri: {NAME}" in labels(card(office, texts, office.kadis, f"standing:{office.kadis.person.id}"))


def test_the_kabid_chooses_an_officer_by_name(office: Office, texts: Texts, named: Actor) -> None:
    request = office.at_kabid()

    assert f"👤 {NAME}" in labels(card(office, texts, office.kabid, f"request:{request.id}", SHEET))
    assert named.person.name == NAME


def test_a_colleague_is_named_where_a_request_is_handed_over(office: Office, texts: Texts, named: Actor) -> None:
    request = office.at_check()
    officers.claim(office.world.desk, office.officer, request.id, revision=request.revision)

    assert named.person.name in labels(card(office, texts, office.officer, f"request:{request.id}", HAND_OVER))


def test_the_offices_own_phrases_and_checks_are_read_as_it_wrote_them(office: Office, texts: Texts) -> None:
    letter = AGENCY.letter.model_copy(update={"disposition_phrases": (PHRASE,)})
    check = AGENCY.service.checklist[0].model_copy(update={"text": PHRASE})
    service = AGENCY.service.model_copy(update={"checklist": (check,)})
    office.world.agency = AGENCY.model_copy(update={"letter": letter, "service": service})
    request = office.at_kabid()
    sheet = labels(card(office, texts, office.kabid, f"request:{request.id}", SHEET))
    request = office.at_check("dinkes2")

    assert f"▫️ {PHRASE}" in sheet
    assert f"▫️ 1. {PHRASE}" in labels(card(office, texts, office.officer, f"request:{request.id}"))
