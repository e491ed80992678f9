"""The address of a hosting that was made by hand: typed, seen as a plan, and confirmed before anything is owed."""

import pytest

from office.desk import officers, provisioning, staff
from office.desk.moves import NoLongerValid
from office.desk.provisioning import PlanChanged
from office.register import events, services
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer
from office.sop.request import Action, Request, RequestKind, Stage
from office.sop.roles import Role
from office.sop.workflow import HeldByAnother, NotYourTurn, TooLate
from tests.office.desk.world import Office

HERE, THERE = "103.20.30.50", "hosting.example.net"


def type_in(office: Office, request: Request, address: str = HERE, *, by: Actor | None = None) -> str:
    """The officer types it; what the button below their plan carries."""
    officer = by or office.officer
    provisioning.type_address(office.world.desk, officer, request.id, address, revision=request.revision)
    return office.world.digest(request, officer)


def confirm(office: Office, request: Request, digest: str, *, by: Actor | None = None) -> Request:
    return provisioning.hosted(
        office.world.desk, by or office.officer, request.id, revision=request.revision, digest=digest
    )


def test_an_address_that_was_typed_changes_nothing_yet(office: Office) -> None:
    request = office.world.load(office.to_be_hosted())

    type_in(office, request)

    assert office.world.load(request) == request
    assert services.current(office.world.tx, request.id) is None
    assert office.world.owed(Kind.PROVISION) == []


def test_the_confirmed_plan_is_owed_to_the_dns_and_the_trail_says_what_was_confirmed(office: Office) -> None:
    request = office.to_be_hosted()
    digest = type_in(office, request, f" {HERE} ")

    made = confirm(office, request, digest)

    trail = events.of_request(office.world.tx, request.id)
    assert (made.hosting, office.world.service(request).plan.content) == (HERE, HERE)
    assert [p["request_id"] for p in office.world.owed(Kind.PROVISION)] == [request.id]
    assert [event.tag for event in trail][-2:] == ["request:address", "request:hosted"]
    assert trail[-1].payload.items() >= {"hosting": HERE, "plan": digest}.items()


@pytest.mark.parametrize("typed", ["10.0.0.1", "server kami", "www.contoh.go.id"])
def test_what_is_no_public_address_makes_no_plan(office: Office, typed: str) -> None:
    request = office.to_be_hosted()

    with pytest.raises(BadAnswer):
        type_in(office, request, typed)

    assert office.world.digest(request, office.officer) == ""


@pytest.mark.parametrize("digest", ["", "00000000"])
def test_nothing_is_confirmed_before_an_address_was_typed(office: Office, digest: str) -> None:
    request = office.to_be_hosted()

    with pytest.raises(PlanChanged):
        confirm(office, request, digest)


@pytest.mark.parametrize("digest", ["", "00000000"])
def test_a_plan_that_nobody_saw_is_not_carried_out(office: Office, digest: str) -> None:
    request = office.to_be_hosted()
    type_in(office, request)

    with pytest.raises(PlanChanged):
        confirm(office, request, digest)

    assert office.world.owed(Kind.PROVISION) == []


def test_the_address_that_was_typed_last_counts(office: Office) -> None:
    request = office.to_be_hosted()
    first = type_in(office, request)
    last = type_in(office, request, THERE)

    with pytest.raises(PlanChanged):
        confirm(office, request, first)

    assert confirm(office, request, last).hosting == THERE


def test_a_second_confirmation_finds_the_card_stale(office: Office) -> None:
    request = office.to_be_hosted()
    digest = type_in(office, request)
    confirm(office, request, digest)

    with pytest.raises(StaleCard):
        confirm(office, request, digest)
    with pytest.raises(TooLate):
        confirm(office, office.world.load(request), digest)

    assert len(office.world.owed(Kind.PROVISION)) == 1


def test_what_was_given_back_meanwhile_is_neither_typed_nor_confirmed(office: Office) -> None:
    request = office.to_be_hosted()
    digest = type_in(office, request)
    office.world.act(office.officer, request, Action.RETURN, "Teknologi belum jelas")

    with pytest.raises(StaleCard):
        confirm(office, request, digest)
    with pytest.raises(StaleCard):
        type_in(office, request)


