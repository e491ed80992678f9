"""Acting officials, officers who have a request, and what admins do with roles: who may, and what follows at once."""

from dataclasses import replace

import pytest

from office.desk import invitations as desk_invitations
from office.desk import letters as desk_letters
from office.desk import officers, registration, staff, standing
from office.desk.chairs import OwnChair, OwnRole
from office.desk.standing import BadPeriod, ChairTaken, Terms
from office.register import events, invitations, letters, people
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.agency import Duties
from office.sop.authority import NotAllowed
from office.sop.request import Action, Stage
from office.sop.roles import Role
from office.sop.workflow import HeldByAnother, NotYourTurn, SeparateDuties
from tests.office.desk.world import Office

PLH = Terms("kadis", "plh", "2026-11-24", "2026-11-25")


def again(office: Office, actor: Actor) -> Actor:
    return office.world.again(actor.person.telegram_id)


def a_deputy(office: Office) -> Actor:
    deputy = office.world.person(Role.PRANATA_KOMPUTER, name="Wakil Contoh")
    standing.appoint(office.world.desk, office.kadis, deputy.person.id, PLH)
    return again(office, deputy)


def test_a_plh_decides_within_the_period_and_the_trail_and_the_letter_say_so(office: Office) -> None:
    deputy = a_deputy(office)
    request = office.world.submit(office.applicant)

    office.world.act(deputy, request, Action.REJECT, "Sudah tersedia")

    last = events.of_request(office.world.tx, request.id)[-1]
    assert last.payload["standing"] == "plh"
    letter = letters.find(office.world.tx, request.id)
    assert letter is not None
    signer = desk_letters.said_in(letter).signer
    assert (signer.designation, signer.name) == ("Plh.", "Wakil Contoh")


def test_a_plh_decides_no_more_after_the_last_day(office: Office) -> None:
    deputy = a_deputy(office)
    request = office.world.submit(office.applicant)
    office.world.later(days=2)

    with pytest.raises(NotYourTurn):
        office.world.act(again(office, deputy), request, Action.DISPOSE)

    assert office.world.act(again(office, office.kadis), request, Action.DISPOSE).stage is Stage.AT_KABID


def test_open_cards_are_shown_when_the_period_begins_and_the_holder_keeps_theirs(office: Office) -> None:
    request = office.world.submit(office.applicant)
    deputy = office.world.person(Role.PRANATA_KOMPUTER)
    standing.appoint(
        office.world.desk, office.kadis, deputy.person.id, replace(PLH, first="2026-11-26", last="2026-11-27")
    )
    period = people.stand_ins(office.world.tx, now=office.world.now)[0]
    assert Role.KADIS not in again(office, deputy).roles
    office.world.later(days=2)
    office.world.pay_all()

    standing.turned(office.world.desk, period.id)

    assert f"request:{request.id}" in [
        p["subject"] for p in office.world.unpaid(Kind.CARD) if p["chat_id"] == deputy.person.telegram_id
    ]
    assert Role.KADIS in again(office, deputy).roles & again(office, office.kadis).roles


def test_a_period_that_is_ended_early_is_over_at_once(office: Office) -> None:
    deputy = a_deputy(office)
    period = people.stand_ins(office.world.tx, now=office.world.now)[0]

    standing.end_early(office.world.desk, office.kadis, period.id)

    assert Role.KADIS not in again(office, deputy).roles


def test_only_the_holder_or_an_admin_appoints_and_nobody_twice(office: Office) -> None:
    deputy = a_deputy(office)
    desk = office.world.desk
    for nobody in (office.kabid, office.applicant, deputy):
        with pytest.raises(NotAllowed):
            standing.appoint(desk, nobody, deputy.person.id, PLH)
    with pytest.raises(ChairTaken):
        standing.appoint(desk, office.operator, deputy.person.id, PLH)
    with pytest.raises(BadPeriod):
        standing.appoint(desk, office.kadis, deputy.person.id, replace(PLH, first="2026-11-20", last="2026-11-21"))


