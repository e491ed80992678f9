"""Telegram's refusals in its own words.

The sentences are those of the official server, https://github.com/tdlib/telegram-bot-api,
and of TDLib below it.
"""

from typing import Final

CODES: Final = {
    "Bad Request": 400,
    "Unauthorized": 401,
    "Forbidden": 403,
    "Conflict": 409,
    "Request Entity Too Large": 413,
    "Too Many Requests": 429,
    "Internal Server Error": 500,
    "Not simulated": 501,
    "Bad Gateway": 502,
    "Service Unavailable": 503,
    "Gateway Timeout": 504,
}

UNAUTHORIZED: Final = "Unauthorized"
CONFLICT: Final = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE: Final = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
TERMINATED_BY_WEBHOOK: Final = "Conflict: terminated by setWebhook request"
TOO_LARGE: Final = "Request Entity Too Large"

BODY_UNREADABLE: Final = "Bad Request: can't parse the body of the request as a JSON object"

CHAT_NOT_FOUND: Final = "Bad Request: chat not found"
NO_CHAT_ID: Final = "Bad Request: chat_id is empty"
TEXT_EMPTY: Final = "Bad Request: message text is empty"
TEXT_TOO_LONG: Final = "Bad Request: message is too long"
CAPTION_TOO_LONG: Final = "Bad Request: message caption is too long"
NOT_MODIFIED: Final = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
EDIT_NOT_FOUND: Final = "Bad Request: message to edit not found"
CANNOT_EDIT: Final = "Bad Request: message can't be edited"
NO_TEXT_TO_EDIT: Final = "Bad Request: there is no text in the message to edit"
NO_CAPTION_TO_EDIT: Final = "Bad Request: there is no caption in the message to edit"
DELETE_NOT_FOUND: Final = "Bad Request: message to delete not found"
CANNOT_DELETE: Final = "Bad Request: message can't be deleted"
TOO_OLD_TO_DELETE: Final = "Bad Request: message can't be deleted for everyone"
REPLY_NOT_FOUND: Final = "Bad Request: message to be replied not found"
BUTTON_DATA_INVALID: Final = "Bad Request: BUTTON_DATA_INVALID"
MARKUP_TOO_LONG: Final = "Bad Request: reply markup is too long"
TEXT_BUTTON: Final = (
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
)
WEBHOOK_PROOF_TOO_LONG: Final = "Bad Request: secret token is too long"
WEBHOOK_PROOF_INVALID: Final = "Bad Request: secret token contains unallowed characters"
WEBHOOK_URL_INVALID: Final = "Bad Request: bad webhook: invalid webhook URL specified"
QUERY_TOO_OLD: Final = "Bad Request: query is too old and response timeout expired or query ID is invalid"
ANSWER_TOO_LONG: Final = "Bad Request: MESSAGE_TOO_LONG"
FILE_TOO_BIG: Final = "Bad Request: file is too big"
WRONG_FILE_ID: Final = "Bad Request: wrong file_id or the file is temporarily unavailable"
WRONG_FILE_OR_URL: Final = "Bad Request: wrong file identifier/HTTP URL specified"
FILE_EMPTY: Final = "Bad Request: file must be non-empty"
NOT_A_PICTURE: Final = "Bad Request: IMAGE_PROCESS_FAILED"
MEMBER_NOT_FOUND: Final = "Bad Request: member not found"
NO_ADMINISTRATORS: Final = "Bad Request: there are no administrators in the private chat"
CANNOT_LEAVE: Final = "Bad Request: chat member status can't be changed in private chats"
COMMAND_INVALID: Final = "Bad Request: BOT_COMMAND_INVALID"
COMMAND_DESCRIPTION_INVALID: Final = "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
TOO_MANY_COMMANDS: Final = "Bad Request: BOT_COMMANDS_TOO_MUCH"

NOT_A_FORUM: Final = "Bad Request: the chat is not a forum"
NO_RIGHT_TO_CREATE_TOPICS: Final = "Bad Request: not enough rights to create a topic"
NO_RIGHT_TO_EDIT_TOPIC: Final = "Bad Request: not enough rights to edit the topic"
TOPIC_NAME_EMPTY: Final = "Bad Request: title must be non-empty"
TOPIC_ID_INVALID: Final = "Bad Request: TOPIC_ID_INVALID"
TOPIC_NOT_MODIFIED: Final = "Bad Request: TOPIC_NOT_MODIFIED"
TOPIC_CLOSED: Final = "Bad Request: TOPIC_CLOSED"
THREAD_NOT_FOUND: Final = "Bad Request: message thread not found"

BLOCKED: Final = "Forbidden: bot was blocked by the user"
DEACTIVATED: Final = "Forbidden: user is deactivated"
GROUP_DELETED: Final = "Forbidden: the group chat was deleted"
UPGRADED: Final = "Bad Request: group chat was upgraded to a supergroup chat"
NEVER_STARTED: Final = "Forbidden: bot can't initiate conversation with a user"


class Refused(Exception):  # noqa: N818 - Telegram refuses; it does not err
    """Telegram says no; the code follows from how its sentence begins."""

    def __init__(
        self, description: str, *, retry_after: int | None = None, migrate_to_chat_id: int | None = None
    ) -> None:
        super().__init__(description)
        self.description = description
        self.code = CODES[description.partition(":")[0]]
        given = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to_chat_id}
        self.parameters = {name: value for name, value in given.items() if value is not None}
        """https://core.telegram.org/bots/api#responseparameters"""


def cannot_parse(why: str) -> Refused:
    """Markup that Telegram cannot read; `why` is the part after the colon."""
    return Refused(f"Bad Request: can't parse entities: {why}")


def not_simulated(what: str) -> Refused:
    """The vendor can do this, the simulator cannot; never guess a success."""
    return Refused(f"Not simulated: {what}")


def too_many_requests(seconds: int) -> Refused:
    return Refused(f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def no_right_to_send(what: str) -> Refused:
    """A restricted bot sends nothing; `what` is the plural of what it tried to send."""
    return Refused(f"Bad Request: not enough rights to send {what} to the chat")


def upgraded(new_id: int) -> Refused:
    return Refused(UPGRADED, migrate_to_chat_id=new_id)


def kicked_from(kind: str) -> Refused:
    return Refused(f"Forbidden: bot was kicked from the {_group_words(kind)}")


def not_a_member_of(kind: str) -> Refused:
    return Refused(f"Forbidden: bot is not a member of the {_group_words(kind)}")


def _group_words(kind: str) -> str:
    return "supergroup chat" if kind == "supergroup" else "group chat"
