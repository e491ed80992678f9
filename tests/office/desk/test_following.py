"""Who has a request since when, by when it is due, who may remind, and how it ends."""

from datetime import UTC, datetime, timedelta

import pytest

from office.desk import application, following, letters
from office.desk.following import DayOff, NotLate, NotYourRequest, Progress, RemindedAlready
from office.register import events, owed
from office.register import letters as register_letters
from office.register import tables as t
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.sop.request import Action, Request, Stage
from office.sop.roles import Role
from tests.office.desk.world import FILES, GROUP, Office


def wib(text: str) -> datetime:
    return (datetime.fromisoformat(text) - timedelta(hours=7)).replace(tzinfo=UTC)


def progress(office: Office, request: Request) -> Progress | None:
    current = office.world.load(request)
    return following.progress(office.world.desk, current, events.of_request(office.world.tx, request.id))


def stands(office: Office, request: Request) -> Progress:
    found = progress(office, request)
    assert found is not None
    return found


def planned(office: Office, request: Request) -> datetime | None:
    """When the cards will next be looked at."""
    c = t.owed.c
    query = t.owed.select().where((c.key == f"late:{request.id}") & (c.state == owed.State.DUE))
    row = office.world.tx.execute(query).one_or_none()
    return row.not_before if row else None


def come(office: Office, request: Request) -> None:
    """The worker pays what is planned, when it is due."""
    moment = planned(office, request)
    assert moment is not None
    office.world.now = moment
    following.came_due(office.world.desk, request.id)


def issue(office: Office, request: Request) -> None:
    letter = register_letters.find(office.world.tx, request.id)
    assert letter is not None
    letters.issue(office.world.desk, letter.id, FILES)


@pytest.mark.parametrize(
    ("steps", "role", "due"),
    [
        (0, Role.KADIS, "2026-11-25 09:30"),
        (1, Role.KABID, "2026-11-24 14:15"),
        (2, Role.PRANATA_KOMPUTER, "2026-11-24 10:00"),
        (3, Role.SYSTEM, "2026-11-24 14:15"),
    ],
)
def test_each_step_has_its_holder_and_its_time(office: Office, steps: int, role: Role, due: str) -> None:
    makers = [lambda: office.world.submit(office.applicant), office.at_kabid, office.at_check, office.in_the_making]

    found = stands(office, makers[steps]())

    assert (found.role, found.since, found.due) == (role, office.world.now, wib(due))
    assert found.promised == wib("2026-11-26 09:30")
    assert found.days_late is None


def test_what_an_officer_must_decide_is_the_officers_turn(office: Office) -> None:
    assert stands(office, office.blocked()).role is Role.PRANATA_KOMPUTER


def test_the_clock_stands_still_while_the_applicant_has_it(office: Office) -> None:
    request = office.world.submit(office.applicant)
    office.world.later(hours=1)
    request = office.world.act(office.kadis, request, Action.DISPOSE)
    request = office.world.act(office.kabid, request, Action.DISPOSE)
    request = office.world.act(office.officer, request, Action.RETURN, "Alamat salah")
    office.world.later(days=70)

    returned = stands(office, request)

    assert (returned.role, returned.due, returned.promised, returned.days_late) == (Role.APPLICANT, None, None, None)
    assert planned(office, request) is None


def test_after_a_return_the_office_has_what_was_left_of_its_time(office: Office) -> None:
    request = office.world.submit(office.applicant)
    office.world.later(hours=1)
    request = office.world.act(office.kadis, request, Action.DISPOSE)
    request = office.world.act(office.kabid, request, Action.DISPOSE)
    request = office.world.act(office.officer, request, Action.RETURN, "Alamat salah")
    office.world.now = wib("2026-12-01 07:30")
    again = application.submit(office.world.desk, office.applicant, revision=request.revision)

    found = stands(office, again)

    assert found.due == wib("2026-12-01 16:00")
    assert found.promised == wib("2026-12-02 15:00")


def test_a_step_becomes_late_at_its_time_and_by_a_day_with_each_working_day(office: Office) -> None:
    request = office.at_kabid()

    seen = []
    for _ in range(4):
        come(office, request)
        seen.append((office.world.now, stands(office, request).days_late))

    assert seen == [
        (wib("2026-11-24 14:15"), 0),
        (wib("2026-11-25 07:30"), 1),
        (wib("2026-11-26 07:30"), 2),
        (wib("2026-11-26 09:30"), 2),
    ]
    assert planned(office, request) == wib("2026-11-27 07:30")


def test_every_card_shows_that_it_is_late_when_it_becomes_so(office: Office) -> None:
    request = office.at_kabid()
    office.world.tx.execute(t.owed.delete().where(t.owed.c.kind == Kind.CARD))

    come(office, request)

    shown = {payload["chat_id"] for payload in office.world.owed(Kind.CARD)}
    assert {office.applicant.person.telegram_id, GROUP} <= shown


def test_the_next_step_has_a_time_of_its_own(office: Office) -> None:
    request = office.world.submit(office.applicant)
    before = planned(office, request)

    office.world.act(office.kadis, request, Action.DISPOSE)

    assert (before, planned(office, request)) == (wib("2026-11-25 09:30"), wib("2026-11-24 14:15"))
    assert len(office.world.owed(Kind.LATE)) == 1


