"""What happened to a request before: its returns, its dispositions, and what a new round has changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.facts import readable
from office.desk.desk import Desk
from office.desk.trail import CORRECTED
from office.register import people
from office.register.events import Event
from office.sop.disposition import SHEET
from office.sop.fields import SKIPPED
from office.sop.form import Ask, Kind, questions
from office.sop.request import Action, Request
from office.sop.request_forms import FORMS
from office.sop.roles import Role, Standing
from office.sop.text import cut

_WORDS: Final = 160
_VALUE: Final = 60
_SHOWN: Final = 3
"""What a card can bear; the request's trail holds all of it."""


@dataclass(frozen=True, slots=True)
class By:
    """Who did something; `standing` when it was in the place of whoever holds the role."""

    name: str
    role: Role | None = None
    standing: Standing | None = None


def by_of(event: Event, name: str) -> By | None:
    """None where the system did it."""
    standing = event.payload.get("standing")
    return By(name, event.role, Standing(standing) if standing else None) if name else None


@dataclass(frozen=True, slots=True)
class Return:
    """A round that came back, from whom, and the words with which it did."""

    round: int
    at: datetime
    by: By | None
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """A disposition of the round, with what stands on its sheet; `standing` as in `By`."""

    role: Role
    standing: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is new in this round; a file has no old and new, it is another one."""

    title: str
    old: str
    new: str
    is_file: bool


def returns_of(desk: Desk, trail: list[Event], *, before: int) -> tuple[Return, ...]:
    """The newest returns of the rounds before this one, oldest first."""
    tag = f"request:{Action.RETURN}"
    found = [event for event in trail if event.tag == tag and event.round is not None and event.round < before]
    names = people.names(desk.tx, {event.person for event in found if event.person is not None})
    return tuple(
        Return(
            event.round or 0,
            event.at,
            by_of(event, names.get(event.person or 0, "")),
            cut(event.payload.get("reason", ""), _WORDS),
        )
        for event in found[-_SHOWN:]
    )


def dispositions_of(trail: list[Event], *, round_: int) -> tuple[Given, ...]:
    """What Kadis and Kabid have written on their sheets in this round, oldest first."""
    tag = f"request:{Action.DISPOSE}"
    return tuple(
        Given(
            event.role, event.payload.get("standing", ""), SHEET.validate_python(event.payload.get("sheet", {})).words
        )
        for event in trail
        if event.tag == tag and event.round == round_ and event.role is not None
    )


def changes_of(desk: Desk, request: Request, trail: list[Event], hidden: frozenset[str]) -> tuple[Change, ...]:
    """What the applicant has changed since the round before, as it stood after an officer's corrections."""
    sent = [event.payload["answers"] for event in trail if event.tag == f"request:{Action.SUBMIT}"]
    if len(sent) < 2:  # noqa: PLR2004 - a first round changes nothing
        return ()
    before = request.round - 1
    corrected = {e.payload["field"]: e.payload["new"] for e in trail if e.tag == CORRECTED and e.round == before}
    old, new = {**sent[-2], **corrected}, sent[-1]

    def short(ask: Ask, answer: str) -> str:
        return "" if answer == SKIPPED or ask.kind is Kind.FILE else cut(readable(desk, ask, answer), _VALUE)

    return tuple(
        Change(
            ask.title, short(ask, old.get(field, SKIPPED)), short(ask, new.get(field, SKIPPED)), ask.kind is Kind.FILE
        )
        for field, ask in questions(FORMS[request.kind]).items()
        if field not in hidden and old.get(field, SKIPPED) != new.get(field, SKIPPED)
    )
