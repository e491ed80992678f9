"""Which update goes where. A text belongs to what was asked for last: a reason, a registration, a form."""

from typing import Any, Final

from handlers import (
    application,
    approvals,
    completeness,
    following,
    helping,
    letter_upload,
    letters,
    lists,
    profile,
    proof,
    registration,
)
from handlers.callbacks import OldCard
from handlers.handler import Handler, Toast
from handlers.label_check import look_up_label
from handlers.outside import Outside
from handlers.visit import Visit
from office.desk.admission import NotAnOperator
from office.desk.desk import Desk
from office.desk.numbering import OfficersOnly
from office.desk.telling import owe_notice
from office.register import cards, people, rooms
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.form import check_reason
from office.sop.workflow import NotYourTurn, SeparateDuties, TooLate


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


def _on_text(desk: Desk, actor: Actor, visit: Visit, name_stands: Any) -> None:
    if _reason(desk, actor, visit):
        return
    if registration.on_text(desk, actor, visit) or application.on_text(desk, actor, visit, name_stands):
        return
    owe_notice(desk, visit.chat, "start.not_understood")


def _reason(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Take the text as the reason that this person was asked for here; False if none was."""
    wanted = cards.awaited_text(desk.tx, actor.person.id, visit.chat)
    if wanted is None or not (visit.private or _replies_to(visit, wanted)):
        return False
    if wanted.action == proof.ASKED:
        proof.on_typed(desk, actor, visit)
        return True
    if wanted.action in letters.TYPED:
        letters.on_typed(desk, actor, visit, wanted)
        return True
    text = check_reason(visit.text)
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    action = wanted.action.partition(":")[0]
    _AWAITED.get(action, approvals.with_reason)(desk, actor, wanted, text)
    owe_notice(desk, visit.chat, f"asks.done_{action}")
    return True


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


def _replies_to(visit: Visit, wanted: cards.Awaited) -> bool:
    """In a group only a reply to the question itself is meant for us; until its id is known, to any word of ours."""
    return visit.reply_to is not None and visit.reply_to == (wanted.prompt or visit.reply_to)


def before(desk: Desk, actor: Actor, visit: Visit) -> None:
    """Whoever turns to something else no longer owes us a reason: a later word must not decide anything."""
    if visit.query is not None or (visit.command and visit.command != "batal"):
        cards.forget_text(desk.tx, actor.person.id, visit.chat)


def after_refusal(desk: Desk, visit: Visit, refusal: Refusal) -> None:
    """A reason that came too late is no longer awaited; one that only has to be typed better still is."""
    person = people.find(desk.tx, visit.sender)
    is_answer = visit.query is None and (visit.text or visit.attachment) and not visit.command
    if person is not None and is_answer and isinstance(refusal, _TOO_LATE):
        cards.forget_text(desk.tx, person.id, visit.chat)


def _drop_reason(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    application.drop_reason(desk, actor, visit, None)


def _on_group_text(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """In a group only an awaited reply is for us."""
    _reason(desk, actor, visit)


_TOO_LATE: Final = (StaleCard, TooLate, NotYourTurn, SeparateDuties, NotAnOperator, OfficersOnly)
_AWAITED: Final = {
    "refuse": registration.refuse,
    "hosted": completeness.with_address,
    "note": completeness.with_note,
    "ask": helping.with_question,
    "answer": helping.with_answer,
}
"""Awaited texts that are no reason for a move of a request."""
COMMANDS: Final = {
    "start": Handler(registration.start),
    "ajukan": Handler(application.begin),
    "status": Handler(following.status),
    "antrian": Handler(lists.queue),
    "profil": Handler(profile.show),
    "bantuan": Handler(helping.help_),
    "help": Handler(helping.help_),
    "cek": Handler(proof.check),
    "batal": Handler(application.cancel),
}
GROUP_COMMANDS: Final = {
    "start": Handler(registration.bind_group),
    "antrian": Handler(lists.queue),
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
        lists.TAPS,
        helping.TAPS,
        letters.TAPS,
        following.TAPS,
    )
    for action, handler in room.items()
}

_UNHEARD = Handler(_unheard)
_OLD, _NOTHING, _MIGRATED = Handler(_old_card), Handler(_ignore), Handler(_migrated)
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
