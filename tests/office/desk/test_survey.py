"""The end of a request: its summary, and two questions whose answers are the applicant's alone, once."""

import pytest

from office.desk import survey
from office.desk.following import NotYourRequest
from office.register import surveys
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.sop.request import Action, Request
from office.sop.roles import Role
from tests.office.desk.test_following import issue
from tests.office.desk.world import Office


def points_of(office: Office, request: Request) -> tuple[int | None, int | None]:
    found = surveys.find(office.world.tx, request.id)
    assert found is not None
    return found.service, found.speed


def test_with_the_letter_comes_a_summary_and_the_survey(office: Office) -> None:
    request = office.finished()

    issue(office, request)

    told = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "following.ended"]
    assert told == [
        {
            "receipt": request.receipt,
            "kind": "sub_domain",
            "name": "dinkes.contoh.go.id",
            "is_granted": True,
            "answer": "A 103.20.30.40",
            "minutes": 5,
        }
    ]
    assert f"survey:{request.id}" in office.world.cards_to(office.applicant.person.telegram_id)


def test_a_rejection_too_ends_with_plain_words_and_the_survey(office: Office) -> None:
    request = office.world.act(office.kabid, office.at_kabid(), Action.REJECT, "Sudah ada")

    issue(office, request)

    [told] = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "following.ended"]
    assert told["is_granted"] is False
    assert points_of(office, request) == (None, None)


def test_a_second_letter_does_not_ask_again(office: Office) -> None:
    request = office.finished()
    issue(office, request)

    survey.conclude(office.world.desk, office.world.load(request))

    assert office.world.notices_to(office.applicant).count("following.ended") == 1


def test_two_taps_answer_the_survey(office: Office) -> None:
    request = office.finished()
    issue(office, request)

    survey.rate(office.world.desk, office.applicant, request.id, seen=0, points=4)
    survey.rate(office.world.desk, office.applicant, request.id, seen=1, points=3)

    assert points_of(office, request) == (4, 3)


def test_the_first_answer_can_be_taken_back_until_the_second(office: Office) -> None:
    request = office.finished()
    issue(office, request)
    survey.rate(office.world.desk, office.applicant, request.id, seen=0, points=1)

    survey.back(office.world.desk, office.applicant, request.id)

    assert points_of(office, request) == (None, None)


@pytest.mark.parametrize(("seen", "points"), [(0, 1), (1, 1), (2, 1)])
def test_an_answered_survey_stands(office: Office, seen: int, points: int) -> None:
    request = office.finished()
    issue(office, request)
    survey.rate(office.world.desk, office.applicant, request.id, seen=0, points=4)
    survey.rate(office.world.desk, office.applicant, request.id, seen=1, points=4)

    with pytest.raises(StaleCard):
        survey.rate(office.world.desk, office.applicant, request.id, seen=seen, points=points)
    with pytest.raises(StaleCard):
        survey.back(office.world.desk, office.applicant, request.id)

    assert points_of(office, request) == (4, 4)


@pytest.mark.parametrize(("seen", "points"), [(1, 4), (0, 0), (0, 5)])
def test_a_forged_answer_is_refused(office: Office, seen: int, points: int) -> None:
    request = office.finished()
    issue(office, request)

    with pytest.raises(StaleCard):
        survey.rate(office.world.desk, office.applicant, request.id, seen=seen, points=points)


def test_only_the_applicant_answers_and_only_what_was_offered(office: Office) -> None:
    request, colleague = office.finished(), office.world.person(Role.APPLICANT)
    with pytest.raises(StaleCard):
        survey.rate(office.world.desk, office.applicant, request.id, seen=0, points=4)
    issue(office, request)

    with pytest.raises(NotYourRequest):
        survey.rate(office.world.desk, colleague, request.id, seen=0, points=1)
    with pytest.raises(NotYourRequest):
        survey.back(office.world.desk, colleague, request.id)
