"""Who is told by the clock alone: the reminder, the operators' notice, the morning's word; each once."""

from datetime import UTC, datetime, timedelta

import pytest

from office.desk import following, queue
from office.desk.digest import plan_digest, send_digest
from office.register import events, owed
from office.register import tables as t
from office.register.owed import Kind
from office.sop.agency import Reminders
from office.sop.request import Action, Request
from office.sop.roles import Role
from tests.office.desk.world import GROUP, Office


def wib(text: str) -> datetime:
    return (datetime.fromisoformat(text) - timedelta(hours=7)).replace(tzinfo=UTC)


@pytest.fixture(autouse=True)
def _reminds(office: Office) -> None:
    office.world.agency = office.world.agency.model_copy(update={"reminders": Reminders()})


def planned(office: Office, key: str) -> list[datetime]:
    query = t.owed.select().where((t.owed.c.key == key) & (t.owed.c.state == owed.State.DUE))
    return [row.not_before for row in office.world.tx.execute(query)]


def come(office: Office, request: Request) -> None:
    [office.world.now] = planned(office, f"late:{request.id}")
    following.came_due(office.world.desk, request.id)


def told_group(office: Office) -> list[str]:
    return [p["say"] for p in office.world.owed(Kind.NOTICE) if p["chat_id"] == GROUP]


def test_whoever_has_it_is_reminded_before_it_is_late_and_the_operators_after_once_each(office: Office) -> None:
    request = office.at_kabid()

    come(office, request)
    reminded = office.world.now, office.world.notices_to(office.kabid)[-1]
    come(office, request)
    late = office.world.now, told_group(office)[-1]
    come(office, request)

    assert reminded == (wib("2026-11-24 13:18:45"), "following.nears")
    assert late == (wib("2026-11-24 14:15"), "following.escalated")
    assert office.world.notices_to(office.kabid).count("following.nears") == 1
    assert told_group(office).count("following.escalated") == 1


def test_a_repeated_payment_tells_nobody_twice(office: Office) -> None:
    request = office.at_kabid()
    come(office, request)

    following.came_due(office.world.desk, request.id)

    assert office.world.notices_to(office.kabid).count("following.nears") == 1


def test_each_turn_is_reminded_of_anew(office: Office) -> None:
    request = office.world.submit(office.applicant)
    come(office, request)
    request = office.world.act(office.kadis, request, Action.DISPOSE)

    come(office, request)

    assert office.world.notices_to(office.kadis).count("following.nears") == 1
    assert office.world.notices_to(office.kabid).count("following.nears") == 1


def test_what_became_late_over_a_weekend_off_is_told_once_in_the_morning(office: Office) -> None:
    request = office.at_kabid()
    office.world.now = wib("2026-11-28 23:00")

    following.watch_all(office.world.desk)
    following.came_due(office.world.desk, request.id)
    at_night = told_group(office)
    come(office, request)

    assert "following.escalated" not in at_night
    assert office.world.now == wib("2026-11-30 07:00")
    assert told_group(office).count("following.escalated") == 1
    assert "following.nears" not in office.world.notices_to(office.kabid)


def test_what_loket_itself_does_reminds_nobody(office: Office) -> None:
    request = office.in_the_making()

    come(office, request)

    assert told_group(office)[-1] == "following.escalated"


def test_the_trail_keeps_what_was_told(office: Office) -> None:
    request = office.at_kabid()
    come(office, request)
    come(office, request)

    tags = [event.tag for event in events.of_request(office.world.tx, request.id)]
    assert tags[-2:] == [following.NEARS, following.ESCALATED]


def digests(office: Office) -> list[dict[str, object]]:
    found = [p for p in office.world.owed(Kind.NOTICE) if p["say"] == "queue.digest"]
    return [{"to": p["chat_id"], **p["values"]} for p in found]


def test_the_morning_tells_each_official_how_much_waits_and_nobody_else(office: Office) -> None:
    office.at_kabid()
    office.world.later(hours=6)
    office.at_kabid("dinsos")
    office.world.now = wib("2026-11-25 07:30")

    send_digest(office.world.desk)

    kabid = office.kabid.person.telegram_id
    assert digests(office) == [{"to": kabid, "hour": 7, "waiting": 2, "late": 1, "drafts": 0}]


def test_one_digest_after_a_weekend_off_and_the_next_one_is_planned(office: Office) -> None:
    office.at_kabid()
    office.world.now = wib("2026-11-27 08:00")
    plan_digest(office.world.desk)
    plan_digest(office.world.desk)
    office.world.now = wib("2026-12-02 09:00")
    plan_digest(office.world.desk)
    missed = planned(office, "digest")

    send_digest(office.world.desk)

    assert missed == [wib("2026-11-30 07:30")]
    assert len(digests(office)) == 1
    assert planned(office, "digest") == [wib("2026-12-03 07:30")]


@pytest.mark.parametrize("at", ["2026-12-25 07:30", "2026-11-28 09:00", "2026-11-25 21:00"])
def test_no_digest_on_a_day_off_or_at_night(office: Office, at: str) -> None:
    office.at_kabid()
    office.world.now = wib(at)

    send_digest(office.world.desk)

    assert digests(office) == []
    assert len(planned(office, "digest")) == 1


def test_another_hour_counts_from_the_next_start(office: Office) -> None:
    plan_digest(office.world.desk)
    rules = Reminders.model_validate({"digest": "09:00"})
    office.world.agency = office.world.agency.model_copy(update={"reminders": rules})

    plan_digest(office.world.desk)

    assert planned(office, "digest") == [wib("2026-11-25 09:00")]


def test_the_queue_has_what_is_late_first_then_what_waits_longest(office: Office) -> None:
    first = office.world.submit(office.applicant, "satu")
    office.world.later(hours=2)
    second = office.at_check("dua")
    office.world.later(hours=2)
    everything = queue.waiting_for(office.world.desk, None, frozenset())
    officer = queue.waiting_for(office.world.desk, office.officer.person.id, office.officer.roles)

    assert [(w.request.id, w.is_late) for w in everything] == [(second.id, True), (first.id, False)]
    assert [w.request.id for w in officer] == [second.id]


def test_what_somebody_may_not_decide_does_not_wait_for_them(office: Office) -> None:
    both = office.world.person(Role.APPLICANT, Role.KADIS)
    office.world.submit(both)

    assert queue.waiting_for(office.world.desk, both.person.id, both.roles) == []


def test_the_past_has_ones_own_decisions_newest_first(office: Office) -> None:
    older = office.at_kabid("satu")
    office.world.later(hours=1)
    newer = office.world.act(office.kadis, office.world.submit(office.applicant, "dua"), Action.REJECT, "Sudah ada")

    found = queue.decided_by(office.world.desk, office.kadis.person.id, limit=5, offset=0)

    assert [(request.id, event.tag) for request, event in found] == [
        (newer.id, "request:reject"),
        (older.id, "request:dispose"),
    ]
    assert queue.count_decided(office.world.desk, office.kadis.person.id) == 2
    assert queue.count_decided(office.world.desk, office.applicant.person.id) == 0
