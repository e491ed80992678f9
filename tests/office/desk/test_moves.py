"""Decisions: what they change, whom they call, and what they owe."""

import pytest

from office.desk import staff, standing
from office.desk.moves import NoLongerValid
from office.desk.standing import Terms
from office.register import events, people, services
from office.register.owed import Kind
from office.sop.plan import Fqdn
from office.sop.request import Action, Stage
from office.sop.roles import Role
from office.sop.workflow import NotYourTurn, SeparateDuties, TooLate
from tests.office.desk.world import AGENCY, GROUP, ZONE, Office


def test_a_disposition_calls_the_next_official_with_the_letter(office: Office) -> None:
    request = office.at_kabid()

    assert request.stage is Stage.AT_KABID
    assert office.world.files_to(office.kabid) == [int(request.answers["letter"])]
    assert office.world.cards_to(office.kabid.person.telegram_id) == [f"request:{request.id}"]


def test_every_step_is_shown_in_the_group_and_told_to_the_applicant(office: Office) -> None:
    request = office.at_check()

    assert f"request:{request.id}" in office.world.cards_to(GROUP)
    assert office.world.notices_to(office.applicant) == [
        "notices.submit_at_kadis",
        "notices.dispose_at_kabid",
        "notices.dispose_at_check",
    ]


def test_without_a_group_the_admins_see_the_steps(office: Office) -> None:
    office.world.tx.exec_driver_sql("DELETE FROM rooms")

    request = office.at_kabid()

    assert f"request:{request.id}" in office.world.cards_to(office.operator.person.telegram_id)


def test_every_holder_of_the_role_is_called(office: Office) -> None:
    second = office.world.person(Role.KABID)

    request = office.at_kabid()

    assert f"request:{request.id}" in office.world.cards_to(second.person.telegram_id)


def test_an_official_is_not_called_to_their_own_request(office: Office) -> None:
    both = office.world.person(Role.APPLICANT, Role.KADIS)

    office.world.submit(both, "dinsos")

    assert office.world.files_to(both) == []


def test_the_trail_names_who_in_which_role_at_which_revision(office: Office) -> None:
    request = office.at_check()

    trail = events.of_request(office.world.tx, request.id)
    assert [(e.tag, e.role, e.person, e.round) for e in trail] == [
        ("request:submit", Role.APPLICANT, office.applicant.person.id, 1),
        ("request:dispose", Role.KADIS, office.kadis.person.id, 1),
        ("request:dispose", Role.KABID, office.kabid.person.id, 1),
    ]
    assert trail[-1].revision == request.revision


def test_a_return_carries_the_officers_words_to_the_applicant(office: Office) -> None:
    office.returned()

    told = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "notices.return_returned"]
    assert told == [{"receipt": "P-2026-00001", "reason": "Alamat tujuan salah", "role": Role.PRANATA_KOMPUTER}]
    assert office.world.owed(Kind.QUESTION)


@pytest.mark.parametrize("role", [Role.KADIS, Role.KABID])
def test_a_rejection_frees_the_name_and_owes_a_letter(office: Office, role: Role) -> None:
    request = office.at_kabid() if role is Role.KABID else office.world.submit(office.applicant)
    official = office.kabid if role is Role.KABID else office.kadis

    rejected = office.world.act(official, request, Action.REJECT, "Sudah ada di portal")

    assert rejected.stage is Stage.REJECTED
    assert not services.is_claimed(office.world.tx, Fqdn(f"dinkes.{ZONE}"), but_by=0)
    assert len(office.world.owed(Kind.LETTER)) == 1


@pytest.mark.parametrize("steps", range(4))
def test_an_applicant_may_withdraw_until_the_record_is_made(office: Office, steps: int) -> None:
    makers = [lambda: office.world.submit(office.applicant), office.at_kabid, office.at_check, office.returned]

    withdrawn = office.world.act(office.applicant, makers[steps](), Action.WITHDRAW)

    assert withdrawn.stage is Stage.WITHDRAWN
    assert office.world.notices_to(office.applicant)[-1] == "notices.withdraw_withdrawn"
    assert office.world.owed(Kind.LETTER) == []


def test_nobody_can_withdraw_what_is_being_made(office: Office) -> None:
    request = office.in_the_making()

    with pytest.raises(TooLate):
        office.world.act(office.applicant, request, Action.WITHDRAW)


def test_an_official_who_lost_the_role_can_decide_no_more(office: Office) -> None:
    request = office.world.submit(office.applicant)
    office.world.tx.exec_driver_sql("UPDATE assignments SET until_at = from_at WHERE role = 'kadis'")

    with pytest.raises(NotYourTurn):
        office.world.act(office.world.again(office.kadis.person.telegram_id), request, Action.DISPOSE)


def test_the_rules_are_asked_again_at_every_yes(office: Office) -> None:
    request = office.at_kabid("dinkes")
    dns = AGENCY.dns.model_copy(update={"reserved_labels": frozenset({"dinkes"})})
    office.world.agency = AGENCY.model_copy(update={"dns": dns})

    with pytest.raises(NoLongerValid) as refused:
        office.world.act(office.kabid, request, Action.DISPOSE)

    assert refused.value.fields == ("label",)


def test_a_request_that_is_no_longer_valid_can_still_be_refused(office: Office) -> None:
    request = office.at_kabid("dinkes")
    dns = AGENCY.dns.model_copy(update={"reserved_labels": frozenset({"dinkes"})})
    office.world.agency = AGENCY.model_copy(update={"dns": dns})

    rejected = office.world.act(office.kabid, request, Action.REJECT, "Nama dicadangkan")

    assert rejected.stage is Stage.REJECTED


def test_a_person_in_all_roles_can_pass_a_request_only_one_step(office: Office) -> None:
    everybody = office.world.person(Role.KADIS, Role.KABID, Role.PRANATA_KOMPUTER)
    request = office.world.act(everybody, office.world.submit(office.applicant), Action.DISPOSE)

    with pytest.raises(SeparateDuties):
        office.world.act(everybody, request, Action.DISPOSE)


def test_an_applicant_who_holds_all_roles_cannot_pass_their_own_request(office: Office) -> None:
    everybody = office.world.person(*Role)
    request = office.world.submit(everybody, "dinsos")

    with pytest.raises(SeparateDuties):
        office.world.act(everybody, request, Action.DISPOSE)


def test_a_new_official_sees_the_names_of_those_before(office: Office) -> None:
    holders = people.holders(office.world.tx, Role.KADIS, now=office.world.now)

    assert [p.id for p in holders] == [office.kadis.person.id]


def test_the_operators_hear_that_nobody_holds_the_role_or_that_its_holder_has_another_part(office: Office) -> None:
    standing.appoint(
        office.world.desk, office.kadis, office.kabid.person.id, Terms("kadis", "plh", "2026-11-24", "2026-11-25")
    )
    both = office.world.again(office.kabid.person.telegram_id)
    first, second = office.world.submit(office.applicant), office.world.submit(office.applicant, "dinsos")
    office.world.act(both, first, Action.DISPOSE)
    staff.revoke(office.world.desk, office.operator, both.person.id, Role.KABID)

    office.world.act(office.kadis, second, Action.DISPOSE)

    told = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "operators.nobody"]
    assert [(each["receipt"], each["is_held"]) for each in told] == [(first.receipt, True), (second.receipt, False)]
