"""How somebody becomes known to the office."""

import pytest

from office.desk import admission, invitations, registration
from office.desk.admission import NEW_OPD, NotAnOperator
from office.desk.invitations import GROUP as GROUP_GRANT
from office.desk.queue import registrations_waiting
from office.desk.registration import ConsentMissing, NotSentYet, WrongPlace
from office.register import opds, registrations, rooms
from office.register.invitations import InvitationExpired, InvitationUnknown, InvitationUsed
from office.register.owed import Kind
from office.register.people import Actor
from office.register.registrations import Purpose, Registration, State
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer
from office.sop.fields import SKIPPED
from office.sop.form import Kind as AnswerKind
from office.sop.roles import Role
from office.sop.workflow import SeparateDuties
from tests.office.desk.world import GROUP, Office, World

ANSWERS = ("Siti Contoh", "19900101 201501 2 001", "Pengelola Data")


def filling(world: World, actor: Actor) -> Registration:
    found = registration.filling(world.desk, world.again(actor.person.telegram_id))
    assert found is not None
    return found


def answer(world: World, actor: Actor, typed: str, by: AnswerKind = AnswerKind.TEXT) -> Registration:
    return registration.answer(world.desk, world.again(actor.person.telegram_id), filling(world, actor), typed, by=by)


def send(world: World, actor: Actor) -> Registration:
    return registration.send(world.desk, world.again(actor.person.telegram_id), filling(world, actor))


def handed_in(world: World, *, opd: str | None = None, nip: str = ANSWERS[1]) -> tuple[Actor, Registration]:
    """A newcomer who has filled in everything as an applicant."""
    newcomer = world.newcomer()
    registration.begin(world.desk, newcomer)
    registration.consent(world.desk, newcomer)
    answer(world, newcomer, opd or str(opds.ensure(world.tx, "Dinas Contoh").id), AnswerKind.OPD)
    for typed in (ANSWERS[0], nip, ANSWERS[2]):
        answer(world, newcomer, typed)
    answer(world, newcomer, "081234567890", AnswerKind.CONTACT)
    return newcomer, send(world, newcomer)


def test_nothing_personal_is_kept_before_the_person_agrees(world: World) -> None:
    newcomer = world.newcomer()
    registration.begin(world.desk, newcomer)

    with pytest.raises(ConsentMissing):
        registration.answer(world.desk, newcomer, filling(world, newcomer), "Siti Contoh")


def test_a_filled_in_registration_waits_for_the_operators(office: Office) -> None:
    newcomer, sent = handed_in(office.world)

    assert sent.state is State.WAITING
    assert office.world.again(newcomer.person.telegram_id).roles == frozenset()
    assert office.world.cards_to(GROUP) == [f"registration:{sent.id}"]


def test_how_many_wait_is_counted_where_the_operators_are_alone(office: Office) -> None:
    newcomer, _ = handed_in(office.world)

    counted = [registrations_waiting(office.world.desk, chat) for chat in (GROUP, newcomer.person.telegram_id)]

    assert counted == [1, 0]


def test_an_approved_applicant_belongs_to_the_unit(office: Office) -> None:
    newcomer, sent = handed_in(office.world)

    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)

    admitted = office.world.again(newcomer.person.telegram_id)
    assert admitted.roles == {Role.APPLICANT}
    assert (admitted.person.name, admitted.person.phone) == ("Siti Contoh", "6281234567890")
    assert office.world.notices_to(newcomer)[-1] == "registration.admitted"


def test_a_new_applicant_is_not_sent_the_cards_of_colleagues(office: Office) -> None:
    office.at_check()
    newcomer, sent = handed_in(office.world)

    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)

    assert office.world.cards_to(newcomer.person.telegram_id) == []


def test_an_applicant_without_nip_is_admitted_without_one(office: Office) -> None:
    newcomer, sent = handed_in(office.world, nip=SKIPPED)

    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)

    assert office.world.again(newcomer.person.telegram_id).person.nip is None


def test_a_unit_that_was_not_in_the_directory_is_added_with_the_approval(office: Office) -> None:
    _, sent = handed_in(office.world, opd=f"{NEW_OPD}Bagian Contoh")
    assert opds.named(office.world.tx, "Bagian Contoh") is None

    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)

    assert opds.named(office.world.tx, "bagian contoh") is not None


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "applicant"])
def test_only_operators_decide_on_registrations(office: Office, who: str) -> None:
    _, sent = handed_in(office.world)

    with pytest.raises(NotAnOperator):
        admission.approve(office.world.desk, getattr(office, who), sent.id, revision=sent.revision)


def test_the_second_of_two_operators_finds_it_decided(office: Office) -> None:
    _, sent = handed_in(office.world)
    admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision)

    with pytest.raises(StaleCard):
        admission.refuse(office.world.desk, office.operator, sent.id, "Bukan pegawai", revision=sent.revision)


