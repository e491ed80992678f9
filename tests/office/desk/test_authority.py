"""Whoever tries whatever, in whichever roles, at whichever moment: exactly what the SOP allows can be done.

What each person may is kept here a second time, from what happened to them; the office must come to the same.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, RootTransaction, select

from office.desk import officers, provisioning, staff, standing
from office.desk.application import NotAnApplicant
from office.desk.decisions import came_due, decide
from office.desk.granting import grant
from office.desk.moves import carry_out
from office.desk.roles import roles_changed
from office.desk.standing import Terms
from office.register import opds, people, requests
from office.register import tables as t
from office.register.engine import open_writer
from office.register.migrate import migrate
from office.register.people import Actor
from office.sop.agency import Duties
from office.sop.authority import NotAllowed
from office.sop.errors import Refusal
from office.sop.request import AT_OFFICER, Action, Request, Stage
from office.sop.roles import HEADS, OFFICIALS, Role
from office.sop.workflow import DECIDED_BY, MOVES, HeldByAnother, NotYourTurn, SeparateDuties, TooLate, When
from tests.office.desk.world import AGENCY, World

UNDO = 15
MOST = 3
GRANTED = (Role.KADIS, Role.KABID, Role.PRANATA_KOMPUTER, Role.APPLICANT, Role.ADMIN)
ROLES = st.frozensets(st.sampled_from(GRANTED), max_size=3)
CASTS = st.tuples(ROLES, ROLES, ROLES)
TRIED = (Action.DISPOSE, Action.REJECT, Action.RETURN, Action.BUILD, Action.RETRY, Action.BY_HAND, Action.WITHDRAW)
Start: TypeAlias = tuple[int, Action | None]
_DECISIONS = tuple(f"request:{action}" for action in Action)
SEARCHED = (Phase.reuse, Phase.generate)
"""What is found is told as it was found: making it smaller takes minutes."""
STARTS: list[Start] = [
    *((steps, None) for steps in range(4)),
    (0, Action.WITHDRAW),
    (1, Action.REJECT),
    (2, Action.RETURN),
    (3, Action.RETRY),
    (3, Action.BY_HAND),
]
"""How often the first request is passed on, and what then happens to it."""
WHO, ANY = st.integers(0, 6), st.integers(0, 10_000)


@dataclass
class Known:
    """What the test knows of somebody: when they held which role, and whether they are suspended."""

    held: list[tuple[Role, datetime, datetime | None]] = field(default_factory=list)
    suspended: bool = False

    def roles(self, now: datetime) -> set[Role]:
        if self.suspended:
            return set()
        return {role for role, start, end in self.held if start <= now and (end is None or now < end)}

    def end_own(self, role: Role, now: datetime) -> None:
        """What somebody holds in another's place stays, until they have nothing of their own in the office."""
        before = self.held
        self.held = [(r, start, now if r is role and end is None else end) for r, start, end in before]
        if self.held != before and {r for r, _, end in self.held if end is None} <= {Role.APPLICANT}:
            self.held = [(r, start, end if end is None else min(end, now)) for r, start, end in self.held]

    def end(self, role: Role, now: datetime) -> None:
        self.held = [
            (r, start, now if r is role and (end is None or now < end) else end) for r, start, end in self.held
        ]


@dataclass
class File:
    """What the test knows of a request: who asked for it, who has decided in which role in this round."""

    applicant: int
    decided: set[tuple[Role, int]] = field(default_factory=set)
    waits: tuple[int, Action, Role, datetime] | None = None


