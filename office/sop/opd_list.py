"""The office's list of its units, as it keeps it in a spreadsheet, and what a newer list changes in the directory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Protocol

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from office.sop.answers import BadAnswer
from office.sop.hostname import check_label
from office.sop.text import clean_line

_LONGEST_NAME: Final = 200


def _line(text: object) -> object:
    return clean_line(text) if isinstance(text, str) else text


def _named(name: str) -> str:
    if not name:
        raise ValueError("the name is missing")
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"the name is longer than {_LONGEST_NAME} characters")
    return name


def _labelled(label: str) -> str:
    try:
        fits = not label or check_label(label, "") == label
    except BadAnswer:
        raise ValueError(
            f"{label!r} cannot be a sub domain; use letters, digits and hyphens, or leave it empty"
        ) from None
    if not fits:
        raise ValueError(f"write {label!r} in lower case")
    return label


class Unit(BaseModel):
    """A line of the list: the unit's name, and the sub domain that convention proposes for it, if any."""

    model_config = ConfigDict(frozen=True)

    nama: Annotated[str, BeforeValidator(_line), AfterValidator(_named)]
    label: Annotated[str, BeforeValidator(_line), AfterValidator(_labelled)]


@dataclass(frozen=True, slots=True)
class Row:
    """A line that can be used, and where it stands in the file."""

    line: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class BadRow:
    line: int
    why: str


def read_rows(lines: Iterable[tuple[int, dict[str, str]]]) -> tuple[list[Row], list[BadRow]]:
    """What the lines say, and those that cannot be used, with the reason."""
    rows, bad = list[Row](), list[BadRow]()
    for number, cells in lines:
        try:
            rows.append(Row(number, Unit.model_validate(cells)))
        except ValidationError as exc:
            said = "; ".join(error["msg"].removeprefix("Value error, ") for error in exc.errors())
            bad.append(BadRow(number, said))
    return rows, bad


def twice(rows: Sequence[Row]) -> list[BadRow]:
    """Lines that repeat the name or the label of an earlier one: which of the two is meant, nobody can say."""
    bad, seen = list[BadRow](), dict[tuple[str, str], int]()
    for row in rows:
        told = [("name", row.unit.nama.casefold()), ("label", row.unit.label)]
        again = [f"{what} stands in line {seen[what, said]}" for what, said in told if said and (what, said) in seen]
        bad += [BadRow(row.line, f"the {each} already") for each in again[:1]]
        for key in told:
            seen.setdefault(key, row.line)
    return bad


class Known(Protocol):
    """A unit as the directory has it."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str | None: ...

    @property
    def is_retired(self) -> bool: ...


class What(StrEnum):
    ADD = "add"
    RENAME = "rename"
    LABEL = "label"
    RETURN = "return"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one unit; `known` is how it stands, `wanted` how the list has it."""

    what: What
    known: int | None
    wanted: Unit | None


def changes(known: Sequence[Known], wanted: Sequence[Unit]) -> list[Change]:
    """What makes the directory say what the list says; `known` of a change is a place in the sequence.

    A unit is recognised by its name, letter case aside; one whose name is new, by its label, if a single unit that is
    not in the list has it: then it was renamed. What the list has no longer is retired, never removed.
    """
    places = {unit.name.casefold(): place for place, unit in enumerate(known)}
    named = {unit.nama.casefold() for unit in wanted}
    gone = [place for place, unit in enumerate(known) if not unit.is_retired and unit.name.casefold() not in named]
    found = list[Change]()
    for unit in wanted:
        place = places.get(unit.nama.casefold())
        if place is None:
            place = _renamed(known, gone, unit)
            found.append(Change(What.ADD if place is None else What.RENAME, place, unit))
        elif (what := _differs(known[place], unit)) is not None:
            found.append(Change(what, place, unit))
    return [*found, *(Change(What.RETIRE, place, None) for place in gone)]


def _renamed(known: Sequence[Known], gone: list[int], unit: Unit) -> int | None:
    """The unit that had this label under a name that is no longer used; it is taken out of those that go."""
    had = [place for place in gone if unit.label and known[place].label == unit.label]
    if len(had) != 1:
        return None
    gone.remove(had[0])
    return had[0]


def _differs(known: Known, unit: Unit) -> What | None:
    if known.is_retired:
        return What.RETURN
    if known.name != unit.nama:
        return What.RENAME
    return What.LABEL if (known.label or "") != unit.label else None
