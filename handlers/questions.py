"""The question that a person's chat is to show now, derived from what they have answered."""

from dataclasses import replace
from typing import Final

from handlers.buttons import GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.request_questions import request_question
from handlers.texts import Texts
from office.desk.desk import Desk
from office.desk.registration import TYPED_OPD, filling
from office.register import opds, requests
from office.register.people import Actor
from office.register.registrations import Registration
from office.sop.form import Form, Kind, next_field, questions
from office.sop.registration_forms import registration_form

_OFFERED: Final = 8


def current_question(desk: Desk, texts: Texts, actor: Actor) -> Bubble | None:
    """A registration is asked before a request; None when there is nothing to answer."""
    registration = filling(desk, actor)
    if registration is not None:
        if actor.person.consented_at is None:
            return _consent(texts)
        return _registration_question(desk, texts, registration)
    request = requests.being_written(desk.tx, actor.person.id)
    return request_question(desk, texts, request) if request else None


def _consent(texts: Texts) -> Bubble:
    agree = Button(texts.say("buttons.agree"), Press("consent"), GOOD)
    return Bubble(texts.say("start.consent"), one_a_row(agree))


def _words(texts: Texts, form: type[Form], field: str) -> str:
    ask = questions(form)[field]
    place = list(questions(form)).index(field) + 1
    return texts.say(
        "form.question",
        title=ask.title,
        question=ask.question,
        example=ask.example,
        number=place,
        total=len(questions(form)),
        now="",
        wrong="",
        offers=False,
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
