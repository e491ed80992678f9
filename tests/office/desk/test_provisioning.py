"""From Lengkap to a live service."""

import pytest

from office.desk import application, provisioning
from office.desk.provisioning import NameStands, PlanChanged
from office.register import services
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.register.services import State
from office.sop.plan import Fqdn, RecordId
from office.sop.request import Action, Stage
from office.sop.workflow import NotYourTurn, TooLate
from tests.office.desk.world import ZONE, Office


def test_lengkap_shows_the_plan_and_changes_nothing(office: Office) -> None:
    request = office.world.load(office.at_check())
    office.world.check_all(request)

    provisioning.review(office.world.desk, office.officer, request.id, revision=request.revision, name_stands=False)

    plan = office.world.desk.plan_for(request)
    assert plan is not None
    assert (plan.name, plan.type, plan.content) == (f"dinkes.{ZONE}", "A", "103.20.30.40")
    assert office.world.load(request).revision == request.revision


def test_a_name_that_has_come_to_stand_in_the_zone_is_not_planned(office: Office) -> None:
    request = office.at_check()
    office.world.check_all(request)

    with pytest.raises(NameStands):
        provisioning.review(office.world.desk, office.officer, request.id, revision=request.revision, name_stands=True)


@pytest.mark.parametrize("who", ["kadis", "kabid", "applicant", "operator"])
def test_only_the_officer_sees_the_plan(office: Office, who: str) -> None:
    request, actor = office.at_check(), getattr(office, who)

    with pytest.raises(NotYourTurn):
        provisioning.review(office.world.desk, actor, request.id, revision=request.revision, name_stands=False)


def test_buat_owes_the_record_once(office: Office) -> None:
    request = office.in_the_making()

    assert request.stage is Stage.PROVISIONING
    assert [p["request_id"] for p in office.world.owed(Kind.PROVISION)] == [request.id]
    assert office.world.service(request).state is State.PLANNED


def test_a_plan_that_was_not_the_confirmed_one_is_not_built(office: Office) -> None:
    request = office.at_check()

    with pytest.raises(PlanChanged):
        provisioning.build(office.world.desk, office.officer, request.id, revision=request.revision, digest="00000000")


def test_a_second_buat_finds_the_card_stale(office: Office) -> None:
    seen = office.at_check()
    office.world.build(office.officer, seen)
    digest = office.world.digest(seen)

    with pytest.raises(StaleCard):
        provisioning.build(office.world.desk, office.officer, seen.id, revision=seen.revision, digest=digest)


def test_the_record_is_written_down_as_soon_as_the_vendor_holds_it(office: Office) -> None:
    request = office.in_the_making()
    service = office.world.service(request)

    provisioning.record_made(office.world.desk, service.id, RecordId("r1"))
    provisioning.record_made(office.world.desk, service.id, RecordId("r1"))

    assert office.world.service(request).record == "r1"


def test_a_verified_service_is_live_and_owes_the_letter(office: Office) -> None:
    request = office.finished()

    assert request.stage is Stage.FINISHED
    assert office.world.service(request).state is State.LIVE
    assert len(office.world.owed(Kind.LETTER)) == 1


def test_a_service_verified_twice_is_answered_by_one_letter(office: Office) -> None:
    request = office.finished()

    provisioning.finish(office.world.desk, office.world.service(request).id, ["103.20.30.40"])

    assert len(office.world.owed(Kind.LETTER)) == 1


def test_a_live_name_stays_taken(office: Office) -> None:
    request = office.finished("dinkes")

    assert services.is_claimed(office.world.tx, Fqdn(f"dinkes.{ZONE}"), but_by=request.id + 1)


def test_what_cannot_go_on_is_shown_to_the_officer_and_told_to_the_operators(office: Office) -> None:
    request = office.blocked()

    assert request.blocked == "name_taken|A 103.20.30.99"
    assert f"request:{request.id}" in office.world.cards_to(office.officer.person.telegram_id)
    assert [p["say"] for p in office.world.owed(Kind.NOTICE)][-1] == "operators.blocked"


def test_the_applicant_is_not_called_for_the_offices_own_trouble(office: Office) -> None:
    office.blocked()

    assert office.world.notices_to(office.applicant)[-1] == "notices.build_provisioning"


def test_what_was_given_up_meanwhile_is_neither_finished_nor_blocked(office: Office) -> None:
    request = office.blocked()
    service = office.world.service(request)
    office.world.act(office.officer, request, Action.RETURN, "Nama sudah dipakai")

    provisioning.finish(office.world.desk, service.id, [])
    provisioning.block(office.world.desk, service.id, "gave_up", "")

    assert office.world.load(request).stage is Stage.RETURNED


def test_trying_again_takes_away_the_reason_and_owes_the_record(office: Office) -> None:
    tried = office.world.act(office.officer, office.blocked(), Action.RETRY)

    assert (tried.stage, tried.blocked) == (Stage.PROVISIONING, None)
    assert len(office.world.owed(Kind.PROVISION)) == 2


def test_a_record_made_by_hand_is_only_verified(office: Office) -> None:
    request = office.world.act(office.officer, office.blocked(), Action.BY_HAND)

    assert office.world.service(request).by_hand
    assert len(office.world.owed(Kind.VERIFY)) == 1
    assert len(office.world.owed(Kind.PROVISION)) == 1


@pytest.mark.parametrize("action", [Action.RETURN, Action.REJECT])
def test_giving_up_owes_the_taking_back_of_what_may_have_been_made(office: Office, action: Action) -> None:
    request = office.blocked()
    service = office.world.service(request)

    office.world.act(office.officer, request, action, "Nama sudah dipakai")

    assert [p["service_id"] for p in office.world.owed(Kind.TAKE_BACK)] == [service.id]
    assert services.load(office.world.tx, service.id).state is State.ABANDONED


def test_a_returned_request_is_built_anew_with_an_intent_of_its_own(office: Office) -> None:
    request = office.blocked()
    first = office.world.service(request)
    returned = office.world.act(office.officer, request, Action.RETURN, "Nama sudah dipakai")
    again = application.submit(office.world.desk, office.applicant, revision=returned.revision)
    for official in (office.kadis, office.kabid):
        again = office.world.act(official, again, Action.DISPOSE)

    office.world.build(office.officer, again)

    second = office.world.service(request)
    assert second.id != first.id
    assert second.operation != first.operation


def test_work_that_goes_on_by_itself_cannot_be_tried_again_by_hand(office: Office) -> None:
    request = office.in_the_making()

    with pytest.raises(TooLate):
        office.world.act(office.officer, request, Action.RETRY)
