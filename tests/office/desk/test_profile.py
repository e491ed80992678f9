"""What is kept of a person is theirs to correct, to take along, and to end."""

from typing import Any

import pytest

from office.desk import admission, choosing_opd, invitations, leaving, profile, registration
from office.desk.leaving import StillRunning
from office.desk.profile import StillRegistering
from office.register import opds, people, registrations, requests
from office.register import tables as t
from office.register.owed import Kind
from office.register.people import Actor
from office.register.registrations import Purpose, Registration, State
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer
from office.sop.fields import SKIPPED
from office.sop.form import Kind as AnswerKind
from office.sop.request import Action, Stage
from office.sop.roles import Role
from tests.office.desk.test_registration import filling, send
from tests.office.desk.world import GROUP, Office, World


def told(world: World) -> list[dict[str, Any]]:
    """What the operator group was told."""
    return [p["values"] for p in world.owed(Kind.NOTICE) if p["chat_id"] == GROUP]


def trail(world: World, tag: str) -> list[dict[str, Any]]:
    found = t.events.select().where(t.events.c.tag == tag).order_by(t.events.c.id)
    return [dict(row) for row in world.tx.execute(found).mappings()]


def corrected(office: Office, actor: Actor, field: str, typed: str, by: AnswerKind = AnswerKind.TEXT) -> Actor:
    begun = profile.begin_correction(office.world.desk, actor, field)
    registration.answer(office.world.desk, actor, begun, typed, by=by)
    return office.world.again(actor.person.telegram_id)


def test_a_corrected_name_holds_at_once_and_is_told_with_the_one_before(office: Office) -> None:
    after = corrected(office, office.applicant, "name", "Siti Contoh, S.Kom.")

    assert after.person.name == "Siti Contoh, S.Kom."
    change = {"before": "Siti Contoh", "after": "Siti Contoh, S.Kom."}
    assert told(office.world)[-1] == {"name": "Siti Contoh", "title": "Nama", **change}
    assert trail(office.world, "person:correct")[-1]["payload"] == {"field": "name", **change}


@pytest.mark.parametrize(
    ("field", "typed", "by"),
    [("nip", "198808172014031003", AnswerKind.TEXT), ("phone", "081299999999", AnswerKind.CONTACT)],
)
def test_numbers_are_in_no_notice_and_in_no_trail(office: Office, field: str, typed: str, by: AnswerKind) -> None:
    corrected(office, office.applicant, field, typed, by)

    assert told(office.world)[-1]["after"] == told(office.world)[-1]["before"] == ""
    assert trail(office.world, "person:correct")[-1]["payload"] == {"field": field, "before": "", "after": ""}


def test_of_a_corrected_title_the_operators_hear_no_more_than_that(office: Office) -> None:
    corrected(office, office.applicant, "title", "Analis")

    assert told(office.world)[-1] == {"name": "Siti Contoh", "title": "Jabatan", "before": "", "after": ""}
    change = {"before": "Pengelola Data", "after": "Analis"}
    assert trail(office.world, "person:correct")[-1]["payload"] == {"field": "title", **change}


def test_somebody_who_is_no_civil_servant_has_no_nip_any_more(office: Office) -> None:
    assert corrected(office, office.applicant, "nip", SKIPPED).person.nip is None


def test_an_official_cannot_do_without_a_nip(office: Office) -> None:
    both = office.world.person(Role.APPLICANT, Role.KABID)

    with pytest.raises(BadAnswer):
        corrected(office, both, "nip", SKIPPED)


def test_the_same_again_is_told_to_nobody(office: Office) -> None:
    corrected(office, office.applicant, "name", "Siti Contoh")

    assert told(office.world) == []


def test_a_corrected_name_is_shown_on_the_cards_of_running_requests(office: Office) -> None:
    request = office.world.submit(office.applicant)
    office.world.pay_all()

    corrected(office, office.applicant, "name", "Siti Contoh, S.Kom.")

    assert office.world.unpaid(Kind.CARD)[0]["subject"] == f"request:{request.id}"
    assert {p["chat_id"] for p in office.world.unpaid(Kind.CARD)} >= {GROUP}


def test_a_correction_leaves_nothing_behind_in_the_registrations(office: Office) -> None:
    corrected(office, office.applicant, "title", "Analis")

    assert registrations.open_of(office.world.tx, office.applicant.person.id) is None


@pytest.mark.parametrize("leave", [registration.back, registration.keep_as_it_was])
def test_a_correction_may_be_left(office: Office, leave: Any) -> None:
    begun = profile.begin_correction(office.world.desk, office.applicant, "name")

    leave(office.world.desk, office.applicant, begun)

    assert registration.filling(office.world.desk, office.applicant) is None
    assert office.world.again(office.applicant.person.telegram_id).person.name == "Siti Contoh"


def test_one_correction_that_was_begun_gives_way_to_another(office: Office) -> None:
    profile.begin_correction(office.world.desk, office.applicant, "name")

    assert profile.begin_correction(office.world.desk, office.applicant, "nip").asking == "nip"


