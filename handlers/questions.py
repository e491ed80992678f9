"""The question that a person's chat is to show now, derived from what they have answered."""

from dataclasses import replace
from typing import Final

from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts
from handlers.views import form_facts, last_word
from office.desk.desk import Desk
from office.desk.registration import TYPED_OPD, filling
from office.register import events, opds, requests
from office.register.people import Actor
from office.register.registrations import Registration
from office.sop.form import Ask, Form, Kind, SubDomainForm, next_field, questions, registration_form
from office.sop.request import Request, Stage

_OFFERED: Final = 8


def current_question(desk: Desk, texts: Texts, actor: Actor) -> Bubble | None:
    """A registration is asked before a request; None when there is nothing to answer."""
    registration = filling(desk, actor)
    if registration is not None:
        if actor.person.consented_at is None:
            return _consent(texts)
        return _registration_question(desk, texts, registration)
    request = requests.being_written(desk.tx, actor.person.id)
    return _request_question(desk, texts, request) if request else None


def _consent(texts: Texts) -> Bubble:
    agree = Button(texts.say("buttons.agree"), Press("consent"), GOOD)
    return Bubble(texts.say("start.consent"), one_a_row(agree))


def _words(texts: Texts, form: type[Form], field: str, *, editing: bool = False) -> str:
    ask = questions(form)[field]
    place = list(questions(form)).index(field) + 1
    return texts.say(
        "form.question",
        title=ask.title,
        question=ask.question,
        example=ask.example,
        number=place,
        total=len(questions(form)),
        editing=editing,
    )


def _registration_question(desk: Desk, texts: Texts, registration: Registration) -> Bubble | None:
    form = registration_form(registration.role)
    field = next_field(form, registration.answers)
    if field is None:
        return None
    ask = questions(form)[field]
    seen = (registration.id, registration.revision)
    if ask.kind is Kind.OPD and TYPED_OPD in registration.answers:
        return _opd_results(desk, texts, registration.answers[TYPED_OPD], seen)
    bubble = Bubble(_words(texts, form, field), drops_keyboard=True)
    if ask.kind is Kind.CONTACT:
        return replace(bubble, contact=texts.say("buttons.contact"))
    if ask.skip:
        return replace(bubble, rows=one_a_row(Button(ask.skip, Press("skip", *seen))))
    return bubble


def _opd_results(desk: Desk, texts: Texts, typed: str, seen: tuple[int, int]) -> Bubble:
    found = opds.search(desk.tx, typed, limit=_OFFERED)
    rows = [Button(opd.name, Press("opd", *seen, str(opd.id))) for opd in found]
    rows.append(Button(texts.say("buttons.new_opd"), Press("opd", *seen, "new")))
    return Bubble(texts.say("form.opd_results", typed=typed, found=bool(found)), one_a_row(*rows))


def _request_question(desk: Desk, texts: Texts, request: Request) -> Bubble:
    field = next_field(SubDomainForm, request.answers, request.asking)
    if field is None:
        return _summary(desk, texts, request)
    ask = questions(SubDomainForm)[field]
    editing = request.asking is not None and field in request.answers
    rows = _choices(desk, request, field, ask)
    if editing:
        rows.append(Button(texts.say("buttons.keep_answer"), Press("keep", request.id, request.revision)))
    return Bubble(_words(texts, SubDomainForm, field, editing=editing), one_a_row(*rows))


def _choices(desk: Desk, request: Request, field: str, ask: Ask) -> list[Button]:
    """A choice's buttons; for the name, what convention proposes for the OPD."""
    offered = ask.choices
    if field == "label":
        label = opds.load(desk.tx, request.opd).label
        offered = (label,) if label else ()
    return [Button(value, Press("pick", request.id, request.revision, str(i))) for i, value in enumerate(offered)]


def offered_answer(desk: Desk, request: Request, field: str, index: int) -> str | None:
    """What the button with this index stands for, None if there is no such button any more."""
    offered = _choices(desk, request, field, questions(SubDomainForm)[field])
    return offered[index].label if index < len(offered) else None


def _summary(desk: Desk, texts: Texts, request: Request) -> Bubble:
    returned = request.stage is Stage.RETURNED
    html = texts.say(
        "form.summary",
        returned=returned,
        reason=_why_returned(desk, request) if returned else "",
        fields=form_facts(desk, request, hidden=frozenset({"label"})),
        name=desk.name_asked(request),
    )
    seen = (request.id, request.revision)
    send = Button(texts.say("buttons.resubmit" if returned else "buttons.submit"), Press("submit", *seen), GOOD)
    edits = [
        Button(texts.say("buttons.edit", title=ask.title), Press("edit", *seen, field))
        for field, ask in questions(SubDomainForm).items()
    ]
    pairs = tuple(tuple(edits[i : i + 2]) for i in range(0, len(edits), 2))
    give_up = Button(texts.say("buttons.withdraw"), Press("withdraw", *seen), BAD)
    return Bubble(html, ((send,), *pairs, *(((give_up,),) if returned else ())))


def _why_returned(desk: Desk, request: Request) -> str:
    last = last_word(events.of_request(desk.tx, request.id))
    return str(last.payload["reason"]) if last else ""
