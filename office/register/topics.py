"""The topic of each request in a group that is a forum."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction


@dataclass(frozen=True, slots=True)
class Topic:
    """`thread` is the group's own number for it; messages in it have higher ids than this."""

    thread: int
    name: str
    is_closed: bool = False


_c = t.topics.c


def find(tx: Transaction, chat_id: int, request_id: int) -> Topic | None:
    same = (_c.chat_id == chat_id) & (_c.request_id == request_id)
    row = tx.execute(select(_c.thread_id, _c.name, _c.is_closed).where(same)).one_or_none()
    return Topic(*row) if row else None


def keep(tx: Transaction, chat_id: int, request_id: int, topic: Topic) -> None:
    """This is the request's topic, as it is now."""
    same = (_c.chat_id == chat_id) & (_c.request_id == request_id)
    values = {"thread_id": topic.thread, "name": topic.name, "is_closed": topic.is_closed}
    if tx.execute(update(t.topics).where(same).values(**values)).rowcount == 0:
        tx.execute(insert(t.topics).values(chat_id=chat_id, request_id=request_id, **values))


def forget(tx: Transaction, chat_id: int, request_id: int) -> None:
    """Somebody has deleted it."""
    tx.execute(delete(t.topics).where((_c.chat_id == chat_id) & (_c.request_id == request_id)))
