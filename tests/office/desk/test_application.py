"""The applicant's side: writing, sending, mending, giving up."""

from datetime import UTC, datetime
from typing import Any

import pytest

from office.desk import application, signed_letter, staff
from office.desk.application import NameFound, NotAnApplicant, NothingBeingWritten, Said, Unfinished
from office.desk.desk import Suspended
from office.register import documents, requests, services
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.register.services import NameClaimed
from office.sop.answers import BadAnswer, Rule
from office.sop.form import Kind as AnswerKind
from office.sop.form import WrongKind
from office.sop.plan import Fqdn
from office.sop.request import Action, RequestKind, Stage
from office.sop.roles import Role
from tests.office.desk.world import ORIGINAL, UPRIGHT, ZONE, Office, World


@pytest.mark.parametrize("roles", [(), (Role.KADIS,), (Role.ADMIN, Role.OPERATOR)])
def test_only_a_registered_applicant_may_begin(world: World, roles: tuple[Role, ...]) -> None:
    with pytest.raises(NotAnApplicant):
        application.begin(world.desk, world.person(*roles), RequestKind.SUB_DOMAIN)


def test_beginning_again_goes_on_with_the_same_draft(office: Office) -> None:
    first = application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)

    assert application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN).id == first.id


def test_each_answer_owes_the_next_question(office: Office) -> None:
    application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)
    application.answer(office.world.desk, office.applicant, Said("dinkes"))

    assert [p["chat_id"] for p in office.world.owed(Kind.QUESTION)] == [office.applicant.person.telegram_id]


def test_a_name_that_stands_in_the_zone_is_refused_when_it_is_typed(office: Office) -> None:
    application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)

    with pytest.raises(BadAnswer) as refused:
        application.answer(
            office.world.desk, office.applicant, Said("dinkes", found=NameFound(Fqdn(f"dinkes.{ZONE}"), stands=True))
        )

    assert refused.value.rule is Rule.LABEL_TAKEN


def test_a_name_that_somebody_asks_for_is_refused_when_it_is_typed(office: Office) -> None:
    office.world.submit(office.applicant, "dinkes")
    other = office.world.person(Role.APPLICANT)
    application.begin(office.world.desk, other, RequestKind.SUB_DOMAIN)

    with pytest.raises(BadAnswer) as refused:
        application.answer(office.world.desk, other, Said("DINKES"))

    assert refused.value.rule is Rule.LABEL_TAKEN


def test_of_two_who_want_one_name_the_first_to_send_has_it(office: Office) -> None:
    other = office.world.person(Role.APPLICANT)
    slow = office.world.fill(other, "dinkes")
    office.world.submit(office.applicant, "dinkes")

    with pytest.raises(NameClaimed):
        application.submit(office.world.desk, other, revision=slow.revision)


def test_a_withdrawn_name_can_be_had_by_another(office: Office) -> None:
    request = office.world.submit(office.applicant, "dinkes")
    office.world.act(office.applicant, request, Action.WITHDRAW)

    again = office.world.submit(office.world.person(Role.APPLICANT), "dinkes")

    assert again.stage is Stage.AT_KADIS


def test_a_text_is_not_taken_for_the_letter(office: Office) -> None:
    office.world.fill(office.applicant)
    filled = application.being_written(office.world.desk, office.applicant)
    application.edit(office.world.desk, office.applicant, "letter", revision=filled.revision)

    with pytest.raises(WrongKind):
        application.answer(office.world.desk, office.applicant, Said("sudah saya kirim"))


def test_a_file_is_not_taken_for_a_typed_answer(office: Office) -> None:
    application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)

    with pytest.raises(WrongKind) as refused:
        signed_letter.attach(office.world.desk, office.applicant, ORIGINAL, UPRIGHT, {})

    assert refused.value.wanted is AnswerKind.TEXT


def test_a_typed_answer_to_a_whole_form_is_refused(office: Office) -> None:
    office.world.fill(office.applicant)

    with pytest.raises(Unfinished):
        application.answer(office.world.desk, office.applicant, Said("lagi"))


@pytest.mark.parametrize("deed", ["answer", "attach", "submit", "discard"])
def test_nothing_can_be_done_with_a_draft_that_is_not_there(office: Office, deed: str) -> None:
    desk, who = office.world.desk, office.applicant
    deeds: dict[str, Any] = {
        "answer": lambda: application.answer(desk, who, Said("dinkes")),
        "attach": lambda: signed_letter.attach(desk, who, ORIGINAL, UPRIGHT, {}),
        "submit": lambda: application.submit(desk, who, revision=1),
        "discard": lambda: application.discard(desk, who),
    }

    with pytest.raises(NothingBeingWritten):
        deeds[deed]()


def test_an_unfinished_form_cannot_be_sent(office: Office) -> None:
    draft = application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)

    with pytest.raises(Unfinished):
        application.submit(office.world.desk, office.applicant, revision=draft.revision)


def test_a_form_that_has_changed_since_it_was_shown_cannot_be_sent(office: Office) -> None:
    filled = office.world.fill(office.applicant)

    with pytest.raises(StaleCard):
        application.submit(office.world.desk, office.applicant, revision=filled.revision - 1)


