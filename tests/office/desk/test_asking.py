"""*Tanya pemohon*: the question goes out, the answer comes back, the request stays, and the clock tells the truth."""

from datetime import timedelta

import pytest

from office.desk import asking, correcting, digest, officers, queue, staff
from office.desk.asking import QuestionOpen
from office.desk.decisions import BeingDecided, decide
from office.desk.desk import Suspended
from office.desk.following import NotLate, NotYourRequest, Progress, came_due, progress, remind
from office.desk.telling import show_open_cards_again
from office.desk.trail import ANSWERED, ASKED, DROPPED, TAKEN_BACK
from office.register import clarifications, events, owed
from office.register import tables as t
from office.register.clarifications import Clarification, Outcome, QuestionEnded
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.agency import Reminders
from office.sop.authority import NotAllowed
from office.sop.request import Action, Request, Stage
from office.sop.roles import Role
from office.sop.workflow import HeldByAnother, NotYourTurn, SeparateDuties
from tests.office.desk.world import AGENCY, Office

QUESTION, ANSWER = "Siapa pengelola servernya?", "Seksi Data, Dinas Contoh"


def put(office: Office, actor: Actor, request: Request) -> Clarification:
    return asking.ask(office.world.desk, actor, request.id, QUESTION, revision=request.revision)


def stands(office: Office, request: Request) -> Progress:
    found = progress(office.world.desk, office.world.load(request), events.of_request(office.world.tx, request.id))
    assert found is not None
    return found


def tags(office: Office, request: Request) -> list[str]:
    return [event.tag for event in events.of_request(office.world.tx, request.id)]


def undoable(office: Office) -> None:
    service = AGENCY.service.model_copy(update={"undo_seconds": 15})
    office.world.agency = AGENCY.model_copy(update={"service": service})


@pytest.mark.parametrize("stage", [Stage.AT_KADIS, Stage.AT_KABID, Stage.AT_CHECK])
def test_the_question_goes_to_the_applicant_and_the_answer_to_whoever_decides(office: Office, stage: Stage) -> None:
    at = {Stage.AT_KABID: office.at_kabid, Stage.AT_CHECK: office.at_check}
    who = {Stage.AT_KADIS: office.kadis, Stage.AT_KABID: office.kabid, Stage.AT_CHECK: office.officer}[stage]
    request = at[stage]() if stage in at else office.world.submit(office.applicant)

    asked = put(office, who, request)
    asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)

    assert f"clarification:{asked.id}" in office.world.cards_to(office.applicant.person.telegram_id)
    assert office.world.notices_to(who)[-1] == "asking.answered"
    fresh = [p for p in office.world.owed(Kind.CARD) if p["chat_id"] == who.person.telegram_id]
    assert (fresh[-1]["subject"], fresh[-1]["again"]) == (f"request:{request.id}", True)


def test_the_request_does_not_move_and_no_card_goes_dead(office: Office) -> None:
    request = office.world.load(office.at_kabid())

    asked = put(office, office.kabid, request)
    asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)

    assert office.world.load(request) == request
    assert tags(office, request)[-2:] == [ASKED, ANSWERED]


def test_while_it_waits_the_applicant_has_it_and_nobody_is_late(office: Office) -> None:
    request = office.at_kabid()
    office.world.later(hours=1)
    asked_at = office.world.now
    put(office, office.kabid, request)
    office.world.later(days=9)

    found = stands(office, request)

    assert (found.role, found.since, found.due, found.days_late) == (Role.APPLICANT, asked_at, None, None)
    assert owed.payload_of(office.world.tx, f"late:{request.id}") == {}
    with pytest.raises(NotLate):
        remind(office.world.desk, office.applicant, request.id, revision=request.revision)


def test_the_answer_gives_back_exactly_the_time_that_was_left(office: Office) -> None:
    request = office.at_kabid()
    due = stands(office, request).due
    assert due is not None
    asked = put(office, office.kabid, request)
    office.world.later(days=7)

    asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)

    assert (stands(office, request).role, stands(office, request).due) == (Role.KABID, due + timedelta(days=7))
    c = t.owed.c
    planned = office.world.tx.execute(t.owed.select().where(c.key == f"late:{request.id}")).one()
    assert planned.not_before == due + timedelta(days=7)


def test_the_official_is_reminded_only_once_the_answer_is_there(office: Office) -> None:
    office.world.agency = AGENCY.model_copy(update={"reminders": Reminders(near=0.75)})
    request = office.at_kabid()
    asked = put(office, office.kabid, request)
    office.world.later(days=1)
    came_due(office.world.desk, request.id)
    before = office.world.notices_to(office.kabid)
    asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)
    office.world.later(hours=4)

    came_due(office.world.desk, request.id)

    assert "following.nears" not in before
    assert "following.nears" in office.world.notices_to(office.kabid)


