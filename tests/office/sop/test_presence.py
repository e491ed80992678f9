"""Six digits of an authenticator app: right only now, good only once, and not looked at after too many wrong ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.sop.agency import PresenceRules
from office.sop.presence import (
    Authenticator,
    State,
    Verdict,
    as_code,
    judge,
    leads_to_dns,
    link,
    needs_proof,
    new_secret,
)
from office.sop.request import Action, PersonId, Stage
from office.sop.roles import OFFICIALS, Role
from office.sop.workflow import MOVES, Move, Work

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
RULES = PresenceRules(roles=OFFICIALS)
NOW = datetime(2026, 11, 24, 2, 30, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


def known(**more: object) -> Authenticator:
    return replace(Authenticator(1, PersonId(2), State.ACTIVE, SECRET, NOW), **more)  # type: ignore[arg-type]


def code_at(moment: datetime) -> str:
    return pyotp.TOTP(SECRET).at(moment)


def wrong_at(moment: datetime) -> str:
    near = {code_at(moment + STEP * n) for n in (-1, 0, 1)}
    return next(f"{n:06}" for n in range(4) if f"{n:06}" not in near)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_phone_whose_clock_is_half_a_minute_off_still_shows_a_right_code(steps: int) -> None:
    assert judge(known(), code_at(NOW + STEP * steps), RULES, NOW)[0] is Verdict.RIGHT


@pytest.mark.parametrize("steps", [-20, -3, -2, 2, 3, 20])
def test_a_code_of_another_time_is_wrong(steps: int) -> None:
    assert judge(known(), code_at(NOW + STEP * steps), RULES, NOW)[0] is Verdict.WRONG


def test_the_code_is_that_of_rfc_6238() -> None:
    """Appendix B: the key is the ASCII text 12345678901234567890, and at 1111111109 the last six digits are 081804."""
    rfc = known(secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")

    assert judge(rfc, "081804", RULES, datetime.fromtimestamp(1111111109, UTC))[0] is Verdict.RIGHT


def test_an_older_code_is_refused_once_a_newer_one_was_accepted() -> None:
    _, after = judge(known(), code_at(NOW + STEP), RULES, NOW)

    assert judge(after, code_at(NOW), RULES, NOW)[0] is Verdict.USED


@given(
    st.lists(
        st.tuples(
            st.integers(min_value=-40, max_value=90),
            st.one_of(st.integers(min_value=-2, max_value=2), st.none()),
        ),
        max_size=60,
    )
)
def test_a_code_is_accepted_at_most_once_whatever_the_order_and_however_the_clock_jumps(
    tries: list[tuple[int, int | None]],
) -> None:
    """Each try moves the clock by some seconds and types the code of a step nearby, or a wrong one."""
    state, now, accepted = known(), NOW, []
    for seconds, steps in tries:
        now += timedelta(seconds=seconds)
        code = wrong_at(now) if steps is None else code_at(now + STEP * steps)
        was_locked = state.is_locked(now)
        verdict, state = judge(state, code, RULES, now)
        assert not (was_locked and verdict is not Verdict.LOCKED)
        if verdict is Verdict.RIGHT:
            accepted.append(state.last_step)

    assert accepted == sorted(set(accepted))


@given(st.integers(min_value=3, max_value=10), st.integers(min_value=0, max_value=59))
def test_a_lock_holds_against_a_right_code_until_it_is_over(attempts: int, minutes: int) -> None:
    rules, state = PresenceRules(roles=OFFICIALS, attempts=attempts, lock_minutes=60), known()
    verdicts = []
    for _ in range(attempts):
        verdict, state = judge(state, wrong_at(NOW), rules, NOW)
        verdicts.append(verdict)
    inside, after = NOW + timedelta(minutes=minutes), NOW + timedelta(minutes=60)

    assert verdicts == [*[Verdict.WRONG] * (attempts - 1), Verdict.LOCKS]
    assert judge(state, code_at(inside), rules, inside) == (Verdict.LOCKED, state)
    assert judge(state, code_at(after), rules, after)[0] is Verdict.RIGHT


def test_a_right_code_forgets_the_wrong_ones_before_it() -> None:
    _, state = judge(known(), wrong_at(NOW), RULES, NOW)

    assert judge(state, code_at(NOW), RULES, NOW)[1].failures == 0


def test_a_used_code_is_no_guess() -> None:
    _, state = judge(known(), code_at(NOW), RULES, NOW)

    assert judge(state, code_at(NOW), RULES, NOW) == (Verdict.USED, state)


def test_a_lock_ends_what_was_remembered() -> None:
    state = known(proved_until=NOW + timedelta(minutes=10), failures=RULES.attempts - 1)

    assert not judge(state, wrong_at(NOW), RULES, NOW)[1].is_proved(NOW, RULES)


@pytest.mark.parametrize("minutes", [0, 1, 15])
def test_a_code_counts_for_as_long_as_the_office_says(minutes: int) -> None:
    rules = PresenceRules(roles=OFFICIALS, remember_minutes=minutes)
    _, state = judge(known(), code_at(NOW), rules, NOW)

    assert state.is_proved(NOW + timedelta(minutes=minutes), rules)
    assert not state.is_proved(NOW + timedelta(minutes=minutes, microseconds=1), rules)
    assert not state.is_proved(NOW - timedelta(microseconds=1), rules)


@pytest.mark.parametrize(
    ("typed", "code"), [("123456", "123456"), ("123 456", "123456"), (" 123\u00a0456\n", "123456")]
)
def test_digits_are_read_however_they_are_spaced(typed: str, code: str) -> None:
    assert as_code(typed) == code


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "१२३४५६", "123-456", "²²²²²²", "ya"])
def test_anything_else_is_no_code(typed: str) -> None:
    assert as_code(typed) is None


def test_a_secret_is_new_each_time_and_shown_by_no_printed_value() -> None:
    one, other = new_secret(), new_secret()

    assert one != other
    assert len(one) >= 32
    assert one not in repr(known(secret=one))


def test_the_link_is_what_apps_read() -> None:
    read = pyotp.parse_uri(link(SECRET, "Drs. Contoh, M.Si.", "Loket Contoh: A & B".replace(":", "")))

    assert isinstance(read, pyotp.TOTP)
    assert (read.secret, read.name, read.issuer) == (SECRET, "Drs. Contoh, M.Si.", "Loket Contoh A & B")


# Which decisions


def test_the_decisions_that_lead_to_a_dns_change_are_these() -> None:
    assert {(move.stage, move.action) for move in MOVES if leads_to_dns(move)} == {
        (Stage.AT_KADIS, Action.DISPOSE),
        (Stage.AT_KABID, Action.DISPOSE),
        (Stage.AT_CHECK, Action.BUILD),
        (Stage.PROVISIONING, Action.HOSTED),
        (Stage.PROVISIONING, Action.RETRY),
        (Stage.PROVISIONING, Action.BY_HAND),
    }


@pytest.mark.parametrize("move", MOVES, ids=lambda m: f"{m.stage}-{m.action}-{m.role}")
def test_every_move_that_has_something_made_in_the_zone_needs_a_code(move: Move) -> None:
    makes = {Work.PROVISION, Work.VERIFY}.intersection(move.work)

    assert leads_to_dns(move) or not makes


def test_without_codes_nobody_gets_a_request_as_far_as_the_zone() -> None:
    """From anywhere short of the making, moves that need none never lead there."""
    reached, wanted = {Stage.DRAFT}, True
    while wanted:
        more = {move.to for move in MOVES if move.stage in reached and not needs_proof(move, RULES)}
        wanted, reached = not more <= reached, reached | more

    assert not reached & {Stage.AT_KABID, Stage.AT_CHECK, Stage.PROVISIONING, Stage.FINISHED}


@pytest.mark.parametrize("move", MOVES, ids=lambda m: f"{m.stage}-{m.action}-{m.role}")
def test_saying_no_needs_none_and_neither_do_applicants_and_the_program(move: Move) -> None:
    free = move.action in {Action.RETURN, Action.REJECT, Action.WITHDRAW} or move.role not in OFFICIALS

    assert not (free and needs_proof(move, RULES))


@pytest.mark.parametrize("move", MOVES, ids=lambda m: f"{m.stage}-{m.action}-{m.role}")
def test_nobody_is_asked_where_the_office_does_not_want_it(move: Move) -> None:
    only_kadis = PresenceRules(roles=frozenset({Role.KADIS}))

    assert not needs_proof(move, PresenceRules())
    assert needs_proof(move, only_kadis) == (move.role is Role.KADIS and leads_to_dns(move))