def test_an_address_of_an_earlier_round_is_forgotten(office: Office) -> None:
    request = office.to_be_hosted()
    type_in(office, request)
    office.world.act(office.officer, request, Action.RETURN, "Teknologi belum jelas")
    again = office.world.answer_and_submit(office.applicant)
    for official in (office.kadis, office.kabid):
        again = office.world.act(official, again, Action.DISPOSE)

    assert office.world.digest(office.world.build(office.officer, again), office.officer) == ""


@pytest.mark.parametrize("who", ["kadis", "kabid", "applicant", "operator"])
def test_only_the_officer_says_where_it_is_and_confirms(office: Office, who: str) -> None:
    request, actor = office.to_be_hosted(), getattr(office, who)
    digest = type_in(office, request)

    with pytest.raises(NotYourTurn):
        type_in(office, request, by=actor)
    with pytest.raises(NotYourTurn):
        confirm(office, request, digest, by=actor)


def test_whoever_handed_it_over_can_confirm_no_longer_and_the_colleague_types_anew(office: Office) -> None:
    second = office.world.person(Role.PRANATA_KOMPUTER, name="Dewi Contoh")
    request = office.to_be_hosted()
    digest = type_in(office, request)
    officers.hand_over(office.world.desk, office.officer, request.id, second.person.id, revision=request.revision)

    with pytest.raises(HeldByAnother):
        confirm(office, request, digest)
    with pytest.raises(PlanChanged):
        confirm(office, request, digest, by=second)

    assert confirm(office, request, type_in(office, request, by=second), by=second).hosting == HERE


def test_of_two_officers_each_confirms_the_address_of_their_own_and_the_first_has_it(office: Office) -> None:
    second, third = (office.world.person(Role.PRANATA_KOMPUTER, name=f"{name} Contoh") for name in ("Dewi", "Tono"))
    request = office.to_be_hosted()
    staff.revoke(office.world.desk, None, office.officer.person.id, Role.PRANATA_KOMPUTER)
    mine, theirs = type_in(office, request, by=second), type_in(office, request, THERE, by=third)

    assert confirm(office, request, mine, by=second).hosting == HERE
    with pytest.raises(StaleCard):
        confirm(office, request, theirs, by=third)


def test_a_service_that_lives_no_longer_cannot_be_moved_to_a_hosting(office: Office) -> None:
    office.finished()
    request = office.to_be_hosted(kind=RequestKind.HOSTING)
    digest = type_in(office, request)
    stands = services.live(office.world.tx, office.world.desk.name_asked(request))
    assert stands is not None
    services.abandon(office.world.tx, stands)

    with pytest.raises(PlanChanged):
        confirm(office, request, digest)
    with pytest.raises(NoLongerValid):
        type_in(office, request)

    assert office.world.load(request).stage is Stage.PROVISIONING


def stopped(office: Office) -> Request:
    """The address was confirmed, and the provider refuses it."""
    request = office.hosted()
    provisioning.block(office.world.desk, office.world.service(request).id, "refused", "invalid content")
    return office.world.load(request)


def test_an_address_that_is_refused_is_taken_back_and_another_is_confirmed(office: Office) -> None:
    request = stopped(office)
    wrong = office.world.service(request)

    freed = office.world.act(office.officer, request, Action.REHOST)

    assert (freed.stage, freed.hosting, freed.blocked) == (Stage.PROVISIONING, None, None)
    assert office.world.digest(freed, office.officer) == "", "what was typed before counts no more"
    assert [p["service_id"] for p in office.world.owed(Kind.TAKE_BACK)] == [wrong.id]
    assert confirm(office, freed, type_in(office, freed, THERE)).hosting == THERE
    assert office.world.service(freed).plan.content == THERE
    assert not provisioning.is_wanted(office.world.desk, wrong.id)


def test_an_address_is_not_changed_while_it_is_being_made_nor_where_none_was_typed(office: Office) -> None:
    for request in (office.hosted(), office.to_be_hosted("gizi"), office.blocked("dinsos")):
        with pytest.raises(TooLate):
            office.world.act(office.officer, request, Action.REHOST)
