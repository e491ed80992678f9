"""Every kind of request can be withdrawn until its making begins, and each ends with words of its own."""

import pytest

from office.desk import application, letters, provisioning
from office.desk.moves import carry_out
from office.register import letters as register_letters
from office.register.owed import Kind
from office.sop.request import Action, Request, RequestKind, Stage
from office.sop.workflow import TooLate
from tests.office.desk.test_letter_kinds import HOSTED, MORE
from tests.office.desk.world import ANSWERS, FILES, Office

LIVE = frozenset({RequestKind.HOSTING, RequestKind.CHANGE, RequestKind.DEACTIVATION})


def sent(office: Office, kind: RequestKind) -> Request:
    """A request of this kind; what it is about lives already where it has to."""
    if kind in LIVE:
        office.finished("dinkes")
    draft = application.begin(office.world.desk, office.applicant, kind)
    answers = {**ANSWERS, **MORE, "target": "103.20.30.41"}
    filled = office.world.answer_all(office.applicant, draft, answers)
    return application.submit(office.world.desk, office.applicant, revision=filled.revision)


def disposed(office: Office, request: Request, steps: int) -> Request:
    for official in (office.kadis, office.kabid)[:steps]:
        request = office.world.act(official, request, Action.DISPOSE)
    return request


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("kind", RequestKind)
def test_any_kind_can_be_withdrawn_before_its_making(office: Office, kind: RequestKind, steps: int) -> None:
    request = disposed(office, sent(office, kind), steps)

    withdrawn = office.world.act(office.applicant, request, Action.WITHDRAW)

    assert withdrawn.stage is Stage.WITHDRAWN
    assert office.world.notices_to(office.applicant)[-1] == "notices.withdraw_withdrawn"


def test_a_card_that_is_just_being_sent_is_shown_again_as_withdrawn(office: Office) -> None:
    request = sent(office, RequestKind.SUB_DOMAIN)
    kadis = office.kadis.person.telegram_id
    office.world.pay(Kind.DOCUMENT)
    office.world.take_up()

    office.world.act(office.applicant, request, Action.WITHDRAW)

    assert [card["chat_id"] for card in office.world.unpaid(Kind.CARD)].count(kadis) == 2


@pytest.mark.parametrize("kind", RequestKind)
def test_no_kind_can_be_withdrawn_once_its_making_has_begun(office: Office, kind: RequestKind) -> None:
    request = office.world.build(office.officer, disposed(office, sent(office, kind), 2))

    with pytest.raises(TooLate):
        carry_out(office.world.desk, office.applicant, office.world.load(request), Action.WITHDRAW)


@pytest.mark.parametrize("kind", RequestKind)
def test_the_summary_says_what_stands_in_the_dns_at_the_end(office: Office, kind: RequestKind) -> None:
    request = office.world.build(office.officer, disposed(office, sent(office, kind), 2))
    if kind.needs_hosting:
        request = office.world.host(office.officer, request, HOSTED)
    provisioning.finish(office.world.desk, office.world.service(request).id, [])
    letter = register_letters.find(office.world.tx, request.id)
    assert letter is not None

    letters.issue(office.world.desk, letter.id, FILES)

    told = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "following.ended"][-1]
    answers = {
        RequestKind.SUB_DOMAIN: "A 103.20.30.41",
        RequestKind.CHANGE: "A 103.20.30.41",
        RequestKind.DEACTIVATION: "A 103.20.30.40",
    }
    assert (told["kind"], told["answer"]) == (kind, answers.get(kind, f"CNAME {HOSTED}"))