def test_the_holder_who_opens_the_link_for_their_deputy_does_not_use_it_up(office: Office) -> None:
    desk, token = office.world.desk, invitations.new_token()
    standing.invite(desk, office.kadis, PLH)
    invitations.seal(
        office.world.tx, invitations.newest_of(office.world.tx, office.kadis.person.id, in_place=True), token
    )

    with pytest.raises(OwnChair), office.world.tx.begin_nested():
        registration.redeem(desk, office.kadis, token)

    assert registration.redeem(desk, office.world.newcomer(), token) is Role.KADIS


def test_the_successor_ends_who_stood_in(office: Office) -> None:
    deputy = a_deputy(office)

    office.world.person(Role.KADIS)

    assert Role.KADIS not in again(office, deputy).roles


def test_with_one_officer_there_is_no_choice(office: Office) -> None:
    assert office.world.load(office.at_check()).officer == office.officer.person.id


def test_the_first_officer_to_claim_has_it(office: Office) -> None:
    second = office.world.person(Role.PRANATA_KOMPUTER)
    request = office.world.load(office.at_check())
    assert request.officer is None

    officers.claim(office.world.desk, second, request.id, revision=request.revision)

    with pytest.raises(HeldByAnother):
        officers.claim(office.world.desk, office.officer, request.id, revision=request.revision)
    with pytest.raises(HeldByAnother):
        office.world.act(office.officer, request, Action.RETURN, "Kurang")


def test_what_is_handed_over_is_the_colleagues(office: Office) -> None:
    request = office.world.load(office.at_check())
    second = office.world.person(Role.PRANATA_KOMPUTER)

    officers.hand_over(office.world.desk, office.officer, request.id, second.person.id, revision=request.revision)

    assert office.world.load(request).officer == second.person.id
    with pytest.raises(HeldByAnother):
        officers.hand_over(office.world.desk, office.officer, request.id, second.person.id, revision=request.revision)


def test_nothing_is_handed_over_to_whoever_has_another_part(office: Office) -> None:
    request = office.world.load(office.at_check())

    with pytest.raises(StaleCard):
        officers.hand_over(
            office.world.desk, office.officer, request.id, office.kabid.person.id, revision=request.revision
        )


def test_a_suspended_officer_loses_what_they_had_and_every_button(office: Office) -> None:
    request = office.world.load(office.at_check())

    staff.suspend(office.world.desk, office.operator, office.officer.person.id)

    assert office.world.load(request).officer is None
    gone = again(office, office.officer)
    assert gone.roles == frozenset()
    assert office.world.desk.moves_for(office.world.load(request), gone.person.id, gone.roles) == ()
    staff.lift(office.world.desk, office.operator, office.officer.person.id)
    assert Role.PRANATA_KOMPUTER in again(office, office.officer).roles


def test_the_last_admin_stays(office: Office) -> None:
    desk, admin = office.world.desk, office.operator
    with pytest.raises(staff.LastAdmin):
        staff.suspend(desk, admin, admin.person.id)
    with pytest.raises(staff.LastAdmin):
        staff.revoke(desk, admin, admin.person.id, Role.ADMIN)
    with pytest.raises(OwnRole):
        staff.change_role(desk, admin, admin.person.id, None, Role.KADIS)


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "applicant"])
def test_nobody_but_an_admin_keeps_the_staff(office: Office, who: str) -> None:
    actor, desk, other = getattr(office, who), office.world.desk, office.operator.person.id
    for act in (
        lambda: staff.suspend(desk, actor, other),
        lambda: staff.lift(desk, actor, other),
        lambda: staff.revoke(desk, actor, other, Role.OPERATOR),
        lambda: staff.change_role(desk, actor, other, None, Role.KADIS),
        lambda: desk_invitations.invite(desk, actor, "admin", days=7),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert again(office, office.operator).roles == {Role.OPERATOR, Role.ADMIN}


def test_a_small_office_lets_one_person_decide_twice_and_writes_it_down(office: Office) -> None:
    both = office.world.person(Role.KABID, Role.APPLICANT)
    request = office.world.act(office.kadis, office.world.submit(both), Action.DISPOSE)
    with pytest.raises(SeparateDuties):
        office.world.act(both, request, Action.DISPOSE)

    office.world.agency = office.world.agency.model_copy(update={"duties": Duties(small_office=True)})
    office.world.act(both, request, Action.DISPOSE)

    assert events.of_request(office.world.tx, request.id)[-1].payload["small_office"] is True