def test_a_refused_person_is_told_why_and_may_register_again(office: Office) -> None:
    newcomer, sent = handed_in(office.world)

    admission.refuse(office.world.desk, office.operator, sent.id, "Bukan pegawai OPD ini", revision=sent.revision)

    said = [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "registration.refused"]
    assert said == [{"reason": "Bukan pegawai OPD ini", "registration": sent.id, "purpose": Purpose.JOIN}]
    registration.begin(office.world.desk, newcomer)
    assert filling(office.world, newcomer).id != sent.id


def test_what_was_refused_cannot_be_approved_with_its_old_card(office: Office) -> None:
    _, sent = handed_in(office.world)
    admission.refuse(office.world.desk, office.operator, sent.id, "Bukan pegawai", revision=sent.revision)

    with pytest.raises(StaleCard):
        admission.approve(office.world.desk, office.operator, sent.id, revision=sent.revision + 1)


@pytest.mark.parametrize("role", [Role.KADIS, Role.KABID, Role.PRANATA_KOMPUTER])
def test_an_invited_official_is_in_office_after_the_last_answer(world: World, role: Role) -> None:
    invited = world.newcomer()
    token = invitations.issue(world.desk, role, days=7)
    registration.redeem(world.desk, invited, token)
    registration.consent(world.desk, invited)

    for typed in ("Drs. Contoh Nama, M.Si.", "19700101 199503 1 001", "Pembina (IV/a)"):
        answer(world, invited, typed)
    send(world, invited)

    assert world.again(invited.person.telegram_id).roles == {role}


def test_an_answer_that_breaks_a_rule_leaves_the_question_open(world: World) -> None:
    invited = world.newcomer()
    registration.redeem(world.desk, invited, invitations.issue(world.desk, Role.KADIS, days=7))
    registration.consent(world.desk, invited)

    with pytest.raises(BadAnswer):
        answer(world, invited, "😀")

    assert filling(world, invited).answers == {}


def test_an_invitation_can_be_used_by_one_person(world: World) -> None:
    token = invitations.issue(world.desk, Role.KADIS, days=7)
    registration.redeem(world.desk, world.newcomer(), token)

    with pytest.raises(InvitationUsed):
        registration.redeem(world.desk, world.newcomer(), token)


def test_an_invitation_that_is_too_old_lets_nobody_in(world: World) -> None:
    token = invitations.issue(world.desk, Role.KADIS, days=7)
    world.later(days=7)

    with pytest.raises(InvitationExpired):
        registration.redeem(world.desk, world.newcomer(), token)


def test_an_invitation_that_was_never_given_lets_nobody_in(world: World) -> None:
    with pytest.raises(InvitationUnknown):
        registration.redeem(world.desk, world.newcomer(), "A" * 22)


def test_the_groups_invitation_does_not_make_anybody_anything(world: World) -> None:
    token = invitations.issue(world.desk, GROUP_GRANT, days=7)

    with pytest.raises(WrongPlace):
        registration.redeem(world.desk, world.newcomer(), token)


def test_an_officials_invitation_does_not_bind_a_group(world: World) -> None:
    token = invitations.issue(world.desk, Role.KADIS, days=7)

    with pytest.raises(WrongPlace):
        registration.bind_group(world.desk, world.newcomer(), token, GROUP)


def test_the_groups_invitation_makes_a_chat_the_operator_group(world: World) -> None:
    token = invitations.issue(world.desk, GROUP_GRANT, days=7)

    registration.bind_group(world.desk, world.newcomer(), token, GROUP)

    assert rooms.find(world.tx) == GROUP


def test_beginning_to_register_while_one_is_open_goes_on_with_it(world: World) -> None:
    newcomer = world.newcomer()
    registration.begin(world.desk, newcomer)
    first = filling(world, newcomer)

    registration.begin(world.desk, newcomer)

    assert filling(world, newcomer) == first


def test_nothing_is_sent_by_the_last_answer(office: Office) -> None:
    newcomer = answered(office.world)

    assert filling(office.world, newcomer).state is State.FILLING
    with pytest.raises(NotSentYet):
        answer(office.world, newcomer, "sudah")


def answered(world: World) -> Actor:
    """A newcomer who has answered everything and sent nothing."""
    newcomer = world.newcomer()
    registration.begin(world.desk, newcomer)
    registration.consent(world.desk, newcomer)
    answer(world, newcomer, str(opds.ensure(world.tx, "Dinas Contoh").id), AnswerKind.OPD)
    for typed in ANSWERS:
        answer(world, newcomer, typed)
    answer(world, newcomer, "081234567890", AnswerKind.CONTACT)
    return newcomer


def test_an_open_question_cannot_be_sent(world: World) -> None:
    newcomer = world.newcomer()
    begun = registration.begin(world.desk, newcomer)

    with pytest.raises(StaleCard):
        registration.send(world.desk, newcomer, begun)


