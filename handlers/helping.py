"""`/bantuan`: what can be done at this very step, whom to call, and a question handed over to the operators."""

from collections.abc import Mapping
from typing import Any, Final

from handlers.buttons import GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.handler import Handler, Toast
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import enquiries as desk_enquiries
from office.desk.chairs import chairs
from office.desk.desk import Desk
from office.desk.enrolment import is_wanted
from office.desk.registration import asked, filling
from office.desk.telling import operator_chats, owe_notice, owe_prompt
from office.register import enquiries, opds, people, registrations, requests, rooms
from office.register.cards import Awaited
from office.register.people import Actor
from office.register.registrations import Registration, State
from office.sop.form import Ask, next_field, questions
from office.sop.registration_forms import registration_form
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.text import masked

NOWHERE: Final[Mapping[str, str]] = {}


def help_(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """What to do at the open question, then everything that these roles can do."""
    ask = open_question(desk, actor)
    step = {"title": ask.title, "question": ask.question, "example": ask.example, "help": ask.help} if ask else None
    place = {} if ask else _place(desk, actor)
    can = {"appoints": bool(chairs(actor)), "proves": is_wanted(desk, actor)}
    owe_notice(desk, visit.chat, "help.help", roles=sorted(actor.roles), step=step, place=place, **can)


def open_question(desk: Desk, actor: Actor) -> Ask | None:
    """What this person is to answer now, in a registration or a form."""
    registration = filling(desk, actor)
    if registration is not None:
        return _of_registration(registration) if actor.person.consented_at else None
    request = requests.being_written(desk.tx, actor.person.id)
    if request is None or request.talk.is_paused:
        return None
    field = next_field(FORMS[request.kind], request.answers, request.talk)
    return questions(FORMS[request.kind])[field] if field else None


def _of_registration(registration: Registration) -> Ask | None:
    field = asked(registration)
    return questions(registration_form(registration.role))[field] if field else None


def _place(desk: Desk, actor: Actor) -> dict[str, str]:
    """Where somebody stands who is asked no question."""
    registration = registrations.open_of(desk.tx, actor.person.id)
    if registration is not None and actor.person.consented_at is None:
        return {"at": "consent"}
    if registration is not None:
        return {"at": "waiting" if registration.state is State.WAITING else "registration_summary"}
    request = requests.being_written(desk.tx, actor.person.id)
    if request is not None:
        return {"at": "paused" if request.talk.is_paused else "summary"}
    sent = requests.last_sent(desk.tx, actor.person.id)
    if sent is None or sent.stage.is_final:
        return {}
    return {"at": "running", "receipt": str(sent.receipt), "stage": sent.stage}


def help_bubble(
    texts: Texts,
    roles: list[str],
    step: dict[str, str] | None,
    place: Mapping[str, str] = NOWHERE,
    *,
    appoints: bool = False,
    proves: bool = False,
) -> Bubble:
    """Under the help, the way to a human."""
    ask = Button(texts.say("buttons.ask"), Press("ask"))
    html = texts.say("help.help", roles=roles, appoints=appoints, proves=proves, step=step, place=place)
    return Bubble(html, one_a_row(ask))


def ask_what(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tanya petugas*: the question is asked for."""
    desk_enquiries.check_may_ask(desk, actor)
    owe_prompt(desk, actor.person, visit.chat, "ask", 0, 0, "help.ask_what")
    return Toast("toasts.ask")


def with_question(desk: Desk, actor: Actor, _awaited: Awaited, text: str) -> None:
    """The question has been typed."""
    desk_enquiries.ask(desk, actor, text)


def ask_answer(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Jawab*: the answer is asked for, of whoever may give it."""
    press = visit.seen
    enquiry = desk_enquiries.check_answerable(desk, actor, press.id, revision=press.revision)
    question = enquiry.text if visit.private else masked(enquiry.text)
    owe_prompt(desk, actor.person, visit.chat, "answer", press.id, press.revision, "help.ask_answer", question=question)
    return Toast("toasts.answer")


def with_answer(desk: Desk, actor: Actor, awaited: Awaited, text: str) -> None:
    """The answer has been typed."""
    desk_enquiries.answer(desk, actor, awaited.subject, text, revision=awaited.revision)


def enquiry_card(desk: Desk, texts: Texts, chat_id: int, enquiry_id: int) -> Bubble | None:
    """The question where the operators are; None for any other chat.

    The group learns name and OPD of the asker, no more, also where they wrote it themselves.
    """
    if chat_id not in operator_chats(desk):
        return None
    enquiry = enquiries.load(desk.tx, enquiry_id)
    shown = masked if chat_id == rooms.find(desk.tx) else str
    asker = people.load(desk.tx, enquiry.person)
    applicant = Actor(asker, people.assignments_of(desk.tx, asker.id, now=desk.now)).as_(Role.APPLICANT)
    html = texts.say(
        "help.card",
        name=asker.name,
        opd=opds.load(desk.tx, applicant.opd).name if applicant and applicant.opd else "",
        receipt=requests.load(desk.tx, enquiry.request).receipt if enquiry.request else "",
        text=shown(enquiry.text),
        answer=shown(enquiry.answer) if enquiry.answer else None,
        answered_by=people.load(desk.tx, enquiry.answered_by).name if enquiry.answered_by else "",
    )
    if enquiry.answer is not None:
        return Bubble(html)
    reply = Button(texts.say("buttons.answer"), Press("answer", enquiry.id, enquiry.revision), GOOD)
    return Bubble(html, one_a_row(reply))


TAPS: Final[dict[str, Handler]] = {"ask": Handler(ask_what), "answer": Handler(ask_answer)}
