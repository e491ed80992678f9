"""Choosing one's OPD, from the directory or beside it."""

import pytest

from office.desk import choosing_opd, profile, registration
from office.desk.admission import NEW_OPD
from office.desk.choosing_opd import A_PAGE, SameOpd, page_of
from office.register import opds
from office.register.owed import Kind
from office.register.people import Actor
from office.register.registrations import Browsing, Registration
from office.register.requests import StaleCard
from tests.office.desk.world import Office, World


def looking(world: World) -> tuple[Actor, Registration]:
    newcomer = world.newcomer()
    begun = registration.begin(world.desk, newcomer)
    registration.consent(world.desk, newcomer)
    return world.again(newcomer.person.telegram_id), begun


def many_units(world: World, number: int = 2 * A_PAGE + 1) -> None:
    for i in range(number):
        opds.ensure(world.tx, f"Bagian Contoh {i}")


def test_searching_a_unit_keeps_what_was_typed_and_nothing_of_the_person(world: World) -> None:
    newcomer, begun = looking(world)

    found = choosing_opd.search(world.desk, newcomer, begun, "  Dinas   Contoh ")

    assert (found.browsing, found.answers) == (Browsing("Dinas Contoh"), {})


def test_the_directory_has_as_many_pages_as_it_needs(world: World) -> None:
    many_units(world)

    pages = [page_of(world.desk, Browsing(page=number)) for number in range(3)]

    assert [len(page.units) for page in pages] == [A_PAGE, A_PAGE, 1]
    assert {page.pages for page in pages} == {3}


def test_a_page_that_has_gone_is_the_last_one(world: World) -> None:
    many_units(world)

    assert page_of(world.desk, Browsing(page=7)).number == 2


@pytest.mark.parametrize("page", [3, 999_999])
def test_no_page_is_turned_beyond_the_last(world: World, page: int) -> None:
    many_units(world)
    newcomer, begun = looking(world)
    shown = choosing_opd.show_all(world.desk, newcomer, begun)

    with pytest.raises(StaleCard):
        choosing_opd.turn_page(world.desk, newcomer, shown, page)


def test_a_turned_page_changes_the_message_that_shows_it(world: World) -> None:
    many_units(world)
    newcomer, begun = looking(world)
    shown = choosing_opd.show_all(world.desk, newcomer, begun)

    world.pay_all()

    turned = choosing_opd.turn_page(world.desk, newcomer, shown, 1)

    assert turned.browsing == Browsing(page=1)
    assert [p["in_place"] for p in world.unpaid(Kind.QUESTION)] == [True]


def test_a_new_question_that_is_owed_already_is_not_lost_in_a_turned_page(world: World) -> None:
    many_units(world)
    newcomer, begun = looking(world)
    shown = choosing_opd.show_all(world.desk, newcomer, begun)

    choosing_opd.turn_page(world.desk, newcomer, shown, 1)

    assert [p["in_place"] for p in world.unpaid(Kind.QUESTION)] == [False]


def test_without_having_looked_nothing_can_be_chosen(world: World) -> None:
    unit = opds.ensure(world.tx, "Dinas Contoh")
    newcomer, begun = looking(world)

    with pytest.raises(StaleCard):
        choosing_opd.choose(world.desk, newcomer, begun, unit.id)
    with pytest.raises(StaleCard):
        choosing_opd.choose_unlisted(world.desk, newcomer, begun)
    with pytest.raises(StaleCard):
        choosing_opd.turn_page(world.desk, newcomer, begun, 0)


def test_a_unit_that_does_not_exist_cannot_be_chosen(world: World) -> None:
    newcomer, begun = looking(world)
    shown = choosing_opd.show_all(world.desk, newcomer, begun)

    with pytest.raises(StaleCard):
        choosing_opd.choose(world.desk, newcomer, shown, 999_999)


def test_a_name_that_was_searched_in_vain_is_taken_as_that_of_a_new_unit(world: World) -> None:
    newcomer, begun = looking(world)
    shown = choosing_opd.search(world.desk, newcomer, begun, "Bagian Baru")

    assert choosing_opd.choose_unlisted(world.desk, newcomer, shown).answers["opd"] == f"{NEW_OPD}Bagian Baru"


@pytest.mark.parametrize("typed", ["dinas contoh", "DINAS  CONTOH"])
def test_a_missing_unit_that_is_named_like_a_listed_one_is_the_listed_one(world: World, typed: str) -> None:
    unit = opds.ensure(world.tx, "Dinas Contoh")
    newcomer, begun = looking(world)
    naming = choosing_opd.choose_unlisted(world.desk, newcomer, choosing_opd.show_all(world.desk, newcomer, begun))

    assert choosing_opd.search(world.desk, newcomer, naming, typed).answers["opd"] == str(unit.id)


def test_a_missing_unit_is_named_once(world: World) -> None:
    newcomer, begun = looking(world)
    naming = choosing_opd.choose_unlisted(world.desk, newcomer, choosing_opd.show_all(world.desk, newcomer, begun))

    with pytest.raises(StaleCard):
        choosing_opd.choose_unlisted(world.desk, newcomer, naming)
    named = choosing_opd.search(world.desk, newcomer, naming, "Bagian Baru")
    assert (named.answers["opd"], named.browsing) == (f"{NEW_OPD}Bagian Baru", None)


def test_the_way_back_from_the_directory_leads_to_its_question(world: World) -> None:
    newcomer, begun = looking(world)
    shown = choosing_opd.show_all(world.desk, newcomer, begun)

    back = registration.back(world.desk, newcomer, shown)

    assert (registration.asked(back), back.browsing) == ("opd", None)


def test_nobody_goes_over_to_where_they_are(office: Office) -> None:
    current = office.applicant.assignments[0].opd
    assert current is not None
    begun = profile.begin_move(office.world.desk, office.applicant)
    shown = choosing_opd.show_all(office.world.desk, office.applicant, begun)

    with pytest.raises(SameOpd):
        choosing_opd.choose(office.world.desk, office.applicant, shown, current)
