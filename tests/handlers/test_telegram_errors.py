"""What Telegram's errors mean: wait, give up, post anew, or nothing at all."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.telegram_errors import (
    Gone,
    Migrated,
    NoForum,
    NoRightToTopics,
    TopicClosed,
    TopicGone,
    Unchanged,
    as_vendor_error,
)
from office.sop.errors import VendorError

FOR_GOOD = [
    Forbidden("Forbidden: bot was blocked by the user"),
    Forbidden("Forbidden: user is deactivated"),
    Forbidden("Forbidden: bot was kicked from the supergroup chat"),
    BadRequest("Chat not found"),
    Forbidden("Forbidden: bot can't initiate conversation with a user"),
]
FOR_NOW = [
    TimedOut(),
    NetworkError("Bad Gateway"),
    BadRequest("Something that nobody has seen before"),
    Forbidden("Forbidden: something new"),
    TelegramError("Internal Server Error"),
    InvalidToken(),
]


@pytest.mark.parametrize("error", FOR_GOOD, ids=str)
def test_a_chat_that_will_never_hear_us_is_given_up(error: TelegramError) -> None:
    meant = as_vendor_error(error)

    assert isinstance(meant, VendorError)
    assert not meant.retry


@pytest.mark.parametrize("error", FOR_NOW, ids=repr)
def test_what_is_not_known_as_permanent_is_tried_again(error: TelegramError) -> None:
    meant = as_vendor_error(error)

    assert isinstance(meant, VendorError)
    assert meant.retry


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("after", [7, timedelta(seconds=7)])
def test_telegram_says_how_long_to_wait(after: int | timedelta) -> None:
    meant = as_vendor_error(RetryAfter(after))

    assert isinstance(meant, VendorError)
    assert (meant.retry, meant.retry_after) == (True, 7.0)


def test_a_group_with_a_new_id_is_followed() -> None:
    meant = as_vendor_error(ChatMigrated(-1002))

    assert isinstance(meant, Migrated)
    assert meant.chat_id == -1002


def test_a_message_that_says_so_already_is_no_trouble() -> None:
    assert isinstance(as_vendor_error(BadRequest("Message is not modified: specified new message…")), Unchanged)


@pytest.mark.parametrize("said", ["Message to edit not found", "Message can't be edited", "MESSAGE_ID_INVALID"])
def test_a_message_that_cannot_be_edited_is_posted_anew(said: str) -> None:
    assert isinstance(as_vendor_error(BadRequest(said)), Gone)


def test_a_refused_token_is_named_without_showing_it() -> None:
    assert "token is refused" in str(as_vendor_error(InvalidToken("123456:secret")))
    assert "secret" not in str(as_vendor_error(InvalidToken("123456:secret")))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Message thread not found", TopicGone),
        ("Topic_id_invalid", TopicGone),
        ("Topic_closed", TopicClosed),
        ("The chat is not a forum", NoForum),
        ("Not enough rights to create a topic", NoRightToTopics),
        ("Topic_not_modified", Unchanged),
    ],
)
def test_what_telegram_says_of_topics_has_its_own_way_round(said: str, meant: type[VendorError]) -> None:
    assert type(as_vendor_error(BadRequest(said))) is meant


def test_a_bot_that_may_not_write_is_not_taken_for_one_that_may_not_make_topics() -> None:
    meant = as_vendor_error(BadRequest("Not enough rights to send text messages to the chat"))

    assert type(meant) is VendorError
    assert not meant.retry
