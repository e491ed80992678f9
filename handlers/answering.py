"""Which words answer what was asked for: no reply to something else, nothing that was forwarded, nothing long after."""

from datetime import timedelta
from typing import Any, Final

from handlers import asking, presence, proof
from handlers.asking_card import MEND
from handlers.letter_cards import SIGNED
from handlers.letters import TYPED
from handlers.sheet_card import REMARK
from handlers.visit import Visit
from office.desk.desk import Desk
from office.desk.telling import is_still_asked, owe_answer, owe_deletion, owe_notice
from office.register import cards, clarifications, letters, requests
from office.register.cards import Awaited
from office.register.people import Actor
from office.sop.request import Action
from office.sop.request_forms import all_titles
from office.sop.text import key_of

_HOURS: Final = 2
"""So long whoever was asked is taken to think of it still: a meeting long, not a night. Later words may be about
anything."""
OF_THEIR_OWN: Final = presence.ASKED | {SIGNED}
"""A code says by itself what it is, and a letter may lie with its signer for days."""
_SENT_ON: Final = OF_THEIR_OWN | {"ask", asking.REPLY, proof.ASKED}
"""And what decides nothing may be another's words."""
_OF_REQUESTS: Final = frozenset(
    {Action.REJECT, Action.RETURN, REMARK, "note", "hosted", MEND, asking.CLARIFY, presence.CODE}
)
"""What is asked for about the request that is its subject."""


def is_about(wanted: Awaited, request: int) -> bool:
    """Whether it is awaited about this request."""
    return wanted.action.partition(":")[0] in _OF_REQUESTS and wanted.subject == request


def turns_away(desk: Desk, actor: Actor, visit: Visit, wanted: Awaited) -> bool:
    """Deal with a text that is no answer to what is awaited: say so, or let it answer the one question that waits.

    False if it is the answer, and still to be taken. Raises WhichQuestion as `by_next_word` does.
    """
    replies = visit.reply_to is not None and visit.reply_to == wanted.prompt
    if _is_lapsed(desk, wanted) and not replies:
        return _let_lapse(desk, actor, visit, wanted)
    if _may_be_for_another(desk, visit, wanted) and not replies:
        return _say(desk, visit, wanted, "asks.not_this_reply", private=visit.private)
    if visit.is_forwarded and wanted.action not in _SENT_ON:
        return _say(desk, visit, wanted, "asks.not_forwarded", private=visit.private)
    return False


def _may_be_for_another(desk: Desk, visit: Visit, wanted: Awaited) -> bool:
    """A reply belongs to the message that it replies to, and a code to the question that can be read."""
    if is_still_asked(desk, wanted):
        return visit.reply_to is not None or wanted.action == presence.CODE
    return visit.reply_to is not None and wanted.prompt is not None


def comes_too_late(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Say so where somebody replies to what we asked last and wait for no more: it must not answer anything else.

    A reply to *Jawab*'s question still answers that one official's. Raises QuestionEnded, and WhichReply where
    officials wait for an answer and the reply is to something that we do not know.
    """
    asked = cards.last_prompt(desk.tx, visit.chat)
    if asked is None or visit.reply_to != asked.message_id:
        asking.check_reply_is_clear(desk, actor, visit)
        return False
    action, _, subject = asked.side.rpartition(":")
    if action == asking.REPLY:
        return asking.take(desk, actor, visit, int(subject))
    if not presence.on_code_unasked(desk, actor, visit):
        owe_notice(desk, visit.chat, "asks.no_longer")
    return True


def _is_lapsed(desk: Desk, wanted: Awaited) -> bool:
    if wanted.action in OF_THEIR_OWN:
        return False
    return wanted.asked_at is None or desk.now - wanted.asked_at > timedelta(hours=_HOURS)


def _let_lapse(desk: Desk, actor: Actor, visit: Visit, wanted: Awaited) -> bool:
    """Nothing is awaited any more; an applicant's next word still answers the one question that waits for it."""
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    if wanted.action == asking.REPLY and asking.by_next_word(desk, actor, visit):
        return True
    return _say(desk, visit, wanted, "asks.lapsed", hours=_HOURS)


def _say(desk: Desk, visit: Visit, wanted: Awaited, say: str, **values: Any) -> bool:
    """What is awaited is named by its request and its part; a code must go from the chat wherever it was typed."""
    if wanted.action in presence.ASKED:
        owe_deletion(desk, visit.chat, visit.message)
    action, _, part = wanted.action.partition(":")
    named = {"action": action, "receipt": _receipt(desk, action, wanted.subject), "part": _part(desk, action, part)}
    owe_answer(desk, visit.chat, visit.thread, say, what=named, **values)
    return True


def _receipt(desk: Desk, action: str, subject: int) -> str | None:
    """Whose it is, where it belongs to a request."""
    if action in _OF_REQUESTS and subject:
        return requests.load(desk.tx, subject).receipt
    if action in TYPED:
        return requests.load(desk.tx, letters.load(desk.tx, subject).request).receipt
    if action == asking.REPLY:
        return requests.load(desk.tx, clarifications.load(desk.tx, subject).request).receipt
    return None


def _part(desk: Desk, action: str, part: str) -> str:
    """The line of the checklist, or the field of the form."""
    if action == "note":
        lines = {str(key_of(item.text)): item.text for item in desk.agency.service.checklist}
        return lines.get(part, "")
    return all_titles()[part] if action == MEND else ""
