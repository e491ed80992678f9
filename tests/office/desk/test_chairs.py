"""Nobody comes into a chair by their own word, and whoever loses one hears it at once, and on no later day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from office.desk import registration, staff, standing
from office.desk.chairs import OwnRole
from office.desk.granting import grant
from office.desk.registration import OwnLink
from office.desk.standing import Terms
from office.desk.telling import turn_of
from office.register import cards, events, invitations, people
from office.register import tables as t
from office.register.cards import Shown
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.request import Action
from office.sop.roles import Role
from office.sop.workflow import NotYourTurn
from tests.office.desk.world import Office

NOW = Terms("kadis", "plh", "2026-11-24", "2026-11-25")
LATER = Terms("kadis", "plh", "2026-11-26", "2026-11-27")
TERMS = pytest.mark.parametrize("terms", [NOW, LATER], ids=["running", "to come"])


def deputy(office: Office, terms: Terms = NOW, *roles: Role) -> Actor:
    """An officer, with these other roles, who was appointed and has read so."""
    person = office.world.person(Role.PRANATA_KOMPUTER, *roles, name="Wakil Contoh")
    standing.appoint(office.world.desk, office.kadis, person.person.id, terms)
    office.world.tx.exec_driver_sql("DELETE FROM owed WHERE kind = 'notice'")
    return office.world.again(person.person.telegram_id)


def stands_in(office: Office) -> bool:
    return bool(people.stand_ins(office.world.tx, now=office.world.now))


def nothing_is_owed_for_a_period(office: Office) -> bool:
    return office.world.unpaid(Kind.PERIOD) == []


def said_to(office: Office, actor: Actor) -> list[dict[str, object]]:
    return [p["values"] for p in office.world.owed(Kind.NOTICE) if p["chat_id"] == actor.person.telegram_id]


@TERMS
def test_an_official_whose_last_role_is_taken_stands_in_no_longer(office: Office, terms: Terms) -> None:
    acting = deputy(office, terms)

    staff.revoke(office.world.desk, office.operator, acting.person.id, Role.PRANATA_KOMPUTER)

    assert not stands_in(office)
    assert nothing_is_owed_for_a_period(office)
    assert office.world.notices_to(acting) == ["staff.you_revoke", "standing.cut"]
    assert said_to(office, acting)[1] == {**terms.kept, "successor": ""}
    assert office.world.notices_to(office.kadis) == ["standing.ended"]
    assert office.world.notices_to(office.operator) == ["staff.did_revoke", "standing.ended"]
    trail = office.world.tx.execute(select(t.events.c.person_id).where(t.events.c.tag == "standing:end")).scalars()
    assert list(trail) == [office.operator.person.id]
    office.world.later(days=2)
    assert office.world.again(acting.person.telegram_id).roles == frozenset()


def test_the_cards_of_whoever_stood_in_are_dead_with_their_last_role(office: Office) -> None:
    acting = deputy(office)
    request = office.world.submit(office.applicant)
    assert office.world.desk.moves_for(request, acting.person.id, acting.roles) != ()

    staff.revoke(office.world.desk, None, acting.person.id, Role.PRANATA_KOMPUTER)

    gone = office.world.again(acting.person.telegram_id)
    assert office.world.desk.moves_for(office.world.load(request), gone.person.id, gone.roles) == ()
    with pytest.raises(NotYourTurn):
        office.world.act(gone, request, Action.DISPOSE)


@TERMS
def test_who_keeps_a_role_in_the_office_stands_in_as_before(office: Office, terms: Terms) -> None:
    acting = deputy(office, terms, Role.OPERATOR)

    staff.revoke(office.world.desk, office.operator, acting.person.id, Role.PRANATA_KOMPUTER)

    assert stands_in(office)
    assert len(office.world.unpaid(Kind.PERIOD)) == 2


def test_an_applicants_role_is_none_in_the_office(office: Office) -> None:
    acting = deputy(office, NOW, Role.APPLICANT)

    staff.revoke(office.world.desk, office.operator, acting.person.id, Role.PRANATA_KOMPUTER)

    assert office.world.again(acting.person.telegram_id).roles == {Role.APPLICANT}


def test_a_role_that_comes_at_once_in_the_place_of_the_last_one_lets_the_period_be(office: Office) -> None:
    acting = deputy(office)

    staff.change_role(office.world.desk, office.operator, acting.person.id, Role.PRANATA_KOMPUTER, Role.OPERATOR)

    assert office.world.again(acting.person.telegram_id).roles == {Role.OPERATOR, Role.KADIS}


def test_a_role_that_waits_for_what_is_asked_does_not(office: Office) -> None:
    acting = deputy(office)

    staff.change_role(office.world.desk, office.operator, acting.person.id, Role.PRANATA_KOMPUTER, Role.KABID)

    assert not stands_in(office)
    assert office.world.again(acting.person.telegram_id).roles == frozenset()


def test_whoever_is_suspended_does_not_begin_and_stands_in_again_when_that_is_lifted(office: Office) -> None:
    acting = deputy(office, LATER)
    period = people.stand_ins(office.world.tx, now=office.world.now)[0]
    staff.suspend(office.world.desk, office.operator, acting.person.id)
    office.world.later(days=2)

    standing.turned(office.world.desk, period.id)

    assert office.world.again(acting.person.telegram_id).roles == frozenset()
    assert office.world.notices_to(acting) == ["staff.you_suspend"]
    staff.lift(office.world.desk, office.operator, acting.person.id)
    assert Role.KADIS in office.world.again(acting.person.telegram_id).roles
    office.world.later(days=2)
    standing.turned(office.world.desk, period.id)
    assert office.world.notices_to(acting)[-1] == "standing.over"


@TERMS
def test_the_successor_ends_who_stood_in_and_everybody_hears_it_at_once(office: Office, terms: Terms) -> None:
    acting = deputy(office, terms)
    successor = office.world.person(name="Pengganti Contoh")

    grant(office.world.desk, successor.person.id, Role.KADIS, by=office.operator)

    assert office.world.notices_to(office.kadis) == ["staff.replaced"]
    assert said_to(office, office.kadis) == [{"role": "kadis", "name": "Pengganti Contoh"}]
    assert office.world.notices_to(acting) == ["standing.cut"]
    assert said_to(office, acting) == [{**terms.kept, "successor": "Pengganti Contoh"}]
    assert office.world.notices_to(successor) == ["standing.ended"]
    assert nothing_is_owed_for_a_period(office)
    assert not stands_in(office)
    assert office.world.again(office.kadis.person.telegram_id).roles == frozenset()


def test_a_plh_who_gets_the_chair_itself_is_not_told_that_they_lost_it(office: Office) -> None:
    acting = deputy(office)

    grant(office.world.desk, acting.person.id, Role.KADIS, by=None)

    assert office.world.notices_to(acting) == []
    assert nothing_is_owed_for_a_period(office)
    office.world.later(days=2)
    assert Role.KADIS in office.world.again(acting.person.telegram_id).roles


def test_a_kabid_who_is_replaced_and_has_nothing_else_stands_in_for_the_kadis_no_longer(office: Office) -> None:
    standing.appoint(office.world.desk, office.operator, office.kabid.person.id, NOW)
    assert Role.KADIS in office.world.again(office.kabid.person.telegram_id).roles
    successor = office.world.person(name="Pengganti Contoh")

    grant(office.world.desk, successor.person.id, Role.KABID, by=None)

    assert office.world.again(office.kabid.person.telegram_id).roles == frozenset()
    assert office.world.notices_to(office.kabid)[-2:] == ["staff.replaced", "standing.cut"]


def test_another_chair_is_left_alone_by_a_successor(office: Office) -> None:
    acting = deputy(office)

    grant(office.world.desk, office.world.person().person.id, Role.KABID, by=None)

    assert Role.KADIS in office.world.again(acting.person.telegram_id).roles
    assert office.world.notices_to(acting) == []


def test_an_admin_who_changes_the_kadis_by_chat_has_the_old_one_told(office: Office) -> None:
    office.world.tx.exec_driver_sql("UPDATE people SET rank = 'Pembina (IV/a)'")

    staff.change_role(office.world.desk, office.operator, office.officer.person.id, None, Role.KADIS)

    assert office.world.notices_to(office.kadis) == ["staff.replaced"]


@TERMS
def test_who_is_ended_early_hears_it_now_and_not_on_the_day_on_which_it_would_have_begun_or_ended(
    office: Office, terms: Terms
) -> None:
    acting = deputy(office, terms)
    period = people.stand_ins(office.world.tx, now=office.world.now)[0]

    standing.end_early(office.world.desk, office.kadis, period.id)

    assert office.world.notices_to(acting) == ["standing.cut"]
    assert nothing_is_owed_for_a_period(office)


@pytest.mark.parametrize("chair", ["kadis", "kabid"])
def test_an_admin_appoints_everybody_but_themselves_and_the_command_line_them_too(office: Office, chair: str) -> None:
    admin = office.world.person(Role.ADMIN, Role.PRANATA_KOMPUTER)
    terms = Terms(chair, "plh", NOW.first, NOW.last)

    with pytest.raises(OwnRole):
        standing.appoint(office.world.desk, admin, admin.person.id, terms)

    assert not stands_in(office)
    standing.appoint(office.world.desk, None, admin.person.id, terms)
    assert Role(chair) in office.world.again(admin.person.telegram_id).roles


@pytest.mark.parametrize("terms", [None, NOW], ids=["a role", "a period"])
def test_who_made_a_link_by_chat_cannot_use_it_and_does_not_use_it_up(office: Office, terms: Terms | None) -> None:
    desk, token, admin = office.world.desk, invitations.new_token(), office.operator.person.id
    kept, week = terms.kept if terms else None, timedelta(days=7)
    invitations.seal(desk.tx, invitations.add(desk.tx, "kadis", now=desk.now, valid=week, by=admin, terms=kept), token)

    with pytest.raises(OwnLink), desk.tx.begin_nested():
        registration.redeem(desk, office.operator, token)

    assert registration.redeem(desk, office.world.newcomer(), token) is Role.KADIS


def waiting_for_the_kadis(office: Office, count: int = 2) -> list[str]:
    """So many requests, whose cards the Kadis has been shown."""
    sent = [office.world.submit(office.applicant, f"nama{number}") for number in range(count)]
    for request in sent:
        shown = Shown(7, turn_of(events.of_request(office.world.tx, request.id), frozenset({Role.KADIS})), "x")
        cards.remember(office.world.tx, office.kadis.person.telegram_id, f"request:{request.id}", shown)
    return [str(request.receipt) for request in sent]


def of_nobody(office: Office) -> list[dict[str, object]]:
    return [p["values"] for p in office.world.owed(Kind.NOTICE) if p["say"] == "operators.nobody_left"]


def test_the_operators_hear_at_once_that_nobody_is_left_to_decide_what_waits(office: Office) -> None:
    receipts = waiting_for_the_kadis(office)

    staff.suspend(office.world.desk, office.operator, office.kabid.person.id)
    assert of_nobody(office) == []
    staff.suspend(office.world.desk, office.operator, office.kadis.person.id)

    assert of_nobody(office) == [{"role": Role.KADIS, "count": 2, "receipt": receipts[0]}]


def test_where_somebody_else_holds_the_chair_nobody_is_called_for_it(office: Office) -> None:
    waiting_for_the_kadis(office)
    deputy(office)

    staff.suspend(office.world.desk, office.operator, office.kadis.person.id)

    assert of_nobody(office) == []
