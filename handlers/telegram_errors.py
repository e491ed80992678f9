"""What Telegram's errors mean for what is owed: wait, give up, or nothing at all.

`BadRequest` and `TimedOut` are both subclasses of PTB's `NetworkError`, and a timeout does not mean "not delivered".
"""

from datetime import timedelta
from typing import Final

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from office.sop.errors import VendorError

_VENDOR: Final = "telegram"
_PERMANENT: Final = (
    "bot was blocked by the user",
    "user is deactivated",
    "bot was kicked from the",
    "bot is not a member of the",
    "the group chat was deleted",
    "chat not found",
    "bot can't initiate conversation with a user",
    "peer_id_invalid",
    "not enough rights to send",
    "message is too long",
    "message caption is too long",
    "can't parse entities",
)
"""Forbidden or Bad Request for good: this will never arrive there until a human changes something."""
_UNCHANGED: Final = ("message is not modified", "topic_not_modified")
_TOPIC_GONE: Final = ("message thread not found", "topic_id_invalid", "topic_deleted")
_NO_RIGHT_TO_TOPICS: Final = ("not enough rights to create a topic", "not enough rights to edit the topic")
_GONE: Final = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message_id_invalid",
)


class Migrated(VendorError):  # noqa: N818 - a finding
    """The group has become a supergroup under this id; nothing was sent."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(_VENDOR, f"the group is now {chat_id}", retry=True, retry_after=0)
        self.chat_id = chat_id


class Unchanged(VendorError):  # noqa: N818 - a finding
    """The message already says exactly this, or the topic is so already."""


class Gone(VendorError):  # noqa: N818 - a finding
    """The message cannot be edited or deleted any more: a new one is needed, or nothing."""


class TopicGone(VendorError):  # noqa: N818 - a finding
    """Somebody has deleted the topic, or the group is no forum any more: there is another way."""


class TopicClosed(VendorError):  # noqa: N818 - a finding
    """Somebody has closed the topic: it must be opened first."""


class NoForum(VendorError):  # noqa: N818 - a finding
    """The group has no topics."""


class NoRightToTopics(VendorError):  # noqa: N818 - a finding
    """The group's administrators have not let the bot manage topics."""


_OF_TOPICS: Final[tuple[tuple[tuple[str, ...], type[VendorError]], ...]] = (
    (_TOPIC_GONE, TopicGone),
    (("topic_closed",), TopicClosed),
    (("the chat is not a forum",), NoForum),
    (_NO_RIGHT_TO_TOPICS, NoRightToTopics),
)
"""What is said of topics; each may work later, and has its own way round."""


def as_vendor_error(exc: TelegramError) -> VendorError:
    """Translate; what is not known as permanent may work later."""
    if isinstance(exc, ChatMigrated):
        return Migrated(exc.new_chat_id)
    if isinstance(exc, RetryAfter):
        wait = exc.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        return VendorError(_VENDOR, "flood control", retry=True, retry_after=seconds)
    said = exc.message.lower()
    if any(words in said for words in _UNCHANGED):
        return Unchanged(_VENDOR, exc.message, retry=False)
    if any(words in said for words in _GONE):
        return Gone(_VENDOR, exc.message, retry=False)
    for sentences, found in _OF_TOPICS:
        if any(words in said for words in sentences):
            return found(_VENDOR, exc.message, retry=True)
    refused = isinstance(exc, Forbidden | BadRequest) and any(words in said for words in _PERMANENT)
    shown = "the bot's token is refused" if isinstance(exc, InvalidToken) else exc.message
    return VendorError(_VENDOR, shown, retry=not refused)
