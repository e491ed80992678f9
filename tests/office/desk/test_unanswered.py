"""An applicant who does not answer is reminded, and then those hear of it who wait: each once a question."""

import pytest

from office.desk import asking, correcting, following
from office.desk.trail import ASKED, ASKED_AGAIN, UNANSWERED
from office.register import events
from office.register.clarifications import Clarification
from office.register.owed import Kind
from office.sop.agency import Reminders
from office.sop.request import Action, Request
from tests.office.desk.test_reminding import come, planned, told_group, wib
from tests.office.desk.world import Office

REMINDED, TOLD, OPERATORS = "asking.still_waiting", "asking.unanswered", "asking.unanswered_to_operators"


@pytest.fixture(autouse=True)
def _reminds(office: Office) -> None:
    remind(office)


def remind(office: Office, **rules: float) -> None:
    office.world.agency = office.world.agency.model_copy(update={"reminders": Reminders.model_validate(rules)})


def put(office: Office, request: Request) -> Clarification:
    return asking.ask(office.world.desk, office.kabid, request.id, "Siapa?", revision=request.revision)


def waits(office: Office, request: Request) -> list[str]:
    """When somebody is told next."""
    zone = office.world.agency.identity.zone_info
    return [f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in planned(office, f"late:{request.id}")]


def said(office: Office) -> list[tuple[int, str]]:
    """Who was told something of an unanswered question."""
    notices = office.world.owed(Kind.NOTICE)
    return [(p["chat_id"], p["say"]) for p in notices if p["say"] in {REMINDED, TOLD, OPERATORS}]


def tags(office: Office, request: Request) -> list[str]:
    return [event.tag for event in events.of_request(office.world.tx, request.id)]


def test_the_applicant_is_reminded_after_a_working_day_and_those_who_wait_after_two(office: Office) -> None:
    request = office.at_kabid()
    put(office, request)
    moments = []

    for _ in range(2):
        moments += waits(office, request)
        come(office, request)

    assert moments == ["2026-11-25 09:30", "2026-11-26 09:30"]
    assert [say for _, say in said(office)] == [REMINDED, TOLD, OPERATORS]
    assert said(office)[:2] == [
        (office.applicant.person.telegram_id, REMINDED),
        (office.kabid.person.telegram_id, TOLD),
    ]
    assert OPERATORS in told_group(office)
    assert tags(office, request)[-3:] == [ASKED, ASKED_AGAIN, UNANSWERED]
    assert waits(office, request) == []


def test_the_question_and_the_card_come_afresh_with_the_word_about_them(office: Office) -> None:
    request = office.at_kabid()
    asked = put(office, request)
    office.world.pay_all()

    office.world.now = wib("2026-11-27 10:00")
    following.came_due(office.world.desk, request.id)
    following.came_due(office.world.desk, request.id)

    fresh = {(p["chat_id"], p["subject"]) for p in office.world.unpaid(Kind.CARD) if p["again"]}
    assert fresh == {
        (office.applicant.person.telegram_id, f"clarification:{asked.id}"),
        (office.kabid.person.telegram_id, f"request:{request.id}"),
    }


def test_a_repeated_payment_says_nothing_twice(office: Office) -> None:
    request = office.at_kabid()
    put(office, request)
    come(office, request)
    once = said(office)

    following.came_due(office.world.desk, request.id)
    following.watch_all(office.world.desk)

    assert said(office) == once


def test_what_went_by_over_days_off_is_said_to_both_in_the_morning_once_each(office: Office) -> None:
    request = office.at_kabid()
    put(office, request)
    office.world.now = wib("2026-11-28 23:00")

    following.watch_all(office.world.desk)
    following.came_due(office.world.desk, request.id)
    at_night, moment = said(office), waits(office, request)
    for _ in range(2):
        come(office, request)

    assert (at_night, moment) == ([], ["2026-11-30 07:00"])
    assert [say for _, say in said(office)] == [REMINDED, TOLD, OPERATORS]
    assert waits(office, request) == []


def test_whoever_answers_in_time_is_not_reminded_and_the_next_question_has_its_own_time(office: Office) -> None:
    request = office.at_kabid()
    first = put(office, request)
    come(office, request)
    asking.answer(office.world.desk, office.applicant, first.id, "Seksi Data")
    put(office, request)

    come(office, request)

    assert [say for _, say in said(office)] == [REMINDED, REMINDED]
    assert office.world.now == wib("2026-11-26 09:30")


def test_a_decision_without_the_answer_ends_the_reminding(office: Office) -> None:
    request = office.at_kabid()
    put(office, request)

    office.world.act(office.kabid, request, Action.DISPOSE)
    office.world.now = wib("2026-11-27 10:00")
    following.came_due(office.world.desk, request.id)

    assert said(office) == []


def test_a_proposed_correction_waits_in_the_same_way(office: Office) -> None:
    request = office.at_check()
    what = ("target", "103.20.30.41")
    correcting.propose(office.world.desk, office.officer, request.id, *what, revision=request.revision)

    for _ in range(2):
        come(office, request)

    words = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] in {REMINDED, TOLD, OPERATORS}]
    assert [each["is_proposal"] for each in words] == [True, True, True]
    assert said(office)[1] == (office.officer.person.telegram_id, TOLD)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"answer_hours": 0}, [TOLD, OPERATORS]),
        ({"unanswered_hours": 0}, [REMINDED]),
        ({"answer_hours": 0, "unanswered_hours": 0}, []),
    ],
)
def test_what_the_office_has_turned_off_is_not_said(office: Office, rules: dict[str, float], told: list[str]) -> None:
    remind(office, **rules)
    request = office.at_kabid()
    put(office, request)

    office.world.now = wib("2026-11-30 10:00")
    for _ in range(2):
        following.came_due(office.world.desk, request.id)

    assert [say for _, say in said(office)] == told


def test_the_reminder_of_the_official_is_for_the_officials_own_time(office: Office) -> None:
    """Before a question and after its end whoever has it is reminded as ever, and not of the question."""
    request = office.at_kabid()
    asked = put(office, request)
    office.world.now = wib("2026-11-25 09:00")
    asking.answer(office.world.desk, office.applicant, asked.id, "Seksi Data")

    come(office, request)

    assert office.world.notices_to(office.kabid)[-1] == "following.nears"
    assert said(office) == []
