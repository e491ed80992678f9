"""What happened to a request before: its returns, and what a new round has changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.facts import readable
from office.desk.desk import Desk
from office.register.events import Event
from office.sop.fields import SKIPPED
from office.sop.form import Ask, Kind, questions
from office.sop.request import Action, Request
from office.sop.request_forms import FORMS
from office.sop.text import cut

_WORDS: Final = 160
_VALUE: Final = 60
_SHOWN: Final = 3
"""What a card can bear; the request's trail holds all of it."""


@dataclass(frozen=True, slots=True)
class Return:
    """A round that came back, and the words with which it did."""

    round: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is new in this round; a file has no old and new, it is another one."""

    title: str
    old: str
    new: str
    is_file: bool


def returns_of(trail: list[Event], *, before: int) -> tuple[Return, ...]:
    """The newest returns of the rounds before this one, oldest first."""
    tag = f"request:{Action.RETURN}"
    found = [
        Return(event.round, event.at, cut(str(event.payload.get("reason", "")), _WORDS))
        for event in trail
        if event.tag == tag and event.round is not None and event.round < before
    ]
    return tuple(found[-_SHOWN:])


def changes_of(desk: Desk, request: Request, trail: list[Event], hidden: frozenset[str]) -> tuple[Change, ...]:
    """What the applicant has changed since the round before."""
    sent = [event.payload["answers"] for event in trail if event.tag == f"request:{Action.SUBMIT}"]
    if len(sent) < 2:  # noqa: PLR2004 - a first round changes nothing
        return ()
    old, new = sent[-2], sent[-1]

    def short(ask: Ask, answer: str) -> str:
        return "" if answer == SKIPPED or ask.kind is Kind.FILE else cut(readable(desk, ask, answer), _VALUE)

    return tuple(
        Change(
            ask.title, short(ask, old.get(field, SKIPPED)), short(ask, new.get(field, SKIPPED)), ask.kind is Kind.FILE
        )
        for field, ask in questions(FORMS[request.kind]).items()
        if field not in hidden and old.get(field, SKIPPED) != new.get(field, SKIPPED)
    )