def test_what_waits_for_the_applicant_is_last_in_the_queue_and_not_in_the_morning_word(office: Office) -> None:
    first, second = office.at_kabid(), office.at_kabid("dinsos")
    put(office, office.kabid, first)

    waiting = queue.waiting_for(office.world.desk, office.kabid.person.id, {Role.KABID})
    digest.send_digest(office.world.desk)

    assert [(each.request.id, each.is_asked) for each in waiting] == [(second.id, False), (first.id, True)]
    [word] = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "queue.digest"]
    assert word["waiting"] == 1


def test_the_official_may_decide_all_the_same_and_the_applicant_is_told_kindly(office: Office) -> None:
    request = office.at_kabid()
    asked = put(office, office.kabid, request)

    moved = office.world.act(office.kabid, request, Action.DISPOSE)

    assert clarifications.load(office.world.tx, asked.id).outcome is Outcome.DROPPED
    assert "asking.not_needed" in office.world.notices_to(office.applicant)
    assert tags(office, request)[-2:] == [DROPPED, "request:dispose"]
    assert stands(office, moved).role is Role.PRANATA_KOMPUTER
    with pytest.raises(StaleCard):
        asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)


def test_a_withdrawal_ends_the_question_without_a_word_about_it(office: Office) -> None:
    request = office.at_kabid()
    put(office, office.kabid, request)

    office.world.act(office.applicant, request, Action.WITHDRAW)

    assert clarifications.open_of(office.world.tx, request.id) is None
    assert "asking.not_needed" not in office.world.notices_to(office.applicant)


def test_one_question_at_a_time(office: Office) -> None:
    request = office.at_kabid()
    asked = put(office, office.kabid, request)
    with pytest.raises(QuestionOpen):
        put(office, office.kabid, request)
    asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)

    assert put(office, office.kabid, request).id != asked.id


def test_an_answer_is_given_once(office: Office) -> None:
    asked = put(office, office.kabid, office.at_kabid())
    asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)

    with pytest.raises(StaleCard):
        asking.answer(office.world.desk, office.applicant, asked.id, "Lain lagi")

    assert clarifications.load(office.world.tx, asked.id).answer == ANSWER


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "operator"])
def test_only_the_applicant_answers(office: Office, who: str) -> None:
    asked = put(office, office.kabid, office.at_kabid())

    with pytest.raises(NotYourRequest):
        asking.answer(office.world.desk, getattr(office, who), asked.id, ANSWER)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("kadis", NotYourTurn), ("officer", NotYourTurn), ("operator", NotAllowed), ("applicant", NotAllowed)],
)
def test_only_whose_turn_it_is_asks(office: Office, who: str, refusal: type[Exception]) -> None:
    request = office.at_kabid()

    with pytest.raises(refusal):
        put(office, getattr(office, who), request)


def test_nobody_asks_about_a_request_in_which_they_have_another_part(office: Office) -> None:
    both = office.world.person(Role.KADIS, Role.KABID)
    request = office.world.act(both, office.world.submit(office.applicant), Action.DISPOSE)

    with pytest.raises(SeparateDuties):
        put(office, both, request)


def test_a_stale_card_asks_nothing(office: Office) -> None:
    request = office.at_kabid()

    with pytest.raises(StaleCard):
        asking.ask(office.world.desk, office.kabid, request.id, QUESTION, revision=request.revision - 1)


def test_whoever_has_decided_takes_it_back_before_asking(office: Office) -> None:
    undoable(office)
    request = office.world.submit(office.applicant)
    decide(office.world.desk, office.kadis, request, Action.DISPOSE)
    stand_in = office.world.person()
    stand_in = Actor(stand_in.person, office.kadis.assignments)

    with pytest.raises(StaleCard):
        put(office, office.kadis, request)
    with pytest.raises(BeingDecided):
        put(office, stand_in, request)


def test_an_answer_while_a_decision_waits_changes_neither(office: Office) -> None:
    undoable(office)
    request = office.world.submit(office.applicant)
    asked = put(office, office.kadis, request)
    decide(office.world.desk, office.kadis, request, Action.DISPOSE)

    asking.answer(office.world.desk, office.applicant, asked.id, ANSWER)

    assert clarifications.load(office.world.tx, asked.id).outcome is Outcome.ANSWERED
    assert office.world.load(request).stage is Stage.AT_KADIS


def test_after_an_outage_the_question_is_posted_again(office: Office) -> None:
    asked = put(office, office.kabid, office.at_kabid())
    office.world.pay_all()

    show_open_cards_again(office.world.desk)

    again = [p for p in office.world.unpaid(Kind.CARD) if p["subject"] == f"clarification:{asked.id}"]
    assert [p["again"] for p in again] == [True]


def take_back(office: Office, actor: Actor, request: Request, asked: Clarification) -> None:
    current = office.world.load(request)
    asking.take_back(office.world.desk, actor, request.id, asked.id, revision=current.revision)


