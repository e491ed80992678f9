"""Reasons that a tap gives: nothing is decided by one slip, nor by somebody else's button."""

import pytest

from handlers.approvals import ask_whether, ask_why
from handlers.callbacks import OldCard, Press
from handlers.reasons import WHY, offered_reasons, side_of
from handlers.showing import bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.register import events
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.request import Action, Request, Stage
from office.sop.text import key_of
from office.sop.workflow import NotYourTurn
from tests.office.desk.world import AGENCY, Office

NOS = [Action.REJECT, Action.RETURN]
PHRASES = {Action.REJECT: AGENCY.service.rejection_phrases, Action.RETURN: AGENCY.service.return_phrases}

FIRST = str(key_of(PHRASES[Action.RETURN][0]))


@pytest.fixture
def at_kadis(office: Office) -> Request:
    service = AGENCY.service.model_copy(update={"undo_seconds": 0})
    office.world.agency = AGENCY.model_copy(update={"service": service})
    return office.world.submit(office.applicant)


def tap(actor: Actor, press: Press) -> Visit:
    chat = actor.person.telegram_id
    return Visit(update_id=1, sender=chat, chat=chat, private=True, query="q", press=press)


@pytest.mark.parametrize("action", NOS)
def test_the_question_why_offers_the_offices_phrases(office: Office, at_kadis: Request, action: Action) -> None:
    seen = (at_kadis.id, at_kadis.revision)
    ask_why(office.world.desk, office.kadis, tap(office.kadis, Press(action, *seen)), None)

    [prompt] = office.world.owed(Kind.PROMPT)

    assert prompt["offers"] == list(PHRASES[action])
    assert [row[0].label for row in offered_reasons(action, *seen, prompt["offers"])] == list(PHRASES[action])


@pytest.mark.parametrize("action", NOS)
def test_a_tapped_reason_is_asked_about_before_it_decides(
    office: Office, texts: Texts, at_kadis: Request, action: Action
) -> None:
    desk, seen = office.world.desk, (at_kadis.id, at_kadis.revision)
    ask_whether(desk, office.kadis, tap(office.kadis, Press(WHY[action], *seen, str(key_of(PHRASES[action][1])))), None)
    assert office.world.load(at_kadis).stage is Stage.AT_KADIS
    chat = office.kadis.person.telegram_id
    shown, _ = bubble_for(desk, texts, chat, f"request:{at_kadis.id}", side_of(action, key_of(PHRASES[action][1])))
    assert PHRASES[action][1] in shown.html

    ask_why(desk, office.kadis, tap(office.kadis, shown.rows[0][0].press), None)

    ended = {Action.REJECT: Stage.REJECTED, Action.RETURN: Stage.RETURNED}[action]
    assert office.world.load(at_kadis).stage is ended
    assert events.of_request(office.world.tx, at_kadis.id)[-1].payload["reason"] == PHRASES[action][1]


@pytest.mark.parametrize("action", NOS)
def test_the_reason_that_was_read_is_the_one_that_is_given_however_the_office_orders_its_list(
    office: Office, texts: Texts, at_kadis: Request, action: Action
) -> None:
    chat, key = office.kadis.person.telegram_id, key_of(PHRASES[action][1])
    shown, _ = bubble_for(office.world.desk, texts, chat, f"request:{at_kadis.id}", side_of(action, key))
    service = office.world.agency.service
    turned = {f"{name}_phrases": getattr(service, f"{name}_phrases")[::-1] for name in ("rejection", "return")}
    office.world.agency = AGENCY.model_copy(update={"service": service.model_copy(update=turned)})

    ask_why(office.world.desk, office.kadis, tap(office.kadis, shown.rows[0][0].press), None)

    assert events.of_request(office.world.tx, at_kadis.id)[-1].payload["reason"] == PHRASES[action][1]


@pytest.mark.parametrize("number", ["99", "x", "-1"])
def test_a_forged_number_decides_nothing(office: Office, at_kadis: Request, number: str) -> None:
    for press in (Action.REJECT, WHY[Action.REJECT]):
        visit = tap(office.kadis, Press(press, at_kadis.id, at_kadis.revision, number))
        with pytest.raises((StaleCard, OldCard)):
            (ask_why if press is Action.REJECT else ask_whether)(office.world.desk, office.kadis, visit, None)

    assert office.world.load(at_kadis).stage is Stage.AT_KADIS


@pytest.mark.parametrize("who", ["kabid", "officer", "applicant", "operator"])
def test_a_phrase_in_foreign_hands_decides_nothing(office: Office, at_kadis: Request, who: str) -> None:
    stranger = getattr(office, who)
    press = Press(Action.RETURN, at_kadis.id, at_kadis.revision, FIRST)

    with pytest.raises(NotYourTurn):
        ask_why(office.world.desk, stranger, tap(stranger, press), None)


def test_a_phrase_on_a_stale_card_decides_nothing(office: Office, at_kadis: Request) -> None:
    press = Press(Action.REJECT, at_kadis.id, at_kadis.revision - 1, str(key_of(PHRASES[Action.REJECT][0])))

    with pytest.raises(StaleCard):
        ask_why(office.world.desk, office.kadis, tap(office.kadis, press), None)


def test_what_the_kadis_gave_back_is_mended_and_starts_at_the_kadis_again(office: Office, at_kadis: Request) -> None:
    office.world.act(office.kadis, at_kadis, Action.RETURN, "Surat belum terbaca")
    [told] = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "notices.return_returned"]

    again = office.world.answer_and_submit(office.applicant)

    assert (told["role"], told["reason"]) == ("kadis", "Surat belum terbaca")
    assert (again.stage, again.round, again.decisions) == (Stage.AT_KADIS, 2, ())
