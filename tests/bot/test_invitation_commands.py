"""`loket invitations`: which links are open, and their end, on the command line."""

import re
from pathlib import Path

import pytest

from office.desk import invitations, standing
from office.desk.standing import Terms
from office.sop.roles import Role
from tests.bot.commands import Counter
from tests.office.desk.world import World


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def _links(world: World) -> None:
    admin, kadis = world.person(Role.ADMIN, name="Rina Contoh"), world.person(Role.KADIS, name="Ardi Contoh")
    day = world.desk.today.isoformat()
    invitations.issue(world.desk, "operator_group", days=7)
    invitations.invite(world.desk, admin, "kabid", days=1)
    standing.invite(world.desk, kadis, Terms("kadis", "plt", day, day))


def test_without_an_open_invitation_the_list_says_how_to_make_one(counter: Counter) -> None:
    assert counter.said("invitations", "list") == "No invitation is open; `loket invite` makes one."


def test_open_invitations_are_listed_with_role_end_and_maker(counter: Counter) -> None:
    counter.play(_links)

    listed = counter.said("invitations", "list").splitlines()

    day, minute = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\d \d\d:\d\d"
    for line, what in zip(
        listed,
        (
            rf"3  Plt\. kadis {day} to {day}  until {minute}  made {minute} by Ardi Contoh",
            rf" +2  kabid  until {minute}  made {minute} by Rina Contoh",
            rf" +1  group  until {minute}  made {minute} by the command line",
        ),
        strict=True,
    ):
        assert re.fullmatch(what, line), line


def test_an_invitation_is_withdrawn_once(counter: Counter) -> None:
    counter.play(_links)

    assert counter.said("invitations", "withdraw", "2") == "The invitation for kabid is withdrawn."

    assert "kabid" not in counter.said("invitations", "list")
    assert "2: no such invitation is open any more" in counter.refused("invitations", "withdraw", "2")
