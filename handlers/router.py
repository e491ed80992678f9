"""Which update goes where. A text belongs to what was asked for last: a reason, a registration, a form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from handlers import (
    answering,
    application,
    approvals,
    asking,
    colleagues,
    completeness,
    correcting,
    deciding,
    disposition,
    following,
    group,
    helping,
    inviting,
    letter_upload,
    letters,
    lists,
    officers,
    presence,
    profile,
    proof,
    registration,
    reports,
    standing,
)
from handlers.callbacks import OldCard, Press
from handlers.cards import ORIGINAL
from handlers.handler import Handler, Toast
from handlers.label_check import look_up_label
from handlers.outside import Outside
from handlers.sheet_card import PAPER
from handlers.under_cards import shown_by
from handlers.visit import Visit
from office.desk import reviving
from office.desk.admission import NotAnOperator
from office.desk.asking import QuestionOpen
from office.desk.desk import Desk
from office.desk.presence import CodeNeeded
from office.desk.telling import owe_answer, owe_notice
from office.register import cards, people, rooms
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import NotAllowed
from office.sop.errors import Refusal
from office.sop.form import check_reason
from office.sop.workflow import HeldByAnother, NotYourTurn, SeparateDuties, TooLate


def _old_card(_desk: Desk, _actor: Actor, _visit: Visit, _: Any) -> Toast:
    raise OldCard


def _ignore(_desk: Desk, _actor: Actor, _visit: Visit, _: Any) -> None:
    """Nothing of the office's business; the inbox marks it done."""


