"""Whoever does whatever in whatever order: the SOP's promises hold on a real register."""

from collections import Counter
from collections.abc import Callable
from itertools import cycle, product
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, RootTransaction, func, select

from office.desk import application, provisioning
from office.desk import letters as desk_letters
from office.desk.application import Said
from office.desk.moves import carry_out
from office.desk.provisioning import Undone
from office.register import requests, services
from office.register import tables as t
from office.register.engine import open_writer
from office.register.migrate import migrate
from office.register.owed import Kind
from office.register.people import Actor
from office.register.services import Service, State
from office.sop.agency import Reminders
from office.sop.plan import Deed, RecordId
from office.sop.request import Action, Request, RequestKind, Stage
from office.sop.roles import Role
from office.sop.workflow import CHAIN, moves_for
from tests.office.desk.any_question import ANY, AnyQuestion
from tests.office.desk.world import AGENCY, FILES, World

CAST: tuple[tuple[Role, ...], ...] = (
    (Role.KADIS,),
    (Role.KABID,),
    (Role.PRANATA_KOMPUTER,),
    (Role.APPLICANT,),
    (Role.APPLICANT,),
    (Role.APPLICANT, Role.KADIS),
    (Role.APPLICANT, Role.KABID, Role.PRANATA_KOMPUTER),
    (Role.KADIS, Role.KABID, Role.PRANATA_KOMPUTER),
    (Role.OPERATOR, Role.ADMIN),
    (),
    (Role.APPLICANT,),
)
LABELS = ("dinkes", "dinsos", "WWW", "-x-")
PEOPLE = st.integers(0, len(CAST) - 1)
STARTS: dict[str, tuple[int, Action | str | None]] = {
    **{f"passed on {steps} times": (steps, None) for steps in range(5)},
    "returned": (3, Action.RETURN),
    "rejected": (1, Action.REJECT),
    "withdrawn": (2, Action.WITHDRAW),
    "finished": (4, "verified"),
    "blocked": (4, "blocked"),
    "asked": (1, "asked"),
    "asked at the check": (3, "asked"),
    "proposed to be corrected": (3, "target"),
}
ASKED_FOR = {"asked": None, "target": "target"}
OTHERS = [kind for kind in RequestKind if kind is not RequestKind.SUB_DOMAIN]
ABOUT: list[tuple[RequestKind, bool] | None] = [None, *product(OTHERS, (True, False))]
"""What the last of the cast asks besides, for most kinds about what lives already, and whether it is verified."""
TARGETS, HOSTED = ("103.20.30.40", "103.20.30.41"), "103.20.30.50"
FORWARD = {Action.SUBMIT, Action.DISPOSE, Action.BUILD, Action.HOSTED}
BACK = {Action.RETURN, Action.RETRY, Action.BY_HAND, Action.REHOST}
REASONS = st.sampled_from([None, "", "Belum lengkap"])
BUILT = {*((f"request:{action}", role) for action, role in CHAIN), ("request:build", Role.PRANATA_KOMPUTER)}
YES = {tag for tag, _ in BUILT}


