"""*Tanya pemohon* under an official's card, and the answer to it: by its button, as a reply, or as the next word."""

from typing import Any, Final

from handlers.asking_card import UNASK
from handlers.handler import Handler, Toast
from handlers.helping import open_question
from handlers.questions import QUESTION
from handlers.visit import Visit
from office.desk import asking
from office.desk.desk import Desk
from office.desk.registration import filling
from office.desk.telling import owe_notice, owe_prompt
from office.register import cards, clarifications
from office.register.cards import Awaited
from office.register.people import Actor
from office.sop.errors import Refusal
from office.sop.form import check_reason

CLARIFY, REPLY = "clarify", "reply"


class WhichQuestion(Refusal):
    """Several questions wait for this applicant: the words alone do not say which one they answer."""


class WhichReply(Refusal):
    """Officials wait for this applicant's answer, and the reply is to a message that is none of their questions."""


def ask_what(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tanya pemohon*: the question is asked for, of whoever may put it."""
    press = visit.seen
    request, _role = asking.check_may_ask(desk, actor, press.id, revision=press.revision)
    seen, say = (press.id, press.revision), "asking.ask_what"
    owe_prompt(desk, actor.person, visit.chat, CLARIFY, *seen, say, receipt=request.receipt)
    return Toast("toasts.ask")


def with_question(desk: Desk, actor: Actor, awaited: Awaited, text: str) -> None:
    """The question has been typed."""
    asking.ask(desk, actor, awaited.subject, text, revision=awaited.revision)


def take_back(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tarik pertanyaan*: that very one whose button was pressed."""
    press = visit.seen
    asking.take_back(desk, actor, press.id, press.choice, revision=press.revision)
    return Toast("toasts.unasked")


def ask_answer(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Jawab*, in the applicant's chat."""
    asked, request = asking.check_wants_words(desk, actor, visit.seen.id)
    about, say = (asked.id, 0), "asking.ask_answer"
    owe_prompt(desk, actor.person, visit.chat, REPLY, *about, say, receipt=request.receipt, question=asked.text)
    return Toast("toasts.answer")


def with_answer(desk: Desk, actor: Actor, awaited: Awaited, text: str) -> None:
    """The answer has been typed."""
    asking.answer(desk, actor, awaited.subject, text)


def by_reply(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Take a reply to the question's own message as its answer, and as nothing else; False if it is none.

    Raises QuestionEnded where no answer is awaited any more.
    """
    subject = cards.subject_of(desk.tx, visit.chat, visit.reply_to) if visit.reply_to is not None else ""
    kind, _, number = subject.partition(":")
    return kind == "clarification" and take(desk, actor, visit, int(number))


def check_reply_is_clear(desk: Desk, actor: Actor, visit: Visit) -> None:
    """Raises WhichReply where a reply to anything but the form's question may be for an official: a question that was
    posted again has left an older copy in the chat.
    """
    if visit.reply_to is None or not clarifications.waiting_for(desk.tx, actor.person.id):
        return
    if cards.subject_of(desk.tx, visit.chat, visit.reply_to) != QUESTION:
        raise WhichReply


def by_next_word(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Take the text as the answer where nothing else is asked of this person; False if nothing is.

    Raises WhichQuestion where several wait.
    """
    waiting = clarifications.waiting_for(desk.tx, actor.person.id)
    if not waiting or filling(desk, actor) is not None or open_question(desk, actor) is not None:
        return False
    if len(waiting) > 1:
        raise WhichQuestion
    return take(desk, actor, visit, waiting[0].id)


def take(desk: Desk, actor: Actor, visit: Visit, clarification_id: int) -> bool:
    """The words are the answer to it. Raises QuestionEnded, ConsentByTap."""
    asking.check_wants_words(desk, actor, clarification_id)
    asking.answer(desk, actor, clarification_id, check_reason(visit.text))
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    owe_notice(desk, visit.chat, "asks.done_reply")
    return True


TAPS: Final[dict[str, Handler]] = {
    CLARIFY: Handler(ask_what),
    UNASK: Handler(take_back),
    REPLY: Handler(ask_answer),
}
