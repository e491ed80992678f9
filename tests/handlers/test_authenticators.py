"""`/autentikator`, and what admins answer: how an official comes to an authenticator, or to another."""

import pytest

from handlers.callbacks import Press
from handlers.notices import notice_bubble
from handlers.texts import Texts
from office.desk import enrolment
from office.desk.enrolment import NoCodeWanted
from office.desk.presence import CodeNeeded
from office.register import cards
from office.register.owed import Kind
from office.sop.presence import State
from office.sop.roles import Role
from tests.handlers.hearing import by_kadis, deleted, hear, next_code, prompts_to, said, tapped, words_to
from tests.office.desk.apps import all_have_apps, code, first_code, has_app, number, show_qr, with_codes
from tests.office.desk.apps import wrong as wrong_code
from tests.office.desk.world import GROUP, Office


def test_an_official_without_one_is_shown_a_picture_and_asked_for_its_first_code(office: Office, texts: Texts) -> None:
    office.world.agency = with_codes()
    kadis = office.kadis
    has_app(office.world, office.operator)

    hear(office, kadis, said(kadis, "/autentikator"))
    hear(office, kadis, said(kadis, "123456", message=50))

    [owed] = office.world.unpaid(Kind.AUTHENTICATOR)
    assert owed == {"chat_id": kadis.person.telegram_id, "person_id": kadis.person.id, "replaces": None}
    assert "QR-nya sedang disiapkan" in words_to(office, texts, kadis)
    show_qr(office.world, kadis)
    hear(office, kadis, said(kadis, code(office.world, kadis, State.OFFERED), message=51))
    assert "Kodenya cocok. Admin akan menanyakan" in words_to(office, texts, kadis)
    assert {50, 51, 77} <= set(deleted(office))
    assert cards.awaited_text(office.world.tx, kadis.person.id, kadis.person.telegram_id) is None


def test_a_new_phone_needs_a_code_of_the_old_one_even_where_one_still_counts(office: Office) -> None:
    office.world.agency = with_codes()
    all_have_apps(office)
    kadis, (_, _, visit) = office.kadis, by_kadis(office)
    hear(office, kadis, visit)
    hear(office, kadis, said(kadis, next_code(office, kadis)))

    hear(office, kadis, said(kadis, "/autentikator"))
    assert prompts_to(office, kadis)[-1] == "presence.ask_current"
    hear(office, kadis, said(kadis, wrong_code(office.world, kadis)))
    assert office.world.unpaid(Kind.AUTHENTICATOR) == []
    hear(office, kadis, said(kadis, next_code(office, kadis)))

    [owed] = office.world.unpaid(Kind.AUTHENTICATOR)
    assert owed["replaces"] == number(office.world, kadis, State.ACTIVE)


@pytest.mark.parametrize(("who", "needs"), [("kadis", True), ("operator", True), ("applicant", False)])
def test_the_help_names_the_command_to_everybody_who_is_asked_for_codes(
    office: Office, texts: Texts, who: str, *, needs: bool
) -> None:
    office.world.agency, actor = with_codes(), getattr(office, who)

    hear(office, actor, said(actor, "/bantuan"))

    assert ("/autentikator" in words_to(office, texts, actor)) is needs


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.OPERATOR])
def test_whoever_decides_nothing_and_gives_no_power_needs_none(office: Office, role: Role) -> None:
    office.world.agency = with_codes()
    actor = office.world.person(role)

    assert isinstance(hear(office, actor, said(actor, "/autentikator")), NoCodeWanted)


def test_in_a_group_the_command_does_nothing(office: Office) -> None:
    office.world.agency = with_codes()

    hear(office, office.kadis, said(office.kadis, "/autentikator", chat=GROUP))

    assert office.world.unpaid(Kind.AUTHENTICATOR) == []


def test_the_admins_answer_below_what_they_are_told(office: Office, texts: Texts) -> None:
    office.world.agency = with_codes()
    first_code(office.world, office.kadis)
    [told] = [p for p in office.world.owed(Kind.NOTICE) if p["say"] == "presence.enrolled"]
    bubble = notice_bubble(texts, told["say"], told["values"])
    yes, no = bubble.rows[0]

    has_app(office.world, office.operator)
    assert isinstance(hear(office, office.operator, tapped(office.operator, yes.press)), CodeNeeded)
    hear(office, office.operator, said(office.operator, next_code(office, office.operator)))

    assert "Kadis Contoh" in bubble.html
    assert number(office.world, office.kadis, State.ACTIVE)
    assert hear(office, office.operator, tapped(office.operator, no.press)) is not None
    assert number(office.world, office.kadis, State.ACTIVE)


@pytest.mark.parametrize("action", ["auth_yes", "auth_no"])
def test_a_forged_answer_of_somebody_else_changes_nothing(office: Office, action: str) -> None:
    office.world.agency = with_codes()
    first_code(office.world, office.kadis)
    waiting = number(office.world, office.kadis, State.UNCONFIRMED)

    for actor in (office.kadis, office.applicant, office.world.newcomer()):
        assert hear(office, actor, tapped(actor, Press(action, waiting))) is not None

    assert number(office.world, office.kadis, State.UNCONFIRMED) == waiting


def test_a_stolen_chat_cannot_confirm_what_it_has_begun_even_if_it_is_an_admins(office: Office) -> None:
    office.world.agency = with_codes()
    both = office.world.person(Role.ADMIN, Role.KABID)
    first_code(office.world, both)
    waiting = number(office.world, both, State.UNCONFIRMED)

    refused = hear(office, both, tapped(both, Press("auth_yes", waiting)))

    assert isinstance(refused, enrolment.OwnAuthenticator)
    assert number(office.world, both, State.UNCONFIRMED) == waiting
