"""Everything Telegram remembers, in plain dictionaries."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from aiogram import types

from simulator.clock import Clock
from simulator.feed import Feed, Json
from simulator.telegram.chats import Chat, Standing
from simulator.telegram.errors import CHAT_NOT_FOUND, UNAUTHORIZED, Refused
from simulator.telegram.faults import Faults
from simulator.telegram.files import FileStore
from simulator.telegram.flood import FloodClocks
from simulator.telegram.updates import UpdateQueue
from simulator.telegram.webhooks import Couriers, Webhook
from simulator.waiting import Bell

DEFAULT_USERNAME: Final = "loket_bot"
DEFAULT_NAME: Final = "Loket"
TOKEN: Final = re.compile(r"(\d{1,16}):\S+")
FIRST_PERSON: Final = 410_000_001
FIRST_GROUP: Final = 5_000_001
SUPERGROUP_BASE: Final = -1_000_000_000_000

Scope = tuple[str, str]
"""A command scope as JSON, and a language."""


@dataclass
class Bot:
    token: str
    id: int
    username: str
    name: str
    queue: UpdateQueue
    commands: dict[Scope, list[types.BotCommand]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    """Descriptions and names by field and language."""
    webhook: Webhook | None = None

    @property
    def user(self) -> types.User:
        return types.User(id=self.id, is_bot=True, first_name=self.name, username=self.username)


@dataclass
class Person:
    user: types.User
    phone: str
    bot: Bot | None = None
    """The bot this person talked to last."""
    is_gone: bool = False


@dataclass
class Query:
    """A pressed button that waits for the bot's answer."""

    id: str
    chat: Chat
    person: Person
    at: datetime
    answer: Json | None = None


@dataclass(frozen=True)
class Call:
    """One call a bot made, and what it was told."""

    method: str
    params: Json
    code: int
    description: str


class World:
    """All bots, people, groups, files and calls of one simulated Telegram."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.clock = Clock()
        self.feed = Feed(self.bell, self.clock)
        self.couriers = Couriers(self.bell, self.clock)
        self.bots: dict[str, Bot] = {}
        self._last_person = FIRST_PERSON - 1
        self._last_group = FIRST_GROUP - 1
        self.forget()

    def forget(self) -> None:
        """Begin anew, but for the bots, the feed and the clock, which go on: a bot may be polling."""
        self.files = FileStore()
        self.faults = Faults()
        self.flood = FloodClocks(self.clock)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Chat] = {}
        self.privates: dict[tuple[int, int], Chat] = {}
        self.queries: dict[str, Query] = {}
        self.calls: list[Call] = []
        for bot in self.bots.values():
            bot.queue.drop_all()

    def resume(self) -> None:
        """Go on bringing updates to webhooks after a restart."""
        for bot in self.bots.values():
            if bot.webhook is not None:
                self.couriers.start(bot.queue, bot.webhook)

    def bot_for(self, token: str) -> Bot:
        """Return the bot of any well-formed token. Raises Refused for another text."""
        matched = TOKEN.fullmatch(token)
        if not matched:
            raise Refused(UNAUTHORIZED)
        return self.bots.get(token) or self.add_bot(token, int(matched.group(1)))

    def add_bot(self, token: str, bot_id: int) -> Bot:
        username = DEFAULT_USERNAME if not self.bots else f"loket{len(self.bots) + 1}_bot"
        bot = Bot(token, bot_id, username, DEFAULT_NAME, UpdateQueue(self.bell, self.clock))
        self.bots[token] = bot
        self.bell.ring()
        return bot

    def bot_named(self, username: str) -> Bot | None:
        return next((each for each in self.bots.values() if each.username == username), None)

    def add_person(self, name: str, username: str | None, phone: str | None) -> Person:
        number = self._last_person = self._last_person + 1
        user = types.User(id=number, is_bot=False, first_name=name, username=username, language_code="id")
        person = Person(user, phone or f"62812{number}")
        self.people[number] = person
        return person

    def add_group(self, title: str, kind: str, members: list[types.User]) -> Chat:
        number = self._last_group = self._last_group + 1
        group_id = SUPERGROUP_BASE - number if kind == "supergroup" else -number
        group = Chat(group_id, kind, title, members)
        self.groups[group_id] = group
        return group

    def private_chat(self, bot: Bot, person: Person) -> Chat:
        key = (bot.id, person.user.id)
        if key not in self.privates:
            private = Chat(person.user.id, "private", person.user.first_name, [person.user], is_gone=person.is_gone)
            self.privates[key] = private
        return self.privates[key]

    def chat_for(self, bot: Bot, chat_id: int | str) -> Chat:
        """Return the chat if this bot has ever met it. Raises Refused otherwise."""
        if not isinstance(chat_id, int):
            raise Refused(CHAT_NOT_FOUND)
        if person := self.people.get(chat_id):
            return self.private_chat(bot, person)
        group = self.groups.get(chat_id)
        if group is None or group.standing(bot.id) is Standing.STRANGER:
            raise Refused(CHAT_NOT_FOUND)
        return group
