"""Typed texts as answers: one, or a pasted block of several; and a text that was edited afterwards."""

from dataclasses import replace
from typing import Any

from office.desk import application
from office.desk.application import LABEL, NameFound, Said, check_beside, keep
from office.desk.desk import Desk
from office.desk.telling import owe_notice
from office.register import requests
from office.register.people import Actor
from office.sop.answers import BadAnswer, Rule
from office.sop.form import check_answer, questions
from office.sop.pasted import Block, read_block
from office.sop.request import Request
from office.sop.request_forms import FORMS


def answer(desk: Desk, actor: Actor, said: Said) -> None:
    """Take the text as the answer to the open question, or line by line as several.

    Nothing of a block is lost: what fits is kept, the rest is said back with its reason. Raises what
    `application.answer` raises for a single answer.
    """
    request, field = application.open_question(desk, actor, said.by)
    block = read_block(FORMS[request.kind], field, said.text)
    if block is None:
        application.answer_to(desk, actor, request, field, said)
    else:
        _take(desk, actor, request, block, said)


def correct(desk: Desk, actor: Actor, said: Said) -> bool:
    """The message was edited: its answers follow. False when it answered nothing that is being written.

    Raises Suspended, and BadAnswer for a single answer that does not fit; the old one then stays.
    """
    request = requests.being_written(desk.tx, actor.person.id)
    fields = [name for name, message in request.talk.said.items() if message == said.message] if request else []
    if request is None or not fields:
        return False
    desk.check_active(actor)
    form = FORMS[request.kind]
    block = read_block(form, fields[0], said.text)
    if block is None:
        _replace(desk, actor, request, fields[0], said)
    else:
        _take(desk, actor, request, block, said)
    return True


def _replace(desk: Desk, actor: Actor, request: Request, field: str, said: Said) -> None:
    value = _checked(desk, request, field, said.text, said.found)
    title = questions(FORMS[request.kind])[field].title
    owe_notice(desk, actor.person.telegram_id, "form.corrected", title=title, value=value)
    _keep_and_ask_on(desk, actor, request, {field: value})


def _take(desk: Desk, actor: Actor, request: Request, block: Block, said: Said) -> None:
    asks = questions(FORMS[request.kind])
    good: dict[str, str] = {}
    bad: list[dict[str, str]] = []
    for field, text in block.answers.items():
        try:
            good[field] = _checked(desk, request, field, text, said.found)
        except BadAnswer as refused:
            bad.append({"title": asks[field].title, "rule": refused.rule, "value": refused.value})
    values: dict[str, Any] = {"kept": [asks[field].title for field in good], "bad": bad, "left": block.left}
    owe_notice(desk, actor.person.telegram_id, "form.block", **values)
    _keep_and_ask_on(desk, actor, request, good, dict.fromkeys(good, said.message))


def _checked(desk: Desk, request: Request, field: str, text: str, found: NameFound | None) -> str:
    value = check_answer(FORMS[request.kind], field, text, desk.rules_for(request))
    if field == LABEL and application.stands(desk, request, value, found):
        raise BadAnswer(Rule.LABEL_TAKEN, desk.name_asked(replace(request, answers={LABEL: value})))
    check_beside(desk, request, field, value)
    return value


def _keep_and_ask_on(
    desk: Desk, actor: Actor, request: Request, answers: dict[str, str], said: dict[str, int] | None = None
) -> None:
    """What was being changed meanwhile goes on being asked."""
    kept = keep(desk, actor, request, answers, said)
    asking = request.talk.asking
    if asking is not None and asking not in answers:
        requests.change(desk.tx, kept, talk=replace(kept.talk, asking=asking))
