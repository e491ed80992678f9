"""Links that invite: made once, seen while they are open, withdrawn by an admin or with the power of their maker."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from office.desk import invitations, staff, standing
from office.desk.desk import Suspended
from office.desk.invitations import GROUP as GROUP_GRANT
from office.desk.invitations import LinkMadeAlready, about_inviting
from office.desk.registration import GroupBound, NobodyNeeded, bind_group, consent, filling, give_up, redeem
from office.desk.standing import Terms
from office.register import cards, rooms
from office.register import invitations as register
from office.register.cards import Shown
from office.register.invitations import InvitationWithdrawn
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from office.sop.roles import Role
from tests.office.desk.test_registration import answer, send
from tests.office.desk.world import GROUP, Office

PLH = Terms("kadis", "plh", "2026-11-24", "2026-11-25")
FORM = ("Palsu Contoh", "199001012015012001", "Pembina (IV/a)")


@pytest.fixture
def second(office: Office) -> Actor:
    """Another admin, so that the first one can go."""
    return office.world.person(Role.ADMIN, name="Dua Contoh")


def open_now(office: Office) -> list[str]:
    return [each.grants for each in invitations.all_open(office.world.desk)]


def newest(office: Office, maker: Actor) -> int:
    return max(invitations.newest_of(office.world.desk, maker, in_place=in_place) for in_place in (False, True))


def sent(office: Office, maker: Actor) -> str:
    """The secret of the newest link, as the worker makes it when it is sent."""
    token = register.new_token()
    register.seal(office.world.tx, newest(office, maker), token)
    return token


def test_a_link_is_open_from_the_tap_on_and_owed_once(office: Office) -> None:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)

    [found] = invitations.all_open(office.world.desk)
    [owed] = office.world.owed(Kind.INVITATION)
    assert (found.grants, found.made_by) == ("kabid", office.operator.person.id)
    assert (found.expires_at - office.world.now).days == 7
    assert owed == {"chat_id": office.operator.person.telegram_id, "invitation_id": found.id}


def test_a_button_is_good_for_one_link(office: Office) -> None:
    seen = newest(office, office.operator)
    invitations.check_newest(office.world.desk, office.operator, seen)
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)

    with pytest.raises(LinkMadeAlready):
        invitations.check_newest(office.world.desk, office.operator, seen)

    invitations.check_newest(office.world.desk, office.operator, newest(office, office.operator))


def test_a_button_for_a_deputys_link_stays_good_when_another_kind_of_link_is_made(office: Office) -> None:
    seen = invitations.newest_of(office.world.desk, office.operator, in_place=True)
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    invitations.check_newest(office.world.desk, office.operator, seen, in_place=True)

    standing.invite(office.world.desk, office.operator, PLH)

    with pytest.raises(LinkMadeAlready):
        invitations.check_newest(office.world.desk, office.operator, seen, in_place=True)


@pytest.mark.parametrize("grants", ["kabid", "kadis"])
def test_whoever_has_opened_a_link_does_not_come_in_once_its_maker_could_make_it_no_longer(
    office: Office, second: Actor, grants: str
) -> None:
    if grants == "kabid":
        invitations.invite(office.world.desk, office.operator, grants, days=7)
    else:
        standing.invite(office.world.desk, office.operator, PLH)
    accomplice = opened(office)
    staff.suspend(office.world.desk, second, office.operator.person.id)

    staff.lift(office.world.desk, second, office.operator.person.id)

    assert_stopped(office, accomplice)
    assert office.world.again(accomplice.person.telegram_id).roles == frozenset()


def test_an_admin_stops_whoever_has_opened_a_leaked_link(office: Office, second: Actor) -> None:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    thief = opened(office)
    [found] = invitations.all_open(office.world.desk)
    office.world.later(days=8)

    invitations.withdraw(office.world.desk, second, found.id)

    assert found.opened_by == thief.person.id
    assert_stopped(office, thief)
    assert open_now(office) == []


def test_a_withdrawn_link_does_not_stand_in_the_way_of_the_next_one(office: Office) -> None:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    newcomer = opened(office)
    invitations.withdraw(office.world.desk, office.operator, newest(office, office.operator))
    office.world.later(minutes=1)
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    redeem(office.world.desk, newcomer, sent(office, office.operator))
    for typed in FORM:
        answer(office.world, newcomer, typed)

    send(office.world, newcomer)

    assert office.world.again(newcomer.person.telegram_id).roles == {Role.KABID}
    assert open_now(office) == []


def test_a_form_that_was_given_up_leaves_no_link_open(office: Office) -> None:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)

    give_up(office.world.desk, opened(office))

    assert open_now(office) == []


def opened(office: Office, maker: Actor | None = None) -> Actor:
    """Somebody who has opened the newest link of the operator, or of this maker, and filled in all of its form."""
    newcomer = office.world.newcomer()
    redeem(office.world.desk, newcomer, sent(office, maker or office.operator))
    consent(office.world.desk, newcomer)
    for typed in FORM:
        answer(office.world, newcomer, typed)
    return newcomer


def test_whoever_opens_a_withdrawn_link_again_hears_that_it_was_withdrawn(office: Office) -> None:
    token = invitations.issue(office.world.desk, "kabid", days=7)
    newcomer = office.world.newcomer()
    redeem(office.world.desk, newcomer, token)
    invitations.withdraw(office.world.desk, office.operator, invitations.all_open(office.world.desk)[0].id)

    with pytest.raises(InvitationWithdrawn):
        redeem(office.world.desk, newcomer, token)


def test_two_links_that_led_to_one_form_end_with_it_once(office: Office, second: Actor) -> None:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    newcomer = opened(office)
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    redeem(office.world.desk, newcomer, sent(office, office.operator))

    staff.suspend(office.world.desk, second, office.operator.person.id)

    assert office.world.notices_to(newcomer).count("inviting.form_withdrawn") == 1
    [told] = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "inviting.ended_with_maker"]
    assert told["count"] == 1


def assert_stopped(office: Office, person: Actor) -> None:
    assert filling(office.world.desk, person) is None
    assert "inviting.form_withdrawn" in office.world.notices_to(person)
    assert person.person.telegram_id in [asked["chat_id"] for asked in office.world.unpaid(Kind.QUESTION)]


def test_the_command_lines_link_has_no_maker_and_works_at_once(office: Office) -> None:
    token = invitations.issue(office.world.desk, "kabid", days=7)

    assert [each.made_by for each in invitations.all_open(office.world.desk)] == [None]
    assert redeem(office.world.desk, office.world.newcomer(), token) is Role.KABID


def test_an_admin_withdraws_what_another_made_and_all_admins_hear(office: Office, second: Actor) -> None:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    token = sent(office, office.operator)

    invitations.withdraw(office.world.desk, second, newest(office, office.operator))

    assert open_now(office) == []
    for admin in (office.operator, second):
        assert "inviting.withdrawn" in office.world.notices_to(admin)
    with pytest.raises(InvitationWithdrawn):
        redeem(office.world.desk, office.world.newcomer(), token)


def test_whoever_is_no_admin_hears_that_their_link_was_withdrawn(office: Office) -> None:
    standing.invite(office.world.desk, office.kadis, PLH)

    invitations.withdraw(office.world.desk, None, newest(office, office.kadis))

    assert "inviting.yours_withdrawn" in office.world.notices_to(office.kadis)
    assert "inviting.yours_withdrawn" not in office.world.notices_to(office.operator)


def test_what_is_open_no_more_is_not_withdrawn(office: Office) -> None:
    for number in (999, _used(office)):
        with pytest.raises(StaleCard):
            invitations.withdraw(office.world.desk, office.operator, number)


def _used(office: Office) -> int:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    send(office.world, opened(office))
    return newest(office, office.operator)


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "applicant"])
def test_nobody_but_an_admin_withdraws(office: Office, who: str) -> None:
    standing.invite(office.world.desk, office.kadis, PLH)

    with pytest.raises(NotAllowed):
        invitations.withdraw(office.world.desk, getattr(office, who), newest(office, office.kadis))

    assert open_now(office) == ["kadis"]


def test_the_links_of_an_admin_who_is_suspended_end_and_stay_ended(office: Office, second: Actor) -> None:
    invitations.invite(office.world.desk, office.operator, "admin", days=7)
    standing.invite(office.world.desk, office.operator, PLH)
    invitations.invite(office.world.desk, second, "operator", days=7)
    invitations.issue(office.world.desk, "kabid", days=7)

    staff.suspend(office.world.desk, second, office.operator.person.id)
    staff.lift(office.world.desk, second, office.operator.person.id)

    assert open_now(office) == ["kabid", "operator"]
    assert "inviting.ended_with_maker" in office.world.notices_to(second)


def test_the_links_of_an_admin_who_loses_the_role_end(office: Office, second: Actor) -> None:
    invitations.invite(office.world.desk, office.operator, "operator", days=7)

    staff.revoke(office.world.desk, second, office.operator.person.id, Role.ADMIN)

    assert open_now(office) == []


def test_whoever_keeps_the_power_keeps_their_links(office: Office, second: Actor) -> None:
    invitations.invite(office.world.desk, office.operator, "kabid", days=7)
    standing.invite(office.world.desk, office.operator, replace(PLH, role="kabid"))

    staff.revoke(office.world.desk, second, office.operator.person.id, Role.OPERATOR)

    assert open_now(office) == ["kabid", "kabid"]
    assert "inviting.ended_with_maker" not in office.world.notices_to(second)


def test_a_predecessors_link_for_a_deputy_ends_with_the_chair(office: Office) -> None:
    standing.invite(office.world.desk, office.kadis, PLH)

    staff.change_role(office.world.desk, office.operator, office.kabid.person.id, None, Role.KADIS)
    staff.revoke(office.world.desk, office.operator, office.kadis.person.id, Role.KADIS)

    assert open_now(office) == []


def test_admins_who_look_at_the_list_see_what_changes(office: Office, second: Actor) -> None:
    subject = about_inviting(second.person.id)
    cards.remember(office.world.tx, second.person.telegram_id, subject, Shown(7, 0, "x"))

    invitations.invite(office.world.desk, office.operator, "kabid", days=7)

    assert [p["chat_id"] for p in office.world.unpaid(Kind.CARD) if p["subject"].startswith("inviting:")] == [
        second.person.telegram_id
    ]


def test_a_leaked_link_does_not_move_the_operator_group(office: Office) -> None:
    token = invitations.issue(office.world.desk, GROUP_GRANT, days=7)
    operator = office.world.person(Role.OPERATOR)

    for somebody in (office.world.newcomer(), office.kadis, operator):
        with pytest.raises(GroupBound):
            bind_group(office.world.desk, somebody, token, GROUP - 1)

    assert rooms.find(office.world.tx) == GROUP


def test_an_admin_moves_the_operator_group_and_the_old_one_and_the_other_admins_hear(office: Office) -> None:
    second = office.world.person(Role.ADMIN)
    token = invitations.issue(office.world.desk, GROUP_GRANT, days=7)

    bind_group(office.world.desk, office.operator, token, GROUP - 1)

    told = {p["chat_id"]: p["say"] for p in office.world.owed(Kind.NOTICE)}
    assert rooms.find(office.world.tx) == GROUP - 1
    assert told == {
        GROUP: "notices.group_moved",
        GROUP - 1: "notices.group_bound",
        second.person.telegram_id: "staff.group_bound",
    }


@pytest.mark.parametrize("chat", [GROUP, GROUP - 1])
def test_a_suspended_admin_binds_nothing(office: Office, chat: int) -> None:
    office.world.person(Role.ADMIN)
    token = invitations.issue(office.world.desk, GROUP_GRANT, days=7)
    staff.suspend(office.world.desk, None, office.operator.person.id)

    with pytest.raises(Suspended):
        bind_group(office.world.desk, office.world.again(office.operator.person.telegram_id), token, chat)


def test_somebody_suspended_takes_no_chair_with_a_form_that_they_had_begun(office: Office) -> None:
    officer = office.officer
    redeem(office.world.desk, officer, invitations.issue(office.world.desk, Role.KADIS, days=7))
    for typed in ("Dewi Contoh", "199001012015012001"):
        answer(office.world, officer, typed)
    staff.suspend(office.world.desk, office.operator, officer.person.id)
    officer = office.world.again(officer.person.telegram_id)

    with pytest.raises(Suspended):
        answer(office.world, officer, "III/c")
    with pytest.raises(Suspended):
        send(office.world, officer)

    assert office.world.again(office.kadis.person.telegram_id).roles == {Role.KADIS}


@pytest.mark.parametrize("late", ["opens", "sends"])
def test_who_was_invited_to_stand_in_hears_that_the_period_has_passed_or_is_taken(office: Office, late: str) -> None:
    deputy = office.world.person(Role.PRANATA_KOMPUTER)
    standing.invite(office.world.desk, office.kadis, PLH)
    token, newcomer = sent(office, office.kadis), office.world.newcomer()
    if late == "sends":
        newcomer = opened(office, office.kadis)
    standing.appoint(office.world.desk, office.kadis, deputy.person.id, PLH)

    come: dict[str, Callable[[], object]] = {
        "opens": lambda: redeem(office.world.desk, newcomer, token),
        "sends": lambda: send(office.world, newcomer),
    }
    with pytest.raises(NobodyNeeded):
        come[late]()
