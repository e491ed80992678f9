"""*Perbaiki*: the officer proposes, the applicant agrees with one tap, and nothing else changes."""

import pytest

from office.desk import asking, checklist, correcting, provisioning
from office.desk.asking import ConsentByTap, QuestionOpen
from office.desk.correcting import NameTaken, NothingNew
from office.desk.following import NotYourRequest
from office.desk.provisioning import PlanChanged
from office.desk.trail import ANSWERED, ASKED, CORRECTED
from office.register import clarifications, events, services
from office.register import tables as t
from office.register.clarifications import Clarification, Outcome
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.agency import CheckItem
from office.sop.answers import BadAnswer
from office.sop.authority import NotAllowed
from office.sop.hostname import fqdn
from office.sop.request import Action, Request, RequestKind, Stage
from office.sop.roles import Role
from office.sop.workflow import HeldByAnother, TooLate
from tests.office.desk.world import AGENCY, ZONE, Office

ITEMS = (CheckItem(text="Surat terbaca", fields=("letter",)), CheckItem(text="Alamat benar", fields=("target",)))


@pytest.fixture
def at_check(office: Office) -> Request:
    service = AGENCY.service.model_copy(update={"checklist": ITEMS})
    office.world.agency = AGENCY.model_copy(update={"service": service})
    return office.world.load(office.at_check())


def propose(
    office: Office, request: Request, field: str = "target", typed: str = "103.20.30.41", *, by: Actor | None = None
) -> Clarification:
    desk, actor = office.world.desk, by or office.officer
    return correcting.propose(desk, actor, request.id, field, typed, revision=request.revision)


def agree(office: Office, asked: Clarification, by: Actor | None = None) -> bool:
    return correcting.agree(office.world.desk, by or office.applicant, asked.id)


def test_nothing_changes_before_the_applicant_agrees(office: Office, at_check: Request) -> None:
    asked = propose(office, at_check)

    assert office.world.load(at_check) == at_check
    assert f"clarification:{asked.id}" in office.world.cards_to(office.applicant.person.telegram_id)


def test_one_tap_corrects_the_field_and_the_dispositions_stay(office: Office, at_check: Request) -> None:
    agree(office, propose(office, at_check))

    corrected = office.world.load(at_check)
    assert corrected.answers == {**at_check.answers, "target": "103.20.30.41"}
    assert (corrected.stage, corrected.round, corrected.decisions) == (Stage.AT_CHECK, 1, at_check.decisions)
    assert corrected.revision == at_check.revision + 1


def test_the_trail_says_who_proposed_what_and_who_agreed(office: Office, at_check: Request) -> None:
    agree(office, propose(office, at_check))

    trail = events.of_request(office.world.tx, at_check.id)[-3:]
    assert [event.tag for event in trail] == [ASKED, ANSWERED, CORRECTED]
    assert (trail[-1].person, trail[-1].role) == (office.applicant.person.id, Role.APPLICANT)
    values = {"field": "target", "old": "103.20.30.40", "new": "103.20.30.41"}
    assert trail[-1].payload == {**values, "proposed_by": office.officer.person.id}


def test_the_lines_that_look_at_the_field_are_open_again_and_the_old_plan_is_dead(
    office: Office, at_check: Request
) -> None:
    desk, digest = office.world.desk, office.world.digest(at_check)
    checklist.mark_all(desk, office.officer, at_check.id, revision=at_check.revision)

    agree(office, propose(office, at_check))

    corrected = office.world.load(at_check)
    assert [line.is_right for line in checklist.lines_of(desk, corrected)] == [True, None]
    with pytest.raises(PlanChanged):
        provisioning.build(desk, office.officer, corrected.id, revision=corrected.revision, digest=digest)


def test_the_officer_is_told_and_makes_exactly_what_was_agreed(office: Office, at_check: Request) -> None:
    agree(office, propose(office, at_check))

    office.world.build(office.officer, at_check)

    assert office.world.notices_to(office.officer)[-1] == "asking.agreed"
    assert office.world.service(at_check).plan.content == "103.20.30.41"


def test_a_corrected_name_is_held_and_the_old_one_is_free(office: Office, at_check: Request) -> None:
    agree(office, propose(office, at_check, "label", "DINKES-baru"))

    tx, corrected = office.world.tx, office.world.load(at_check)
    assert office.world.desk.name_asked(corrected) == f"dinkes-baru.{ZONE}"
    assert services.is_claimed(tx, fqdn("dinkes-baru", ZONE), but_by=0)
    assert not services.is_claimed(tx, fqdn("dinkes", ZONE), but_by=0)
    i = t.items.c
    named = tx.execute(t.items.select().where((i.request_id == corrected.id) & (i.round == 1))).one()
    assert (named.name, named.target) == (f"dinkes-baru.{ZONE}", "103.20.30.40")


def test_a_no_changes_nothing_and_the_officer_hears_of_it(office: Office, at_check: Request) -> None:
    asked = propose(office, at_check)

    correcting.decline(office.world.desk, office.applicant, asked.id)

    assert office.world.load(at_check) == at_check
    assert office.world.notices_to(office.officer)[-1] == "asking.declined"
    assert clarifications.load(office.world.tx, asked.id).outcome is Outcome.DECLINED