class AnyAuthority(RuleBasedStateMachine):
    engine: ClassVar[Engine]
    start: ClassVar[Start]
    done: ClassVar[Counter[Action]] = Counter()
    refused: ClassVar[Counter[type[Refusal]]] = Counter()

    @initialize(cast=CASTS, small=st.booleans(), undo=st.sampled_from([0, UNDO]))
    def open_the_office(self, cast: tuple[frozenset[Role], ...], small: bool, undo: int) -> None:
        """One in each chair and an applicant, so that something can be done, and three who are anything; a request has
        come some way.
        """
        self.connection = self.engine.connect()
        self.unfinished: RootTransaction = self.connection.begin()
        service = AGENCY.service.model_copy(update={"undo_seconds": undo})
        self.world = World(
            self.connection, AGENCY.model_copy(update={"duties": Duties(small_office=small), "service": service})
        )
        self.world.bind_group()
        self.world.person(Role.ADMIN)
        self.cast: list[int] = []
        self.known: dict[int, Known] = {}
        self.files: dict[int, File] = {}
        self.names = 0
        ordered = [[role for role in GRANTED if role in roles] for roles in cast]
        for roles in (*ordered, [Role.KADIS], [Role.KABID], [Role.PRANATA_KOMPUTER], [Role.APPLICANT]):
            person = self.world.person().person
            self.cast.append(person.telegram_id)
            self.known[person.id] = Known()
            for role in roles:
                self._grant(self.world.again(person.telegram_id), role)

        self.somebody_applies(len(self.cast) - 1)
        steps, ending = self.start
        for _ in range(steps):
            self._pass_on(0, 0)
            self.time_passes(UNDO)
        self.the_outside_says_no(0)
        if ending is not None:
            self._press_one(0, 0, (ending,))

    def teardown(self) -> None:
        if hasattr(self, "unfinished"):
            self.unfinished.rollback()
            self.connection.close()

    @rule(who=WHO)
    def somebody_applies(self, who: int) -> None:
        actor = self._actor(who)
        busy = any(file.applicant == actor.person.id for file in self.files.values())
        if len(self.files) >= MOST or busy:
            return
        self.names += 1
        made = self._try(lambda: self.world.submit(actor, f"nama{self.names}"))
        if isinstance(made, Request):
            assert Role.APPLICANT in self._roles(actor)
            self.files[made.id] = File(actor.person.id)
        else:
            assert isinstance(made, NotAnApplicant)
            assert Role.APPLICANT not in self._roles(actor)

    @precondition(lambda self: self.files)
    @rule(who=WHO, which=ANY, action=st.sampled_from(TRIED))
    def somebody_presses_anything(self, who: int, which: int, action: Action) -> None:
        self._press(self._actor(who), self._request(which), action)

    @precondition(lambda self: self.files)
    @rule(who=WHO, which=ANY, place=ANY)
    def somebody_presses_what_is_open_to_somebody(self, who: int, which: int, place: int) -> None:
        request = self._request(which)
        if found := self._open(request):
            self._press(self._actor(who), request, found[place % len(found)])

    @precondition(lambda self: self.files)
    @rule(which=ANY, place=ANY)
    def somebody_does_what_they_may(self, which: int, place: int) -> None:
        self._press_one(which, place, TRIED)

    @precondition(lambda self: self.files)
    @rule(which=ANY, place=ANY)
    def somebody_passes_a_request_on(self, which: int, place: int) -> None:
        self._pass_on(which, place)

    def _pass_on(self, which: int, place: int) -> None:
        self._press_one(which, place, (Action.DISPOSE, Action.BUILD))

    def _press_one(self, which: int, place: int, actions: tuple[Action, ...]) -> None:
        request = self._request(which)
        may = [(a, x) for a in map(self._actor, range(len(self.cast))) for x in actions if self._may(a, request, x)]
        if may:
            actor, action = may[place % len(may)]
            self._press(actor, request, action)

    @precondition(lambda self: self.files)
    @rule(which=ANY, place=ANY)
    def somebody_with_a_part_comes_into_the_next_chair_and_presses(self, which: int, place: int) -> None:
        request = self._request(which)
        parts = sorted({request.applicant, *(person for _, person in self.files[request.id].decided)})
        role, person = DECIDED_BY.get(request.stage), self._by_number(parts[place % len(parts)])
        if role is not None:
            self._grant(person, role)
            request = requests.load(self.connection, request.id)
            found = [action for action in self._open(request) if self._role(request, action) is role]
            if found:
                self._press(self._by_number(person.person.id), request, found[place % len(found)])

    @precondition(lambda self: self.files)
    @rule(which=ANY)
    def the_outside_says_no(self, which: int) -> None:
        request = self._request(which)
        if request.stage is Stage.PROVISIONING and not request.blocked:
            provisioning.block(self.world.desk, self.world.service(request).id, "name_taken", "A 103.20.30.99")

    @precondition(lambda self: self.files)
    @rule(which=ANY)
    def an_applicant_sends_again(self, which: int) -> None:
        request = self._request(which)
        applicant = self._by_number(request.applicant)
        if request.stage is Stage.RETURNED:
            again = self._try(lambda: self.world.answer_and_submit(applicant))
            assert isinstance(again, Request) is (Role.APPLICANT in self._roles(applicant))
            if isinstance(again, Request):
                self.files[request.id].decided.clear()

    @precondition(lambda self: self.files)
    @rule(who=WHO, which=ANY)
    def somebody_takes_it(self, who: int, which: int) -> None:
        actor, request = self._actor(who), self._request(which)
        took = self._try(lambda: officers.claim(self.world.desk, actor, request.id, revision=request.revision))
        if isinstance(took, Request):
            assert self._may_hold(actor, request)

    @rule(who=WHO, whom=WHO)
    def somebody_tries_to_suspend(self, who: int, whom: int) -> None:
        actor, other = self._actor(who), self._actor(whom).person.id
        before = self.known[other].suspended
        ended = self._try(lambda: staff.suspend(self.world.desk, actor, other))
        if Role.ADMIN not in self._roles(actor):
            assert isinstance(ended, NotAllowed)
        else:
            assert isinstance(ended, Refusal) is before
            self.known[other].suspended = True

    @rule(whom=WHO)
    def the_command_line_lifts(self, whom: int) -> None:
        other = self._actor(whom).person.id
        if self.known[other].suspended:
            staff.lift(self.world.desk, None, other)
            self.known[other].suspended = False

    @rule(whom=WHO, role=st.sampled_from(GRANTED))
    def a_role_is_given(self, whom: int, role: Role) -> None:
        self._grant(self._actor(whom), role)

    @rule(whom=WHO, role=st.sampled_from(GRANTED))
    def a_role_is_taken(self, whom: int, role: Role) -> None:
        actor = self._actor(whom)
        if not isinstance(self._try(lambda: staff.revoke(self.world.desk, None, actor.person.id, role)), Refusal):
            self.known[actor.person.id].end_own(role, self.world.now)

    @rule(whom=WHO, role=st.sampled_from(HEADS))
    def somebody_stands_in_for_today(self, whom: int, role: Role) -> None:
        actor, desk = self._actor(whom), self.world.desk
        day = desk.today.isoformat()
        terms = Terms(role, "plh", day, day)
        if not isinstance(self._try(lambda: standing.appoint(desk, None, actor.person.id, terms)), Refusal):
            zone = desk.agency.identity.zone_info
            midnight = datetime.combine(desk.today + timedelta(days=1), time(), zone)
            self.known[actor.person.id].held.append((role, self.world.now, midnight))

    @rule(seconds=st.sampled_from([1, UNDO, 3600, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.world.later(seconds=seconds)
        for number, file in list(self.files.items()):
            if file.waits is not None and file.waits[3] <= self.world.now:
                self._comes_due(number, file)

    def _comes_due(self, number: int, file: File) -> None:
        """A decision that could be taken back takes effect if whoever made it still may make it, and only then."""
        assert file.waits is not None
        person, action, role, _ = file.waits
        actor, before = self._by_number(person), requests.load(self.connection, number)
        still = role in self._roles(actor) and self._has_no_other_part(actor, before, role)
        self.world.pay_all()
        came_due(self.world.desk, number)
        file.waits = None
        moved = requests.load(self.connection, number)
        assert (moved.revision != before.revision) is still
        if still:
            self._note(actor, moved, action, role)

    def _press(self, actor: Actor, request: Request, action: Action) -> None:
        """As a tap does it: exactly what is allowed is done."""
        allowed, waits = self._may(actor, request, action), self.files[request.id].waits
        ended = self._try(lambda: self._tap(actor, request, action))
        if not allowed:
            assert isinstance(ended, Refusal), (actor.roles, action, request)
            self.refused[type(ended)] += 1
            return
        role = self._role(request, action)
        if role in HEADS and waits is not None:
            assert isinstance(ended, Refusal)
            return
        assert isinstance(ended, Request), ended
        moved = requests.load(self.connection, request.id)
        if moved.revision == request.revision:
            due = self.world.now + timedelta(seconds=UNDO)
            self.files[request.id].waits = (actor.person.id, action, role, due)
            return
        self.files[request.id].waits = None
        self._note(actor, moved, action, role)

    def _note(self, actor: Actor, moved: Request, action: Action, role: Role) -> None:
        self.done[action] += 1
        file = self.files[moved.id]
        file.decided.add((role, actor.person.id))
        if moved.stage.is_final:
            del self.files[moved.id]

    def _tap(self, actor: Actor, request: Request, action: Action) -> Request:
        desk = self.world.desk
        if action is Action.BUILD:
            return self.world.build(actor, request)
        if action is Action.WITHDRAW:
            return carry_out(desk, actor, request, action)
        return decide(desk, actor, request, action, reason="Belum lengkap")

    def _try(self, deed: Callable[[], Any]) -> Any:
        """What it returns, or the refusal, which undoes it."""
        inner = self.connection.begin_nested()
        try:
            made = deed()
        except Refusal as refused:
            inner.rollback()
            return refused
        inner.commit()
        return made

    def _may(self, actor: Actor, request: Request, action: Action) -> bool:
        if action not in self._open(request):
            return False
        role = self._role(request, action)
        if role not in self._roles(actor):
            return False
        if role is Role.APPLICANT:
            return actor.person.id == request.applicant
        if role is Role.PRANATA_KOMPUTER and request.officer not in {None, actor.person.id}:
            return False
        return self._has_no_other_part(actor, request, role)

    def _may_hold(self, actor: Actor, request: Request) -> bool:
        role = Role.PRANATA_KOMPUTER
        is_free = request.officer in {None, actor.person.id}
        return is_free and role in self._roles(actor) and self._has_no_other_part(actor, request, role)

    def _has_no_other_part(self, actor: Actor, request: Request, role: Role) -> bool:
        if self.world.agency.duties.small_office or role not in OFFICIALS:
            return True
        elsewhere = {person for other, person in self.files[request.id].decided if other is not role}
        return actor.person.id not in elsewhere | {request.applicant}

    def _open(self, request: Request) -> list[Action]:
        """The moves of this stage that the test tries, whoever may make them."""
        holds = {When.ALWAYS, When.NO_HOSTING, *({When.BLOCKED, When.HELD} if request.blocked else ())}
        return [m.action for m in MOVES if m.stage is request.stage and m.when in holds and m.action in TRIED]

    def _role(self, request: Request, action: Action) -> Role:
        return next(m.role for m in MOVES if m.stage is request.stage and m.action is action)

    def _grant(self, actor: Actor, role: Role) -> None:
        """As an admission does it; a new head ends the old one, and whoever stood in."""
        now, person = self.world.now, actor.person.id
        if any(file.applicant == person for file in self.files.values()) and role is Role.APPLICANT:
            return
        unit = opds.ensure(self.connection, "Dinas Contoh", "dincontoh").id if role is Role.APPLICANT else None
        grant(self.world.desk, person, role, by=None, opd=unit)
        for number, known in self.known.items():
            if role in HEADS and number != person:
                known.end_own(role, now)
            if role in HEADS or number == person:
                known.end(role, now)
        self.known[person].held.append((role, now, None))
        roles_changed(self.world.desk, person)

    def _actor(self, who: int) -> Actor:
        """As every update loads them."""
        return self.world.again(self.cast[who % len(self.cast)])

    def _by_number(self, person: int) -> Actor:
        return self.world.again(people.load(self.connection, person).telegram_id)

    def _roles(self, actor: Actor) -> set[Role]:
        return self.known[actor.person.id].roles(self.world.now)

    def _request(self, which: int) -> Request:
        ids = sorted(self.files)
        return requests.load(self.connection, ids[which % len(ids)])

    @invariant()
    def everybody_may_what_happened_to_them_says(self) -> None:
        for telegram_id in self.cast:
            actor = self.world.again(telegram_id)
            assert actor.roles == self._roles(actor)

    @invariant()
    def buttons_are_what_may_be_done(self) -> None:
        for number in self.files:
            request = requests.load(self.connection, number)
            for telegram_id in self.cast:
                actor = self.world.again(telegram_id)
                shown = {m.action for m in self.world.desk.moves_for(request, actor.person.id, actor.roles)}
                assert shown & set(TRIED) == {action for action in TRIED if self._may(actor, request, action)}

    @invariant()
    def nobody_without_the_role_has_a_request(self) -> None:
        for number in self.files:
            request = requests.load(self.connection, number)
            if request.stage in AT_OFFICER and request.officer is not None:
                assert Role.PRANATA_KOMPUTER in self.known[request.officer].roles(self.world.now)

    @invariant()
    def nobody_has_two_parts_but_in_a_small_office_where_the_trail_says_so(self) -> None:
        c = t.events.c
        rows = self.connection.execute(
            select(c.request_id, c.round, c.role, c.person_id, c.payload)
            .where(c.role.in_(OFFICIALS) & c.tag.in_(_DECISIONS))
            .order_by(c.id)
        ).all()
        parts: dict[tuple[int, int], set[tuple[str, int]]] = {}
        for number, round_, role, person, payload in rows:
            if number is None:
                continue
            applicant = requests.load(self.connection, number).applicant
            before = parts.setdefault((number, round_), {(Role.APPLICANT, applicant)})
            has_two = any(other != role and who == person for other, who in before)
            assert payload.get("small_office", False) is has_two
            assert not has_two or self.world.agency.duties.small_office
            before.add((role, person))


@pytest.mark.timeout(600)
def test_exactly_what_the_sop_allows_can_be_done_by_anybody_at_any_moment(tmp_path: Path) -> None:
    """Every move that was tried has been made and every kind of refusal been given, so nothing passes by silence."""
    migrate(tmp_path / "loket.db")
    AnyAuthority.engine = open_writer(tmp_path / "loket.db")
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

    for AnyAuthority.start in STARTS:
        run_state_machine_as_test(
            AnyAuthority,
            settings=settings(max_examples=12, stateful_step_count=40, phases=SEARCHED, suppress_health_check=slow),
        )

    AnyAuthority.engine.dispose()
    assert set(AnyAuthority.done) == set(TRIED)
    assert {TooLate, NotYourTurn, SeparateDuties, HeldByAnother} <= set(AnyAuthority.refused)
