"""A decision of Kadis or Kabid can be taken back for a moment; until then nothing has happened to anybody."""

from datetime import timedelta

import pytest

from office.desk import decisions, disposition
from office.desk.decisions import BeingDecided, decide
from office.register import events, held, owed
from office.register import tables as t
from office.register.owed import Debt, Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.request import Action, Request, Stage
from office.sop.roles import Role
from office.sop.workflow import NotYourTurn, ReasonMissing
from tests.office.desk.world import AGENCY, Office

GRACE = 15


@pytest.fixture
def request_(office: Office) -> Request:
    """At the Kadis, in an office where decisions can be taken back; all that came before has been told."""
    service = AGENCY.service.model_copy(update={"undo_seconds": GRACE})
    office.world.agency = AGENCY.model_copy(update={"service": service})
    request = office.world.submit(office.applicant)
    office.world.pay_all()
    return request


def dispose(office: Office, request: Request, by: Actor | None = None) -> Request:
    return decide(office.world.desk, by or office.kadis, request, Action.DISPOSE)


def pass_the_moment(office: Office, request: Request, seconds: int = GRACE) -> Request:
    """The card with *Urungkan* has come, and so much time passes."""
    office.world.pay_all()
    office.world.now += timedelta(seconds=seconds)
    decisions.came_due(office.world.desk, request.id)
    return office.world.load(request)


def taken_up(office: Office, kind: Kind) -> list[Debt]:
    """What the worker takes up now, of this kind."""
    return [debt for debt in office.world.take_up() if debt.kind is kind]


def trail(office: Office, request: Request) -> list[str]:
    return [event.tag for event in events.of_request(office.world.tx, request.id)]


def second_kadis(office: Office) -> Actor:
    """Somebody who holds the chair beside the Kadis, as an acting official does."""
    other = office.world.person()
    seat = t.assignments.insert().values(person_id=other.person.id, role=Role.KADIS, from_at=office.world.now)
    office.world.tx.execute(seat)
    return office.world.again(other.person.telegram_id)


def test_nobody_but_whoever_decided_is_told_before_the_moment_is_over(office: Office, request_: Request) -> None:
    decided = dispose(office, request_)

    assert decided == request_ == office.world.load(request_)
    assert "request:dispose" not in trail(office, request_)
    assert [p["chat_id"] for p in office.world.unpaid(Kind.CARD)] == [office.kadis.person.telegram_id]
    assert office.world.unpaid(Kind.NOTICE) == office.world.unpaid(Kind.DOCUMENT) == []


def test_after_the_moment_it_is_carried_out_as_it_was_decided(office: Office, request_: Request) -> None:
    disposition.note(office.world.desk, office.kadis, request_.id, "Segera ya", revision=request_.revision)
    disposition.give(office.world.desk, office.kadis, request_.id, revision=request_.revision)

    moved = pass_the_moment(office, request_)

    last = events.of_request(office.world.tx, moved.id)[-1]
    assert (moved.stage, last.person) == (Stage.AT_KABID, office.kadis.person.id)
    assert last.payload["sheet"]["note"] == "Segera ya"
    assert office.world.files_to(office.kabid)


def test_before_it_is_due_nothing_is_carried_out(office: Office, request_: Request) -> None:
    dispose(office, request_)

    assert pass_the_moment(office, request_, GRACE - 1).stage is Stage.AT_KADIS
    assert pass_the_moment(office, request_, 1).stage is Stage.AT_KABID


def test_carrying_out_is_safe_to_repeat(office: Office, request_: Request) -> None:
    dispose(office, request_)

    for _ in range(3):
        pass_the_moment(office, request_)

    assert trail(office, request_).count("request:dispose") == 1


def test_what_is_taken_back_was_never_decided(office: Office, request_: Request) -> None:
    dispose(office, request_)
    decisions.take_back(office.world.desk, office.kadis, request_.id, revision=request_.revision)

    assert pass_the_moment(office, request_).stage is Stage.AT_KADIS
    assert office.world.unpaid(Kind.DECISION) == []
    assert trail(office, request_) == ["request:submit"]


def test_after_taking_back_another_decision_has_its_own_moment(office: Office, request_: Request) -> None:
    dispose(office, request_)
    decisions.take_back(office.world.desk, office.kadis, request_.id, revision=request_.revision)
    office.world.now += timedelta(seconds=GRACE - 1)
    decide(office.world.desk, office.kadis, request_, Action.REJECT, reason="Sudah ada")

    assert pass_the_moment(office, request_, 1).stage is Stage.AT_KADIS
    assert pass_the_moment(office, request_).stage is Stage.REJECTED


def test_a_rejection_waits_with_its_reason_and_takes_its_number_only_then(office: Office, request_: Request) -> None:
    decide(office.world.desk, office.kadis, request_, Action.REJECT, reason="Sudah ada")
    assert office.world.unpaid(Kind.LETTER) == []

    pass_the_moment(office, request_)

    assert events.of_request(office.world.tx, request_.id)[-1].payload["reason"] == "Sudah ada"
    assert len(office.world.unpaid(Kind.LETTER)) == 1


def test_a_rejection_without_a_reason_is_refused_at_once(office: Office, request_: Request) -> None:
    with pytest.raises(ReasonMissing):
        decide(office.world.desk, office.kadis, request_, Action.REJECT)


