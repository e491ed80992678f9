"""The table of moves: what is in it is allowed, and nothing else."""

from itertools import product

import pytest

from office.sop.errors import Refusal
from office.sop.request import Action, Stage
from office.sop.roles import Role
from office.sop.workflow import MOVES, Move, NotYourTurn, ReasonMissing, TooLate, When, Work, find_move, moves_for
from tests.office.sop.values import APPLICANT, HOLDER, KADIS, OFFICER, STRANGER, a_request, a_request_for

TRIPLES = {(move.stage, move.action, move.role) for move in MOVES}
OTHERS = sorted(set(product(Stage, Action, Role)) - TRIPLES)
STUCK = [move for move in MOVES if move.when in {When.BLOCKED, When.HELD}]
LETTERS = {Work.APPROVAL_LETTER, Work.REJECTION_LETTER}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.stage}-{move.action}-{move.role}")
def test_a_move_of_the_table_may_be_made_by_its_role(move: Move) -> None:
    request = a_request_for(move, blocked="name_taken|A 192.0.2.1")

    found = find_move(request, move.action, HOLDER[move.role], {move.role}, reason="kurang jelas")

    assert found == move


@pytest.mark.parametrize(("stage", "action", "role"), OTHERS)
def test_a_move_not_in_the_table_is_refused(stage: Stage, action: Action, role: Role) -> None:
    request = a_request(stage, blocked="name_taken|A 192.0.2.1")

    with pytest.raises((TooLate, NotYourTurn)):
        find_move(request, action, HOLDER.get(role, STRANGER), {role}, reason="kurang jelas")


@pytest.mark.parametrize("move", [m for m in MOVES if m.needs_reason], ids=lambda m: f"{m.stage}-{m.action}")
@pytest.mark.parametrize("reason", [None, "", "  \n"])
def test_whoever_says_no_must_say_why(move: Move, reason: str | None) -> None:
    request = a_request_for(move, blocked="refused|no")

    with pytest.raises(ReasonMissing):
        find_move(request, move.action, HOLDER[move.role], {move.role}, reason=reason)


@pytest.mark.parametrize("move", STUCK, ids=lambda m: f"{m.action}")
def test_work_that_goes_on_by_itself_is_left_alone(move: Move) -> None:
    with pytest.raises(TooLate):
        find_move(a_request(move.stage), move.action, OFFICER, {move.role}, reason="kurang jelas")


@pytest.mark.parametrize("action", [Action.SUBMIT, Action.WITHDRAW])
def test_an_applicant_cannot_act_on_the_request_of_another(action: Action) -> None:
    with pytest.raises(NotYourTurn):
        find_move(a_request(Stage.RETURNED), action, STRANGER, {Role.APPLICANT})


def test_nobody_may_do_anything_at_a_final_stage() -> None:
    assert not [move for move in MOVES if move.stage.is_final]


@pytest.mark.parametrize("stage", [stage for stage in Stage if not stage.is_final])
def test_every_request_that_is_not_at_its_end_can_be_moved_by_a_person(stage: Stage) -> None:
    assert any(move.stage is stage and move.role is not Role.SYSTEM for move in MOVES)


@pytest.mark.parametrize("move", [m for m in MOVES if m.to.is_final], ids=lambda m: f"{m.stage}-{m.action}")
def test_every_end_but_a_withdrawal_owes_exactly_one_letter(move: Move) -> None:
    letters = [work for work in move.work if work in LETTERS]

    assert len(letters) == (0 if move.to is Stage.WITHDRAWN else 1)


@pytest.mark.parametrize("move", [m for m in MOVES if not m.to.is_final], ids=lambda m: f"{m.stage}-{m.action}")
def test_no_letter_is_owed_before_the_end(move: Move) -> None:
    assert not LETTERS.intersection(move.work)


def test_giving_up_a_blocked_service_takes_back_what_may_have_been_made() -> None:
    given_up = [m for m in STUCK if m.stage is Stage.PROVISIONING and m.to is not Stage.PROVISIONING]

    assert given_up
    assert all(Work.TAKE_BACK in move.work for move in given_up)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", Role)
def test_a_person_sees_exactly_the_buttons_that_would_work(stage: Stage, role: Role) -> None:
    request, person = a_request(stage), HOLDER.get(role, STRANGER)

    shown = {move.action for move in moves_for(request, person, {role})}

    assert shown == {action for action in Action if _works(request.stage, action, role)}


def _works(stage: Stage, action: Action, role: Role) -> bool:
    try:
        find_move(a_request(stage), action, HOLDER.get(role, STRANGER), {role}, reason="kurang jelas")
    except Refusal:
        return False
    return True


def test_a_person_without_a_role_sees_no_buttons() -> None:
    assert moves_for(a_request(Stage.AT_KADIS), KADIS, frozenset()) == ()


def test_the_applicant_is_told_that_a_step_is_over_rather_than_that_it_is_not_theirs() -> None:
    with pytest.raises(TooLate) as refused:
        find_move(a_request(Stage.FINISHED), Action.WITHDRAW, APPLICANT, {Role.APPLICANT})

    assert (refused.value.action, refused.value.stage) == (Action.WITHDRAW, Stage.FINISHED)