def test_a_form_in_which_a_field_is_being_changed_cannot_be_sent(office: Office) -> None:
    filled = office.world.fill(office.applicant)
    asked = application.edit(office.world.desk, office.applicant, "target", revision=filled.revision)

    with pytest.raises(Unfinished):
        application.submit(office.world.desk, office.applicant, revision=asked.revision)


def test_a_field_that_does_not_exist_cannot_be_changed(office: Office) -> None:
    filled = office.world.fill(office.applicant)

    with pytest.raises(StaleCard):
        application.edit(office.world.desk, office.applicant, "stage", revision=filled.revision)


def test_a_changed_mind_keeps_the_old_answer(office: Office) -> None:
    filled = office.world.fill(office.applicant)
    asked = application.edit(office.world.desk, office.applicant, "target", revision=filled.revision)

    kept = application.keep_as_it_was(office.world.desk, office.applicant, revision=asked.revision)

    assert (kept.answers, kept.talk.asking) == (filled.answers, None)


def test_a_field_that_is_asked_again_takes_the_new_answer(office: Office) -> None:
    filled = office.world.fill(office.applicant)
    application.edit(office.world.desk, office.applicant, "target", revision=filled.revision)

    changed = application.answer(office.world.desk, office.applicant, Said("103.20.30.41"))

    assert changed.answers == {**filled.answers, "target": "103.20.30.41"}


def test_a_sent_request_has_a_receipt_of_its_year_and_stands_at_the_kadis(office: Office) -> None:
    sent = office.world.submit(office.applicant)

    assert (sent.stage, sent.round, sent.receipt) == (Stage.AT_KADIS, 1, "P-2026-00001")
    assert sent.submitted_at == office.world.now


def test_the_receipt_bears_the_year_of_the_office_not_of_greenwich(office: Office) -> None:
    office.world.now = datetime(2026, 12, 31, 18, tzinfo=UTC)

    sent = office.world.submit(office.applicant, letter_date="31-12-2026")

    assert sent.receipt == "P-2027-00001"


def test_the_kadis_gets_the_letter_and_a_card_and_the_applicant_a_notice(office: Office) -> None:
    sent = office.world.submit(office.applicant)

    assert office.world.files_to(office.kadis) == [int(sent.answers["letter"])]
    assert office.world.cards_to(office.kadis.person.telegram_id) == [f"request:{sent.id}"]
    assert office.world.notices_to(office.applicant) == ["notices.submit_at_kadis"]


def test_both_forms_of_the_letter_belong_to_the_submission(office: Office) -> None:
    sent = office.world.submit(office.applicant)

    shown = documents.load(office.world.tx, int(sent.answers["letter"]))
    assert (shown.purpose, shown.sha256) == (documents.Purpose.REQUEST_LETTER, UPRIGHT.sha256)
    assert office.world.purposes(sent) == ["request_letter_original", "request_letter"]


def test_a_returned_request_keeps_its_receipt_and_its_first_submission_date(office: Office) -> None:
    returned = office.returned()
    office.world.later(days=3)

    again = application.submit(office.world.desk, office.applicant, revision=returned.revision)

    assert (again.receipt, again.submitted_at, again.round) == (returned.receipt, returned.submitted_at, 2)


def test_a_returned_request_starts_again_at_activity_one_without_dispositions(office: Office) -> None:
    returned = office.returned()

    again = application.submit(office.world.desk, office.applicant, revision=returned.revision)

    assert (again.stage, office.world.load(again).decisions) == (Stage.AT_KADIS, ())


def test_a_corrected_name_frees_the_old_one(office: Office) -> None:
    returned = office.returned("dinkes")
    asked = application.edit(office.world.desk, office.applicant, "label", revision=returned.revision)
    changed = application.answer(office.world.desk, office.applicant, Said("dinsos"))

    application.submit(office.world.desk, office.applicant, revision=changed.revision)

    assert not services.is_claimed(office.world.tx, Fqdn(f"dinkes.{ZONE}"), but_by=0)
    assert services.is_claimed(office.world.tx, Fqdn(f"dinsos.{ZONE}"), but_by=0)
    assert asked.talk.asking == "label"


def test_a_draft_can_be_given_up_and_a_new_one_begun(office: Office) -> None:
    draft = application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)

    given_up = application.discard(office.world.desk, office.applicant)

    assert given_up.stage is Stage.WITHDRAWN
    assert application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN).id != draft.id


def test_a_returned_request_is_not_given_up_like_a_draft(office: Office) -> None:
    returned = office.returned()

    with pytest.raises(NothingBeingWritten):
        application.discard(office.world.desk, office.applicant)

    assert requests.load(office.world.tx, returned.id).stage is Stage.RETURNED


def test_somebody_suspended_writes_no_further(office: Office) -> None:
    draft = application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)
    staff.suspend(office.world.desk, office.operator, office.applicant.person.id)
    applicant = office.world.again(office.applicant.person.telegram_id)

    with pytest.raises(Suspended):
        application.answer(office.world.desk, applicant, Said("dinkes"))

    assert office.world.load(draft).answers == {}
