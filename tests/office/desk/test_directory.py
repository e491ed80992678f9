"""Taking over a newer list of units: nobody's membership and no request is lost by it."""

import pytest

from office.desk import application, choosing_opd, directory, registration
from office.register import opds
from office.register.owed import Kind
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from office.sop.opd_list import Unit, What
from office.sop.request import RequestKind
from tests.office.desk.world import Office

LIST = (Unit(nama="Dinas Baru", label="baru"),)


def test_a_retired_unit_keeps_its_members_and_requests_and_is_offered_to_nobody(office: Office) -> None:
    request = office.world.submit(office.applicant)

    planned = directory.take_over(office.world.desk, None, LIST)

    retired = next(each for each in planned if each.what is What.RETIRE)
    assert (retired.members, retired.running) == (1, 1)
    assert [unit.name for unit in opds.all_units(office.world.tx)] == ["Dinas Baru"]
    assert opds.load(office.world.tx, request.opd).name == "Dinas Contoh"
    assert office.world.again(office.applicant.person.telegram_id).roles == office.applicant.roles
    assert application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN).opd == request.opd


def test_a_retired_unit_cannot_be_chosen_by_an_old_button(office: Office) -> None:
    old = opds.ensure(office.world.tx, "Dinas Contoh").id
    newcomer = office.world.newcomer()
    begun = registration.begin(office.world.desk, newcomer)
    registration.consent(office.world.desk, newcomer)
    begun = choosing_opd.show_all(office.world.desk, newcomer, begun)
    directory.take_over(office.world.desk, None, LIST)

    with pytest.raises(StaleCard):
        choosing_opd.choose(office.world.desk, office.world.again(newcomer.person.telegram_id), begun, old)


def test_a_renamed_unit_stays_the_same_one(office: Office) -> None:
    unit = opds.ensure(office.world.tx, "Dinas Contoh")

    directory.take_over(office.world.desk, None, [Unit(nama="Badan Contoh", label=unit.label or "")])

    assert opds.load(office.world.tx, unit.id).name == "Badan Contoh"


def test_what_comes_back_is_the_same_unit_and_a_second_time_changes_nothing(office: Office) -> None:
    unit = opds.ensure(office.world.tx, "Dinas Contoh")
    directory.take_over(office.world.desk, None, LIST)
    both = [*LIST, Unit(nama="Dinas Contoh", label=unit.label or "")]

    directory.take_over(office.world.desk, None, both)

    assert opds.named(office.world.tx, "Dinas Contoh") == unit
    assert directory.take_over(office.world.desk, None, both) == []


def test_admins_are_told_and_the_plan_alone_changes_nothing(office: Office) -> None:
    directory.plan(office.world.desk, LIST)
    assert opds.named(office.world.tx, "Dinas Baru") is None

    directory.take_over(office.world.desk, office.operator, LIST)

    told = [p for p in office.world.owed(Kind.NOTICE) if p["say"] == "staff.directory"]
    assert [(p["chat_id"], p["values"]["counts"]) for p in told] == [
        (office.operator.person.telegram_id, {"add": 1, "retire": 1})
    ]


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer", "applicant"])
def test_nobody_but_an_admin_takes_over_a_list(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed):
        directory.take_over(office.world.desk, getattr(office, who), LIST)