@pytest.mark.parametrize("who", ["kabid", "applicant", "operator"])
def test_nobody_else_takes_it_back(office: Office, request_: Request, who: str) -> None:
    dispose(office, request_)

    with pytest.raises(NotYourTurn):
        decisions.take_back(office.world.desk, getattr(office, who), request_.id, revision=request_.revision)

    assert pass_the_moment(office, request_).stage is Stage.AT_KABID


def test_what_was_carried_out_can_be_taken_back_no_more(office: Office, request_: Request) -> None:
    dispose(office, request_)
    moved = pass_the_moment(office, request_)

    for revision in (request_.revision, moved.revision):
        with pytest.raises(StaleCard):
            decisions.take_back(office.world.desk, office.kadis, request_.id, revision=revision)


def test_there_is_one_decision_at_a_time(office: Office, request_: Request) -> None:
    other = second_kadis(office)
    dispose(office, request_)

    with pytest.raises(StaleCard):
        decide(office.world.desk, office.kadis, request_, Action.REJECT, reason="Sudah ada")
    with pytest.raises(BeingDecided):
        dispose(office, request_, other)


def test_the_applicants_withdrawal_comes_first(office: Office, request_: Request) -> None:
    dispose(office, request_)
    office.world.act(office.applicant, request_, Action.WITHDRAW)

    assert held.find(office.world.tx, request_.id) is None
    assert pass_the_moment(office, request_).stage is Stage.WITHDRAWN


def test_the_decision_of_an_official_removed_meanwhile_is_dropped_and_the_successor_sees_the_open_card(
    office: Office, request_: Request
) -> None:
    dispose(office, request_)
    successor = office.world.person(Role.KADIS)
    office.world.pay_all()

    assert pass_the_moment(office, request_).stage is Stage.AT_KADIS
    assert f"request:{request_.id}" in office.world.cards_to(successor.person.telegram_id)
    assert office.world.notices_to(office.kadis)[-1] == "notices.not_carried_out"
    assert dispose(office, request_, successor) == request_


def test_what_the_rules_no_longer_allow_is_dropped_too(office: Office, request_: Request) -> None:
    dispose(office, request_)
    dns = AGENCY.dns.model_copy(update={"reserved_labels": frozenset({"dinkes"})})
    office.world.agency = office.world.agency.model_copy(update={"dns": dns})

    assert pass_the_moment(office, request_).stage is Stage.AT_KADIS
    assert office.world.notices_to(office.kadis)[-1] == "notices.not_carried_out"


def test_the_officers_decisions_are_made_at_once(office: Office, request_: Request) -> None:
    for official in (office.kadis, office.kabid):
        request_ = office.world.act(official, request_, Action.DISPOSE)

    returned = decide(office.world.desk, office.officer, request_, Action.RETURN, reason="Alamat tujuan salah")

    assert returned.stage is Stage.RETURNED


def test_an_office_that_gives_no_moment_decides_at_once(office: Office) -> None:
    assert dispose(office, office.world.submit(office.applicant)).stage is Stage.AT_KABID


def test_after_a_restart_a_decision_can_be_taken_back_for_as_long_again(office: Office, request_: Request) -> None:
    dispose(office, request_)
    office.world.later(seconds=GRACE + 5)

    decisions.give_time_again(office.world.desk)

    assert pass_the_moment(office, request_, seconds=GRACE - 1).revision == request_.revision
    decisions.take_back(office.world.desk, office.kadis, request_.id, revision=request_.revision)
    assert pass_the_moment(office, request_).stage is Stage.AT_KADIS


def test_after_a_restart_a_decision_is_carried_out_when_its_new_moment_is_over(
    office: Office, request_: Request
) -> None:
    dispose(office, request_)
    decisions.give_time_again(office.world.desk)

    assert pass_the_moment(office, request_).stage is Stage.AT_KABID


def test_its_moment_begins_when_the_way_back_has_come_to_the_chat(office: Office, request_: Request) -> None:
    dispose(office, request_)
    office.world.now += timedelta(seconds=GRACE)
    decisions.came_due(office.world.desk, request_.id)

    assert office.world.load(request_).stage is Stage.AT_KADIS
    assert pass_the_moment(office, request_, GRACE - 1).stage is Stage.AT_KADIS
    assert pass_the_moment(office, request_, 1).stage is Stage.AT_KABID


def test_a_chat_that_cannot_be_reached_is_not_waited_for_long(office: Office, request_: Request) -> None:
    dispose(office, request_)
    office.world.now += timedelta(minutes=6)

    decisions.came_due(office.world.desk, request_.id)

    assert office.world.load(request_).stage is Stage.AT_KABID


def test_what_was_looked_at_too_early_is_looked_at_again(office: Office, request_: Request) -> None:
    """As when its moment begins anew while it is just being carried out."""
    dispose(office, request_)
    office.world.now += timedelta(seconds=GRACE)
    [debt] = taken_up(office, Kind.DECISION)
    decisions.give_time_again(office.world.desk)
    decisions.came_due(office.world.desk, request_.id)
    owed.paid(office.world.tx, debt, now=office.world.now)

    assert taken_up(office, Kind.DECISION) == []
    office.world.now += timedelta(seconds=GRACE)
    assert len(taken_up(office, Kind.DECISION)) == 1
