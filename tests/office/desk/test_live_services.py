"""What lives is changed or ended by one request at a time, and the inventory is true right afterwards."""

from dataclasses import replace

import pytest

from office.desk import application, provisioning
from office.desk.application import Said
from office.desk.moves import NoLongerValid
from office.register import services
from office.register.services import State
from office.sop.answers import BadAnswer, Rule
from office.sop.plan import Deed, Fqdn
from office.sop.request import Action, Request, RequestKind, Stage
from office.sop.roles import Role
from tests.office.desk.world import ZONE, Office

NEW = "103.20.30.41"
NAME = Fqdn(f"dinkes.{ZONE}")
KINDS = pytest.mark.parametrize("kind", [RequestKind.CHANGE, RequestKind.DEACTIVATION, RequestKind.HOSTING])


def verified(office: Office, request: Request) -> Request:
    built = office.world.build(office.officer, request)
    provisioning.finish(office.world.desk, office.world.service(built).id, ["right"])
    return office.world.load(built)


def inventory(office: Office, request: Request) -> list[str]:
    return [service.plan.content for service in services.live_of_opd(office.world.tx, request.opd)]


def test_the_old_service_ends_with_the_change_and_the_new_one_lives(office: Office) -> None:
    first = office.finished()

    done = verified(office, office.asked_about("dinkes", RequestKind.CHANGE, target=NEW))

    assert done.stage is Stage.FINISHED
    assert office.world.service(first).state is State.ENDED
    assert inventory(office, done) == [NEW]
    assert services.is_claimed(office.world.tx, NAME, but_by=done.id)


def test_a_removal_ends_the_service_and_frees_its_name(office: Office) -> None:
    office.finished()

    done = verified(office, office.asked_about("dinkes", RequestKind.DEACTIVATION))

    assert done.stage is Stage.FINISHED
    assert inventory(office, done) == []
    assert not services.is_claimed(office.world.tx, NAME, but_by=0)


@KINDS
def test_until_it_is_verified_the_old_service_lives(office: Office, kind: RequestKind) -> None:
    office.finished()

    built = office.world.build(office.officer, office.asked_about("dinkes", kind, target=NEW))

    assert inventory(office, built) == ["103.20.30.40"]


@KINDS
def test_a_second_request_about_the_same_name_is_refused_at_the_answer(office: Office, kind: RequestKind) -> None:
    office.finished()
    office.asked_about("dinkes", RequestKind.CHANGE, target=NEW)
    colleague = office.world.person(Role.APPLICANT)
    application.begin(office.world.desk, colleague, kind)

    with pytest.raises(BadAnswer) as refused:
        application.answer(office.world.desk, colleague, Said("dinkes"))

    assert refused.value.rule is Rule.SITE_BUSY


@KINDS
def test_a_second_request_about_the_same_name_is_refused_when_it_is_sent(office: Office, kind: RequestKind) -> None:
    office.finished()
    colleague = office.world.person(Role.APPLICANT)
    filled = office.world.fill(colleague, "dinkes", kind, target=NEW)
    office.asked_about("dinkes", RequestKind.CHANGE, target=NEW)

    with pytest.raises(BadAnswer) as refused:
        application.submit(office.world.desk, colleague, revision=filled.revision)

    assert refused.value.rule is Rule.SITE_BUSY


def test_a_request_whose_service_has_ended_meanwhile_gets_no_further_yes(office: Office) -> None:
    office.finished()
    request = office.world.submit(office.applicant, "dinkes", RequestKind.CHANGE, target=NEW)
    service = services.live(office.world.tx, NAME)
    assert service is not None
    removal = replace(service, plan=replace(service.plan, deed=Deed.REMOVE))
    services.gone_live(office.world.tx, removal, now=office.world.now)

    with pytest.raises(NoLongerValid):
        office.world.act(office.kadis, request, Action.DISPOSE)


def test_after_a_withdrawal_the_name_can_be_asked_about_again(office: Office) -> None:
    office.finished()
    first = office.world.submit(office.applicant, "dinkes", RequestKind.DEACTIVATION)
    office.world.act(office.applicant, first, Action.WITHDRAW)

    again = office.asked_about("dinkes", RequestKind.CHANGE, target=NEW)

    assert again.stage is Stage.AT_CHECK
