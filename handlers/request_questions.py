"""The question of a request's form that is to be answered now, or the summary when all is answered."""

from collections.abc import Sequence
from typing import Final

from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row, two_a_row
from handlers.callbacks import Press
from handlers.facts import form_facts, readable
from handlers.texts import Texts
from handlers.views import last_word
from office.desk.application import LABEL, LETTER, SITE, SUBJECT
from office.desk.desk import Desk
from office.letters.context import MATTERS
from office.register import events, opds, services
from office.sop.fields import SKIPPED
from office.sop.form import Ask, Form, field_before, next_field, questions
from office.sop.hostname import fqdn
from office.sop.request import Request, RequestKind, Stage
from office.sop.request_forms import FORMS

GIVE_UP: Final = "give_up"
"""Withdrawing, from the summary: never a card's own button, for the message that is tapped must not become the card."""


def services_bubble(texts: Texts, kinds: list[RequestKind]) -> Bubble:
    """The choice of what to ask for."""
    buttons = [Button(texts.say("kinds.button", kind=kind), Press("apply", extra=kind)) for kind in kinds]
    return Bubble(texts.say("start.services", kinds=kinds), one_a_row(*buttons))


def request_question(desk: Desk, texts: Texts, request: Request) -> Bubble | None:
    """None while the draft is put aside."""
    if request.talk.is_paused:
        return None
    form = FORMS[request.kind]
    field = next_field(form, request.answers, request.talk)
    if field is None:
        return _summary(desk, texts, request)
    ask = questions(form)[field]
    if field == LETTER and request.talk.pages:
        return _pages(texts, request, ask)
    html = texts.say(
        "form.question",
        title=ask.title,
        question=ask.question,
        example=ask.example,
        number=list(questions(form)).index(field) + 1,
        total=len(questions(form)),
        now=readable(desk, ask, request.answers[field]) if field in request.answers else "",
        wrong=_what_was_wrong(desk, request, field),
        offers=field in request.talk.offers or field == SUBJECT,
    )
    return Bubble(html, (*one_a_row(*_answers(desk, texts, request, field, ask)), *_ways(texts, request, field, ask)))


def _answers(desk: Desk, texts: Texts, request: Request, field: str, ask: Ask) -> list[Button]:
    """What can be answered with a tap."""
    offered = _offered(desk, request, field, ask)
    rows = [Button(value, Press("pick", request.id, request.revision, str(i))) for i, value in enumerate(offered)]
    if field in request.answers:
        rows.append(Button(texts.say("buttons.keep_answer"), Press("keep", request.id, request.revision)))
    if field == LETTER:
        rows.append(Button(texts.say("buttons.papers"), Press("papers", request.id, request.revision)))
    return rows


def _offered(desk: Desk, request: Request, field: str, ask: Ask) -> Sequence[str]:
    """A choice's values, the OPD's live sub domains, names that are free, or what the letter says."""
    if field == SITE:
        return [service.plan.name for service in services.live_of_opd(desk.tx, request.opd)]
    if field in request.talk.offers:
        return request.talk.offers[field]
    if field == LABEL:
        return _conventional(desk, request)
    if field == SUBJECT:
        return (MATTERS[request.kind],)
    return (*ask.choices, *((ask.skip,) if ask.skip else ()))


def _conventional(desk: Desk, request: Request) -> Sequence[str]:
    """The name that convention proposes for the OPD, unless somebody has it."""
    label = opds.load(desk.tx, request.opd).label
    taken = label and services.is_claimed(desk.tx, fqdn(label, desk.agency.dns.zone), but_by=request.id)
    return (label,) if label and not taken else ()


def offered_answer(desk: Desk, request: Request, field: str, index: int) -> str | None:
    """What the button with this index stands for, None if there is no such button any more."""
    ask = questions(FORMS[request.kind])[field]
    offered = _offered(desk, request, field, ask)
    if index >= len(offered):
        return None
    return SKIPPED if ask.skip and offered[index] == ask.skip else offered[index]


def _ways(texts: Texts, request: Request, field: str, ask: Ask) -> tuple[tuple[Button, ...], ...]:
    """Explanation, the question before, and putting the draft aside."""
    seen = (request.id, request.revision)
    row = []
    if field_before(FORMS[request.kind], field) is not None:
        row.append(Button(texts.say("buttons.back"), Press("back", *seen)))
    if ask.help:
        row.append(Button(texts.say("buttons.explain"), Press("explain", *seen, field)))
    later = Button(texts.say("buttons.later"), Press("later", *seen))
    return (tuple(row), (later,)) if row else ((later,),)


def _pages(texts: Texts, request: Request, ask: Ask) -> Bubble:
    """The photographs so far."""
    seen = (request.id, request.revision)
    answers = one_a_row(
        Button(texts.say("buttons.pages_done"), Press("pages", *seen), GOOD),
        Button(texts.say("buttons.pages_again"), Press("again", *seen)),
    )
    return Bubble(
        texts.say("form.pages", count=len(request.talk.pages)), (*answers, *_ways(texts, request, LETTER, ask))
    )


def _summary(desk: Desk, texts: Texts, request: Request) -> Bubble:
    returned = request.stage is Stage.RETURNED
    html = texts.say(
        "form.summary",
        returned=returned,
        kind=request.kind,
        reason=_why_returned(desk, request) if returned else "",
        fields=form_facts(desk, request, hidden=frozenset({LABEL, SITE})),
        name=desk.name_asked(request),
    )
    seen = (request.id, request.revision)
    send = Button(texts.say("buttons.resubmit" if returned else "buttons.submit"), Press("submit", *seen), GOOD)
    later = Button(texts.say("buttons.later"), Press("later", *seen))
    give_up = Button(texts.say("buttons.withdraw"), Press(GIVE_UP, *seen), BAD)
    return Bubble(html, ((send,), *_edits(texts, FORMS[request.kind], seen), (give_up if returned else later,)))


def _edits(texts: Texts, form: type[Form], seen: tuple[int, int]) -> tuple[tuple[Button, ...], ...]:
    edits = [
        Button(texts.say("buttons.edit", title=ask.title), Press("edit", *seen, field))
        for field, ask in questions(form).items()
    ]
    return two_a_row(*edits)


def _why_returned(desk: Desk, request: Request) -> str:
    last = last_word(events.of_request(desk.tx, request.id))
    return str(last.payload["reason"]) if last else ""


def _what_was_wrong(desk: Desk, request: Request, field: str) -> str:
    """The officer's words, under the questions that came back."""
    if field not in request.talk.faults:
        return ""
    last = last_word(events.of_request(desk.tx, request.id))
    return str(last.payload["notes"].get(field, "")) if last else ""
