"""An authenticator of one's own: begun in the official's chat, confirmed by an admin, moved to another phone."""

from datetime import timedelta

import pytest

from office.desk import enrolment, presence, staff, standing
from office.desk.desk import Suspended
from office.desk.enrolment import First, NoCodeWanted, OwnAuthenticator
from office.desk.presence import AuthenticatorMissing, LockedOut, NotConfirmedYet
from office.desk.standing import Terms
from office.register import authenticators
from office.register import tables as t
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from office.sop.presence import State, Verdict
from office.sop.request import Request, Stage
from office.sop.roles import Role
from tests.office.desk.apps import (
    QR,
    all_have_apps,
    code,
    dispose,
    first_code,
    has_app,
    number,
    secret_of,
    show_qr,
    told,
    verdict,
    with_code,
    with_codes,
)
from tests.office.desk.apps import wrong as wrong_code
from tests.office.desk.world import GROUP, Office


def test_officials_and_admins_are_asked_to_have_one(careful: Office) -> None:
    for actor in (careful.kadis, careful.world.person(Role.ADMIN)):
        assert enrolment.check_wanted(careful.world.desk, actor) is None
    for actor in (careful.applicant, careful.world.person(Role.OPERATOR), careful.world.newcomer()):
        with pytest.raises(NoCodeWanted):
            enrolment.check_wanted(careful.world.desk, actor)


def test_an_enrolment_is_told_and_waits_for_an_admin(careful: Office) -> None:
    has_app(careful.world, careful.operator)
    assert first_code(careful.world, careful.kadis) is First.WAITS

    assert "presence.enrolled_group" in told(careful, GROUP)
    asked = [p for p in careful.world.owed(Kind.NOTICE) if p["say"] == "presence.enrolled"]
    assert [p["chat_id"] for p in asked] == [careful.operator.person.telegram_id]
    with_code(careful.world, careful.operator)
    enrolment.confirm(careful.world.desk, careful.operator, asked[0]["values"]["authenticator"])
    assert "presence.you_confirm" in careful.world.notices_to(careful.kadis)
    assert enrolment.check_wanted(careful.world.desk, careful.kadis) is not None


def test_where_no_other_admin_is_there_to_confirm_it_the_command_line_does(careful: Office) -> None:
    assert first_code(careful.world, careful.operator) is First.WAITS_ALONE

    assert "presence.enrolled" not in careful.world.notices_to(careful.operator)
    waiting = number(careful.world, careful.operator, State.UNCONFIRMED)
    assert enrolment.confirm(careful.world.desk, None, waiting).id == careful.operator.person.id
    assert number(careful.world, careful.operator, State.ACTIVE) == waiting


def test_nobody_waits_for_an_admin_whose_own_app_counts_for_nothing_yet(careful: Office) -> None:
    second = careful.world.person(Role.ADMIN)
    assert first_code(careful.world, careful.operator) is First.WAITS_ALONE

    assert first_code(careful.world, second) is First.WAITS_ALONE


def test_an_admin_without_an_authenticator_of_their_own_confirms_nobodys(careful: Office) -> None:
    first_code(careful.world, careful.kadis)
    waiting = number(careful.world, careful.kadis, State.UNCONFIRMED)

    with pytest.raises(AuthenticatorMissing):
        enrolment.confirm(careful.world.desk, careful.operator, waiting)
    first_code(careful.world, careful.operator)
    with pytest.raises(NotConfirmedYet):
        enrolment.confirm(careful.world.desk, careful.operator, waiting)


