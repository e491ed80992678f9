"""One update as the office hears it: who, where, and what was said, pressed or sent."""

from dataclasses import dataclass

from telegram import Contact, Message, Update

from handlers.callbacks import OldCard, Press

_PRIVATE = "private"


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
class Visit:
    """`press` is None for a tap whose data we never made; `command` comes without slash and bot name.

    `about` is the command in a file's caption: it says what the file is for, and answers nothing.
    `is_edit` marks a message that its sender has changed afterwards.
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

    @property
    def seen(self) -> Press:
        """What the tapped button carries. Raises OldCard if it was never ours."""
        if self.press is None:
            raise OldCard
        return self.press


def visit_of(update: Update) -> Visit | None:
    """Translate an update; None for what the office has no ear for."""
    if update.callback_query is not None:
        return _tap(update)
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
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        attachment=_attachment(message),
        contact=_contact(message.contact),
        migrated_to=message.migrate_to_chat_id,
        is_edit=update.edited_message is not None,
    )


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