@pytest.mark.parametrize("steps", range(4))
def test_what_was_withdrawn_is_never_late(office: Office, steps: int) -> None:
    makers = [lambda: office.world.submit(office.applicant), office.at_kabid, office.at_check, office.returned]
    request = office.world.act(office.applicant, makers[steps](), Action.WITHDRAW)

    assert progress(office, request) is None
    assert office.world.owed(Kind.LATE) == []


def test_a_letter_is_waited_for_until_it_is_out(office: Office) -> None:
    request = office.finished()
    before = progress(office, request), planned(office, request)

    issue(office, request)

    assert before[0] is not None
    assert before[0].due == before[1] == wib("2026-11-24 10:00")
    assert (progress(office, request), planned(office, request)) == (None, None)


def test_other_hours_count_from_the_next_start(office: Office) -> None:
    request = office.at_kabid()
    hours = office.world.agency.service.step_hours.model_copy(update={"kabid": 1.0})
    service = office.world.agency.service.model_copy(update={"step_hours": hours})
    office.world.agency = office.world.agency.model_copy(update={"service": service})

    following.watch_all(office.world.desk)

    assert planned(office, request) == wib("2026-11-24 10:30")


def test_what_became_late_while_the_program_was_away_is_shown_when_it_is_back(office: Office) -> None:
    late_one = office.at_kabid()
    office.world.later(days=1)
    office.world.submit(office.applicant, "dinsos")
    office.world.tx.execute(t.owed.delete().where(t.owed.c.kind == Kind.CARD))

    following.watch_all(office.world.desk)

    assert set(office.world.cards_to(GROUP)) == {f"request:{late_one.id}"}
    come(office, late_one)
    assert planned(office, late_one) == wib("2026-11-26 07:30")


def late(office: Office) -> Request:
    """At the Kabid since yesterday."""
    request = office.at_kabid()
    office.world.later(days=1)
    return request


def test_whoever_has_a_late_request_is_reminded_in_private_with_a_fresh_card(office: Office) -> None:
    request = late(office)

    following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)

    assert office.world.notices_to(office.kabid)[-1] == "following.reminder"
    fresh = [p for p in office.world.owed(Kind.CARD) if p["chat_id"] == office.kabid.person.telegram_id]
    assert fresh[-1]["again"] is True
    assert "following.reminder" not in office.world.notices_to(office.kadis)


def test_the_trail_keeps_a_reminder_and_the_request_stays_as_it_was(office: Office) -> None:
    request = late(office)

    following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)

    last = events.of_request(office.world.tx, request.id)[-1]
    assert (last.tag, last.person, last.role) == ("request:remind", office.applicant.person.id, Role.APPLICANT)
    assert office.world.load(request).revision == request.revision


def test_one_reminder_a_working_day(office: Office) -> None:
    request = late(office)
    following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)
    with pytest.raises(RemindedAlready):
        following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)

    office.world.later(days=1)
    following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)

    assert office.world.notices_to(office.kabid).count("following.reminder") == 2


def test_nobody_is_reminded_on_a_day_off(office: Office) -> None:
    request = office.at_kabid()
    office.world.now = wib("2026-11-28 10:00")

    with pytest.raises(DayOff):
        following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)


@pytest.mark.parametrize("stage", [Stage.AT_KABID, Stage.RETURNED, Stage.WITHDRAWN])
def test_nobody_is_reminded_of_what_is_in_time_or_not_theirs(office: Office, stage: Stage) -> None:
    request = office.returned() if stage is Stage.RETURNED else office.at_kabid()
    if stage is Stage.WITHDRAWN:
        request = office.world.act(office.applicant, request, Action.WITHDRAW)
    if stage is not Stage.AT_KABID:
        office.world.later(days=30)

    with pytest.raises(NotLate):
        following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)


def test_only_the_applicant_reminds(office: Office) -> None:
    request, colleague = late(office), office.world.person(Role.APPLICANT)

    with pytest.raises(NotYourRequest):
        following.remind(office.world.desk, colleague, request.id, revision=request.revision)


def test_a_reminder_from_an_old_card_is_refused(office: Office) -> None:
    request = late(office)

    with pytest.raises(StaleCard):
        following.remind(office.world.desk, office.applicant, request.id, revision=request.revision - 1)


def test_what_no_official_has_is_reminded_of_to_the_operators(office: Office) -> None:
    request = office.in_the_making()
    office.world.later(days=1)

    following.remind(office.world.desk, office.applicant, request.id, revision=request.revision)

    told = [p["say"] for p in office.world.owed(Kind.NOTICE) if p["chat_id"] == GROUP]
    assert told == ["following.reminder_to_operators"]


def test_what_comes_again_is_said_to_have_come_again(office: Office) -> None:
    returned = office.returned()

    application.submit(office.world.desk, office.applicant, revision=returned.revision)

    assert office.world.notices_to(office.applicant)[-1] == "notices.submit_again"