def test_the_picture_of_the_secret_goes_when_its_first_code_has_come_and_by_itself(careful: Office) -> None:
    show_qr(careful.world, careful.kadis)
    planned = careful.world.tx.execute(
        t.owed.select().with_only_columns(t.owed.c.not_before).where(t.owed.c.kind == Kind.DELETION)
    ).scalar_one()
    enrolment.first_code(careful.world.desk, careful.kadis, code(careful.world, careful.kadis, State.OFFERED))
    [gone] = careful.world.unpaid(Kind.DELETION)
    now = careful.world.tx.execute(
        t.owed.select().with_only_columns(t.owed.c.not_before).where(t.owed.c.kind == Kind.DELETION)
    ).scalar_one()

    assert gone == {"chat_id": careful.kadis.person.telegram_id, "message_id": QR}
    assert (planned, now) == (careful.world.now + timedelta(minutes=10), careful.world.now)


def test_a_second_picture_makes_the_first_one_worthless(careful: Office) -> None:
    show_qr(careful.world, careful.kadis)
    old = code(careful.world, careful.kadis, State.OFFERED)
    show_qr(careful.world, careful.kadis, message=QR + 1)

    assert enrolment.first_code(careful.world.desk, careful.kadis, old) is First.WRONG


def test_a_picture_is_good_for_some_minutes_only(careful: Office) -> None:
    show_qr(careful.world, careful.kadis)
    careful.world.later(minutes=10, seconds=1)

    typed = code(careful.world, careful.kadis, State.OFFERED)

    assert enrolment.first_code(careful.world.desk, careful.kadis, typed) is First.TOO_LATE


def test_nobody_confirms_their_own_and_only_admins_confirm(careful: Office) -> None:
    admin = careful.world.person(Role.ADMIN, Role.KADIS)
    first_code(careful.world, admin)
    waiting = number(careful.world, admin, State.UNCONFIRMED)

    with pytest.raises(OwnAuthenticator):
        enrolment.confirm(careful.world.desk, admin, waiting)
    with pytest.raises(OwnAuthenticator):
        enrolment.refuse(careful.world.desk, admin, waiting)
    for actor in (careful.kabid, careful.applicant):
        with pytest.raises(NotAllowed):
            enrolment.confirm(careful.world.desk, actor, waiting)
        with pytest.raises(NotAllowed):
            enrolment.refuse(careful.world.desk, actor, waiting)


def test_an_old_button_confirms_no_newer_authenticator(careful: Office) -> None:
    """Somebody else may have begun a new one in between."""
    first_code(careful.world, careful.kadis)
    seen = number(careful.world, careful.kadis, State.UNCONFIRMED)
    careful.world.later(minutes=1)
    first_code(careful.world, careful.kadis)

    with pytest.raises(StaleCard):
        enrolment.confirm(careful.world.desk, careful.operator, seen)


def test_a_picture_from_before_the_confirmation_replaces_nothing_after_it(careful: Office) -> None:
    """A stolen chat begins one of its own while the official's waits for the admin."""
    first_code(careful.world, careful.kadis)
    show_qr(careful.world, careful.kadis)
    stolen = code(careful.world, careful.kadis, State.OFFERED)
    mine = secret_of(careful.world, careful.kadis, State.UNCONFIRMED)
    enrolment.confirm(careful.world.desk, None, number(careful.world, careful.kadis, State.UNCONFIRMED))

    assert enrolment.first_code(careful.world.desk, careful.kadis, stolen) is First.NOT_SHOWN
    show_qr(careful.world, careful.kadis)  # owed before, paid after it
    late = code(careful.world, careful.kadis, State.OFFERED)
    assert enrolment.first_code(careful.world.desk, careful.kadis, late) is First.TOO_LATE
    assert secret_of(careful.world, careful.kadis) == mine


def test_with_a_code_of_the_old_one_a_new_phone_takes_its_place(careful: Office, at_kadis: Request) -> None:
    has_app(careful.world, careful.kadis)
    old = code(careful.world, careful.kadis)
    show_qr(careful.world, careful.kadis, replaces=number(careful.world, careful.kadis, State.ACTIVE))

    typed = code(careful.world, careful.kadis, State.OFFERED)

    assert enrolment.first_code(careful.world.desk, careful.kadis, typed) is First.REPLACED
    assert verdict(careful, old) is Verdict.WRONG
    assert "presence.replaced_group" in told(careful, GROUP)
    careful.world.later(seconds=30)
    verdict(careful, code(careful.world, careful.kadis))
    assert dispose(careful, at_kadis).stage is Stage.AT_KABID


