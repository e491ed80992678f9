"""Chats and what stands in them."""

from dataclasses import dataclass, field
from enum import StrEnum

from aiogram import types

Asking = types.ReplyKeyboardMarkup | types.ReplyKeyboardRemove | types.ForceReply


class Standing(StrEnum):
    """How a bot stands to a chat; in a private chat KICKED means blocked."""

    STRANGER = "stranger"
    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    RESTRICTED = "restricted"
    KICKED = "kicked"
    LEFT = "left"

    @property
    def is_inside(self) -> bool:
        """Whether the bot reads what is written; a restricted one may not answer."""
        return self in (Standing.MEMBER, Standing.ADMINISTRATOR, Standing.RESTRICTED)


@dataclass
class Posted:
    """A message that stands in a chat, in its newest form."""

    message: types.Message
    asking: Asking | None = None
    edits: int = 0
    is_silent: bool = False
    """It made no sound when it came."""

    @property
    def sender(self) -> types.User | None:
        return self.message.from_user


@dataclass
class Topic:
    """A part of a forum; its id is that of the service message with which it began."""

    id: int
    name: str
    made_by: int
    is_closed: bool = False


@dataclass
class Chat:
    """Messages by id, and the standing of each bot. Ids grow by one and are never used again."""

    id: int
    kind: str
    title: str
    members: list[types.User] = field(default_factory=list)
    standings: dict[int, Standing] = field(default_factory=dict)
    messages: dict[int, Posted] = field(default_factory=dict)
    last_message_id: int = 0
    is_gone: bool = False
    """A group that was deleted, or the chat of a person who has deleted the account."""
    upgraded_to: int | None = None
    """The id of the supergroup that this group has become."""
    is_forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    """All but General, which is where no topic is named."""
    topic_managers: set[int] = field(default_factory=set)
    """The bots whose right as administrators is to manage topics."""

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    @property
    def label(self) -> tuple[int, str]:
        return self.id, self.title

    @property
    def shape(self) -> types.Chat:
        """The chat as Telegram describes it inside messages."""
        if self.is_private:
            person = self.members[0]
            return types.Chat(id=self.id, type=self.kind, first_name=person.first_name, username=person.username)
        return types.Chat(id=self.id, type=self.kind, title=self.title, is_forum=self.is_forum or None)

    def standing(self, bot_id: int) -> Standing:
        return self.standings.get(bot_id, Standing.STRANGER)

    def has(self, user_id: int) -> bool:
        return any(each.id == user_id for each in self.members)

    def next_message_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id
