"""`/autentikator`, and the six digits that are asked for before a decision, or before power is given: typed in private,
and deleted at once.
"""

from typing import Any, Final

from handlers.buttons import BAD, GOOD, Bubble, Button
from handlers.callbacks import Press
from handlers.errors import holder_in, sentence_for
from handlers.handler import Handler, Toast
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import enrolment, presence
from office.desk.desk import Desk
from office.desk.enrolment import First
from office.desk.presence import CodeNeeded
from office.desk.telling import owe_card, owe_deletion, owe_notice, owe_prompt
from office.register import authenticators, cards, people
from office.register.cards import Awaited
from office.register.people import Actor, Person
from office.sop.errors import Refusal
from office.sop.presence import State, Verdict, as_code
from office.sop.request import Request

CODE: Final = "code"
FIRST: Final = "enrol"
ASKED: Final = frozenset({CODE, FIRST})
"""What a chat was asked to type: a code of the app that counts, or the first one of a new app."""
_ANOTHER: Final = {"another": True}
_OVER: Final = frozenset({Verdict.LOCKS, Verdict.LOCKED})
_NO_MORE: Final = frozenset({First.WAITS, First.WAITS_ALONE, First.REPLACED, First.TOO_LATE})


def begin(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/autentikator`: a QR for whoever has none; who has one shows a code of it first."""
    if enrolment.check_wanted(desk, actor) is None:
        _offer(desk, actor)
        return
    owe_prompt(desk, actor.person, visit.chat, CODE, 0, 0, "presence.ask_current", meant=_ANOTHER)


def _offer(desk: Desk, actor: Actor) -> None:
    cards.await_text(desk.tx, actor.person.id, actor.person.telegram_id, FIRST, 0, 0, now=desk.now)
    enrolment.owe_offer(desk, actor)


def ask(desk: Desk, person: Person, needed: CodeNeeded, press: Press) -> None:
    """What the person has tapped waits for a code; it is heard again once one has come.

    It is named, so that nobody types a code for what somebody else has tapped in their chat.
    """
    wanted, chat, meant = needed.wanted, person.telegram_id, {"press": press.pack()}
    if isinstance(wanted, Request):
        seen, say = (wanted.id, wanted.revision), "presence.ask_code"
        owe_prompt(desk, person, chat, CODE, *seen, say, meant=meant, receipt=wanted.receipt)
        return
    name = people.names(desk.tx, [wanted.person or 0]).get(wanted.person or 0, "")
    values = {"act": wanted.act, "name": name, "role": wanted.role}
    owe_prompt(desk, person, chat, CODE, 0, 0, "presence.ask_code_to_act", meant=meant, **values)


def on_typed(desk: Desk, actor: Actor, visit: Visit, wanted: Awaited) -> Press | None:
    """A text after a code was asked for. Return what was tapped, to be done now that it was right; often nothing."""
    owe_deletion(desk, visit.chat, visit.message)
    code = as_code(visit.text)
    if code is None:
        owe_notice(desk, visit.chat, "presence.six_digits")
        return None
    if wanted.action == FIRST:
        _on_first(desk, actor, visit, code)
        return None
    if not _is_right(desk, actor, visit, code):
        return None
    meant = wanted.meant or {}
    if "press" in meant:
        return Press.unpack(meant["press"])
    if meant == _ANOTHER:
        _offer(desk, actor)
    else:
        owe_notice(desk, visit.chat, "presence.press_again")
    return None


def _on_first(desk: Desk, actor: Actor, visit: Visit, code: str) -> None:
    first = enrolment.first_code(desk, actor, code)
    if first in _NO_MORE:
        cards.forget_text(desk.tx, actor.person.id, visit.chat)
    owe_notice(desk, visit.chat, f"presence.first_{first}")


def _is_right(desk: Desk, actor: Actor, visit: Visit, code: str) -> bool:
    """Where it is not, say so; what was meant waits on, unless no code is looked at any more."""
    proved = presence.prove(desk, actor, code)
    verdict, left = proved or (None, 0)
    if verdict is Verdict.RIGHT or verdict is None or verdict in _OVER:
        cards.forget_text(desk.tx, actor.person.id, visit.chat)
    if verdict is None:
        owe_notice(desk, visit.chat, "refusals.authenticator_missing")
    elif verdict is not Verdict.RIGHT:
        owe_notice(desk, visit.chat, f"presence.{verdict}", left=left)
    return verdict is Verdict.RIGHT


def on_code_unasked(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """A code that nothing waits for does not stay in the chat, where it could still be used; False if it is none."""
    if as_code(visit.text) is None or authenticators.find(desk.tx, actor.person.id, State.ACTIVE) is None:
        return False
    owe_deletion(desk, visit.chat, visit.message)
    owe_notice(desk, visit.chat, "presence.not_awaited")
    return True


def say_what_came(desk: Desk, chat: int, subject: str, done: Toast | Refusal | None) -> None:
    """The answer that the tap would have had, and the card as it now stands, if it had one, below it."""
    if isinstance(done, Refusal):
        say, values = sentence_for(done, holder_in(desk, done))
        owe_notice(desk, chat, say, **values)
    elif done is not None:
        owe_notice(desk, chat, done.say, **done.values)
    if subject:
        owe_card(desk, chat, subject, view=None, again=True)


def confirm(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Sahkan*: the admin has asked the official."""
    enrolment.confirm(desk, actor, visit.seen.id)
    return Toast("presence.toast_confirmed")


def refuse(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Bukan miliknya*: the official knows nothing of it."""
    enrolment.refuse(desk, actor, visit.seen.id)
    return Toast("presence.toast_refused")


def enrolled_bubble(texts: Texts, name: str, authenticator: int, person: int) -> Bubble:
    """What the admins are told of a new app, with the two answers to it."""
    yes = Button(texts.say("presence.button_confirm"), Press("auth_yes", authenticator), GOOD)
    no = Button(texts.say("presence.button_refuse"), Press("auth_no", authenticator), BAD)
    return Bubble(texts.say("presence.enrolled", name=name, person=person), ((yes, no),))


TAPS: Final[dict[str, Handler]] = {"auth_yes": Handler(confirm), "auth_no": Handler(refuse)}
