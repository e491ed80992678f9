"""A request's answers as a person reads them."""

from datetime import date

from office.desk.desk import Desk
from office.letters.dates import in_words
from office.register import documents
from office.sop.fields import SKIPPED
from office.sop.form import Ask, Kind, questions
from office.sop.request import Request
from office.sop.request_forms import FORMS


def form_facts(desk: Desk, request: Request, *, hidden: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Title and answer of each filled field, as a person reads them."""
    return [
        (ask.title, readable(desk, ask, request.answers[field]))
        for field, ask in questions(FORMS[request.kind]).items()
        if field not in hidden and request.answers.get(field, SKIPPED) != SKIPPED
    ]


def readable(desk: Desk, ask: Ask, answer: str) -> str:
    """A kept answer as a person reads it."""
    if ask.kind is Kind.FILE:
        return documents.load(desk.tx, int(answer)).file_name
    if ask.kind is Kind.DATE:
        return in_words(date.fromisoformat(answer))
    return answer