@pytest.mark.parametrize(
    ("field", "typed"),
    [("target", "10.0.0.1"), ("target", f"lain.{ZONE}"), ("label", "bupati"), ("label", "a.b"), ("target", "")],
)
def test_the_forms_own_rules_hold_for_the_officer_too(
    office: Office, at_check: Request, field: str, typed: str
) -> None:
    with pytest.raises(BadAnswer):
        propose(office, at_check, field, typed)


def test_a_taken_name_and_the_same_answer_are_not_proposed(office: Office, at_check: Request) -> None:
    office.world.submit(office.world.person(Role.APPLICANT), "dinsos")

    with pytest.raises(NameTaken):
        propose(office, at_check, "label", "dinsos")
    with pytest.raises(NothingNew):
        propose(office, at_check, "target", " 103.20.30.40 ")


@pytest.mark.parametrize("field", ["purpose", "letter", "contact_name", "nonsense", ""])
def test_only_technical_fields_are_corrected(office: Office, at_check: Request, field: str) -> None:
    with pytest.raises(StaleCard):
        propose(office, at_check, field, "apa saja")


def test_each_kind_has_the_technical_fields_of_its_form(office: Office) -> None:
    request = office.at_check()
    wanted = {
        kind: correcting.correctable(office.world.load(request))
        for kind in RequestKind
        if office.world.tx.execute(t.requests.update().where(t.requests.c.id == request.id).values(kind=kind))
    }

    assert wanted == {
        RequestKind.SUB_DOMAIN: ("label", "target"),
        RequestKind.SUB_DOMAIN_HOSTING: ("label",),
        RequestKind.HOSTING: (),
        RequestKind.CHANGE: ("target",),
        RequestKind.DEACTIVATION: (),
    }


def test_what_was_taken_meanwhile_is_not_agreed_to_any_more(office: Office, at_check: Request) -> None:
    asked = propose(office, at_check, "label", "dinsos")
    office.world.submit(office.world.person(Role.APPLICANT), "dinsos")

    assert agree(office, asked) is False

    assert office.world.load(at_check) == at_check
    assert office.world.notices_to(office.officer)[-1] == "asking.void"
    assert clarifications.load(office.world.tx, asked.id).outcome is Outcome.VOID


def test_a_second_tap_on_setuju_changes_nothing(office: Office, at_check: Request) -> None:
    asked = propose(office, at_check)
    agree(office, asked)
    once = office.world.load(at_check)

    with pytest.raises(StaleCard):
        agree(office, asked)

    assert office.world.load(at_check) == once


@pytest.mark.parametrize("deed", ["returned", "withdrawn", "built"])
def test_a_tap_after_the_request_went_on_changes_nothing(office: Office, at_check: Request, deed: str) -> None:
    asked = propose(office, at_check)
    if deed == "built":
        office.world.build(office.officer, at_check)
    else:
        act = {"returned": (office.officer, Action.RETURN), "withdrawn": (office.applicant, Action.WITHDRAW)}[deed]
        office.world.act(act[0], at_check, act[1], "Alamat salah")
    after = office.world.load(at_check)

    with pytest.raises(StaleCard):
        agree(office, asked)
    with pytest.raises(StaleCard):
        correcting.decline(office.world.desk, office.applicant, asked.id)

    assert office.world.load(at_check) == after
    assert after.answers["target"] == "103.20.30.40"


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "operator"])
def test_only_the_applicant_agrees(office: Office, at_check: Request, who: str) -> None:
    asked = propose(office, at_check)

    with pytest.raises(NotYourRequest):
        agree(office, asked, getattr(office, who))

    assert office.world.load(at_check) == at_check


@pytest.mark.parametrize("who", ["kadis", "kabid", "applicant", "operator"])
def test_only_an_officer_proposes(office: Office, at_check: Request, who: str) -> None:
    with pytest.raises(NotAllowed):
        propose(office, at_check, by=getattr(office, who))


def test_only_the_officer_who_has_it_proposes(office: Office, at_check: Request) -> None:
    colleague = office.world.person(Role.PRANATA_KOMPUTER)

    with pytest.raises(HeldByAnother):
        propose(office, at_check, by=colleague)


def test_what_is_being_made_is_corrected_no_more(office: Office) -> None:
    with pytest.raises(TooLate):
        propose(office, office.blocked())


def test_a_proposal_waits_like_a_question_and_is_answered_by_a_tap(office: Office, at_check: Request) -> None:
    asked = propose(office, at_check)

    with pytest.raises(QuestionOpen):
        asking.ask(office.world.desk, office.officer, at_check.id, "Benar?", revision=at_check.revision)
    with pytest.raises(ConsentByTap):
        asking.answer(office.world.desk, office.applicant, asked.id, "setuju")


def test_a_question_in_words_cannot_be_agreed_to(office: Office, at_check: Request) -> None:
    asked = asking.ask(office.world.desk, office.officer, at_check.id, "Benar?", revision=at_check.revision)

    with pytest.raises(StaleCard):
        agree(office, asked)
