"""Whoever is to decide has the applicant's letter above the card, however late they come to it."""

import pytest

from office.desk import officers, staff, standing, telling
from office.desk.roles import roles_changed
from office.desk.standing import Terms
from office.register import cards, people
from office.register.cards import Shown
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.request import Request
from office.sop.roles import Role
from tests.office.desk.world import Office

PLH = Terms("kadis", "plh", "2026-11-24", "2026-11-25")


def brought(office: Office, actor: Actor) -> list[str]:
    """The letter and the cards of requests that this chat is owed, in their order."""
    chat, kinds = actor.person.telegram_id, (Kind.DOCUMENT, Kind.CARD)
    owed = [p for p in office.world.owed(*kinds) if p["chat_id"] == chat]
    return [p.get("say", "card") for p in owed if "say" in p or p["subject"].startswith("request:")]


@pytest.fixture
def waiting(office: Office) -> Request:
    request = office.world.submit(office.applicant)
    office.world.pay_all()
    return request


def test_whoever_stands_in_from_today_gets_letter_and_card(office: Office, waiting: Request) -> None:
    deputy = office.world.person(Role.PRANATA_KOMPUTER, name="Wakil Contoh")

    standing.appoint(office.world.desk, office.kadis, deputy.person.id, PLH)
    standing.turned(office.world.desk, office.world.unpaid(Kind.PERIOD)[0]["assignment_id"])

    assert brought(office, deputy) == ["notices.letter_file", "card"]


@pytest.mark.parametrize(("turn", "expected"), [(0, ["notices.letter_file", "card"]), (2, ["card"])])
def test_whoever_has_only_looked_at_the_card_gets_the_letter_and_whoever_was_called_has_it(
    office: Office, waiting: Request, turn: int, expected: list[str]
) -> None:
    second = office.world.person(Role.OPERATOR, name="Dua Contoh")
    chat, subject = second.person.telegram_id, telling.about_request(waiting.id)
    cards.remember(office.world.tx, chat, subject, Shown(7, turn, "x"))

    people.grant(office.world.tx, second.person.id, Role.KADIS, now=office.world.now)
    roles_changed(office.world.desk, second.person.id)

    assert brought(office, second) == expected


def test_a_colleague_who_is_left_with_it_gets_letter_and_card(office: Office) -> None:
    second = office.world.person(Role.PRANATA_KOMPUTER, name="Dua Contoh")
    request = office.at_check()
    officers.claim(office.world.desk, office.officer, request.id, revision=request.revision)
    office.world.tx.exec_driver_sql("DELETE FROM owed")

    staff.suspend(office.world.desk, office.operator, office.officer.person.id)

    assert brought(office, second) == ["notices.letter_file", "card"]
