"""What one answer may be: the types that the forms' fields share, each with its rules."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Final

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, ValidationInfo

from office.sop.answers import BadAnswer, Rule
from office.sop.hostname import check_label, check_target, fqdn
from office.sop.nip import check_nip, check_phone
from office.sop.plan import Fqdn
from office.sop.text import clean_line

SKIPPED: Final = "-"
"""The answer of somebody who has none to give."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a field's rule needs to know besides the answer. `sites` are the live sub domains of the applicant's OPD."""

    zone: str
    reserved: frozenset[str]
    today: date
    sites: frozenset[Fqdn] = field(default_factory=frozenset)


REASON_LIMIT: Final = 600
_LETTER_LIVES: Final = timedelta(days=5 * 366)
_NAME = re.compile(r"[^\W\d_][\w .,'’`\-/()]*", re.UNICODE)
_MONTHS: Final = "januari februari maret april mei juni juli agustus september oktober november desember".split()
_DATE = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)[\s./-]+(\d{4})", re.ASCII)
_TO = re.compile(r"\s+(?:s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga|-|–)\s+", re.IGNORECASE)
_PART = re.compile(r"\w+")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def bounded(limit: int) -> AfterValidator:
    def check(typed: str) -> str:
        line = clean_line(typed)
        if not line:
            raise BadAnswer(Rule.EMPTY, typed)
        if len(line) > limit:
            raise BadAnswer(Rule.TOO_LONG, str(limit))
        return line

    return AfterValidator(check)


def _person_name(line: str) -> str:
    if not _NAME.fullmatch(line):
        raise BadAnswer(Rule.NAME, line)
    return line


def _email_if_any(line: str) -> str:
    if line == SKIPPED:
        return line
    try:
        return validate_email(line, check_deliverability=False).normalized
    except EmailNotValidError:
        raise BadAnswer(Rule.EMAIL, line) from None


def _site(line: str, info: ValidationInfo[Rules]) -> str:
    """A live sub domain of the OPD, by its label or its full name."""
    typed = line.lower().removesuffix(".").removesuffix(f".{info.context.zone}")
    name = fqdn(typed, info.context.zone)
    if name not in info.context.sites:
        raise BadAnswer(Rule.SITE, line)
    return name


def _label(line: str, info: ValidationInfo[Rules]) -> str:
    return check_label(line, info.context.zone, info.context.reserved)


def _target(line: str, info: ValidationInfo[Rules]) -> str:
    return check_target(line, info.context.zone)


def _nip(line: str, info: ValidationInfo[Rules]) -> str:
    return check_nip(line, today=info.context.today)


def _nip_if_any(line: str, info: ValidationInfo[Rules]) -> str:
    return line if line == SKIPPED else _nip(line, info)


def _letter_number(line: str) -> str:
    if not any(c.isdigit() for c in line):
        raise BadAnswer(Rule.LETTER_NUMBER, line)
    return line


def read_date(line: str) -> date:
    """Read `24-11-2026`, `24 November 2026`, or ISO 8601. Raises BadAnswer."""
    parts = _DATE.fullmatch(_ISO_DATE.sub(r"\3-\2-\1", line.lower()))
    if parts is None:
        raise BadAnswer(Rule.DATE, line)
    day, month, year = parts.groups()
    try:
        return date(int(year), int(month) if month.isdigit() else _MONTHS.index(month) + 1, int(day))
    except ValueError:
        raise BadAnswer(Rule.DATE, line) from None


def read_days(line: str) -> tuple[date, date]:
    """Read the first and the last day from `24-11-2026 s.d. 28-11-2026`, `24 s.d. 28 November 2026`, or one date.

    Raises BadAnswer.
    """
    parts = _TO.split(clean_line(line))
    last = read_date(parts[-1])
    if len(parts) == 1:
        return last, last
    if len(parts) > 2:  # noqa: PLR2004 - a first day and a last
        raise BadAnswer(Rule.DATE, line)
    lacking = {1: f" {last.month} {last.year}", 2: f" {last.year}"}
    return read_date(parts[0] + lacking.get(len(_PART.findall(parts[0])), "")), last


def _letter_date(line: str, info: ValidationInfo[Rules]) -> str:
    """Return ISO 8601."""
    written = read_date(line)
    if written > info.context.today:
        raise BadAnswer(Rule.DATE_FUTURE, line)
    if info.context.today - written > _LETTER_LIVES:
        raise BadAnswer(Rule.DATE_OLD, line)
    return written.isoformat()


def one_of(*choices: str) -> AfterValidator:
    by_name = {choice.casefold(): choice for choice in choices}

    def check(line: str) -> str:
        if line.casefold() not in by_name:
            raise BadAnswer(Rule.CHOICE, line)
        return by_name[line.casefold()]

    return AfterValidator(check)


Name = Annotated[str, bounded(100), AfterValidator(_person_name)]
Phone = Annotated[str, bounded(30), AfterValidator(check_phone)]
Nip = Annotated[str, bounded(30), AfterValidator(_nip)]
NipIfAny = Annotated[str, bounded(30), AfterValidator(_nip_if_any)]
EmailIfAny = Annotated[str, bounded(254), AfterValidator(_email_if_any)]
Label = Annotated[str, bounded(100), AfterValidator(_label)]
Site = Annotated[str, bounded(260), AfterValidator(_site)]
Target = Annotated[str, bounded(260), AfterValidator(_target)]
LetterNumber = Annotated[str, bounded(60), AfterValidator(_letter_number)]
LetterDate = Annotated[str, bounded(30), AfterValidator(_letter_date)]
Upload = Annotated[str, bounded(20)]
"""The id of a kept document."""