def _unheard(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """A sticker, a voice, a place: kind, but no answer; an open question says what it wants."""
    if not application.asks_for_other(desk, actor):
        owe_notice(desk, visit.chat, "start.unheard")


def _migrated(desk: Desk, _actor: Actor, visit: Visit, _: Any) -> None:
    """Telegram gave a group a new id: the office follows."""
    if visit.migrated_to is not None:
        rooms.migrated(desk.tx, visit.chat, visit.migrated_to)


def _rights(desk: Desk, _actor: Actor, visit: Visit, _: Any) -> None:
    """What the bot may do has changed; only in the operator group does that matter."""
    if visit.rights is not None and visit.chat == rooms.find(desk.tx):
        reviving.rights_changed(desk, visit.chat, is_back=visit.rights.can_write and not visit.rights.could_write)


def _on_text(desk: Desk, actor: Actor, visit: Visit, found: Any) -> None:
    if asking.by_reply(desk, actor, visit) or _reason(desk, actor, visit, found):
        return
    if answering.comes_too_late(desk, actor, visit):
        return
    if asking.by_next_word(desk, actor, visit):
        return
    if registration.on_text(desk, actor, visit) or application.on_text(desk, actor, visit, found):
        return
    if presence.on_code_unasked(desk, actor, visit):
        return
    owe_notice(desk, visit.chat, "start.not_understood")


def _reason(desk: Desk, actor: Actor, visit: Visit, found: Any = None) -> bool:
    """Take the text as what this person was asked for here, or say why it is no answer; False if nothing was."""
    wanted = cards.awaited_text(desk.tx, actor.person.id, visit.chat)
    if wanted is None or not (visit.private or visit.reply_to):
        return False
    if not answering.turns_away(desk, actor, visit, wanted):
        _take(desk, actor, visit, wanted, found)
    return True


def _take(desk: Desk, actor: Actor, visit: Visit, wanted: cards.Awaited, found: Any) -> None:
    """`found` is for a name's proposal."""
    if wanted.action == proof.ASKED:
        proof.on_typed(desk, actor, visit)
    elif wanted.action in letters.TYPED:
        letters.on_typed(desk, actor, visit, wanted)
    elif correcting.is_value(wanted):
        correcting.on_typed(desk, actor, visit, wanted, found)
    elif wanted.action in presence.ASKED:
        press = presence.on_typed(desk, actor, visit, wanted)
        if press is not None:
            _after_code(desk, actor, visit, press)
    else:
        _answered(desk, actor, visit, wanted)


def _answered(desk: Desk, actor: Actor, visit: Visit, wanted: cards.Awaited) -> None:
    text, action = check_reason(visit.text), wanted.action.partition(":")[0]
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    said = AWAITED.get(action, approvals.with_reason)(desk, actor, wanted, text)
    if said is None:
        owe_answer(desk, visit.chat, visit.thread, f"asks.done_{action}")


def _after_code(desk: Desk, actor: Actor, visit: Visit, press: Press) -> None:
    """What was tapped before is heard again, as it was; a refusal undoes it, and never the code's use."""
    again = replace(visit, press=press, text="")
    done = desk.attempt(lambda: TAPS[press.action].decide(desk, actor, again, None))
    presence.say_what_came(desk, visit.chat, shown_by(press), done)


async def _fetch_attachment(outside: Outside, visit: Visit) -> Any:
    """A file belongs to what was asked for last: a letter to be checked, a signed copy, or a form's file."""
    wanted = await letters.awaited_file(outside, visit)
    if wanted is not None and wanted.action == proof.ASKED:
        return await proof.fetch(outside, visit)
    if wanted is not None and letters.wants_file(wanted):
        return await letters.fetch(outside, visit, wanted)
    return await letter_upload.fetch(outside, visit)


def _on_attachment(desk: Desk, actor: Actor, visit: Visit, fetched: Any) -> None:
    if isinstance(fetched, proof.Hashed):
        proof.on_file(desk, actor, visit, fetched)
    elif isinstance(fetched, letters.Handed):
        letters.on_file(desk, actor, visit, fetched)
    else:
        letter_upload.on_attachment(desk, actor, visit, fetched)


def before(desk: Desk, actor: Actor, visit: Visit) -> None:
    """Whoever turns to something else no longer owes us a reason: a later word must not decide anything.

    A look at the papers of the very request that is being decided is nothing else.
    """
    if (visit.query is not None and not _looks_only(desk, actor, visit)) or (
        visit.command and visit.command != "batal"
    ):
        cards.forget_text(desk.tx, actor.person.id, visit.chat)


def _looks_only(desk: Desk, actor: Actor, visit: Visit) -> bool:
    if visit.press is None or visit.press.action not in _LOOKS:
        return False
    wanted = cards.awaited_text(desk.tx, actor.person.id, visit.chat)
    return wanted is not None and answering.is_about(wanted, visit.press.id)


def after_refusal(desk: Desk, visit: Visit, refusal: Refusal) -> None:
    """A reason that came too late is no longer awaited; one that only has to be typed better still is.

    Where a code is needed first, it is asked for, in private.
    """
    person = people.find(desk.tx, visit.sender)
    if person is not None and isinstance(refusal, CodeNeeded):
        cards.forget_text(desk.tx, person.id, visit.chat)
        presence.ask(desk, person, refusal, visit.seen)
        return
    is_answer = visit.query is None and (visit.text or visit.attachment) and not visit.command
    if person is not None and is_answer and isinstance(refusal, _TOO_LATE):
        cards.forget_text(desk.tx, person.id, visit.chat)


def _drop_reason(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    application.drop_reason(desk, actor, visit, None)


def _on_group_text(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """In a group only a reply to words of ours is for us, and only while something is awaited."""
    _reason(desk, actor, visit)


_LOOKS: Final = frozenset({ORIGINAL, PAPER})
_TOO_LATE: Final = (
    *(StaleCard, QuestionOpen, TooLate, NotYourTurn, HeldByAnother, SeparateDuties, NotAnOperator, NotAllowed),
)
AWAITED: Final[Mapping[str, Callable[[Desk, Actor, cards.Awaited, str], object]]] = {
    "refuse": registration.refuse,
    "hosted": completeness.with_address,
    "note": completeness.with_note,
    "remark": disposition.with_note,
    "stand": standing.with_dates,
    "ask": helping.with_question,
    "answer": helping.with_answer,
    asking.CLARIFY: asking.with_question,
    asking.REPLY: asking.with_answer,
}
"""Awaited texts that are no reason for a move of a request. What answers them says so itself, or returns None."""
COMMANDS: Final = {
    "start": Handler(registration.start),
    "ajukan": Handler(application.begin),
    "status": Handler(following.status),
    "antrian": Handler(lists.queue),
    "riwayat": Handler(lists.past),
    "wakilkan": Handler(standing.begin),
    "laporan": Handler(reports.report),
    "papan": Handler(group.board),
    "cari": Handler(group.search),
    "orang": Handler(colleagues.show),
    "undang": Handler(inviting.show),
    "profil": Handler(profile.show),
    "bantuan": Handler(helping.help_),
    "help": Handler(helping.help_),
    "cek": Handler(proof.check),
    "autentikator": Handler(presence.begin),
    "batal": Handler(application.cancel),
}
GROUP_COMMANDS: Final = {
    "start": Handler(registration.bind_group),
    "antrian": Handler(lists.queue),
    "laporan": Handler(reports.report),
    "papan": Handler(group.board),
    "cari": Handler(group.search),
    "batal": Handler(_drop_reason),
}
TAPS: Final[dict[str, Handler]] = {
    action: handler
    for room in (
        registration.TAPS,
        profile.TAPS,
        application.TAPS,
        letter_upload.TAPS,
        approvals.TAPS,
        completeness.TAPS,
        asking.TAPS,
        correcting.TAPS,
        deciding.TAPS,
        disposition.TAPS,
        lists.TAPS,
        officers.TAPS,
        reports.TAPS,
        helping.TAPS,
        letters.TAPS,
        following.TAPS,
        standing.TAPS,
        group.TAPS,
        colleagues.TAPS,
        inviting.TAPS,
        presence.TAPS,
    )
    for action, handler in room.items()
}

_UNHEARD = Handler(_unheard)
_OLD, _NOTHING, _MIGRATED, _RIGHTS = Handler(_old_card), Handler(_ignore), Handler(_migrated), Handler(_rights)
_TEXT = Handler(_on_text, look_up_label)
_EDIT = Handler(application.on_edit, look_up_label)
_GROUP_TEXT = Handler(_on_group_text)
_ATTACHMENT = Handler(_on_attachment, _fetch_attachment)
_PROOF_LINK, _PROOF_FILE = Handler(proof.start), Handler(proof.on_file, proof.fetch)
_CONTACT = Handler(registration.on_contact)


def route(visit: Visit) -> Handler:
    """The handler for this visit; there is always one."""
    if visit.query is not None:
        return TAPS.get(visit.press.action, _OLD) if visit.press else _OLD
    if visit.migrated_to is not None:
        return _MIGRATED
    if visit.rights is not None:
        return _RIGHTS
    if visit.is_edit:
        return _EDIT if visit.private and visit.text and not visit.command else _NOTHING
    if not visit.private:
        return GROUP_COMMANDS.get(visit.command, _NOTHING) if visit.command else _GROUP_TEXT
    return _private_command(visit) if visit.command else _private_message(visit)


def _private_command(visit: Visit) -> Handler:
    if visit.command == "start" and proof.is_proof_link(visit):
        return _PROOF_LINK
    return COMMANDS.get(visit.command, COMMANDS["bantuan"])


def _private_message(visit: Visit) -> Handler:
    if visit.contact is not None:
        return _CONTACT
    if visit.attachment is not None:
        return _PROOF_FILE if visit.about == proof.ASKED else _ATTACHMENT
    return _TEXT if visit.text else _UNHEARD
