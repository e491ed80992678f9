"""Questions and proposals among all other deeds: who asks, answers or takes back, and how time goes by meanwhile."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Connection, select

from office.desk import asking, correcting, following
from office.desk.trail import ANSWERED, ASKED, ASKED_AGAIN, DROPPED, TAKEN_BACK, UNANSWERED, stands_of
from office.register import clarifications, events, people, requests
from office.register import tables as t
from office.register.clarifications import Clarification
from office.register.events import Event
from office.register.owed import Kind, State
from office.register.people import Actor
from office.sop.deadlines import worked_between
from office.sop.errors import Refusal
from office.sop.request import Action, Request, Stage
from office.sop.roles import OFFICIALS
from office.sop.workflow import DECIDED_BY, moves_for
from tests.office.desk.world import NOW, World

ANY = st.integers(0, 1_000)
FIELDS = st.sampled_from([None, None, "label", "target"])
"""A question in words, or what is proposed to be corrected."""
NEW: Final = {"label": "dinas-lain", "target": "8.8.8.8"}
ENDS = st.sampled_from(["answer", "agree", "decline", "take_back"])
REMINDERS: Final = {ASKED_AGAIN, UNANSWERED}
ENDED: Final = {ANSWERED, DROPPED, TAKEN_BACK}
STANDS_STILL: Final = {Stage.DRAFT, Stage.RETURNED, Stage.WITHDRAWN}
THIS_YEAR: Final = NOW + timedelta(days=25)
"""Letters are numbered anew in the next one."""


class AnyQuestion(RuleBasedStateMachine):
    """What the office counts of its own time is kept here a second time, as it goes by."""

    connection: Connection
    world: World
    cast: list[Actor]
    worked: Counter[int]

    @rule(which=ANY, field=FIELDS)
    def an_official_asks(self, which: int, field: str | None) -> None:
        able = [(request, actor) for request in self._all() for actor in self._deciders(request)]
        if able:
            request, actor = able[which % len(able)]
            self._ask(actor, request, field, request.revision)

    @rule(which=ANY, who=ANY, field=FIELDS, age=st.integers(0, 1))
    def somebody_asks(self, which: int, who: int, field: str | None, age: int) -> None:
        request = self._pick(which)
        self._ask(self.cast[who % len(self.cast)], request, field, request.revision - age)

    def _ask(self, actor: Actor, request: Request, field: str | None, revision: int) -> None:
        desk = self.world.desk
        if field is None:
            self._beside(request, lambda: asking.ask(desk, actor, request.id, "Siapa?", revision=revision))
        else:
            what = (request.id, field, NEW[field])
            self._beside(request, lambda: correcting.propose(desk, actor, *what, revision=revision))

    @rule(which=ANY, how=ENDS)
    def what_waits_is_ended_by_who_may(self, which: int, how: str) -> None:
        waiting = clarifications.all_open(self.connection)
        if waiting:
            asked = waiting[which % len(waiting)]
            request = requests.load(self.connection, asked.request)
            applicant = self.world.again(people.load(self.connection, request.applicant).telegram_id)
            by = self._deciders(request) if how == "take_back" else [applicant]
            self._end(by[which % len(by)] if by else applicant, asked, how)

    @rule(which=ANY, who=ANY, how=ENDS)
    def somebody_ends_a_question(self, which: int, who: int, how: str) -> None:
        ids = self.connection.execute(select(t.clarifications.c.id)).scalars().all()
        if ids:
            asked = clarifications.load(self.connection, ids[which % len(ids)])
            self._end(self.cast[who % len(self.cast)], asked, how)

    def _end(self, actor: Actor, asked: Clarification, how: str) -> None:
        desk, request = self.world.desk, requests.load(self.connection, asked.request)
        seen = request.revision
        deeds: dict[str, Callable[[], Any]] = {
            "answer": lambda: asking.answer(desk, actor, asked.id, "Seksi Data"),
            "agree": lambda: correcting.agree(desk, actor, asked.id),
            "decline": lambda: correcting.decline(desk, actor, asked.id),
            "take_back": lambda: asking.take_back(desk, actor, request.id, asked.id, revision=seen),
        }
        self._beside(request, deeds[how])

    def _beside(self, request: Request, deed: Callable[[], Any]) -> None:
        """No question moves a request; only a correction changes its answers, and then its revision."""
        self._do(deed)
        now = requests.load(self.connection, request.id)
        assert (now.stage, now.round, now.decisions) == (request.stage, request.round, request.decisions)
        assert now.revision - request.revision == (now.answers != request.answers)

    @rule(hours=st.sampled_from([1, 30, 100]))
    def time_passes(self, hours: int) -> None:
        before, desk = self.world.now, self.world.desk
        if before > THIS_YEAR:
            return
        self.world.later(hours=hours)
        seconds = round(desk.calendar.working_seconds_between(before, self.world.now))
        for request in self._all():
            is_asked = clarifications.open_of(self.connection, request.id) is not None
            if request.stage not in STANDS_STILL and not is_asked:
                self.worked[request.id] += seconds
        for request_id in self._due():
            following.came_due(self.world.desk, request_id)

    def _due(self) -> list[int]:
        c = t.owed.c
        is_due = (c.kind == Kind.LATE) & (c.state == State.DUE) & (c.not_before <= self.world.now)
        return [payload["request_id"] for payload in self.connection.execute(select(c.payload).where(is_due)).scalars()]

    def _deciders(self, request: Request) -> list[Actor]:
        """Whoever may give the request back, and so may ask."""
        able = {a.person.id: {m.action for m in moves_for(request, a.person.id, a.roles)} for a in self.cast}
        return [actor for actor in self.cast if Action.RETURN in able[actor.person.id]]

    def _do(self, deed: Callable[[], Any]) -> None:
        """In a transaction of its own; a refusal undoes it and leaves the register as it was."""
        before, inner = self._content(), self.connection.begin_nested()
        try:
            deed()
        except Refusal:
            inner.rollback()
            assert self._content() == before
        else:
            inner.commit()

    def _content(self) -> dict[str, list[Any]]:
        return {name: list(self.connection.execute(select(table))) for name, table in t.metadata.tables.items()}

    def _pick(self, which: int) -> Request:
        ids = self.connection.execute(select(t.requests.c.id).order_by(t.requests.c.id)).scalars().all()
        return requests.load(self.connection, ids[which % len(ids)])

    def _all(self) -> list[Request]:
        return requests.at_stages(self.connection, set(Stage), limit=1_000)

    def _trails(self) -> list[tuple[Request, list[Event]]]:
        found = self._all()
        trails = events.of_requests(self.connection, [request.id for request in found])
        return [(request, trails[request.id]) for request in found if trails[request.id]]

    @invariant()
    def questions_keep_their_promises(self) -> None:
        """Said together, since each looks at every trail."""
        for request, trail in self._trails():
            stands = stands_of(trail)
            self._one_question_waits_at_a_time_and_where_it_was_asked(request, trail, is_asked=stands[-1].is_asked)
            self._a_question_ends_once_by_its_applicant_an_official_or_a_decision(request, trail)
            counted = worked_between(self.world.desk.calendar, stands, NOW, self.world.now)
            assert counted == pytest.approx(self.worked[request.id])

    def _one_question_waits_at_a_time_and_where_it_was_asked(
        self, request: Request, trail: list[Event], *, is_asked: bool
    ) -> None:
        waiting = [each for each in clarifications.of_request(self.connection, request.id) if each.is_open]
        assert len(waiting) == is_asked
        for asked in waiting:
            put = next(event for event in reversed(trail) if event.tag == ASKED)
            assert (put.stage, put.round) == (request.stage, request.round)
            assert (put.person, put.role) == (asked.person, DECIDED_BY[request.stage])

    def _a_question_ends_once_by_its_applicant_an_official_or_a_decision(
        self, request: Request, trail: list[Event]
    ) -> None:
        waits, said = False, set[str]()
        for event in trail:
            if event.tag == ASKED:
                assert not waits
                assert event.person != request.applicant
                waits, said = True, set()
            elif event.tag in ENDED:
                assert waits
                assert self._may_have_ended(request, event)
                waits = False
            elif event.tag in REMINDERS:
                assert waits
                assert event.tag not in said
                said.add(event.tag)

    def _may_have_ended(self, request: Request, event: Event) -> bool:
        if event.tag == TAKEN_BACK:
            return event.role in OFFICIALS and event.person != request.applicant
        return event.person == (request.applicant if event.tag == ANSWERED else None)
