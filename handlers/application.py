"""The applicant's conversation: the kinds of requests, the form's questions, sending and mending."""

from typing import Any, Final

from handlers import approvals, registration
from handlers.handler import Handler, Toast
from handlers.label_check import look_up_label
from handlers.request_questions import GIVE_UP, offered_answer
from handlers.visit import Visit
from office.desk import application as desk_application
from office.desk import many_answers
from office.desk.application import NameFound, NothingBeingWritten, Said
from office.desk.desk import Desk
from office.desk.telling import owe_answer, owe_notice
from office.register import cards, requests
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.form import WrongKind, next_field, questions
from office.sop.request import Request, RequestKind, Stage
from office.sop.request_forms import FORMS


def begin(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/ajukan`: on with what is being written, or the choice of what to ask for; `/ajukan hosting` has chosen.

    Whoever may not yet apply registers first.
    """
    if registration.leads_in(desk, actor, visit):
        return
    if visit.text in list(RequestKind):
        desk_application.begin(desk, actor, RequestKind(visit.text))
    elif desk_application.resume(desk, actor) is None:
        owe_notice(desk, visit.chat, "start.services", kinds=list(RequestKind))


def choose(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A kind of request was picked."""
    press = visit.seen
    if press.extra not in list(RequestKind):
        raise StaleCard(press.id, press.revision)
    desk_application.begin(desk, actor, RequestKind(press.extra))
    return Toast()


def on_text(desk: Desk, actor: Actor, visit: Visit, found: NameFound | None) -> bool:
    """Take a typed text as an answer of the form, or several; False if nothing is being written."""
    try:
        many_answers.answer(desk, actor, Said(visit.text, message=visit.message, found=found))
    except NothingBeingWritten:
        return False
    return True


def asks_for_other(desk: Desk, actor: Actor) -> bool:
    """Whether an open question waits for something else than what was sent. Raises WrongKind, which says what."""
    request = requests.being_written(desk.tx, actor.person.id)
    field = next_field(FORMS[request.kind], request.answers, request.talk) if request else None
    if request is None or field is None or request.talk.is_paused:
        return False
    raise WrongKind(questions(FORMS[request.kind])[field].kind)


def on_edit(desk: Desk, actor: Actor, visit: Visit, found: NameFound | None) -> None:
    """The sender has edited one of their messages: where it answered a question, the answer follows."""
    said = Said(visit.text, message=visit.message, found=found)
    if many_answers.correct(desk, actor, said):
        return
    sent = requests.last_sent(desk.tx, actor.person.id)
    if sent is not None and desk_application.answered_by(sent, visit.message):
        owe_notice(desk, visit.chat, "form.sent_already", receipt=sent.receipt)


def pick(desk: Desk, actor: Actor, visit: Visit, found: NameFound | None) -> Toast:
    """A button under a question of the form."""
    request, press = seen_request(desk, actor, visit), visit.seen
    field = desk_application.asked(request)
    value = offered_answer(desk, request, field, press.choice) if field else None
    if value is None:
        raise StaleCard(press.id, press.revision)
    desk_application.answer(desk, actor, Said(value, found=found))
    return Toast()


def seen_request(desk: Desk, actor: Actor, visit: Visit) -> Request:
    """The request being written, if it is the one on the card and as it was shown."""
    press = visit.seen
    request = desk_application.being_written(desk, actor, revision=press.revision)
    if request.id != press.id:
        raise StaleCard(press.id, press.revision)
    return request


def explain(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Apa ini?*: what the question is about, as an alert."""
    request, press = seen_request(desk, actor, visit), visit.seen
    ask = questions(FORMS[request.kind]).get(press.extra)
    if ask is None or not ask.help:
        raise StaleCard(press.id, press.revision)
    return Toast("form.help", alert=True, values={"words": ask.help})


def edit(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    request, press = seen_request(desk, actor, visit), visit.seen
    desk_application.edit(desk, actor, press.extra, revision=request.revision)
    return Toast()


def keep(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_application.keep_as_it_was(desk, actor, revision=seen_request(desk, actor, visit).revision)
    return Toast()


def back(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_application.back(desk, actor, revision=seen_request(desk, actor, visit).revision)
    return Toast()


def later(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Simpan & lanjut nanti*."""
    desk_application.pause(desk, actor, revision=seen_request(desk, actor, visit).revision)
    return Toast("toasts.saved")


def submit(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_application.submit(desk, actor, revision=seen_request(desk, actor, visit).revision)
    return Toast("toasts.submit")


def give_up(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tarik permohonan* below the summary of what came back."""
    return approvals.ask_to_withdraw(desk, actor, visit, seen_request(desk, actor, visit))


def drop_reason(desk: Desk, actor: Actor, visit: Visit, _: Any) -> bool:
    """`/batal` after a reason was asked for: nothing is decided; False if none was."""
    if cards.awaited_text(desk.tx, actor.person.id, visit.chat) is None:
        return False
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    owe_answer(desk, visit.chat, visit.thread, "start.reason_dropped")
    return True


def cancel(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/batal`: take back what was asked last, a reason or the draft; what was sent is withdrawn by its own button."""
    if drop_reason(desk, actor, visit, None):
        return
    if registration.cancels(desk, actor, visit):
        return
    request = requests.being_written(desk.tx, actor.person.id)
    if request is None or request.stage is not Stage.DRAFT:
        owe_notice(desk, visit.chat, "start.nothing_to_cancel")
        return
    owe_notice(desk, visit.chat, "start.discarded")
    desk_application.discard(desk, actor)


TAPS: Final[dict[str, Handler]] = {
    "apply": Handler(choose),
    "pick": Handler(pick, look_up_label),
    "explain": Handler(explain),
    "edit": Handler(edit),
    "keep": Handler(keep),
    "back": Handler(back),
    "later": Handler(later),
    "submit": Handler(submit),
    GIVE_UP: Handler(give_up),
}
