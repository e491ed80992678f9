"""`loket people`, `loket stand-in` and `loket opd`: the office's people and units on the command line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from office.register import opds
from office.sop.roles import Role
from tests.bot.commands import Counter
from tests.office.desk.world import World


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    counter = Counter(tmp_path)
    counter.play(_people)
    return counter


def _people(world: World) -> None:
    world.person(Role.ADMIN, name="Rina Contoh")
    world.person(Role.KADIS, name="Ardi Contoh")
    world.person(Role.PRANATA_KOMPUTER, name="Dina Contoh")
    world.person(Role.APPLICANT, name="Siti Contoh")


def test_the_list_shows_numbers_names_and_roles(counter: Counter) -> None:
    assert counter.said("people", "list").splitlines() == [
        "2  Ardi Contoh  kadis",
        "   3  Dina Contoh  pranata_komputer",
        "   1  Rina Contoh  admin",
    ]
    assert counter.said("people", "list", "--role", "applicant") == "4  Siti Contoh  applicant (Dinas Contoh)"


def test_who_is_suspended_is_shown_so_until_they_are_lifted(counter: Counter) -> None:
    assert counter.said("people", "suspend", "2") == "Ardi Contoh is suspended."

    assert "Ardi Contoh  kadis  suspended since 20" in counter.said("people", "list")
    assert "not suspended" in counter.refused("people", "lift", "3")
    assert counter.said("people", "lift", "2") == "The roles of Ardi Contoh hold again."
    assert "suspended" not in counter.said("people", "list")


def test_a_role_is_changed_and_revoked(counter: Counter) -> None:
    changed = counter.said("people", "role", "3", "operator", "--instead-of", "pranata_komputer")
    assert changed == "Dina Contoh is operator now."

    assert counter.said("people", "revoke", "3", "operator") == "Dina Contoh is no longer operator."

    assert "Dina" not in counter.said("people", "list")


def test_what_is_not_known_of_somebody_is_asked_by_chat(counter: Counter) -> None:
    assert counter.said("people", "role", "3", "kabid") == "Dina Contoh is asked by chat for what is missing."


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("suspend", "1"), "this is the last admin"),
        (("revoke", "1", "admin"), "this is the last admin"),
        (("suspend", "99"), "99: nobody has this number"),
        (("revoke", "2", "kabid"), "or they are not kabid"),
        (("role", "2", "kadis"), "or they are kadis already"),
    ],
)
def test_what_cannot_be_done_with_people_is_said_in_one_line(
    counter: Counter, words: tuple[str, ...], why: str
) -> None:
    said = counter.refused("people", *words)

    assert (why in said, len(said.splitlines())) == (True, 1)


def test_a_stand_in_is_appointed_listed_and_ended(counter: Counter) -> None:
    first, last = (f"{datetime.now(UTC).date() + timedelta(days=n)}" for n in (1, 9))
    assert counter.said("stand-in", "list") == "Nobody stands in, now or later."

    done = counter.said("stand-in", "appoint", "3", "--chair", "kadis", "--as", "plh", "--from", first, "--until", last)

    assert done == f"Appointed: Plh. kadis, {first} to {last}."
    number = counter.said("stand-in", "list").split()[0]
    assert counter.said("stand-in", "list") == f"{number}  Plh. kadis  Dina Contoh  {first} to {last}"
    assert counter.said("stand-in", "end", number) == "Dina Contoh is no longer Plh. kadis."
    assert "it is over" in counter.refused("stand-in", "end", number)


@pytest.mark.parametrize(
    ("number", "last", "why"),
    [("3", "2020-01-01", "the period has passed"), ("4", "2099-01-01", "is no official with name and NIP")],
)
def test_a_stand_in_that_cannot_be_is_refused(counter: Counter, number: str, last: str, why: str) -> None:
    period = ("--chair", "kadis", "--as", "plt", "--from", "2020-01-01", "--until", last)

    assert why in counter.refused("stand-in", "appoint", number, *period)


def listed(counter: Counter, *lines: str) -> str:
    file = counter.folder / "baru.csv"
    file.write_text("\n".join(("nama,label", *lines)), encoding="utf-8")
    return str(file)


def names(counter: Counter) -> list[str]:
    return counter.play(lambda world: [unit.name for unit in opds.all_units(world.tx)])


def test_the_dry_run_says_what_an_import_would_change_and_changes_nothing(counter: Counter) -> None:
    counter.play(lambda world: opds.ensure(world.tx, "Dinas Lama", "lama"))
    file = listed(counter, "Badan Lama,lama", "Dinas Baru,baru")

    said = counter.said("opd", "import", file, "--dry-run").splitlines()

    assert said == [
        "rename  Dinas Lama (lama) -> Badan Lama (lama)",
        "add     Dinas Baru (baru)",
        "retire  Dinas Contoh (dincontoh); members 1 and running requests 0 stay",
        "Dry run, nothing was changed: add 1, rename 1, retire 1; 0 as before.",
    ]
    assert names(counter) == ["Dinas Contoh", "Dinas Lama"]
    assert counter.said("opd", "import", file).splitlines()[-1] == "Done: add 1, rename 1, retire 1; 0 as before."
    assert names(counter) == ["Badan Lama", "Dinas Baru"]
    assert counter.said("opd", "import", file) == "Done: nothing to change; 2 as before."


def test_a_line_that_cannot_be_used_stops_the_import_and_is_named(counter: Counter) -> None:
    file = listed(counter, "Dinas Contoh,dincontoh", "Dinas, Baru,baru", "Dinas Lain,-x-", "DINAS CONTOH,")

    looked, imported = counter.refused("opd", "import", file, "--dry-run"), counter.refused("opd", "import", file)

    for number, why in (
        (3, "more cells than columns"),
        (4, "'-x-' cannot be a sub domain"),
        (5, "the name stands in line 2"),
    ):
        assert f"line {number}: {why}" in looked
        assert f"line {number}: {why}" in imported
    assert "Nothing was changed" in imported
    assert names(counter) == ["Dinas Contoh"]


def test_a_list_without_a_unit_retires_nobody(counter: Counter) -> None:
    assert "lists no unit" in counter.refused("opd", "import", listed(counter))
    assert names(counter) == ["Dinas Contoh"]