class AnySequence(AnyQuestion):
    """Sensible deeds lead far into the SOP, arbitrary ones try every side door on the way."""

    engine: ClassVar[Engine]
    reached: ClassVar[Counter[Stage]] = Counter()
    finished: ClassVar[Counter[RequestKind]] = Counter()
    start: ClassVar[str]
    about: ClassVar[tuple[RequestKind, bool] | None]

    @initialize()
    def open_the_office(self) -> None:
        self.connection = self.engine.connect()
        self.unfinished: RootTransaction = self.connection.begin()
        self.world = World(self.connection, AGENCY.model_copy(update={"reminders": Reminders()}))
        self.world.bind_group()
        self.cast = [self.world.person(*roles) for roles in CAST]
        self.seen: dict[int, int] = {}
        self.worked = Counter()
        for place in (3, 4):
            self.world.fill(self.cast[place], LABELS[place - 3])
        self._bring_on(*STARTS[self.start])
        if self.about is not None:
            self._make(RequestKind.SUB_DOMAIN, is_verified=True)
            kind, is_verified = self.about
            self._make(kind, is_verified=is_verified)

    def _make(self, kind: RequestKind, *, is_verified: bool) -> None:
        """Through all hands; a hosting is made, and the outside has done its part or not yet."""
        label = "bersama" if kind is RequestKind.SUB_DOMAIN_HOSTING else "bappeda"
        request = self.world.submit(self.cast[-1], label, kind, target=TARGETS[kind is RequestKind.CHANGE])
        for place, action in enumerate((Action.DISPOSE, Action.DISPOSE, Action.BUILD, Action.HOSTED)):
            if action is not Action.HOSTED or request.awaits_hosting:
                self._press(self.cast[min(place, 2)], request, action, request.revision, None)
                request = self.world.load(request)
        if is_verified:
            provisioning.finish(self.world.desk, self.world.service(request).id, ["8.8.8.8"])

    def _bring_on(self, steps: int, ending: Action | str | None) -> None:
        for _ in range(steps):
            self._press_one(0, FORWARD)
        if isinstance(ending, Action):
            self._press_one(0, {ending})
        elif ending in ASKED_FOR:
            self.an_official_asks(0, ASKED_FOR[ending])
        elif ending is not None:
            self.the_outside_answers(0, ending)

    def teardown(self) -> None:
        if hasattr(self, "unfinished"):
            self.unfinished.rollback()
            self.connection.close()

    @rule(
        who=PEOPLE,
        label=st.sampled_from([*LABELS, "bappeda"]),
        kind=st.sampled_from(RequestKind),
        address=st.sampled_from(TARGETS),
    )
    def somebody_fills_in_a_form(self, who: int, label: str, kind: RequestKind, address: str) -> None:
        self._do(lambda: self.world.fill(self.cast[who], label, kind, target=address))

    @rule(
        who=PEOPLE, field=st.sampled_from(["label", "target"]), typed=st.sampled_from([*LABELS, "10.0.0.1", "8.8.8.8"])
    )
    def somebody_changes_an_answer(self, who: int, field: str, typed: str) -> None:
        def change() -> None:
            written = application.being_written(self.world.desk, self.cast[who])
            application.edit(self.world.desk, self.cast[who], field, revision=written.revision)
            application.answer(self.world.desk, self.cast[who], Said(typed))

        self._do(change)

    @rule(which=ANY)
    def somebody_presses_a_button_of_theirs(self, which: int) -> None:
        self._press_one(which, set(Action))

    @rule(which=ANY)
    def somebody_passes_a_request_on(self, which: int) -> None:
        self._press_one(which, FORWARD)

    @rule(which=ANY)
    def an_official_is_not_content(self, which: int) -> None:
        self._press_one(which, BACK)

    @rule(which=ANY)
    def somebody_passes_a_request_on_and_on(self, which: int) -> None:
        for _ in CHAIN:
            self._press_one(which, FORWARD)

    def _press_one(self, which: int, actions: set[Action]) -> None:
        buttons = [(r, a, m.action) for r in self._all() for a in self.cast for m in moves_for(r, a.person.id, a.roles)]
        fitting = [button for button in buttons if button[2] in actions]
        if fitting:
            request, actor, action = fitting[which % len(fitting)]
            self._do(lambda: self._press(actor, request, action, request.revision, "Belum lengkap"))

    @rule(which=ANY, who=PEOPLE, action=st.sampled_from(Action), age=st.integers(-1, 2), reason=REASONS)
    def somebody_presses_anything(self, which: int, who: int, action: Action, age: int, reason: str | None) -> None:
        request = self._pick(which)

        self._do(lambda: self._press(self.cast[who], request, action, request.revision - age, reason))

    @rule(which=ANY, outcome=st.sampled_from(["made", "verified", "silent", "blocked", "undone"]))
    def the_outside_answers(self, which: int, outcome: str) -> None:
        made = self.connection.execute(select(t.services.c.id)).scalars().all()
        if not made:
            return
        service, desk = made[which % len(made)], self.world.desk
        deeds: dict[str, Callable[[], Any]] = {
            "made": lambda: provisioning.record_made(desk, service, RecordId("r1")),
            "verified": lambda: provisioning.finish(desk, service, ["8.8.8.8"]),
            "silent": lambda: provisioning.finish(desk, service, ["8.8.8.8"], is_silent=True),
            "blocked": lambda: provisioning.block(desk, service, "gave_up", "no answer"),
            "undone": lambda: provisioning.taken_back(desk, service, Undone("A 8.8.8.8", record=RecordId("r2"))),
        }
        self._do(deeds[outcome])

    @rule(which=ANY)
    def a_letter_is_rendered(self, which: int) -> None:
        letters = self.connection.execute(select(t.letters.c.id)).scalars().all()
        if letters:
            self._do(lambda: desk_letters.issue(self.world.desk, letters[which % len(letters)], FILES))

    @rule(who=PEOPLE, role=st.sampled_from(Role))
    def a_role_ends(self, who: int, role: Role) -> None:
        """Only of those in several roles, so that somebody is left to act."""
        c, person = t.assignments.c, self.cast[who].person
        if len(CAST[who]) > 1:
            ended = t.assignments.update().where((c.person_id == person.id) & (c.role == role))
            self.connection.execute(ended.values(until_at=self.world.now))
            self.cast[who] = self.world.again(person.telegram_id)

    def _press(self, actor: Actor, request: Request, action: Action, revision: int, reason: str | None) -> None:
        """What the handlers would do with this button."""
        desk = self.world.desk
        current = requests.load(desk.tx, request.id, revision=revision)
        if action is Action.SUBMIT:
            application.submit(desk, actor, revision=revision)
        elif action is Action.BUILD:
            digest = self.world.digest(current)
            self.world.check_all(current)
            provisioning.build(desk, actor, request.id, revision=revision, digest=digest)
        elif action is Action.HOSTED:
            provisioning.type_address(desk, actor, request.id, HOSTED, revision=revision)
            digest = self.world.digest(current, actor)
            provisioning.hosted(desk, actor, request.id, revision=revision, digest=digest)
        else:
            carry_out(desk, actor, current, action, reason=reason)

    @invariant()
    def nothing_is_made_without_the_whole_chain_of_the_round(self) -> None:
        c = t.events.c
        for request in self._all():
            if request.stage in {Stage.PROVISIONING, Stage.FINISHED}:
                yes = (c.request_id == request.id) & (c.round == request.round) & c.tag.in_(YES)
                given = self.connection.execute(select(c.tag, c.role, c.person_id).where(yes)).all()
                assert {(tag, role) for tag, role, _ in given} == BUILT
                assert len({person for _, _, person in given} | {request.applicant}) == len(given) + 1 == 4

    @invariant()
    def nothing_is_owed_to_the_zone_before_buat(self) -> None:
        built = {r.id for r in self._all() if any(d.action is Action.BUILD for d in r.decisions)}
        ever = set(
            self.connection.execute(select(t.events.c.request_id).where(t.events.c.tag == "request:build")).scalars()
        )

        assert {p["request_id"] for p in self.world.owed(Kind.PROVISION, Kind.VERIFY)} <= ever
        assert built <= ever

    @invariant()
    def every_end_owes_one_letter_and_a_withdrawal_a_notice(self) -> None:
        c = t.letters.c
        written = Counter(self.connection.execute(select(c.request_id)).scalars())
        owed = Counter(p["letter_id"] for p in self.world.owed(Kind.LETTER))
        told = {
            p["values"]["receipt"] for p in self.world.owed(Kind.NOTICE) if p["say"] == "notices.withdraw_withdrawn"
        }
        for request in self._all():
            assert written[request.id] == (1 if request.stage in {Stage.FINISHED, Stage.REJECTED} else 0)
            assert request.stage is not Stage.WITHDRAWN or request.receipt is None or request.receipt in told
        assert set(owed.values()) <= {1}
        assert owed.total() == written.total()

    @invariant()
    def letters_are_numbered_without_a_gap(self) -> None:
        serials = self.connection.execute(select(t.letters.c.serial).order_by(t.letters.c.serial)).scalars().all()

        assert serials == list(range(1, len(serials) + 1))

    @invariant()
    def a_revision_only_rises(self) -> None:
        for request in self._all():
            assert request.revision >= self.seen.get(request.id, 0)
            self.seen[request.id] = request.revision
            self.reached[request.stage] += 1

    @invariant()
    def a_name_is_held_by_one_request_that_still_wants_it(self) -> None:
        held = Counter(self.connection.execute(select(t.claims.c.request_id)).scalars())
        for request in self._all():
            wants = request.kind.deed is Deed.CREATE and request.stage not in {Stage.REJECTED, Stage.WITHDRAWN}
            has_ended = request.stage is Stage.FINISHED and self._has_ended(self.world.service(request))
            assert held[request.id] == (1 if wants and request.receipt is not None and not has_ended else 0)

    def _has_ended(self, service: Service) -> bool:
        """Whether a removal stands at the end of what became of this service."""
        c = t.services.c
        after = select(c.id).where((c.replaces_id == service.id) & c.state.in_([State.LIVE, State.ENDED]))
        then = self.connection.execute(after).scalar_one_or_none()
        if then is None:
            return service.plan.deed is Deed.REMOVE
        return self._has_ended(services.load(self.connection, then))

    @invariant()
    def what_lives_was_finished_and_what_is_changed_lives_until_then(self) -> None:
        c = t.services.c
        for service_id in self.connection.execute(select(c.id)).scalars().all():
            service = services.load(self.connection, service_id)
            request = requests.load(self.connection, service.request)
            done = service.state in {State.LIVE, State.ENDED}
            assert not done or request.stage is Stage.FINISHED
            assert (service.state is State.PLANNED) <= (request.stage is Stage.PROVISIONING)
            assert service.plan.deed is not Deed.REMOVE or service.state is not State.LIVE
            if service.replaces is not None:
                old = services.load(self.connection, service.replaces)
                assert old.plan.name == service.plan.name
                assert old.state is State.ENDED if done else old.state in {State.LIVE, State.ENDED}
            self.finished[request.kind] += done

    @invariant()
    def a_living_name_is_in_the_hands_of_one_request(self) -> None:
        c = t.services.c
        at_work = (c.state == State.PLANNED) & c.replaces_id.is_not(None)
        counted = select(c.name, func.count()).where(at_work).group_by(c.name)

        assert all(count == 1 for _, count in self.connection.execute(counted))

    @invariant()
    def one_live_service_a_name(self) -> None:
        c = t.services.c
        live = select(c.name, func.count()).where(c.state == "live").group_by(c.name)

        assert all(count == 1 for _, count in self.connection.execute(live))


@pytest.mark.timeout(600)
def test_no_sequence_of_deeds_breaks_a_promise(tmp_path: Path) -> None:
    """Nor do the deeds stop short: every stage of the SOP was reached on the way."""
    migrate(tmp_path / "loket.db")
    AnySequence.engine = open_writer(tmp_path / "loket.db")
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]

    for AnySequence.start, AnySequence.about in zip(STARTS, cycle(ABOUT), strict=False):
        run_state_machine_as_test(
            AnySequence, settings=settings(max_examples=5, stateful_step_count=40, suppress_health_check=slow)
        )

    AnySequence.engine.dispose()
    assert set(AnySequence.reached) == set(Stage)
    assert set(+AnySequence.finished) == set(RequestKind)
