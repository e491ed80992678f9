"""Which message shows what in which chat, and what a chat was asked to type."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.register.owed import Kind, State


@dataclass(frozen=True, slots=True)
class Shown:
    """The message that shows the subject; `turn` is the turn it was posted for, `shown` a hash of what it says.

    `side` is the side of the card that its reader has turned to.
    """

    message_id: int
    turn: int
    shown: str | None
    side: str = ""


_c = t.cards.c
_PROMPT: Final = "prompt"


_SAME: Final = (_c.chat_id == bindparam("chat")) & (_c.subject == bindparam("about"))
_FIND: Final = select(_c.message_id, _c.turn, _c.shown, _c.side).where(_SAME)
_REMEMBER: Final = update(t.cards).where(_SAME)


def find(tx: Transaction, chat_id: int, subject: str) -> Shown | None:
    row = tx.execute(_FIND, {"chat": chat_id, "about": subject}).one_or_none()
    return Shown(*row) if row else None


def subject_of(tx: Transaction, chat_id: int, message_id: int) -> str:
    """What this message shows; empty for one that shows nothing, or no longer."""
    wanted = (_c.chat_id == chat_id) & (_c.message_id == message_id)
    return tx.execute(select(_c.subject).where(wanted)).scalars().first() or ""


def remember(tx: Transaction, chat_id: int, subject: str, shown: Shown) -> None:
    values = {"message_id": shown.message_id, "turn": shown.turn, "shown": shown.shown, "side": shown.side}
    if tx.execute(_REMEMBER, {**values, "chat": chat_id, "about": subject}).rowcount == 0:
        tx.execute(insert(t.cards).values(chat_id=chat_id, subject=subject, **values))


_COMING: Final = (t.owed.c.kind == Kind.CARD) & (t.owed.c.state == State.DUE)
_CHAT: Final = t.owed.c.payload["chat_id"].as_integer()
_SUBJECT: Final = t.owed.c.payload["subject"].as_string()


def chats_showing(tx: Transaction, subject: str) -> set[int]:
    """Where it is shown; what is on its way to a chat may already be seen there."""
    shown = tx.execute(select(_c.chat_id).where(_c.subject == subject)).scalars()
    return {*shown, *tx.execute(select(_CHAT).where(_COMING, subject == _SUBJECT)).scalars()}


def subjects_in(tx: Transaction, chat_id: int, *, limit: int) -> list[str]:
    """What the chat shows: what is on its way to it first, then the newest."""
    coming = tx.execute(select(_SUBJECT).where(_COMING, chat_id == _CHAT)).scalars()
    query = select(_c.subject).where(_c.chat_id == chat_id).order_by(_c.message_id.desc()).limit(limit)
    return list(dict.fromkeys((*coming, *tx.execute(query).scalars())))


@dataclass(frozen=True, slots=True)
class Awaited:
    """A text (a reason) that a person was asked for, and the revision that they saw when asked.

    `meant` is what they wanted to do, where the text is only asked for on the way. `asked_at` is None where the version
    before this one has asked.
    """

    id: int
    action: str
    subject: int
    revision: int
    prompt: int | None
    meant: dict[str, Any] | None = None
    asked_at: datetime | None = None


_a = t.awaited.c


def await_text(
    tx: Transaction,
    person: int,
    chat_id: int,
    action: str,
    subject: int,
    revision: int,
    meant: dict[str, Any] | None = None,
    *,
    now: datetime,
) -> int:
    """Expect a text from this person in this chat, instead of whatever was expected before; return its id."""
    forget_text(tx, person, chat_id)
    values = {"action": action, "subject_id": subject, "revision": revision, "meant": meant, "asked_at": now}
    row = insert(t.awaited).values(person_id=person, chat_id=chat_id, **values).returning(_a.id)
    return int(tx.execute(row).scalar_one())


_AWAITED: Final = select(
    _a.id, _a.action, _a.subject_id, _a.revision, _a.prompt_message_id, _a.meant, _a.asked_at
).where((_a.person_id == bindparam("person")) & (_a.chat_id == bindparam("chat")))


def awaited_text(tx: Transaction, person: int, chat_id: int) -> Awaited | None:
    row = tx.execute(_AWAITED, {"person": person, "chat": chat_id}).one_or_none()
    return Awaited(*row) if row else None


def is_awaited(tx: Transaction, awaited_id: int) -> bool:
    return tx.execute(select(_a.id).where(_a.id == awaited_id)).one_or_none() is not None


def prompted(tx: Transaction, awaited_id: int, chat_id: int, about: str, message_id: int) -> None:
    """The message that asks for the text was sent; the chat's last one is known also when it asks no more."""
    tx.execute(update(t.awaited).where(_a.id == awaited_id).values(prompt_message_id=message_id))
    remember(tx, chat_id, _PROMPT, Shown(message_id, 0, None, about))


def last_prompt(tx: Transaction, chat_id: int) -> Shown | None:
    """The message that asked last for a text in this chat; its side is `<action>:<subject>`."""
    return find(tx, chat_id, _PROMPT)


def forget_text(tx: Transaction, person: int, chat_id: int) -> None:
    tx.execute(delete(t.awaited).where((_a.person_id == person) & (_a.chat_id == chat_id)))
