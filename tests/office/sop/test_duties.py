"""Nobody in two roles of one request, and no record without the whole chain of the current round."""

import pytest

from office.sop.request import Action, Decision, Stage
from office.sop.roles import OFFICIALS, Role
from office.sop.workflow import CHAIN, SeparateDuties, TooLate, chain_is_whole, find_move, moves_for
from tests.office.sop.values import APPLICANT, KABID, KADIS, OFFICER, STRANGER, WHOLE_CHAIN, a_request

TURNS = [
    (Stage.AT_KADIS, Action.DISPOSE, Role.KADIS),
    (Stage.AT_KADIS, Action.REJECT, Role.KADIS),
    (Stage.AT_KABID, Action.DISPOSE, Role.KABID),
    (Stage.AT_KABID, Action.REJECT, Role.KABID),
    (Stage.AT_CHECK, Action.BUILD, Role.PRANATA_KOMPUTER),
    (Stage.AT_CHECK, Action.RETURN, Role.PRANATA_KOMPUTER),
]


@pytest.mark.parametrize(("stage", "action", "role"), TURNS)
def test_an_official_cannot_decide_on_their_own_request(stage: Stage, action: Action, role: Role) -> None:
    with pytest.raises(SeparateDuties):
        find_move(a_request(stage), action, APPLICANT, {Role.APPLICANT, role}, reason="kurang jelas")


def test_whoever_disposed_as_kadis_cannot_dispose_as_kabid() -> None:
    request = a_request(Stage.AT_KABID, decisions=WHOLE_CHAIN[:1])

    with pytest.raises(SeparateDuties):
        find_move(request, Action.DISPOSE, KADIS, OFFICIALS)


@pytest.mark.parametrize("person", [KADIS, KABID])
def test_whoever_disposed_cannot_build(person: int) -> None:
    with pytest.raises(SeparateDuties):
        find_move(a_request(Stage.AT_CHECK), Action.BUILD, person, OFFICIALS)  # type: ignore[arg-type]


def test_a_person_in_several_roles_sees_no_button_for_the_second_one() -> None:
    request = a_request(Stage.AT_KABID, decisions=WHOLE_CHAIN[:1])

    assert moves_for(request, KADIS, OFFICIALS) == ()


def test_a_person_in_several_roles_may_use_one_of_them() -> None:
    request = a_request(Stage.AT_KADIS, decisions=())

    assert find_move(request, Action.DISPOSE, STRANGER, OFFICIALS).role is Role.KADIS


def test_the_officer_who_built_may_mend_what_is_blocked() -> None:
    built = (*WHOLE_CHAIN, Decision(Action.BUILD, Role.PRANATA_KOMPUTER, OFFICER))
    request = a_request(Stage.PROVISIONING, blocked="refused|no", decisions=built)

    assert find_move(request, Action.RETRY, OFFICER, {Role.PRANATA_KOMPUTER}).to is Stage.PROVISIONING


@pytest.mark.parametrize("given", [(), WHOLE_CHAIN[:1], WHOLE_CHAIN[1:]])
def test_nothing_is_built_without_both_dispositions_of_the_round(given: tuple[Decision, ...]) -> None:
    with pytest.raises(TooLate):
        find_move(a_request(Stage.AT_CHECK, decisions=given), Action.BUILD, OFFICER, {Role.PRANATA_KOMPUTER})


def test_the_chain_is_whole_with_the_dispositions_of_kadis_and_kabid() -> None:
    assert [role for _, role in CHAIN] == [Role.KADIS, Role.KABID]
    assert chain_is_whole(a_request(decisions=WHOLE_CHAIN))


def test_a_disposition_by_another_role_does_not_close_the_chain() -> None:
    twice = (WHOLE_CHAIN[0], Decision(Action.DISPOSE, Role.PRANATA_KOMPUTER, OFFICER))

    assert not chain_is_whole(a_request(decisions=twice))