def test_a_question_taken_back_ends_the_waiting_and_decides_nothing(office: Office) -> None:
    request = office.world.load(office.at_kabid())
    due = stands(office, request).due
    assert due is not None
    asked = put(office, office.kabid, request)
    office.world.later(days=1)

    take_back(office, office.kabid, request, asked)

    assert office.world.load(request) == request
    assert clarifications.load(office.world.tx, asked.id).outcome is Outcome.TAKEN_BACK
    assert (stands(office, request).role, stands(office, request).due) == (Role.KABID, due + timedelta(days=1))
    assert office.world.notices_to(office.applicant)[-1] == "asking.taken_back"
    last = events.of_request(office.world.tx, request.id)[-1]
    assert (last.tag, last.person, last.role) == (TAKEN_BACK, office.kabid.person.id, Role.KABID)
    assert put(office, office.kabid, request).id != asked.id


def test_a_proposal_is_taken_back_like_a_question(office: Office) -> None:
    request = office.at_check()
    what, now = ("target", "103.20.30.41"), request.revision
    asked = correcting.propose(office.world.desk, office.officer, request.id, *what, revision=now)

    take_back(office, office.officer, request, asked)

    with pytest.raises(QuestionEnded):
        correcting.agree(office.world.desk, office.applicant, asked.id)
    assert office.world.load(request).answers == request.answers


def test_whoever_may_decide_now_takes_it_back_also_if_somebody_else_has_asked(office: Office) -> None:
    request, colleague = office.at_check(), office.world.person(Role.PRANATA_KOMPUTER)
    asked = put(office, office.officer, request)
    seen = office.world.load(request).revision
    officers.hand_over(office.world.desk, office.officer, request.id, colleague.person.id, revision=seen)
    with pytest.raises(HeldByAnother):
        take_back(office, office.officer, request, asked)

    take_back(office, colleague, request, asked)

    assert clarifications.load(office.world.tx, asked.id).outcome is Outcome.TAKEN_BACK


def test_of_an_answer_and_a_taking_back_the_first_counts(office: Office) -> None:
    request = office.at_kabid()
    first = put(office, office.kabid, request)
    asking.answer(office.world.desk, office.applicant, first.id, ANSWER)
    with pytest.raises(QuestionEnded):
        take_back(office, office.kabid, request, first)
    second = put(office, office.kabid, request)
    take_back(office, office.kabid, request, second)
    with pytest.raises(QuestionEnded):
        asking.answer(office.world.desk, office.applicant, second.id, ANSWER)

    ended = [each.outcome for each in clarifications.of_request(office.world.tx, request.id)]
    assert ended == [Outcome.ANSWERED, Outcome.TAKEN_BACK]


def test_the_register_itself_lets_a_question_end_once(office: Office) -> None:
    """Whoever has looked at it before the other one closed it."""
    asked = put(office, office.kabid, office.at_kabid())
    clarifications.close(office.world.tx, asked, Outcome.ANSWERED, ANSWER, now=office.world.now)

    with pytest.raises(QuestionEnded) as refused:
        clarifications.close(office.world.tx, asked, Outcome.TAKEN_BACK, now=office.world.now)

    assert refused.value.asked.answer == ANSWER


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("kadis", NotYourTurn), ("officer", NotYourTurn), ("operator", NotAllowed), ("applicant", NotAllowed)],
)
def test_nobody_else_takes_a_question_back(office: Office, who: str, refusal: type[Exception]) -> None:
    request = office.at_kabid()
    asked = put(office, office.kabid, request)

    with pytest.raises(refusal):
        take_back(office, getattr(office, who), request, asked)

    assert clarifications.load(office.world.tx, asked.id).is_open


def test_a_question_of_another_request_is_not_taken_back(office: Office) -> None:
    request, other = office.at_kabid(), office.at_kabid("dinsos")
    asked = put(office, office.kabid, other)

    with pytest.raises(StaleCard):
        take_back(office, office.kabid, request, asked)

    assert clarifications.load(office.world.tx, asked.id).is_open


def test_while_a_decision_may_be_taken_back_the_question_stays(office: Office) -> None:
    undoable(office)
    request = office.world.submit(office.applicant)
    asked = put(office, office.kadis, request)
    decide(office.world.desk, office.kadis, request, Action.DISPOSE)

    with pytest.raises(StaleCard):
        take_back(office, office.kadis, request, asked)

    assert clarifications.load(office.world.tx, asked.id).is_open


def test_somebody_suspended_answers_nothing_and_agrees_to_nothing(office: Office) -> None:
    request = office.at_check()
    asked = asking.ask(office.world.desk, office.officer, request.id, "Siapa pengelolanya?", revision=request.revision)
    staff.suspend(office.world.desk, office.operator, office.applicant.person.id)
    applicant = office.world.again(office.applicant.person.telegram_id)

    with pytest.raises(Suspended):
        asking.answer(office.world.desk, applicant, asked.id, "Bukan saya")

    assert clarifications.load(office.world.tx, asked.id).is_open
