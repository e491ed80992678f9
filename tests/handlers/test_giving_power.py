"""A stolen chat of an admin or official gives nobody power over the DNS: each act that would asks for a code first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from handlers.callbacks import Press
from handlers.errors import words_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import enrolment, invitations, presence, staff, standing
from office.desk.presence import AuthenticatorMissing, CodeNeeded
from office.register import tables as t
from office.register.people import Actor
from office.sop.authority import ACTS, Act
from office.sop.presence import State, Verdict
from office.sop.roles import Role
from tests.handlers.crawling import gains, power
from tests.handlers.hearing import hear, next_code, prompts_to, said, tapped, words_to
from tests.office.desk.apps import first_code, has_app, number, with_codes
from tests.office.desk.apps import wrong as wrong_code
from tests.office.desk.world import AGENCY, Office


@dataclass(frozen=True)
class Way:
    """An act that gives power, and the button with which it is done."""

    act: Act
    come: Callable[[Office], tuple[Actor, Press]]


def invited(office: Office) -> tuple[Actor, Press]:
    return office.operator, Press("invite", 0, AGENCY.people.invitation_days[0], "kadis")


def staff_button(office: Office, person: Actor, deed: str) -> tuple[Actor, Press]:
    seen = staff.look(office.world.desk, person.person.id)
    return office.operator, Press("staff_do", person.person.id, seen.revision, deed)


def made_kabid(office: Office) -> tuple[Actor, Press]:
    return staff_button(office, office.world.person(Role.OPERATOR), "as.-.kabid")


def lifted(office: Office) -> tuple[Actor, Press]:
    person = office.world.person(Role.PRANATA_KOMPUTER)
    staff.suspend(office.world.desk, None, person.person.id)
    return staff_button(office, person, "lift")


def in_the_chair(office: Office, chair: Role, whom: int) -> Press:
    today = office.world.desk.today
    return Press("stand_sure", extra=f"{chair}.plh.{today}.{today + timedelta(days=1)}.{whom}")


def appointed(office: Office) -> tuple[Actor, Press]:
    return office.kadis, in_the_chair(office, Role.KADIS, office.officer.person.id)


def appointed_newcomer(office: Office) -> tuple[Actor, Press]:
    return office.kabid, in_the_chair(office, Role.KABID, 0)


def appointed_by_admin(office: Office) -> tuple[Actor, Press]:
    return office.operator, in_the_chair(office, Role.KADIS, office.officer.person.id)


def confirmed(office: Office) -> tuple[Actor, Press]:
    accomplice = office.world.person(Role.PRANATA_KOMPUTER, name="Teman Pencuri")
    first_code(office.world, accomplice)
    return office.operator, Press("auth_yes", number(office.world, accomplice, State.UNCONFIRMED))


WAYS = [
    Way(Act.INVITE, invited),
    Way(Act.CHANGE_ROLE, made_kabid),
    Way(Act.LIFT, lifted),
    Way(Act.APPOINT, appointed),
    Way(Act.APPOINT, appointed_newcomer),
    Way(Act.APPOINT_FOR_ANY, appointed_by_admin),
    Way(Act.CONFIRM_AUTHENTICATOR, confirmed),
]
each_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.come.__name__)


@pytest.fixture
def busy(office: Office) -> Office:
    """An office in which there is something to press for everybody: who asks to be lifted, confirmed, or decided on."""
    office.at_check()
    for way in (lifted, confirmed):
        way(office)
    today = office.world.desk.today
    period = standing.Terms("kabid", "plt", str(today + timedelta(days=90)), str(today + timedelta(days=91)))
    standing.appoint(office.world.desk, None, office.officer.person.id, period)
    return office


@pytest.fixture
def power_needs_codes(office: Office) -> Office:
    """Codes are asked for, and count for a while; whoever gives power has an authenticator."""
    office.world.agency = with_codes()
    has_app(office.world, office.kadis, office.kabid, office.operator)
    return office


def everybody(office: Office) -> list[Actor]:
    return [office.operator, office.kadis, office.officer, office.applicant]


def test_the_ways_below_are_all_acts_that_are_declared_to_give_power() -> None:
    assert {way.act for way in WAYS} == {act for act, right in ACTS.items() if right.gives_power}


def test_no_other_button_than_these_gives_power_whoever_presses_all_there_is(busy: Office, texts: Texts) -> None:
    found = {action for actor in everybody(busy) for action in gains(busy, texts, actor)}

    assert found == {way.come(busy)[1].action for way in WAYS}, "declare it in ACTS, and have it ask for a code"


def test_with_codes_nobody_gives_power_by_any_button_alone(busy: Office, texts: Texts) -> None:
    busy.world.agency = with_codes()
    has_app(busy.world, busy.kadis, busy.officer, busy.operator)

    assert [gains(busy, texts, actor) for actor in everybody(busy)] == [{}] * 4


@each_way
def test_the_act_waits_for_a_code_and_is_done_right_after_it(power_needs_codes: Office, texts: Texts, way: Way) -> None:
    actor, press = way.come(power_needs_codes)
    had = power(power_needs_codes.world)

    refused = hear(power_needs_codes, actor, tapped(actor, press))

    assert isinstance(refused, CodeNeeded)
    assert "6 angka" in words_for(texts, refused)
    assert prompts_to(power_needs_codes, actor) == ["presence.ask_code_to_act"]
    assert power(power_needs_codes.world) == had
    assert hear(power_needs_codes, actor, said(actor, next_code(power_needs_codes, actor))) is None
    assert power(power_needs_codes.world) - had
    last = t.events.select().with_only_columns(t.events.c.payload).where(t.events.c.tag == "presence:act")
    assert [row["act"] for row in power_needs_codes.world.tx.execute(last).scalars()] == [
        Act.APPOINT if way.act is Act.APPOINT_FOR_ANY else way.act
    ]


@each_way
def test_a_code_that_was_shown_for_a_decision_a_moment_ago_is_not_enough(power_needs_codes: Office, way: Way) -> None:
    actor, press = way.come(power_needs_codes)
    typed = next_code(power_needs_codes, actor)
    assert presence.prove(power_needs_codes.world.desk, actor, typed) == (Verdict.RIGHT, 5)

    assert isinstance(hear(power_needs_codes, actor, tapped(actor, press)), CodeNeeded)


@each_way
def test_a_used_or_wrong_code_gives_nothing(power_needs_codes: Office, texts: Texts, way: Way) -> None:
    actor, press = way.come(power_needs_codes)
    typed, had = next_code(power_needs_codes, actor), power(power_needs_codes.world)
    presence.prove(power_needs_codes.world.desk, actor, typed)
    hear(power_needs_codes, actor, tapped(actor, press))

    hear(power_needs_codes, actor, said(actor, typed))
    hear(power_needs_codes, actor, said(actor, wrong_code(power_needs_codes.world, actor)))

    assert power(power_needs_codes.world) == had
    assert "Kode itu sudah dipakai" in words_to(power_needs_codes, texts, actor)
    assert "Kodenya belum cocok" in words_to(power_needs_codes, texts, actor)


@each_way
def test_without_an_authenticator_of_ones_own_nothing_is_given(office: Office, way: Way) -> None:
    office.world.agency = with_codes()
    actor, press = way.come(office)

    assert isinstance(hear(office, actor, tapped(actor, press)), AuthenticatorMissing)


@each_way
def test_an_office_without_codes_asks_for_none(office: Office, way: Way) -> None:
    actor, press = way.come(office)

    assert hear(office, actor, tapped(actor, press)) is None


def test_one_code_gives_power_once(power_needs_codes: Office) -> None:
    actor, press = invited(power_needs_codes)
    hear(power_needs_codes, actor, tapped(actor, press))
    hear(power_needs_codes, actor, said(actor, next_code(power_needs_codes, actor)))
    again = replace(press, id=invitations.newest_of(power_needs_codes.world.desk, actor))

    assert isinstance(hear(power_needs_codes, actor, tapped(actor, again)), CodeNeeded)


def taken_away(office: Office) -> list[tuple[Actor, Press]]:
    standing.appoint(
        office.world.desk, None, office.officer.person.id, standing.Terms("kadis", "plh", *["2026-11-25"] * 2)
    )
    [period] = standing.periods(office.world.desk, None)
    accomplice = confirmed(office)[1]
    return [
        staff_button(office, office.kabid, "revoke.kabid"),
        staff_button(office, office.kadis, "suspend"),
        (office.kadis, Press("stand_end", period.id, 0, "sure")),
        (office.operator, Press("auth_no", accomplice.id)),
    ]


@pytest.mark.parametrize("which", range(4), ids=["revoke", "suspend", "end", "refuse"])
def test_what_only_takes_power_away_waits_for_no_code(office: Office, which: int) -> None:
    office.world.agency = with_codes()
    actor, press = taken_away(office)[which]

    assert hear(office, actor, tapped(actor, press)) is None


def test_the_question_for_the_code_names_what_is_to_be_done(power_needs_codes: Office, texts: Texts) -> None:
    named = {
        "invited": "membuat undangan Kepala Dinas",
        "made_kabid": "menjadikan Contoh Nama Kepala Bidang",
        "lifted": "memulihkan Contoh Nama",
        "appointed": "menunjuk Contoh Nama sebagai Plh./Plt. Kepala Dinas",
        "appointed_newcomer": "menunjuk orang baru sebagai Plh./Plt. Kepala Bidang",
        "appointed_by_admin": "menunjuk Contoh Nama sebagai Plh./Plt. Kepala Dinas",
        "confirmed": "mengesahkan autentikator Teman Pencuri",
    }
    for way in WAYS:
        assert named[way.come.__name__] in asked(power_needs_codes, texts, way)


def asked(office: Office, texts: Texts, way: Way) -> str:
    actor, press = way.come(office)
    hear(office, actor, tapped(actor, press))
    prompts = t.owed.select().with_only_columns(t.owed.c.payload).where(t.owed.c.kind == "prompt")
    last = office.world.tx.execute(prompts.order_by(t.owed.c.id.desc()).limit(1)).scalar_one()
    return texts.say(last["say"], **last["values"])


def test_whoever_is_confirmed_meanwhile_by_another_admin_stays_so_and_the_code_is_used(
    power_needs_codes: Office, texts: Texts
) -> None:
    actor, press = confirmed(power_needs_codes)
    hear(power_needs_codes, actor, tapped(actor, press))
    enrolment.confirm(power_needs_codes.world.desk, None, press.id)

    hear(power_needs_codes, actor, said(actor, next_code(power_needs_codes, actor)))

    assert "sudah berubah" in words_to(power_needs_codes, texts, actor)


def test_the_card_of_a_person_comes_again_below_the_code(power_needs_codes: Office) -> None:
    actor, press = lifted(power_needs_codes)
    hear(power_needs_codes, actor, tapped(actor, press))
    power_needs_codes.world.pay_all()

    hear(power_needs_codes, actor, said(actor, next_code(power_needs_codes, actor)))

    cards = t.owed.select().with_only_columns(t.owed.c.payload).where(t.owed.c.kind == "card")
    mine = [p for p in power_needs_codes.world.tx.execute(cards).scalars() if p["chat_id"] == actor.person.telegram_id]
    assert (mine[-1]["subject"], mine[-1]["again"]) == (f"staff:{press.id}", True)


def test_a_forged_confirmation_in_a_group_asks_in_private(power_needs_codes: Office) -> None:
    actor, press = confirmed(power_needs_codes)
    visit: Visit = tapped(actor, press, chat=-1001)

    assert isinstance(hear(power_needs_codes, actor, visit), CodeNeeded)
    assert prompts_to(power_needs_codes, actor) == ["presence.ask_code_to_act"]
