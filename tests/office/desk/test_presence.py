"""Who is at the phone: a code before what changes the DNS, and what wrong ones lead to."""

import pytest

from office.desk import decisions
from office.desk.decisions import decide
from office.desk.enrolment import First
from office.desk.presence import AuthenticatorMissing, CodeNeeded, LockedOut, NotConfirmedYet
from office.register import events
from office.register import tables as t
from office.sop.presence import Verdict
from office.sop.request import Action, Request, Stage
from office.sop.roles import Role
from tests.office.desk.apps import (
    all_have_apps,
    code,
    dispose,
    first_code,
    told,
    verdict,
    with_codes,
)
from tests.office.desk.apps import wrong as wrong_code
from tests.office.desk.world import AGENCY, GROUP, Office

TAGS = t.events.select().with_only_columns(t.events.c.tag)


# The gate


def test_an_office_that_does_not_want_codes_asks_for_none(office: Office) -> None:
    assert AGENCY.presence.roles == frozenset()
    assert dispose(office, office.world.submit(office.applicant)).stage is Stage.AT_KABID


def test_whoever_has_no_authenticator_decides_nothing(careful: Office, at_kadis: Request) -> None:
    with pytest.raises(AuthenticatorMissing):
        dispose(careful, at_kadis)


def test_nor_does_whoever_was_not_confirmed_by_an_admin(careful: Office, at_kadis: Request) -> None:
    assert first_code(careful.world, careful.kadis) is First.WAITS_ALONE

    with pytest.raises(NotConfirmedYet):
        dispose(careful, at_kadis)


def test_with_a_code_the_decision_is_made_and_the_trail_says_so(careful: Office, at_kadis: Request) -> None:
    all_have_apps(careful)
    with pytest.raises(CodeNeeded):
        dispose(careful, at_kadis)

    assert verdict(careful, code(careful.world, careful.kadis)) is Verdict.RIGHT
    moved = dispose(careful, at_kadis)

    assert moved.stage is Stage.AT_KABID
    assert events.of_request(careful.world.tx, moved.id)[-1].payload["present"] is True


def test_a_code_of_one_official_proves_nothing_of_another(careful: Office, at_kadis: Request) -> None:
    all_have_apps(careful)

    assert verdict(careful, code(careful.world, careful.kabid)) is Verdict.WRONG
    verdict(careful, code(careful.world, careful.kabid), careful.kabid)
    with pytest.raises(CodeNeeded):
        dispose(careful, at_kadis)


def test_a_code_counts_for_the_time_that_the_office_set(careful: Office, at_kadis: Request) -> None:
    all_have_apps(careful)
    second = careful.world.submit(careful.world.person(Role.APPLICANT), "dinsos")
    verdict(careful, code(careful.world, careful.kadis))
    careful.world.later(minutes=15)
    dispose(careful, at_kadis)
    careful.world.later(seconds=1)

    with pytest.raises(CodeNeeded):
        dispose(careful, second)


@pytest.mark.parametrize("action", [Action.RETURN, Action.REJECT])
def test_saying_no_needs_no_code(careful: Office, at_kadis: Request, action: Action) -> None:
    decided = decide(careful.world.desk, careful.kadis, at_kadis, action, reason="Belum jelas")

    assert decided.stage in {Stage.RETURNED, Stage.REJECTED}


def test_a_decision_that_could_be_taken_back_is_not_asked_about_again_when_it_is_due(
    careful: Office, at_kadis: Request
) -> None:
    service = AGENCY.service.model_copy(update={"undo_seconds": 15})
    careful.world.agency = with_codes(AGENCY.model_copy(update={"service": service}), remember_minutes=0)
    all_have_apps(careful)
    verdict(careful, code(careful.world, careful.kadis))
    dispose(careful, at_kadis)
    careful.world.pay_all()
    careful.world.later(seconds=15)

    decisions.came_due(careful.world.desk, at_kadis.id)

    moved = careful.world.load(at_kadis)
    assert moved.stage is Stage.AT_KABID
    assert events.of_request(careful.world.tx, moved.id)[-1].payload["present"] is True


# Wrong codes


def test_a_used_code_is_refused(careful: Office) -> None:
    all_have_apps(careful)
    typed = code(careful.world, careful.kadis)

    assert [verdict(careful, typed), verdict(careful, typed)] == [Verdict.RIGHT, Verdict.USED]


def test_after_too_many_wrong_codes_even_a_right_one_is_not_looked_at_and_people_are_told(
    careful: Office, at_kadis: Request
) -> None:
    all_have_apps(careful)
    verdict(careful, code(careful.world, careful.kadis))
    for _ in range(careful.world.agency.presence.attempts):
        last = verdict(careful, wrong_code(careful.world, careful.kadis))

    assert last is Verdict.LOCKS
    assert verdict(careful, code(careful.world, careful.kadis, steps=1)) is Verdict.LOCKED
    with pytest.raises(LockedOut):
        dispose(careful, at_kadis)
    assert "presence.locked_group" in told(careful, GROUP)
    assert "presence:lock" in careful.world.tx.execute(TAGS).scalars().all()


def test_a_lock_ends_by_itself(careful: Office, at_kadis: Request) -> None:
    all_have_apps(careful)
    for _ in range(careful.world.agency.presence.attempts):
        verdict(careful, wrong_code(careful.world, careful.kadis))
    careful.world.later(minutes=careful.world.agency.presence.lock_minutes)

    with pytest.raises(CodeNeeded):
        dispose(careful, at_kadis)
    assert verdict(careful, code(careful.world, careful.kadis)) is Verdict.RIGHT


def test_a_lock_of_one_official_holds_up_nobody_else(careful: Office, at_kadis: Request) -> None:
    all_have_apps(careful)
    for _ in range(careful.world.agency.presence.attempts):
        verdict(careful, wrong_code(careful.world, careful.kabid), careful.kabid)

    verdict(careful, code(careful.world, careful.kadis))
    assert dispose(careful, at_kadis).stage is Stage.AT_KABID
