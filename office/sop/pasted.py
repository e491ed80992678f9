"""Several answers in one pasted message: by the titles of their fields, or in the order of the questions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from office.sop.form import Form, Kind, questions
from office.sop.text import clean_line

_TYPED: Final = frozenset({Kind.TEXT, Kind.DATE, Kind.CHOICE, Kind.SITE})
_TITLED = re.compile(r"[-•*\d.)\s]*([^:=]{2,40}?)\s*[:=]\s*(.+)")


@dataclass
class Block:
    """What each field is answered with; `left` are the lines that answer nothing."""

    answers: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read_block(form: type[Form], asking: str, text: str) -> Block | None:
    """Return what a message of several lines answers; None when it is one answer.

    A line `Title: value` answers the field of that title; the other lines answer the asked field and the typed ones
    after it, but beside known titles one that is not known answers nothing. An answer in prose may take several lines.
    """
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    if len(lines) < 2:  # noqa: PLR2004 - one line is one answer
        return None
    fields = {ask.title.casefold(): name for name, ask in questions(form).items() if ask.kind in _TYPED}
    titled = [_titled(fields, line) for line in lines]
    if questions(form)[asking].is_prose and not any(titled):
        return None
    block = Block(dict(filter(None, titled)))
    names = list(questions(form))
    open_fields = [n for n in names[names.index(asking) :] if n in fields.values() and n not in block.answers]
    for line, pair in zip(lines, titled, strict=True):
        is_strange = any(titled) and _TITLED.fullmatch(line) is not None
        if pair is None and open_fields and not is_strange:
            block.answers[open_fields.pop(0)] = line
        elif pair is None:
            block.left.append(line)
    return block


def _titled(fields: Mapping[str, str], line: str) -> tuple[str, str] | None:
    found = _TITLED.fullmatch(line)
    name = fields.get(found[1].casefold()) if found else None
    return (name, found[2]) if found and name else None
