"""Forms as the office has them: fields in an order, each with its question, its help, its example and its rule.

From a form's declaration come the questions, the summary, the cards, the papers to be signed, and docs/forms.md. A
conversation is derived from the answers: the next question is the first field without a valid one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, TypeAdapter

from office.sop.answers import BadAnswer
from office.sop.errors import Refusal
from office.sop.fields import REASON_LIMIT, Rules, bounded
from office.sop.request import Talk

UNTOLD: Final = Talk()
"""A conversation of which only the answers are known."""


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    SITE = "site"
    OPD = "opd"
    CONTACT = "contact"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Ask:
    """The words around one field.

    `skip` is the label of a button that answers with `-`, `help` what the button *Apa ini?* explains (an alert of at
    most 200 characters). `is_prose` marks an answer that may take several lines.
    """

    title: str
    question: str
    example: str = ""
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    skip: str = ""
    help: str = ""
    is_prose: bool = False


class Form(BaseModel):
    """A form; its fields stand in the order in which they are asked."""

    model_config = ConfigDict(frozen=True, extra="ignore")


@cache
def questions(form: type[Form]) -> Mapping[str, Ask]:
    """The form's questions by field name, in their order."""
    return {name: next(m for m in info.metadata if isinstance(m, Ask)) for name, info in form.model_fields.items()}


@cache
def _adapter(form: type[Form], field: str) -> TypeAdapter[str]:
    info = form.model_fields[field]
    rule: Any = Annotated[(info.annotation, *info.metadata)]  # pydantic has taken the annotation apart
    return TypeAdapter(rule)


_REASON: Final[TypeAdapter[str]] = TypeAdapter(Annotated[str, bounded(REASON_LIMIT)])


def check_reason(typed: str) -> str:
    """Return a reason as it is kept: one line that fits cards, notices and letters. Raises BadAnswer."""
    return _REASON.validate_python(typed)


class WrongKind(Refusal):
    """The question wants a file, a button or a contact instead of what was sent."""

    def __init__(self, wanted: Kind) -> None:
        super().__init__(f"a {wanted} is wanted")
        self.wanted = wanted


def check_kind(form: type[Form], field: str, sent: Kind) -> None:
    """Raises WrongKind. Dates are typed, and choices may be: their rules know what they may be."""
    wanted = questions(form)[field].kind
    if wanted is not sent and not (sent is Kind.TEXT and wanted in {Kind.DATE, Kind.CHOICE, Kind.SITE}):
        raise WrongKind(wanted)


def check_answer(form: type[Form], field: str, typed: str, rules: Rules) -> str:
    """Return the answer as it is kept. Raises BadAnswer with the rule that it breaks."""
    return _adapter(form, field).validate_python(typed, context=rules)


def next_field(form: type[Form], answers: Mapping[str, str], talk: Talk = UNTOLD) -> str | None:
    """The field to ask now: the one being changed, else the first without an answer, else the first that came back
    as wrong; None when there is nothing left to ask.
    """
    missing = (name for name in form.model_fields if name not in answers)
    return talk.asking or next(missing, None) or next(iter(talk.faults), None)


def field_before(form: type[Form], field: str) -> str | None:
    """The field that is asked before this one; None for the first."""
    names = list(form.model_fields)
    place = names.index(field)
    return names[place - 1] if place else None


def broken_fields(form: type[Form], answers: Mapping[str, str], rules: Rules) -> tuple[str, ...]:
    """The fields whose kept answer the rules no longer accept (an approval looks again)."""
    broken = []
    for name in form.model_fields:
        try:
            check_answer(form, name, answers.get(name, ""), rules)
        except BadAnswer:
            broken.append(name)
    return tuple(broken)
