"""The code before a decision, as it is asked for and typed: whichever button or word the decision comes from."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from handlers import presence
from handlers.errors import words_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import presence as desk_presence
from office.desk import provisioning
from office.desk.presence import CodeNeeded, LockedOut
from office.register import authenticators, cards, events
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.presence import State, Verdict, leads_to_dns
from office.sop.request import Action, Request, RequestKind, Stage
from office.sop.workflow import MOVES
from tests.handlers.hearing import as_it_stands, by_kadis, deleted, hear, next_code, prompts_to, said, tapped, words_to
from tests.office.desk.apps import all_have_apps, with_codes
from tests.office.desk.apps import wrong as wrong_code
from tests.office.desk.world import AGENCY, GROUP, Office


@pytest.fixture
def with_apps(office: Office) -> Office:
    """Every official shows a code at every decision, and has an authenticator."""
    office.world.agency = with_codes(remember_minutes=0)
    all_have_apps(office)
    return office


# Every decision that leads to a DNS change, each by the way in which it is given


def by_kabid(office: Office) -> tuple[Actor, Request, Visit]:
    request = office.at_kabid()
    return office.kabid, request, tapped(office.kabid, as_it_stands(office, request, "dispose"))


def build(office: Office) -> tuple[Actor, Request, Visit]:
    request = office.at_check()
    office.world.check_all(request)
    return (
        office.officer,
        request,
        tapped(office.officer, as_it_stands(office, request, "build", office.world.digest(request))),
    )


def build_hosting(office: Office) -> tuple[Actor, Request, Visit]:
    request = office.asked_about("dinkes", RequestKind.SUB_DOMAIN_HOSTING)
    office.world.check_all(request)
    return office.officer, request, tapped(office.officer, as_it_stands(office, request, "build"))


def in_the_making(office: Office, kind: RequestKind) -> Request:
    """An office that asks for no code has brought it this far."""
    with_apps, office.world.agency = office.world.agency, AGENCY
    request = office.asked_about("dinkes", kind)
    office.world.build(office.officer, request)
    office.world.agency = with_apps
    return office.world.load(request)


def hosted(office: Office) -> tuple[Actor, Request, Visit]:
    request = in_the_making(office, RequestKind.SUB_DOMAIN_HOSTING)
    hear(office, office.officer, tapped(office.officer, as_it_stands(office, request, "hosted")))
    assert hear(office, office.officer, said(office.officer, "103.20.30.50")) is None
    plan = as_it_stands(office, request, "hosted", office.world.digest(request, office.officer))
    return office.officer, request, tapped(office.officer, plan)


def blocked(office: Office) -> Request:
    request = in_the_making(office, RequestKind.SUB_DOMAIN)
    provisioning.block(office.world.desk, office.world.service(request).id, "name_taken", "A 103.20.30.99")
    return request


def retry(office: Office) -> tuple[Actor, Request, Visit]:
    request = blocked(office)
    return office.officer, request, tapped(office.officer, as_it_stands(office, request, "retry"))


def by_hand(office: Office) -> tuple[Actor, Request, Visit]:
    request = blocked(office)
    return office.officer, request, tapped(office.officer, as_it_stands(office, request, "by_hand"))


@dataclass(frozen=True)
class Way:
    """A way in, and the move of the table that it makes."""

    come: Callable[[Office], tuple[Actor, Request, Visit]]
    stage: Stage
    action: Action


WAYS = [
    Way(by_kadis, Stage.AT_KADIS, Action.DISPOSE),
    Way(by_kabid, Stage.AT_KABID, Action.DISPOSE),
    Way(build, Stage.AT_CHECK, Action.BUILD),
    Way(build_hosting, Stage.AT_CHECK, Action.BUILD),
    Way(hosted, Stage.PROVISIONING, Action.HOSTED),
    Way(retry, Stage.PROVISIONING, Action.RETRY),
    Way(by_hand, Stage.PROVISIONING, Action.BY_HAND),
]
each_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.come.__name__)


def test_the_ways_below_are_all_that_lead_to_a_dns_change() -> None:
    assert {(way.stage, way.action) for way in WAYS} == {(m.stage, m.action) for m in MOVES if leads_to_dns(m)}


@each_way
def test_nothing_happens_before_the_code_and_everything_right_after_it(
    with_apps: Office, texts: Texts, way: Way
) -> None:
    actor, request, visit = way.come(with_apps)
    stood, service = with_apps.world.load(request), with_apps.world.unpaid(Kind.PROVISION)

    refused = hear(with_apps, actor, visit)

    assert isinstance(refused, CodeNeeded)
    assert "6 angka" in words_for(texts, refused)
    assert prompts_to(with_apps, actor)[-1] == "presence.ask_code"
    assert with_apps.world.load(request) == stood
    assert with_apps.world.unpaid(Kind.PROVISION) == service

    assert hear(with_apps, actor, said(actor, next_code(with_apps, actor), message=41)) is None

    last = events.of_request(with_apps.world.tx, request.id)[-1]
    assert (last.tag, last.person) == (f"request:{way.action}", actor.person.id)
    assert last.payload["present"] is True
    assert deleted(with_apps)[-1] == 41
    assert cards.awaited_text(with_apps.world.tx, actor.person.id, actor.person.telegram_id) is None


@each_way
def test_a_wrong_code_decides_nothing_and_the_next_right_one_does(with_apps: Office, texts: Texts, way: Way) -> None:
    actor, request, visit = way.come(with_apps)
    hear(with_apps, actor, visit)
    stood = with_apps.world.load(request)

    hear(with_apps, actor, said(actor, wrong_code(with_apps.world, actor), message=41))

    assert with_apps.world.load(request) == stood
    assert "masih 4 kali lagi" in words_to(with_apps, texts, actor)
    hear(with_apps, actor, said(actor, next_code(with_apps, actor), message=42))
    assert with_apps.world.load(request).revision > stood.revision
    assert deleted(with_apps)[-2:] == [41, 42]


@each_way
def test_a_code_that_was_used_decides_nothing_more(with_apps: Office, texts: Texts, way: Way) -> None:
    actor, request, visit = way.come(with_apps)
    typed = next_code(with_apps, actor)
    assert desk_presence.prove(with_apps.world.desk, actor, typed) == (Verdict.RIGHT, 5)
    hear(with_apps, actor, visit)
    stood = with_apps.world.load(request)

    hear(with_apps, actor, said(actor, typed))

    assert with_apps.world.load(request) == stood
    assert "Kode itu sudah dipakai" in words_to(with_apps, texts, actor)


# What else can happen between the tap and the code


def test_what_has_changed_in_between_is_not_decided_and_the_code_is_used_all_the_same(
    with_apps: Office, texts: Texts
) -> None:
    actor, request, visit = by_kadis(with_apps)
    hear(with_apps, actor, visit)
    with_apps.world.act(with_apps.applicant, request, Action.WITHDRAW)
    typed = next_code(with_apps, actor)

    assert hear(with_apps, actor, said(actor, typed)) is None

    assert with_apps.world.load(request).stage is Stage.WITHDRAWN
    assert "Kartu ini sudah berubah" in words_to(with_apps, texts, actor)
    known = authenticators.find(with_apps.world.tx, actor.person.id, State.ACTIVE)
    assert known is not None
    assert known.last_step > 0


def test_whoever_turns_to_something_else_is_no_longer_asked(with_apps: Office) -> None:
    actor, request, visit = by_kadis(with_apps)
    hear(with_apps, actor, visit)
    hear(with_apps, actor, tapped(actor, as_it_stands(with_apps, request, "card")))

    hear(with_apps, actor, said(actor, next_code(with_apps, actor)))

    assert with_apps.world.load(request).stage is Stage.AT_KADIS


def test_the_code_is_asked_for_in_private_wherever_the_button_was(with_apps: Office) -> None:
    actor, request, visit = by_kadis(with_apps)
    hear(with_apps, actor, replace(visit, chat=GROUP, private=False))

    assert prompts_to(with_apps, actor) == ["presence.ask_code"]
    hear(with_apps, actor, said(actor, next_code(with_apps, actor)))
    assert with_apps.world.load(request).stage is Stage.AT_KABID


def test_somebody_elses_code_in_their_own_chat_decides_nothing(with_apps: Office) -> None:
    actor, request, visit = by_kadis(with_apps)
    hear(with_apps, actor, visit)

    hear(with_apps, with_apps.kabid, said(with_apps.kabid, next_code(with_apps, with_apps.kabid)))

    assert with_apps.world.load(request).stage is Stage.AT_KADIS


def test_after_five_wrong_codes_a_right_one_is_refused_and_so_is_the_button(with_apps: Office, texts: Texts) -> None:
    actor, request, visit = by_kadis(with_apps)
    hear(with_apps, actor, visit)
    for _ in range(5):
        hear(with_apps, actor, said(actor, wrong_code(with_apps.world, actor)))

    assert "terkunci 15 menit" in words_to(with_apps, texts, actor)
    presence.ask(with_apps.world.desk, actor.person, CodeNeeded(request), visit.seen)
    hear(with_apps, actor, said(actor, next_code(with_apps, actor)))
    assert "Masih terkunci" in words_to(with_apps, texts, actor)
    assert isinstance(hear(with_apps, actor, visit), LockedOut)
    assert with_apps.world.load(request).stage is Stage.AT_KADIS


def test_what_is_no_code_is_no_wrong_guess_and_goes_from_the_chat_too(with_apps: Office, texts: Texts) -> None:
    actor, _, visit = by_kadis(with_apps)
    hear(with_apps, actor, visit)

    hear(with_apps, actor, said(actor, "dua belas", message=44))

    known = authenticators.find(with_apps.world.tx, actor.person.id, State.ACTIVE)
    assert known is not None
    assert known.failures == 0
    assert "Kodenya 6 angka" in words_to(with_apps, texts, actor)
    assert deleted(with_apps)[-1] == 44


def test_the_card_comes_again_below_the_code(with_apps: Office) -> None:
    actor, request, visit = by_kadis(with_apps)
    hear(with_apps, actor, visit)
    with_apps.world.pay_all()

    hear(with_apps, actor, said(actor, next_code(with_apps, actor)))

    mine = [p for p in with_apps.world.unpaid(Kind.CARD) if p["chat_id"] == actor.person.telegram_id]
    assert [(p["subject"], p["again"]) for p in mine] == [(f"request:{request.id}", True)]


def test_an_office_without_codes_decides_with_the_tap(office: Office) -> None:
    actor, request, visit = by_kadis(office)

    assert hear(office, actor, visit) is None

    assert office.world.load(request).stage is Stage.AT_KABID
    assert prompts_to(office, actor) == []


def test_what_waited_for_a_code_in_a_form_of_before_is_said_to_be_pressed_again(office: Office, texts: Texts) -> None:
    office.world.agency = with_codes(remember_minutes=0)
    all_have_apps(office)
    meant = {"typed": "103.20.30.40", "to": ["hosted", 1, 1]}
    chat = office.officer.person.telegram_id
    cards.await_text(
        office.world.tx, office.officer.person.id, chat, presence.CODE, 0, 0, meant=meant, now=office.world.now
    )

    hear(office, office.officer, said(office.officer, next_code(office, office.officer)))

    assert "tekan tombol di kartunya sekali lagi" in words_to(office, texts, office.officer)