def test_a_locked_one_is_not_replaced_either(careful: Office) -> None:
    has_app(careful.world, careful.kadis)
    show_qr(careful.world, careful.kadis, replaces=number(careful.world, careful.kadis, State.ACTIVE))
    for _ in range(careful.world.agency.presence.attempts):
        verdict(careful, wrong_code(careful.world, careful.kadis))

    with pytest.raises(LockedOut):
        enrolment.check_wanted(careful.world.desk, careful.kadis)
    typed = code(careful.world, careful.kadis, State.OFFERED)
    with pytest.raises(LockedOut):
        enrolment.first_code(careful.world.desk, careful.kadis, typed)


def test_whoever_lost_the_phone_begins_anew_after_a_reset(careful: Office, at_kadis: Request) -> None:
    all_have_apps(careful)
    verdict(careful, code(careful.world, careful.kadis))

    enrolment.reset(careful.world.desk, careful.kadis.person.id)

    with pytest.raises(AuthenticatorMissing):
        dispose(careful, at_kadis)
    assert presence.prove(careful.world.desk, careful.kadis, "123456") is None
    assert "presence.you_reset" in careful.world.notices_to(careful.kadis)
    assert "presence.reset_group" in told(careful, GROUP)
    with pytest.raises(StaleCard):
        enrolment.reset(careful.world.desk, careful.kadis.person.id)


def test_an_admin_who_was_told_that_it_is_not_theirs_throws_it_out(careful: Office) -> None:
    first_code(careful.world, careful.kadis)
    waiting = number(careful.world, careful.kadis, State.UNCONFIRMED)

    enrolment.refuse(careful.world.desk, careful.operator, waiting)

    assert authenticators.all_of(careful.world.tx) == []
    with pytest.raises(StaleCard):
        enrolment.confirm(careful.world.desk, careful.operator, waiting)


def test_no_secret_lies_anywhere_but_in_its_own_table(careful: Office, at_kadis: Request) -> None:
    all_have_apps(careful)
    verdict(careful, code(careful.world, careful.kadis))
    dispose(careful, at_kadis)
    secrets = [each.secret for each in authenticators.all_of(careful.world.tx)]

    others = [table for name, table in t.metadata.tables.items() if name != "authenticators"]
    kept = "".join(str(row) for table in others for row in careful.world.tx.execute(table.select()))

    assert len(secrets) == 3
    assert not [secret for secret in secrets if secret in kept]


def test_who_will_stand_in_has_an_app_before_the_first_day_and_is_told_so(office: Office) -> None:
    office.world.agency = with_codes()
    deputy = office.world.person(Role.OPERATOR)
    with pytest.raises(NoCodeWanted):
        enrolment.check_wanted(office.world.desk, deputy)

    standing.begin_period(office.world.desk, deputy.person, Terms("kadis", "plh", "2026-11-26", "2026-11-27"), by=None)

    assert enrolment.check_wanted(office.world.desk, deputy) is None
    [appointed] = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "standing.appointed"]
    assert appointed["needs_app"] is True


def test_a_suspended_deputy_begins_no_app(office: Office) -> None:
    office.world.agency = with_codes()
    deputy = office.world.person(Role.PRANATA_KOMPUTER)
    standing.begin_period(office.world.desk, deputy.person, Terms("kadis", "plh", "2026-11-26", "2026-11-27"), by=None)
    show_qr(office.world, deputy)
    staff.suspend(office.world.desk, office.operator, deputy.person.id)
    thief = office.world.again(deputy.person.telegram_id)

    with pytest.raises(Suspended):
        enrolment.check_wanted(office.world.desk, thief)
    with pytest.raises(Suspended):
        enrolment.first_code(office.world.desk, thief, code(office.world, thief, State.OFFERED))
