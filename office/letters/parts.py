"""What letters are made of. Every text is cleaned on the way in: none holds what a file cannot bear."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from office.sop.text import clean_line, clean_lines, cut

LINE_LIMIT: Final = 255
"""Holds the longest domain name; a name in a form is shorter."""
LINES_LIMIT: Final = 2000


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("nothing readable is left of this text")
    return text


def _line(text: str) -> str:
    return cut(clean_line(text), LINE_LIMIT)


def _lines(text: str) -> str:
    return cut(clean_lines(text), LINES_LIMIT)


OptionalLine = Annotated[str, AfterValidator(_line)]
Line = Annotated[OptionalLine, AfterValidator(_not_empty)]
OptionalLines = Annotated[str, AfterValidator(_lines)]
Lines = Annotated[OptionalLines, AfterValidator(_not_empty)]

Designation = Literal["", "a.n.", "Plt.", "Plh."]
"""In whose place the signer signs: on behalf of the head, or acting for an empty or an absent one."""


class Part(BaseModel):
    """A value that cannot change and knows nothing besides its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Addressee(Part):
    """Who the letter goes to: an office (`Kepala Dinas …`), never a `Bapak/Ibu`, and its place."""

    title: Line
    place: Line


class AnsweredLetter(Part):
    """The applicant's letter that this one answers."""

    number: Line
    dated: date
    subject: Line


class Signer(Part):
    """Who signs, as of the letter's day.

    `title` is the chair's (`Kepala Dinas …`); who signs `a.n.` it adds `own_title`.
    Rank and NIP are empty for officials who carry none.
    """

    title: Lines
    name: Line
    rank: OptionalLine = ""
    nip: OptionalLine = ""
    designation: Designation = ""
    own_title: OptionalLine = ""


class Proof(Part):
    """Where anybody may ask whether the letter is genuine. It is no signature, and no word may call it one."""

    url: Line
    code: Line


class Entry(Part):
    """One line of a list: what it is about, and what is to be said of it."""

    title: Line
    value: OptionalLines
