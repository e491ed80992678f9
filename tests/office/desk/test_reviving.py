"""Something given up is tried again, once, by an operator."""

import pytest
from sqlalchemy import select

from office.desk.reviving import TriedAgainAlready, revive, rights_changed
from office.register import owed
from office.register import tables as t
from office.register.owed import Debt, Kind, State, chat_lane
from office.sop.authority import NotAllowed
from office.sop.roles import Role
from tests.office.desk.world import GROUP, World


def given_up(world: World) -> int:
    owed.add(world.tx, Kind.LETTER, "letter:1", {"letter_id": 1}, now=world.now, key="letter:1")
    found = world.tx.execute(select(t.owed.c.id)).scalar_one()
    debt = Debt(found, Kind.LETTER, "letter:1", {"letter_id": 1}, 1, 11, world.now)
    owed.postpone(world.tx, debt, until=world.now, error="no printer")
    owed.refuse(world.tx, debt, error="no printer", now=world.now)
    return int(found)


def states(world: World) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in world.tx.execute(select(t.owed.c.state, t.owed.c.attempts))]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMIN])
def test_an_operator_has_it_tried_again_with_the_patience_of_the_first_time(world: World, role: Role) -> None:
    debt = given_up(world)
    world.later(days=3)

    revive(world.desk, world.person(role), debt)

    assert states(world) == [(State.DUE, 0)]
    assert world.tx.execute(select(t.owed.c.created_at)).scalar_one() == world.now


def test_a_second_press_does_nothing(world: World) -> None:
    debt, operator = given_up(world), world.person(Role.OPERATOR)
    revive(world.desk, operator, debt)

    with pytest.raises(TriedAgainAlready):
        revive(world.desk, operator, debt)


def test_what_is_still_due_or_was_never_owed_cannot_be_revived(world: World) -> None:
    operator = world.person(Role.OPERATOR)
    owed.add(world.tx, Kind.LETTER, "letter:1", {}, now=world.now)

    for debt in (1, 99):
        with pytest.raises(TriedAgainAlready):
            revive(world.desk, operator, debt)


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.KADIS, Role.KABID, Role.PRANATA_KOMPUTER])
def test_nobody_else_may(world: World, role: Role) -> None:
    debt = given_up(world)

    with pytest.raises(NotAllowed):
        revive(world.desk, world.person(role), debt)

    assert states(world)[0][0] == State.REFUSED


def test_what_a_group_missed_lately_is_owed_again_in_its_order_when_it_hears_us(world: World) -> None:
    lane, other = chat_lane(GROUP), chat_lane(1)
    for at, word in ((lane, "stale"), (other, "other")):
        refuse_notice(world, at, word)
    world.later(days=3)
    for word in ("first", "second"):
        refuse_notice(world, lane, word)

    rights_changed(world.desk, GROUP, is_back=True)

    due = select(t.owed.c.payload["say"].as_string()).where(t.owed.c.state == State.DUE, t.owed.c.kind == Kind.NOTICE)
    assert list(world.tx.execute(due.order_by(t.owed.c.id)).scalars()) == ["first", "second", "operators.back"]


def test_a_right_that_changes_while_we_are_heard_owes_nothing_but_a_look(world: World) -> None:
    refuse_notice(world, chat_lane(GROUP), "missed")

    rights_changed(world.desk, GROUP, is_back=False)

    due = select(t.owed.c.kind).where(t.owed.c.state == State.DUE)
    assert list(world.tx.execute(due).scalars()) == [Kind.RIGHTS]


def refuse_notice(world: World, lane: str, word: str) -> None:
    owed.add(world.tx, Kind.NOTICE, lane, {"say": word}, now=world.now)
    found = world.tx.execute(select(t.owed.c.id).order_by(t.owed.c.id.desc()).limit(1)).scalar_one()
    debt = Debt(found, Kind.NOTICE, lane, {}, 1, 0, world.now)
    owed.refuse(world.tx, debt, error="bot was kicked from the group chat", now=world.now)


@pytest.mark.parametrize("kind", [Kind.PROVISION, Kind.VERIFY])
def test_a_stopped_creation_is_not_the_operators_to_go_on_with(world: World, kind: Kind) -> None:
    owed.add(world.tx, kind, "request:1", {"service_id": 1}, now=world.now)
    found = world.tx.execute(select(t.owed.c.id)).scalar_one()
    owed.refuse(world.tx, Debt(found, kind, "request:1", {}, 1, 11, world.now), error="silence", now=world.now)

    with pytest.raises(TriedAgainAlready):
        revive(world.desk, world.person(Role.OPERATOR), found)

    assert states(world) == [(State.REFUSED, 0)]