@pytest.mark.parametrize(("who", "field"), [("applicant", "rank"), ("operator", "nip"), ("applicant", "opd")])
def test_what_is_not_asked_of_a_person_cannot_be_corrected(office: Office, who: str, field: str) -> None:
    with pytest.raises(StaleCard):
        profile.begin_correction(office.world.desk, getattr(office, who), field)


def test_an_invitation_that_is_being_used_does_not_give_way(office: Office) -> None:
    token = invitations.issue(office.world.desk, Role.KABID, days=7)
    registration.redeem(office.world.desk, office.applicant, token)

    with pytest.raises(StillRegistering):
        profile.begin_move(office.world.desk, office.applicant)


def moving(office: Office, *, title: str = "Analis") -> Registration:
    """The applicant has asked to go over to the Dinas Lain."""
    world, applicant = office.world, office.applicant
    unit = opds.ensure(world.tx, "Dinas Lain")
    people.describe(world.tx, applicant.person.id, {"phone": "6281234567890"})
    applicant = world.again(applicant.person.telegram_id)
    shown = choosing_opd.show_all(world.desk, applicant, profile.begin_move(world.desk, applicant))
    choosing_opd.choose(world.desk, applicant, shown, unit.id)
    registration.answer(world.desk, applicant, filling(world, applicant), title)
    return send(world, applicant)


def test_who_goes_over_is_asked_for_the_unit_and_the_title_only(office: Office) -> None:
    sent = moving(office)

    assert (sent.state, sent.purpose) == (State.WAITING, Purpose.MOVE)
    assert office.world.again(office.applicant.person.telegram_id).assignments == office.applicant.assignments


def test_the_old_assignment_ends_when_the_new_one_is_approved(office: Office) -> None:
    sent = moving(office)

    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)

    after = office.world.again(office.applicant.person.telegram_id)
    assert [opds.load(office.world.tx, a.opd or 0).name for a in after.assignments] == ["Dinas Lain"]
    assert after.person.title == "Analis"
    assert office.world.notices_to(office.applicant)[-1] == "registration.moved"


def test_a_running_request_stays_with_the_old_unit_and_a_draft_ends(office: Office) -> None:
    running = office.world.submit(office.applicant)
    draft = office.world.fill(office.applicant, "lain")
    sent = moving(office)

    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)

    assert office.world.load(running).stage is Stage.AT_KADIS
    assert office.world.load(running).opd == office.applicant.assignments[0].opd
    assert office.world.load(draft).stage is Stage.WITHDRAWN


def test_the_applicant_may_still_withdraw_what_they_left_behind(office: Office) -> None:
    running, sent = office.world.submit(office.applicant), moving(office)
    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)
    moved = office.world.again(office.applicant.person.telegram_id)

    assert office.world.act(moved, running, Action.WITHDRAW).stage is Stage.WITHDRAWN


def test_while_operators_decide_nothing_else_is_begun(office: Office) -> None:
    moving(office)

    with pytest.raises(StillRegistering):
        profile.begin_correction(office.world.desk, office.applicant, "name")


def test_only_who_applies_for_a_unit_goes_over_to_another(office: Office) -> None:
    with pytest.raises(StaleCard):
        profile.begin_move(office.world.desk, office.kadis)


def test_who_leaves_holds_the_role_no_longer(office: Office) -> None:
    draft = office.world.fill(office.applicant)

    leaving.leave(office.world.desk, office.applicant, office.applicant.assignments[0].id)

    assert office.world.again(office.applicant.person.telegram_id).roles == frozenset()
    assert office.world.load(draft).stage is Stage.WITHDRAWN
    assert requests.being_written(office.world.tx, office.applicant.person.id) is None
    assert told(office.world)[-1] == {"name": "Siti Contoh", "opd": "Dinas Contoh"}


def test_who_leaves_no_longer_wants_to_go_over(office: Office) -> None:
    sent = moving(office)

    leaving.leave(office.world.desk, office.applicant, office.applicant.assignments[0].id)

    assert registrations.load(office.world.tx, sent.id).state is State.WITHDRAWN


@pytest.mark.parametrize("running", ["at_kabid", "at_check", "in_the_making", "returned"])
def test_nobody_leaves_while_something_of_theirs_is_on_its_way(office: Office, running: str) -> None:
    request = getattr(office, running)()

    with pytest.raises(StillRunning) as refusal:
        leaving.leave(office.world.desk, office.applicant, office.applicant.assignments[0].id)

    assert refusal.value.receipts == (request.receipt,)


def test_who_has_a_service_and_nothing_running_may_leave(office: Office) -> None:
    office.finished()

    leaving.leave(office.world.desk, office.applicant, office.applicant.assignments[0].id)

    assert office.world.again(office.applicant.person.telegram_id).roles == frozenset()


@pytest.mark.parametrize("assignment", [0, 999_999])
def test_an_assignment_that_is_not_held_cannot_be_left(office: Office, assignment: int) -> None:
    with pytest.raises(StaleCard):
        leaving.check_may_leave(office.world.desk, office.applicant, assignment)


def test_who_holds_no_assignment_cannot_leave_one(office: Office) -> None:
    with pytest.raises(StaleCard):
        leaving.check_may_leave(office.world.desk, office.kadis, office.applicant.assignments[0].id)