def test_an_answer_that_the_rules_no_longer_accept_is_asked_again(office: Office) -> None:
    newcomer = answered(office.world)
    kept = filling(office.world, newcomer)
    registrations.change(office.world.tx, kept, answers={**kept.answers, "nip": "199001019915012001"})

    again = send(office.world, newcomer)

    assert (again.state, again.asking) == (State.FILLING, "nip")


def test_the_way_back_keeps_the_answers_until_others_are_given(world: World) -> None:
    newcomer = world.newcomer()
    registration.begin(world.desk, newcomer)
    registration.consent(world.desk, newcomer)
    answer(world, newcomer, str(opds.ensure(world.tx, "Dinas Contoh").id), AnswerKind.OPD)
    answer(world, newcomer, "Siti Contoh")

    back = registration.back(world.desk, newcomer, filling(world, newcomer))

    assert (registration.asked(back), back.answers["name"]) == ("name", "Siti Contoh")
    assert registration.asked(answer(world, newcomer, "Siti Contoh, S.T.")) == "nip"
    assert filling(world, newcomer).answers["name"] == "Siti Contoh, S.T."


def test_there_is_nothing_before_the_first_question(world: World) -> None:
    newcomer = world.newcomer()
    begun = registration.begin(world.desk, newcomer)

    assert registration.asked(registration.back(world.desk, newcomer, begun)) == "opd"


def test_the_way_back_from_the_summary_leads_to_the_last_question_and_from_there_back(office: Office) -> None:
    newcomer = answered(office.world)

    back = registration.back(office.world.desk, newcomer, filling(office.world, newcomer))

    assert registration.asked(back) == "phone"
    assert registration.asked(registration.back(office.world.desk, newcomer, back)) is None


@pytest.mark.parametrize("field", ["rank", "telegram_id", ""])
def test_only_what_the_form_asks_is_changed(office: Office, field: str) -> None:
    newcomer = answered(office.world)

    with pytest.raises(StaleCard):
        registration.edit(office.world.desk, newcomer, filling(office.world, newcomer), field)


def test_a_field_is_changed_from_the_summary_only(world: World) -> None:
    newcomer = world.newcomer()
    begun = registration.begin(world.desk, newcomer)

    with pytest.raises(StaleCard):
        registration.edit(world.desk, newcomer, begun, "name")


def test_a_refused_registration_opens_with_its_answers_and_the_reason(office: Office) -> None:
    newcomer, sent = handed_in(office.world)
    admission.refuse(office.world.desk, office.operator, sent.id, "Nama keliru", revision=sent.revision)

    again = registration.mend(office.world.desk, newcomer, sent.id)

    assert (again.answers, again.reason, again.state) == (sent.answers, "Nama keliru", State.FILLING)
    with pytest.raises(StaleCard):
        registration.mend(office.world.desk, newcomer, sent.id)


def test_only_the_last_word_is_mended(office: Office) -> None:
    newcomer, sent = handed_in(office.world)

    with pytest.raises(StaleCard):
        registration.mend(office.world.desk, office.applicant, sent.id)
    with pytest.raises(StaleCard):
        registration.mend(office.world.desk, newcomer, sent.id)


def test_what_the_office_knows_of_a_person_is_not_asked_again(office: Office) -> None:
    begun = registration.begin(office.world.desk, office.kabid)

    assert begun.answers == {"name": "Contoh Nama", "nip": "199001012015012001", "title": "Pengelola Data"}


def test_what_is_given_up_is_forgotten(office: Office) -> None:
    newcomer = answered(office.world)

    given_up = registration.give_up(office.world.desk, newcomer)

    assert given_up is not None
    with pytest.raises(StaleCard):
        registrations.load(office.world.tx, given_up.id)
    assert registration.give_up(office.world.desk, newcomer) is None


def test_what_waits_is_taken_back_by_its_owner_alone(office: Office) -> None:
    newcomer, sent = handed_in(office.world)

    with pytest.raises(StaleCard):
        registration.withdraw(office.world.desk, office.applicant, sent.id, revision=sent.revision)
    with pytest.raises(StaleCard):
        registration.withdraw(office.world.desk, newcomer, sent.id, revision=sent.revision - 1)
    withdrawn = registration.withdraw(office.world.desk, newcomer, sent.id, revision=sent.revision)

    assert withdrawn.state is State.WITHDRAWN
    with pytest.raises(StaleCard):
        admission.approve(office.world.desk, office.operator, sent.id, revision=withdrawn.revision)


def test_an_operator_does_not_let_themself_in(office: Office) -> None:
    world, operator = office.world, office.operator
    registration.begin(world.desk, operator)
    answer(world, operator, str(opds.ensure(world.tx, "Dinas Contoh").id), AnswerKind.OPD)
    answer(world, operator, "081234567890", AnswerKind.CONTACT)
    sent = send(world, operator)

    with pytest.raises(SeparateDuties):
        admission.approve(world.desk, operator, sent.id, revision=sent.revision)
