"""Where in the operator group something is said: in its request's topic, where it was asked for, or in General."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Final, TypeVar

from telegram import Bot

from handlers.calling import Calls
from handlers.subjects import request_about
from handlers.telegram_errors import NoForum, NoRightToTopics, TopicClosed, TopicGone, Unchanged
from office.desk.desk import Desk
from office.desk.telling import about_request, owe_card, owe_notice
from office.register import owed, requests, rooms, topics
from office.register.engine import Register, Transaction
from office.register.owed import Debt, Kind, chat_lane
from office.register.topics import Topic
from office.sop.agency import Agency

T = TypeVar("T")
Record = Callable[[Transaction], None]
_KNOWN_FOR: Final = 300.0
"""Seconds for which it is remembered whether a group is a forum: nobody tells the bot."""
_QUIET: Final = timedelta(seconds=10)
"""For how long nothing more is said about a request that is over before its topic is closed."""


@dataclass(frozen=True, slots=True)
class _About:
    """A request, what its topic is to be called, the topic that it has, and whether its card is what is owed."""

    request: int
    name: str
    is_over: bool
    topic: Topic | None
    is_card: bool


class Topics:
    """Makes, names, opens and closes the topics of requests.

    A crash between the making and the note of it leaves an empty topic that nobody uses; no message is lost.
    """

    def __init__(
        self, bot: Bot, register: Register, agency: Agency, clock: Callable[[], datetime], call: Calls
    ) -> None:
        self._bot, self._register, self._agency, self._clock, self._call = bot, register, agency, clock, call
        self._forums: dict[int, tuple[bool, float]] = {}  # whether topics can be made there, and until when we know
        self._told: set[int] = set()

    async def say(self, chat_id: int, debt: Debt, send: Callable[[int, int | None], Awaitable[T]]) -> T:
        """Send it where it belongs; a request's topic that is closed is opened again."""
        about = await self._about(chat_id, debt)
        if about is None:
            return await self._say_where_asked(chat_id, debt.payload.get("thread"), send)
        async with self._noted(chat_id, about):
            thread = await self._opened(chat_id, about.request, await self._place(chat_id, about))
            return await self._call(chat_id, lambda to: send(to, thread))

    async def _say_where_asked(
        self, chat_id: int, thread: int | None, send: Callable[[int, int | None], Awaitable[T]]
    ) -> T:
        """In that topic, which is nobody's to open again; should it be closed or gone by now, in General."""
        if thread is not None:
            with suppress(TopicGone, TopicClosed):
                return await self._call(chat_id, lambda to: send(to, thread))
        return await self._call(chat_id, lambda to: send(to, None))

    @asynccontextmanager
    async def _noted(self, chat_id: int, about: _About) -> AsyncIterator[None]:
        """A topic that was closed or deleted by somebody else is noted as such, and the next try finds another way."""
        try:
            yield
        except TopicGone:
            self._forums.pop(chat_id, None)
            await self._register.transact(lambda tx: topics.forget(tx, chat_id, about.request))
            raise
        except TopicClosed:
            await self._register.transact(lambda tx: _mark(tx, chat_id, about.request, closed=True))
            raise

    async def thread(self, chat_id: int, debt: Debt) -> int | None:
        """The topic that this belongs into, made if there is none yet; None is General."""
        about = await self._about(chat_id, debt)
        if about is None:
            return None
        async with self._noted(chat_id, about):
            topic = await self._place(chat_id, about)
            return topic.thread if topic else None

    async def close(self, debt: Debt) -> Record:
        """The request is over and nothing more was said for a while."""
        chat_id, request_id = debt.payload["chat_id"], debt.payload["request_id"]
        topic = await self._register.read(lambda tx: _to_close(tx, chat_id, request_id))
        if topic is None:
            return _nothing
        try:
            await self._call(chat_id, lambda to: self._bot.close_forum_topic(to, topic.thread))
        except Unchanged:
            pass
        except TopicGone:
            return lambda tx: topics.forget(tx, chat_id, request_id)
        except (NoForum, NoRightToTopics):
            return _nothing
        return lambda tx: _mark(tx, chat_id, request_id, closed=True)

    async def look_again(self, debt: Debt) -> Record:
        """What the bot may do in the group has changed."""
        self._forums.pop(debt.payload["chat_id"], None)
        return _nothing

    async def _about(self, chat_id: int, debt: Debt) -> _About | None:
        """None for what belongs to no request, and wherever there are no topics."""
        if chat_id >= 0 or self._known(chat_id) is False:
            return None
        about = await self._register.read(lambda tx: self._look(tx, chat_id, debt))
        return about if about is not None and await self._is_forum(chat_id) else None

    def _look(self, tx: Transaction, chat_id: int, debt: Debt) -> _About | None:
        request_id = request_about(tx, debt) if chat_id == rooms.find(tx) else None
        if request_id is None:
            return None
        desk, request = self._desk(tx), requests.load(tx, request_id)
        if request.receipt is None:
            return None
        site = desk.name_asked(request).removesuffix(f".{self._agency.dns.zone}")
        is_card = debt.payload.get("subject") == about_request(request_id)
        topic = topics.find(tx, chat_id, request_id)
        return _About(request_id, f"{request.receipt} {site}", request.stage.is_final, topic, is_card)

    async def _is_forum(self, chat_id: int) -> bool:
        known = self._known(chat_id)
        if known is not None:
            return known
        chat = await self._call(chat_id, self._bot.get_chat)
        self._know(chat_id, is_forum=bool(chat.is_forum))
        return bool(chat.is_forum)

    def _known(self, chat_id: int) -> bool | None:
        """None when it has to be asked (again)."""
        is_forum, until = self._forums.get(chat_id, (False, 0.0))
        return is_forum if monotonic() < until else None

    def _know(self, chat_id: int, *, is_forum: bool) -> None:
        self._forums[chat_id] = (is_forum, monotonic() + _KNOWN_FOR)

    async def _place(self, chat_id: int, about: _About) -> Topic | None:
        """The request's topic under its newest name, made if need be; it will be closed if the request is over."""
        topic = about.topic or await self._begin(chat_id, about)
        if topic is None:
            return None
        if topic.name != about.name:
            topic = await self._renamed(chat_id, about, topic)
        if about.is_over:
            await self._register.transact(lambda tx: self._plan_close(tx, chat_id, about.request))
        return topic

    async def _begin(self, chat_id: int, about: _About) -> Topic | None:
        try:
            made = await self._call(chat_id, lambda to: self._bot.create_forum_topic(to, about.name))
        except NoForum:
            self._know(chat_id, is_forum=False)
            return None
        except NoRightToTopics:
            self._know(chat_id, is_forum=False)
            await self._tell_once(chat_id)
            return None
        self._told.discard(chat_id)
        topic = Topic(made.message_thread_id, about.name)
        await self._register.transact(lambda tx: self._keep_new(tx, chat_id, about, topic))
        return topic

    def _keep_new(self, tx: Transaction, chat_id: int, about: _About, topic: Topic) -> None:
        """The request's card moves in as well, wherever it stood before."""
        topics.keep(tx, chat_id, about.request, topic)
        if not about.is_card:
            owe_card(self._desk(tx), chat_id, about_request(about.request), view=None)

    async def _tell_once(self, chat_id: int) -> None:
        if chat_id not in self._told:
            self._told.add(chat_id)
            await self._register.transact(lambda tx: owe_notice(self._desk(tx), chat_id, "operators.no_topics"))

    async def _renamed(self, chat_id: int, about: _About, topic: Topic) -> Topic:
        named = replace(topic, name=about.name)
        with suppress(Unchanged, NoForum, NoRightToTopics):
            await self._call(chat_id, lambda to: self._bot.edit_forum_topic(to, topic.thread, name=about.name))
        await self._register.transact(lambda tx: topics.keep(tx, chat_id, about.request, named))
        return named

    async def _opened(self, chat_id: int, request_id: int, topic: Topic | None) -> int | None:
        """The thread to write in; None, for General, also where the topic may not be opened."""
        if topic is None or not topic.is_closed:
            return topic.thread if topic else None
        try:
            await self._call(chat_id, lambda to: self._bot.reopen_forum_topic(to, topic.thread))
        except Unchanged:
            pass
        except (NoForum, NoRightToTopics):
            return None
        await self._register.transact(lambda tx: _mark(tx, chat_id, request_id, closed=False))
        return topic.thread

    def _plan_close(self, tx: Transaction, chat_id: int, request_id: int) -> None:
        now, key = self._clock(), f"topic:{chat_id}:{request_id}"
        payload = {"chat_id": chat_id, "request_id": request_id}
        owed.plan(tx, Kind.TOPIC, chat_lane(chat_id), payload, at=now + _QUIET, key=key, now=now)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())


def _nothing(_: Transaction) -> None:
    """Nothing to write down besides that it was paid."""


def _mark(tx: Transaction, chat_id: int, request_id: int, *, closed: bool) -> None:
    topic = topics.find(tx, chat_id, request_id)
    if topic is not None:
        topics.keep(tx, chat_id, request_id, replace(topic, is_closed=closed))


def _to_close(tx: Transaction, chat_id: int, request_id: int) -> Topic | None:
    topic = topics.find(tx, chat_id, request_id)
    is_over = requests.load(tx, request_id).stage.is_final
    return topic if topic and is_over and not topic.is_closed else None
