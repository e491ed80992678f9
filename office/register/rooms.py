"""The chats that the office works in, by purpose: bound by an invitation, moved when Telegram migrates them."""

from sqlalchemy import delete, insert, select, update

from office.register import owed
from office.register import tables as t
from office.register.engine import Transaction

OPERATORS = "operators"


def find(tx: Transaction, purpose: str = OPERATORS) -> int | None:
    """The chat's id, or None while no group is bound."""
    return tx.execute(select(t.rooms.c.chat_id).where(t.rooms.c.purpose == purpose)).scalar_one_or_none()


def bind(tx: Transaction, chat_id: int, purpose: str = OPERATORS) -> None:
    """This chat serves the purpose from now on, instead of any other."""
    tx.execute(delete(t.rooms).where(t.rooms.c.purpose == purpose))
    tx.execute(insert(t.rooms).values(purpose=purpose, chat_id=chat_id))


def migrated(tx: Transaction, old: int, new: int) -> None:
    """A group became a supergroup: what is owed and awaited there follows; its old messages are of no use."""
    tx.execute(update(t.rooms).where(t.rooms.c.chat_id == old).values(chat_id=new))
    tx.execute(delete(t.cards).where(t.cards.c.chat_id == old))
    tx.execute(delete(t.topics).where(t.topics.c.chat_id == old))
    tx.execute(update(t.awaited).where(t.awaited.c.chat_id == old).values(chat_id=new, prompt_message_id=None))
    owed.move_chat(tx, old, new)
