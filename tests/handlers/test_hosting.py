"""*Hosting sudah dibuat*: the typed address comes back as the plan, and only a yes to it moves the request."""

import pytest

from handlers.buttons import Bubble
from handlers.callbacks import Press
from handlers.cards import PLAN
from handlers.showing import bubble_for
from handlers.texts import Texts
from office.desk import provisioning
from office.desk.provisioning import PlanChanged
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer
from office.sop.request import Action, Request, RequestKind
from office.sop.workflow import NotYourTurn
from tests.handlers.hearing import as_it_stands, hear, prompts_to, said, tapped
from tests.handlers.reading import seen
from tests.office.desk.world import Office

HERE, THERE = "103.20.30.50", "instansi.github.io"
BUTTONS = ["Buat sekarang", "✏️ Ketik alamat lain", "Kembali"]


def card(office: Office, texts: Texts, who: Actor, request: Request, side: str = PLAN) -> Bubble:
    return bubble_for(office.world.desk, texts, who.person.telegram_id, f"request:{request.id}", side)[0]


def press_of(bubble: Bubble, label: str) -> Press:
    return next(button.press for row in bubble.rows for button in row if button.label == label)


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def typed(office: Office, request: Request, address: str = HERE) -> None:
    """The officer presses the button, and answers."""
    assert hear(office, office.officer, tapped(office.officer, as_it_stands(office, request, "hosted"))) is None
    assert hear(office, office.officer, said(office.officer, address)) is None


def test_the_typed_address_turns_the_card_to_the_plan_below_what_was_typed(office: Office, texts: Texts) -> None:
    request = office.to_be_hosted()
    office.world.pay_all()

    typed(office, request)

    mine = [p for p in office.world.unpaid(Kind.CARD) if p["chat_id"] == office.officer.person.telegram_id]
    assert [(p["subject"], p["view"], p["again"]) for p in mine] == [(f"request:{request.id}", PLAN, True)]
    assert office.world.load(request).revision == request.revision
    shown = card(office, texts, office.officer, request)
    assert labels(shown) == BUTTONS
    assert press_of(shown, BUTTONS[0]).extra == office.world.digest(request, office.officer)
    for fact in (
        f"dinkes.contoh.go.id  300  A  {HERE}",
        "TTL 300 detik · Proxy Cloudflare: tidak",
        "Kepemilikan: baru",
    ):
        assert fact in seen(shown.html)


def test_a_hosting_for_what_lives_shows_what_stands_there_now_and_warns_of_others_houses(
    office: Office, texts: Texts
) -> None:
    office.finished()
    request = office.to_be_hosted(kind=RequestKind.HOSTING)

    typed(office, request, THERE)

    html = seen(card(office, texts, office.officer, request).html)
    for fact in ("sekarang: 103.20.30.40", f"menjadi:  300  CNAME  {THERE}", "Kepemilikan: buatan Loket", "⚠️"):
        assert fact in html


def test_yes_to_the_plan_owes_the_dns_and_the_card_shows_its_front_again(office: Office, texts: Texts) -> None:
    request = office.to_be_hosted()
    typed(office, request)
    plan = card(office, texts, office.officer, request)

    assert hear(office, office.officer, tapped(office.officer, press_of(plan, BUTTONS[0]))) is None
    again = hear(office, office.officer, tapped(office.officer, press_of(plan, BUTTONS[0])))

    made = office.world.load(request)
    assert (made.hosting, len(office.world.owed(Kind.PROVISION))) == (HERE, 1)
    assert isinstance(again, StaleCard)
    assert "Rencana" not in card(office, texts, office.officer, made).html


def test_another_address_makes_another_plan_and_the_button_of_the_first_does_nothing(
    office: Office, texts: Texts
) -> None:
    request = office.to_be_hosted()
    typed(office, request)
    first = card(office, texts, office.officer, request)

    assert hear(office, office.officer, tapped(office.officer, press_of(first, BUTTONS[1]))) is None
    assert hear(office, office.officer, said(office.officer, THERE)) is None

    assert isinstance(hear(office, office.officer, tapped(office.officer, press_of(first, BUTTONS[0]))), PlanChanged)
    assert THERE in card(office, texts, office.officer, request).html
    assert office.world.load(request).hosting is None


def test_what_is_no_address_is_asked_for_still(office: Office, texts: Texts) -> None:
    request = office.to_be_hosted()
    hear(office, office.officer, tapped(office.officer, as_it_stands(office, request, "hosted")))

    assert isinstance(hear(office, office.officer, said(office.officer, "kata-sandi: rahasia123")), BadAnswer)

    assert card(office, texts, office.officer, request) == card(office, texts, office.officer, request, "")
    assert hear(office, office.officer, said(office.officer, HERE)) is None
    assert prompts_to(office, office.officer) == ["asks.hosted"]
    assert labels(card(office, texts, office.officer, request)) == BUTTONS


def test_an_address_that_comes_after_the_request_was_given_back_is_refused(office: Office) -> None:
    request = office.to_be_hosted()
    hear(office, office.officer, tapped(office.officer, as_it_stands(office, request, "hosted")))
    office.world.act(office.officer, request, Action.RETURN, "Teknologi belum jelas")

    assert isinstance(hear(office, office.officer, said(office.officer, HERE)), StaleCard)


@pytest.mark.parametrize("who", ["kadis", "kabid", "applicant", "operator"])
def test_the_plan_and_its_button_are_the_officers_alone(office: Office, texts: Texts, who: str) -> None:
    request, actor = office.to_be_hosted(), getattr(office, who)
    typed(office, request)
    forged = press_of(card(office, texts, office.officer, request), BUTTONS[0])

    assert card(office, texts, actor, request) == card(office, texts, actor, request, "")
    assert HERE not in card(office, texts, actor, request).html
    assert isinstance(hear(office, actor, tapped(actor, forged)), NotYourTurn)


@pytest.mark.parametrize("extra", ["00000000", "x", "103.20.30.50"])
def test_a_forged_plan_moves_nothing(office: Office, extra: str) -> None:
    request = office.to_be_hosted()
    typed(office, request)

    forged = tapped(office.officer, as_it_stands(office, request, "hosted", extra))

    assert isinstance(hear(office, office.officer, forged), PlanChanged)
    assert office.world.load(request).hosting is None


def test_another_address_is_asked_for_where_the_first_is_refused(office: Office, texts: Texts) -> None:
    request = office.hosted()
    provisioning.block(office.world.desk, office.world.service(request).id, "refused", "invalid content")
    stopped = card(office, texts, office.officer, request, "")

    hear(office, office.officer, tapped(office.officer, press_of(stopped, "Ganti alamat hosting")))
    hear(office, office.officer, said(office.officer, THERE))

    assert prompts_to(office, office.officer) == ["asks.hosted"]
    plan = card(office, texts, office.officer, request)
    assert labels(plan) == BUTTONS
    assert f"dinkes.contoh.go.id  300  CNAME  {THERE}" in seen(plan.html)
