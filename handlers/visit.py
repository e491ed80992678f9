"""One update as the office hears it: who, where, and what was said, pressed or sent."""

from dataclasses import dataclass

from telegram import ChatMember, ChatMemberRestricted, Contact, Message, Update
from telegram.constants import ChatMemberStatus

from handlers.callbacks import OldCard, Press

_PRIVATE = "private"
_MAY_WRITE = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that lies at Telegram; its size is Telegram's word, its type nobody's."""

    file_id: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class SharedContact:
    phone: str
    owner: int | None


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody has changed about the bot in a chat: whether it could write there, and whether it can now."""

    could_write: bool
    can_write: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """`press` is None for a tap whose data we never made; `command` comes without slash and bot name.

    `about` is the command in a file's caption: it says what the file is for, and answers nothing.
    `reply_to` is the message of ours that it replies to. `is_edit` marks a message that its sender has changed
    afterwards, `is_forwarded` words that somebody else may have written, to somebody else; `thread` is the group's
    topic in which something was said or tapped, None in General.
    """

    update_id: int
    sender: int
    chat: int
    private: bool
    message: int = 0
    text: str = ""
    command: str = ""
    about: str = ""
    reply_to: int | None = None
    query: str | None = None
    press: Press | None = None
    attachment: Attachment | None = None
    contact: SharedContact | None = None
    migrated_to: int | None = None
    is_edit: bool = False
    is_forwarded: bool = False
    rights: Rights | None = None
    thread: int | None = None

    @property
    def seen(self) -> Press:
        """What the tapped button carries. Raises OldCard if it was never ours."""
        if self.press is None:
            raise OldCard
        return self.press


def visit_of(update: Update, me: int) -> Visit | None:
    """Translate an update to the bot with this id; None for what the office has no ear for."""
    if update.callback_query is not None:
        return _tap(update)
    if update.my_chat_member is not None:
        return _rights(update)
    message = update.message or update.edited_message
    if message is None or message.from_user is None:
        return None
    command, text = _command(message.text or "")
    about, _ = _command(message.caption or "")
    return Visit(
        update_id=update.update_id,
        sender=message.from_user.id,
        chat=message.chat_id,
        private=message.chat.type == _PRIVATE,
        message=message.message_id,
        text=text,
        command=command,
        about=about,
        reply_to=_reply_to(message, me),
        attachment=_attachment(message),
        contact=_contact(message.contact),
        migrated_to=message.migrate_to_chat_id,
        is_edit=update.edited_message is not None,
        is_forwarded=message.forward_origin is not None,
        thread=_topic(message),
    )


def _reply_to(message: Message, me: int) -> int | None:
    """What of ours somebody answers; whatever is said in a topic replies to its head, and answers nothing."""
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None or replied.from_user is None:
        return None
    return replied.message_id if replied.from_user.id == me else None


def _topic(message: Message) -> int | None:
    """Only a forum has topics: elsewhere a thread is no more than a chain of replies."""
    return message.message_thread_id if message.is_topic_message and message.chat.type != _PRIVATE else None


def _rights(update: Update) -> Visit | None:
    changed = update.my_chat_member
    if changed is None:
        return None
    return Visit(
        update_id=update.update_id,
        sender=changed.from_user.id,
        chat=changed.chat.id,
        private=changed.chat.type == _PRIVATE,
        rights=Rights(may_write(changed.old_chat_member), may_write(changed.new_chat_member)),
    )


def may_write(member: ChatMember) -> bool:
    """Whether this member may send messages."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status in _MAY_WRITE


def _tap(update: Update) -> Visit | None:
    query = update.callback_query
    if query is None or query.message is None:
        return None
    try:
        press = Press.unpack(query.data or "")
    except OldCard:
        press = None
    return Visit(
        update_id=update.update_id,
        sender=query.from_user.id,
        chat=query.message.chat.id,
        private=query.message.chat.type == _PRIVATE,
        message=query.message.message_id,
        query=query.id,
        press=press,
        thread=_topic(query.message) if isinstance(query.message, Message) else None,
    )


def _command(text: str) -> tuple[str, str]:
    if not text.startswith("/"):
        return "", text
    first, _, rest = text.partition(" ")
    return first[1:].partition("@")[0].lower(), rest.strip()


def _attachment(message: Message) -> Attachment | None:
    if message.document is not None:
        document = message.document
        return Attachment(document.file_id, document.file_size or 0, document.file_name or "berkas")
    if message.photo:
        largest = message.photo[-1]
        return Attachment(largest.file_id, largest.file_size or 0, "surat-permohonan.jpg")
    return None


def _contact(contact: Contact | None) -> SharedContact | None:
    return SharedContact(contact.phone_number, contact.user_id) if contact else None
