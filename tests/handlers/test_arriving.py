"""What can be seen a moment before it is noted down: words about it wait for that."""

from dataclasses import replace

import pytest

from handlers.arriving import may_answer_what_is_coming
from handlers.callbacks import Press
from handlers.visit import Visit
from office.desk import invitations
from office.register import cards
from office.register.cards import Shown
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.roles import Role
from tests.handlers.hearing import as_it_stands, hear, said, tapped
from tests.office.desk.apps import with_codes
from tests.office.desk.world import Office


def waits(office: Office, visit: Visit) -> bool:
    return may_answer_what_is_coming(office.world.desk, visit)


def reason_asked(office: Office) -> Actor:
    request = office.world.submit(office.applicant)
    hear(office, office.kadis, tapped(office.kadis, as_it_stands(office, request, "reject")))
    return office.kadis


def test_a_word_waits_until_the_question_that_it_may_answer_has_come(office: Office) -> None:
    kadis = reason_asked(office)
    before = waits(office, said(kadis, "Layanan sudah ada"))

    office.world.pay(Kind.PROMPT)

    assert (before, waits(office, said(kadis, "Layanan sudah ada"))) == (True, False)


@pytest.mark.parametrize("words", ["halo", "/antrian"])
def test_nobody_else_waits_and_no_tap_or_command(office: Office, words: str) -> None:
    kadis = reason_asked(office)

    assert not waits(office, said(office.applicant, words))
    assert not waits(office, said(kadis, "/antrian"))
    assert not waits(office, tapped(kadis, Press("card", 1)))


def test_a_reply_to_a_message_that_we_do_not_know_waits_while_something_is_sent_there(office: Office) -> None:
    chat = office.applicant.person.telegram_id
    office.world.submit(office.applicant)
    cards.remember(office.world.tx, chat, "question", Shown(60, 0, "x"))
    unknown = replace(said(office.applicant, "Seksi Data"), reply_to=61)
    idle = waits(office, unknown)

    office.world.take_up()

    assert (idle, waits(office, unknown)) == (False, True)
    assert not waits(office, replace(unknown, reply_to=60))


def test_a_link_is_opened_when_it_is_known(office: Office) -> None:
    link = replace(said(office.applicant, "/start"), text="9_2o_4niqV9LGWjhXS-9zg")
    office.world.pay_all()
    invitations.invite(office.world.desk, office.operator, Role.KADIS, days=7)
    idle = waits(office, link)

    office.world.take_up()

    assert (idle, waits(office, link)) == (False, True)
    assert not waits(office, replace(link, text=""))


def test_the_first_code_waits_for_the_qr(office: Office) -> None:
    office.world.agency = with_codes()
    hear(office, office.kadis, said(office.kadis, "/autentikator"))
    before = waits(office, said(office.kadis, "123456"))

    office.world.pay(Kind.AUTHENTICATOR)

    assert (before, waits(office, said(office.kadis, "123456"))) == (True, False)
