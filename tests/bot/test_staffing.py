"""What `loket check` says about the people."""

import pytest

from bot.staffing import staffing_lines
from office.sop.agency import Duties
from office.sop.roles import Role
from tests.office.desk.apps import first_code, has_app, secret_of, with_codes
from tests.office.desk.world import Office, World

HEAD = [Role.KADIS, Role.KABID, Role.PRANATA_KOMPUTER]


def small(world: World) -> None:
    world.agency = world.agency.model_copy(update={"duties": Duties(small_office=True)})


def test_people_enough_are_counted_and_nothing_else_is_said(office: Office) -> None:
    assert staffing_lines(office.world.desk) == ["people: kadis 1, kabid 1, pranata_komputer 1, admin 1"]


@pytest.mark.parametrize("role", [*HEAD, Role.ADMIN])
def test_a_role_that_nobody_holds_is_named(world: World, role: Role) -> None:
    for each in {*HEAD, Role.ADMIN} - {role}:
        world.person(each)

    assert f"people: nobody is {role}; `loket invite --role {role}` prints a link" in staffing_lines(world.desk)


def test_one_person_in_two_chairs_is_said_because_no_request_can_pass(world: World) -> None:
    world.person(Role.KADIS, Role.KABID)
    world.person(Role.PRANATA_KOMPUTER, Role.ADMIN)

    assert "are not three different people" in staffing_lines(world.desk)[1]
    world.person(Role.KABID)
    assert len(staffing_lines(world.desk)) == 1


def test_the_exception_for_a_small_office_is_reminded_of(office: Office) -> None:
    small(office.world)

    assert "has people enough to do without it" in staffing_lines(office.world.desk)[1]


def test_an_office_that_needs_the_exception_is_not_told_to_do_without(world: World) -> None:
    world.person(*HEAD, Role.ADMIN)
    small(world)

    assert staffing_lines(world.desk)[1:] == [
        "[duties] small_office lets one person decide in several roles on one request"
    ]


def test_where_codes_are_asked_for_whoever_has_none_to_show_is_named(office: Office) -> None:
    world = office.world
    world.agency = with_codes()
    world.person(Role.OPERATOR, name="Tanpa Kode")
    has_app(world, office.kabid, office.officer)
    first_code(world, office.kadis)

    line = staffing_lines(world.desk)[-1]

    assert "no confirmed authenticator: Kadis Contoh (kadis), Rina Contoh (admin);" in line
    assert secret_of(world, office.kabid) not in line
    has_app(world, office.kadis, office.operator)
    assert len(staffing_lines(world.desk)) == 1
