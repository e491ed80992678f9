"""What a newer list of units changes, and which of its lines cannot be used."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.sop.opd_list import Row, Unit, What, changes, read_rows, twice


@dataclass(frozen=True)
class Stands:
    name: str
    label: str | None = None
    is_retired: bool = False


DIRECTORY = (
    Stands("Dinas Satu", "satu"),
    Stands("Dinas Dua", "dua"),
    Stands("Dinas Tiga"),
    Stands("Dinas Lama", "lama", is_retired=True),
)


def unit(name: str, label: str = "") -> Unit:
    return Unit(nama=name, label=label)


def told(*wanted: Unit) -> set[tuple[What, str | None, str | None]]:
    """What changes, from which name to which."""
    found = changes(DIRECTORY, wanted)
    return {
        (c.what, None if c.known is None else DIRECTORY[c.known].name, c.wanted.nama if c.wanted else None)
        for c in found
    }


AS_IT_IS = (unit("Dinas Satu", "satu"), unit("Dinas Dua", "dua"), unit("Dinas Tiga"))


def test_the_same_list_changes_nothing() -> None:
    assert told(*AS_IT_IS) == set()


def test_a_new_name_with_a_known_label_is_the_unit_under_another_name() -> None:
    renamed = (unit("Badan Satu", "satu"), *AS_IT_IS[1:])

    assert told(*renamed) == {(What.RENAME, "Dinas Satu", "Badan Satu")}


def test_a_label_that_a_unit_of_the_list_still_bears_renames_nobody() -> None:
    assert told(*AS_IT_IS, unit("Badan Baru", "empat")) == {(What.ADD, None, "Badan Baru")}
    swapped = (unit("Dinas Satu", "dua"), unit("Dinas Dua", "satu"), AS_IT_IS[2])
    assert told(*swapped) == {(What.LABEL, "Dinas Satu", "Dinas Satu"), (What.LABEL, "Dinas Dua", "Dinas Dua")}


def test_what_the_list_has_no_longer_is_retired_and_what_comes_back_is_offered_again() -> None:
    assert told(*AS_IT_IS[:2], unit("DINAS LAMA", "lama")) == {
        (What.RETIRE, "Dinas Tiga", None),
        (What.RETURN, "Dinas Lama", "DINAS LAMA"),
    }


def test_another_way_of_writing_the_name_is_a_new_name_of_the_same_unit() -> None:
    assert told(unit("DINAS SATU", "satu"), *AS_IT_IS[1:]) == {(What.RENAME, "Dinas Satu", "DINAS SATU")}


UNITS = st.lists(
    st.builds(unit, st.sampled_from(["A", "B", "C", "D", "a"]), st.sampled_from(["", "aa", "bb", "cc"])),
    unique_by=(lambda u: u.nama.casefold(), lambda u: u.label or u.nama),
)
STANDS = st.lists(
    st.builds(
        Stands,
        st.sampled_from(["A", "B", "C", "D", "E"]),
        st.sampled_from([None, "aa", "bb"]),
        st.booleans(),
    ),
    unique_by=lambda s: s.name,
)


@given(known=STANDS, wanted=UNITS)
def test_afterwards_the_directory_says_what_the_list_says_and_each_unit_has_changed_once(
    known: list[Stands], wanted: list[Unit]
) -> None:
    found = changes(known, wanted)

    after: dict[int, Stands] = dict(enumerate(known))
    for place, change in enumerate(found, len(known)):
        where = place if change.known is None else change.known
        kept = after.get(where, Stands(""))
        after[where] = (
            Stands(change.wanted.nama, change.wanted.label or None)
            if change.wanted
            else Stands(kept.name, kept.label, is_retired=True)
        )
    assert {(s.name, s.label) for s in after.values() if not s.is_retired} == {
        (u.nama, u.label or None) for u in wanted
    }
    touched = [c.known for c in found if c.known is not None]
    assert len(touched) == len(set(touched))
    assert len({s.name for s in after.values()}) == len(after)


@pytest.mark.parametrize(
    ("name", "label", "why"),
    [
        ("", "satu", "the name is missing"),
        ("Dinas Satu", "Satu", "write 'Satu' in lower case"),
        ("Dinas Satu", "sa_tu", "'sa_tu' cannot be a sub domain"),
        ("D" * 201, "satu", "longer than 200 characters"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_reason(name: str, label: str, why: str) -> None:
    rows, [bad] = read_rows([(2, {"nama": name, "label": label})])

    assert rows == []
    assert (bad.line, why in bad.why) == (2, True)


def test_a_line_that_repeats_another_is_named_with_the_other() -> None:
    rows = [Row(2, unit("Dinas Satu", "satu")), Row(3, unit("DINAS SATU")), Row(4, unit("Badan Satu", "satu"))]

    assert [(bad.line, bad.why) for bad in twice(rows)] == [
        (3, "the name stands in line 2 already"),
        (4, "the label stands in line 2 already"),
    ]
