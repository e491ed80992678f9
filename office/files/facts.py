"""What the head of a letter says of it: nomor, tanggal, hal. Guesses, offered to the applicant for confirmation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from office.sop.text import clean_line


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """None is what the text does not say plainly."""

    number: str | None = None
    dated: date | None = None
    subject: str | None = None


NUMBER_LIMIT, SUBJECT_LIMIT = 80, 300
_SUBJECT_LINES: Final = 4
_ASKEW: Final = 4
"""How far the lines of one column may stand apart."""

_SPELLINGS: Final = (
    *("januari jan", "februari pebruari feb peb", "maret mar", "april apr", "mei", "juni jun"),
    *("juli jul", "agustus agt agu ags", "september sep sept", "oktober okt", "november nopember nov nop"),
    "desember des",
)
_MONTHS: Final = {name: month for month, names in enumerate(_SPELLINGS, start=1) for name in names.split()}
_DATE: Final = re.compile(rf"(\d{{1,2}})[\s./-]+({'|'.join(_MONTHS)}|\d{{1,2}})[\s./-]+(\d{{4}})(?![\d/-])", re.I)
_PLACE: Final = re.compile(rf"[^\W\d_][\w .'’()-]{{1,40}},\s*(?:tanggal\s+)?(?={_DATE.pattern})", re.I)
_YEAR: Final = re.compile(r"\d{4}\b")

_GAP: Final = re.compile(r" {3,}")
_LABEL: Final = re.compile(
    r"\s*(?:(?P<number>nomor|nomer|no)|(?P<subject>perihal|prihal|hal|h a l)|(?P<dated>tanggal|tgl)"
    r"|sifat|lampiran|lamp)\.? *(?:: *| {3,})",
    re.I,
)
_BODY: Final = re.compile(
    r"\s*(?:dengan (?:hormat|ini)|bersama ini|sehubungan|menindak ?lanjuti|dalam rangka|berdasarkan"
    r"|memperhatikan|assalam)",
    re.I,
)
_ADDRESSEE: Final = re.compile(r"(?:yth|kepada|di\b)", re.I)
_PART: Final = r"[\w.()]+"
_NUMBER: Final = re.compile(rf"{_PART}(?: ?[/-] ?{_PART})*")
_TO_BE_FILLED: Final = re.compile(r"\.{2}|_|…")


def find_letter_facts(text: str) -> LetterFacts:
    """Read a letter's head: a line of the page is a line of the text, columns are apart by three spaces or a tab."""
    lines = [line.replace("\t", "    ").rstrip() for line in text.splitlines() if line.strip()]
    head = list(_head(lines))
    return LetterFacts(_number(head), _dated(head) or _signed_on(lines[len(head) :]), _subject(head))


def _head(lines: Sequence[str]) -> Iterator[str]:
    """What stands above the letter's own words, for these cite other letters."""
    for line in lines:
        if _BODY.match(line):
            return
        yield line


def _labelled(head: Sequence[str], label: str) -> tuple[int, int] | None:
    """The first line with this label, and the column in which its value begins."""
    for at, line in enumerate(head):
        found = _LABEL.match(line)
        if found and found[label]:
            return at, found.end()
    return None


def _cells(line: str) -> list[str]:
    return _GAP.split(line.strip())


def _goes_on(line: str, column: int) -> str:
    """What the line adds to a value that began above it, in this column; perhaps nothing."""
    start = len(line) - len(line.lstrip())
    if _LABEL.match(line) or start < _ASKEW or abs(start - column) > _ASKEW:
        return ""
    return _cells(line)[0]


def _number(head: Sequence[str]) -> str | None:
    place = _labelled(head, "number")
    if place is None:
        return None
    at, column = place
    value, *others = _cells(head[at][column:])
    below = head[at + 1] if at + 1 < len(head) else ""
    more = _goes_on(below, column) if value else _only_cell(below)
    if not value or value.endswith(("/", "-")) or more.startswith("/"):
        value += more
    elif others and others[0].startswith("/"):
        return None  # a gap to be filled by hand
    return _plain_number(value)


def _only_cell(line: str) -> str:
    return "" if _LABEL.match(line) or len(_cells(line)) > 1 else line.strip()


def _plain_number(value: str) -> str | None:
    found = _NUMBER.match(value)
    if found is None or value[found.end() :].lstrip().startswith(("/", "-")):
        return None
    number = re.sub(r" ?/ ?", "/", clean_line(found[0])).rstrip(".")
    is_whole = any(c.isdigit() for c in number) and not _TO_BE_FILLED.search(number)
    return number if is_whole and len(number) <= NUMBER_LIMIT else None


def _subject(head: Sequence[str]) -> str | None:
    place = _labelled(head, "subject")
    if place is None:
        return None
    at, column = place
    parts = [_cells(head[at][column:])[0]]
    for line in head[at + 1 : at + _SUBJECT_LINES]:
        more = _goes_on(line, column)
        if not more or _ADDRESSEE.match(more):
            break
        parts.append(more)
    subject = clean_line(" ".join(parts))
    is_whole = subject and not _ADDRESSEE.match(subject) and not _TO_BE_FILLED.search(subject)
    return subject if is_whole and len(subject) <= SUBJECT_LIMIT else None


def _dated(head: Sequence[str]) -> date | None:
    """`Place, day` or `Tanggal: day` or a day alone in its column, in this order."""
    joined = [_with_year(line, below) for line, below in zip_longest(head, head[1:], fillvalue="")]
    for line in joined:
        if place := _PLACE.search(line):
            return _day(line[place.end() :])
    if label := _labelled(joined, "dated"):
        return _day(joined[label[0]][label[1] :])
    alone = (cell for line in joined for cell in _cells(line) if _DATE.fullmatch(cell))
    return _day(next(alone, ""))


def _with_year(line: str, below: str) -> str:
    """The line, and the year that slipped into the next one."""
    year = next((cell for cell in _cells(below) if _YEAR.match(cell)), "")
    return f"{line} {year}" if year and not _DATE.search(line) else line


def _signed_on(rest: Sequence[str]) -> date | None:
    """The day at the foot, above the signature, where some offices write it: a cell of its own."""
    for line in reversed(rest):
        for cell in _cells(line):
            place = _PLACE.match(cell)
            if place and _DATE.fullmatch(cell[place.end() :]):
                return _day(cell[place.end() :])
    return None


def _day(text: str) -> date | None:
    found = _DATE.match(text)
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        return date(int(year), _MONTHS.get(month.lower()) or int(month), int(day))
    except ValueError:
        return None
