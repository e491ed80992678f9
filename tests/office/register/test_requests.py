"""Requests and registrations change only from the form that was seen."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from office.register import events, people, registrations, requests
from office.register import tables as t
from office.register.engine import Transaction
from office.register.requests import StaleCard
from office.sop.request import Action, Stage
from office.sop.roles import Role
from tests.office.register.books import NOW, a_person, a_registration, a_request


def test_a_change_raises_the_revision(tx: Transaction) -> None:
    draft = a_request(tx)

    changed = requests.change(tx, draft, answers={"label": "dinkes"})

    assert changed == requests.load(tx, draft.id)
    assert changed.revision == draft.revision + 1


def test_the_second_of_two_changes_from_the_same_form_is_stale(tx: Transaction) -> None:
    draft = a_request(tx)
    first = requests.change(tx, draft, answers={"label": "dinkes"})

    with pytest.raises(StaleCard):
        requests.change(tx, draft, answers={"label": "dinsos"})

    assert requests.load(tx, draft.id) == first


@pytest.mark.parametrize("revision", [0, 2, 99])
def test_a_request_is_not_handed_out_at_a_revision_that_it_does_not_have(tx: Transaction, revision: int) -> None:
    draft = a_request(tx)

    with pytest.raises(StaleCard):
        requests.load(tx, draft.id, revision=revision)


def test_a_request_that_does_not_exist_is_stale(tx: Transaction) -> None:
    with pytest.raises(StaleCard):
        requests.load(tx, 99)


def test_only_decisions_of_the_current_round_count(tx: Transaction) -> None:
    request = requests.change(tx, a_request(tx), round=1, stage=Stage.AT_KADIS)
    kadis = people.actor(tx, 2001, now=NOW)
    events.append(tx, f"request:{Action.DISPOSE}", at=NOW, actor=kadis, role=Role.KADIS, request=request)

    before = requests.load(tx, request.id).decisions
    requests.change(tx, request, round=2)

    assert [(d.action, d.role, d.person) for d in before] == [(Action.DISPOSE, Role.KADIS, kadis.person.id)]
    assert requests.load(tx, request.id).decisions == ()


def test_a_person_writes_at_their_newest_draft(tx: Transaction) -> None:
    first, second = a_request(tx), a_request(tx)

    written = requests.being_written(tx, first.applicant)

    assert written is not None
    assert written.id == second.id


def test_what_was_sent_is_not_being_written(tx: Transaction) -> None:
    request = requests.change(tx, a_request(tx), stage=Stage.AT_KADIS)

    assert requests.being_written(tx, request.applicant) is None


def test_what_waits_longest_comes_first_in_the_queue(tx: Transaction) -> None:
    waiting = [requests.change(tx, a_request(tx), stage=Stage.AT_KADIS).id for _ in range(3)]

    assert [r.id for r in requests.at_stages(tx, {Stage.AT_KADIS}, limit=2)] == waiting[:2]


def test_the_second_of_two_decisions_on_a_registration_is_stale(tx: Transaction) -> None:
    seen = a_registration(tx)
    registrations.change(tx, seen, state=registrations.State.APPROVED)

    with pytest.raises(StaleCard):
        registrations.change(tx, seen, state=registrations.State.REFUSED)


def test_beginning_a_registration_again_goes_on_where_the_person_stopped(tx: Transaction) -> None:
    begun = registrations.change(tx, a_registration(tx), answers={"opd": "1"})

    assert a_registration(tx) == begun


def test_a_registration_that_does_not_exist_is_stale(tx: Transaction) -> None:
    with pytest.raises(StaleCard):
        registrations.load(tx, 99)


def test_a_moment_comes_back_as_it_was_written(tx: Transaction) -> None:
    person = a_person(tx)

    people.consent(tx, person, now=NOW.astimezone(UTC))

    assert people.load(tx, person.id).consented_at == NOW


def test_a_moment_without_a_time_zone_is_refused(tx: Transaction) -> None:
    naive = datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 - what is to be refused

    with pytest.raises(StatementError, match="without a time zone"):
        people.meet(tx, 1001, now=naive)


def test_agreeing_twice_keeps_the_first_moment(tx: Transaction) -> None:
    person = a_person(tx)
    people.consent(tx, person, now=NOW)

    people.consent(tx, person, now=NOW.replace(year=2027))

    assert people.load(tx, person.id).consented_at == NOW


def test_an_applicant_who_changes_the_unit_belongs_to_the_new_one_only(tx: Transaction) -> None:
    request, later = a_request(tx), NOW.replace(hour=3)
    people.grant(tx, request.applicant, Role.APPLICANT, now=NOW, opd=request.opd)

    people.grant(tx, request.applicant, Role.APPLICANT, now=later, opd=request.opd)

    held = people.assignments_of(tx, request.applicant, now=later)
    assert len(held) == 1
    assert len(tx.execute(select(t.assignments.c.id)).all()) == 2
