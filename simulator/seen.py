"""What a person, or a reader of the feed, sees of the simulated Telegram."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from simulator.feed import Json


@dataclass(frozen=True)
class Button:
    label: str
    data: str | None
    url: str | None
    style: str | None
    copy_text: str | None = None


@dataclass(frozen=True)
class Document:
    file_name: str
    size: int
    file_id: str
    mime: str | None = None


@dataclass(frozen=True)
class Chat:
    id: int
    title: str


@dataclass(frozen=True)
class Group(Chat):
    """A chat of several people, in which the bot may be too."""


@dataclass(frozen=True)
class Topic:
    """A topic of a forum; `thread` is its id."""

    thread: int
    name: str
    closed: bool


@dataclass(frozen=True)
class Message:
    """A message in its form at the time of asking; `text` is the caption where there is a document."""

    id: int
    chat_id: int
    sender: str
    text: str
    buttons: tuple[Button, ...]
    keyboard: tuple[str, ...]
    document: Document | None
    edits: int
    reply_to: int | None
    force_reply: bool
    placeholder: str | None
    from_bot: bool
    html: str
    photo: Document | None
    keyboard_removed: bool
    rows: tuple[int, ...]
    """How many inline buttons stand in each row."""
    album: str | None = None
    """The same for all messages of one album."""
    forwarded: bool = False
    silent: bool = False
    thread: int | None = None
    """The topic that it stands in; None is General."""

    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    def on_one_line(self) -> str:
        """Show who said what, and the buttons, for the text of a failing test."""
        buttons = "".join(f" [{label}]" for label in self.labels())
        attached = f" ({self.document.file_name})" if self.document else ""
        return f"  {self.id:>4} {self.sender}: {self.text!r}{attached}{buttons}"


@dataclass(frozen=True)
class CallbackAnswer:
    text: str
    alert: bool


@dataclass(frozen=True)
class Call:
    """One call of the Bot API by the bot; code 0 means that the connection broke before it."""

    method: str
    params: Json
    code: int
    description: str


@dataclass(frozen=True)
class Event:
    seq: int
    kind: str
    at: str
    chat_id: int
    chat_title: str
    sender: str
    text: str
    message: Message | None
    details: Json


class Said:
    """What the control API said, read into these values."""

    _message = TypeAdapter(Message)
    _event = TypeAdapter(Event)
    _topic = TypeAdapter(Topic)
    _call = TypeAdapter(Call)
    _answer = TypeAdapter(CallbackAnswer)
    _number = TypeAdapter(int)
    _limits = TypeAdapter(dict[str, float | None])
    _rows = TypeAdapter(list[Json])
    _grid = TypeAdapter(list[list[object]])

    @classmethod
    def message(cls, seen: Json) -> Message:
        """Flatten rows of buttons and keys, which people read one after the other."""
        buttons = cls._grid.validate_python(seen["buttons"])
        keyboard = cls._grid.validate_python(seen["keyboard"])
        flat = {
            **seen,
            "buttons": [button for row in buttons for button in row],
            "rows": [len(row) for row in buttons],
            "keyboard": [label for row in keyboard for label in row],
        }
        return cls._message.validate_python(flat)

    @classmethod
    def event(cls, told: Json) -> Event:
        message = told["message"]
        seen = cls.message(message) if isinstance(message, dict) else None
        return cls._event.validate_python({**told, "message": seen})

    @classmethod
    def topic(cls, told: Json) -> Topic:
        return cls._topic.validate_python(told)

    @classmethod
    def call(cls, recorded: Json) -> Call:
        return cls._call.validate_python(recorded)

    @classmethod
    def callback_answer(cls, answer: object) -> CallbackAnswer:
        return cls._answer.validate_python(answer)

    @classmethod
    def number(cls, value: object) -> int:
        return cls._number.validate_python(value)

    @classmethod
    def limits(cls, value: object) -> dict[str, float | None]:
        return cls._limits.validate_python(value)

    @classmethod
    def rows(cls, value: object) -> list[Json]:
        return cls._rows.validate_python(value)
