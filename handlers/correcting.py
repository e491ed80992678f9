"""*Perbaiki isian* under the officer's card: a technical field, its new answer, and the applicant's one tap."""

from typing import Any, Final

from handlers.asking_card import AGREE, DECLINE, FIELD, MEND
from handlers.handler import Handler, Toast
from handlers.visit import Visit
from office.desk import correcting
from office.desk.application import NameFound
from office.desk.asking import check_may_ask
from office.desk.desk import Desk
from office.desk.telling import about_request, owe_card, owe_notice, owe_prompt
from office.register import cards
from office.register.cards import Awaited
from office.register.people import Actor
from office.sop.form import questions
from office.sop.request_forms import FORMS


def choose_field(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Perbaiki isian*: the card turns to the fields; whoever may not is told at once."""
    press = visit.seen
    check_may_ask(desk, actor, press.id, revision=press.revision)
    owe_card(desk, visit.chat, about_request(press.id), view=MEND)
    return Toast()


def ask_value(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A field was chosen: its new answer is asked for."""
    press, seen = visit.seen, (visit.seen.id, visit.seen.revision)
    request = correcting.check_may_correct(desk, actor, press.id, press.extra, revision=press.revision)
    ask = questions(FORMS[request.kind])[press.extra]
    what, say, now = f"{MEND}:{press.extra}", "asking.mend", request.answers[press.extra]
    owe_prompt(desk, actor.person, visit.chat, what, *seen, say, receipt=request.receipt, title=ask.title, now=now)
    return Toast("toasts.mend")


def is_value(wanted: Awaited) -> bool:
    """Whether a field's new answer is what was asked for."""
    return wanted.action.startswith(f"{MEND}:")


def on_typed(desk: Desk, actor: Actor, visit: Visit, wanted: Awaited, found: NameFound | None) -> None:
    """The new answer has been typed; what breaks a rule is asked for still. Raises what `propose` raises."""
    field = wanted.action.partition(":")[2]
    correcting.propose(desk, actor, wanted.subject, field, visit.text, revision=wanted.revision, found=found)
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    owe_notice(desk, visit.chat, "asks.done_mend")


def agree(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Setuju*."""
    is_done = correcting.agree(desk, actor, visit.seen.id)
    return Toast("toasts.agreed") if is_done else Toast("toasts.mend_void", alert=True)


def decline(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tidak*."""
    correcting.decline(desk, actor, visit.seen.id)
    return Toast("toasts.declined")


TAPS: Final[dict[str, Handler]] = {
    MEND: Handler(choose_field),
    FIELD: Handler(ask_value),
    AGREE: Handler(agree),
    DECLINE: Handler(decline),
}
