"""Text as people see it: markup turned into entities, commands found, lengths counted.

https://core.telegram.org/bots/api#html-style
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from aiogram.types import MessageEntity

from simulator.telegram.errors import Refused, cannot_parse, not_simulated

SIMPLE_TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
}
MOST_ENTITIES: Final = 100
"""Telegram leaves out those beyond: https://limits.tginfo.me/en"""
NAMED_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
COMMAND: Final = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")

Attributes = dict[str, str | None]


@dataclass(frozen=True)
class Formatted:
    text: str
    entities: list[MessageEntity] = field(default_factory=list)


@dataclass(frozen=True)
class _Opened:
    tag: str
    entity: MessageEntity | None
    """None for a tag that only refines its parent: the code within a pre."""


def units(text: str) -> int:
    """Count UTF-16 code units, in which Telegram measures offsets."""
    return len(text.encode("utf-16-le")) // 2


def typed_by_a_person(text: str) -> Formatted:
    """Mark the commands in a text, as a Telegram app does while one types."""
    found = [
        MessageEntity(type="bot_command", offset=units(text[: at.start()]), length=units(at.group()))
        for at in COMMAND.finditer(text)
    ]
    return Formatted(text, found)


def formatted(text: str, parse_mode: object, given: list[MessageEntity] | None) -> Formatted:
    """Read a bot's text the way its parse mode says, then trim it as Telegram does.

    Raises Refused for markup that Telegram would not accept.
    """
    if not isinstance(parse_mode, str) or not parse_mode:
        return _trimmed(Formatted(text, given or []))
    if parse_mode.lower() != "html":
        raise not_simulated(f"parse_mode {parse_mode}")
    return _trimmed(parse_html(text))


def parse_html(source: str) -> Formatted:
    """Turn HTML into text and entities. Raises Refused when a tag is unknown or left open."""
    parser = _TelegramHtml(source)
    parser.feed(source)
    parser.close()
    return parser.result()


def _trimmed(given: Formatted) -> Formatted:
    body = given.text.rstrip()
    first = min((each.offset for each in given.entities), default=len(body))
    cut = min(len(body) - len(body.lstrip()), first)
    text = body[cut:]
    kept = [_clipped(each, cut, units(text)) for each in given.entities]
    return Formatted(text, [each for each in kept if each.length > 0][:MOST_ENTITIES])


def _clipped(entity: MessageEntity, cut: int, end: int) -> MessageEntity:
    offset = entity.offset - cut
    return entity.model_copy(update={"offset": offset, "length": min(entity.length, end - offset)})


class _TelegramHtml(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = source.split("\n")
        self._text = ""
        self._open: list[_Opened] = []
        self._closed: list[MessageEntity] = []

    def result(self) -> Formatted:
        if self._open:
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        filled = (each for each in self._closed if each.length > 0)
        return Formatted(self._text, sorted(filled, key=lambda each: (each.offset, -each.length)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(_Opened(tag, self._entity(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            raise cannot_parse(f"Unexpected end tag at byte offset {self._byte_offset()}")
        opened = self._open.pop()
        if opened.tag != tag:
            where = f"at byte offset {self._byte_offset()}"
            raise cannot_parse(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{tag}>"')
        if opened.entity is not None:
            length = units(self._text) - opened.entity.offset
            self._closed.append(opened.entity.model_copy(update={"length": length}))

    def handle_data(self, data: str) -> None:
        # The parser hands over a "<" that opens no tag as text; Telegram does not.
        if "<" in data:
            raise self._unsupported("")
        self._text += data

    def handle_entityref(self, name: str) -> None:
        self._text += NAMED_CHARACTERS.get(name, f"&{name};")

    def handle_charref(self, name: str) -> None:
        number = int(name[1:], 16) if name[:1] in "xX" else int(name)
        self._text += chr(number)

    def handle_comment(self, data: str) -> None:
        raise self._unsupported(f"!--{data}")

    def handle_decl(self, decl: str) -> None:
        raise self._unsupported(f"!{decl}")

    def handle_pi(self, data: str) -> None:
        raise self._unsupported(f"?{data}")

    def _entity(self, tag: str, attributes: Attributes) -> MessageEntity | None:
        if tag == "code" and self._open and self._open[-1].tag == "pre":
            self._refine_pre(attributes)
            return None
        made = self._described(tag, attributes)
        if made is None:
            raise self._unsupported(tag)
        return made

    def _described(self, tag: str, attributes: Attributes) -> MessageEntity | None:
        match tag:
            case "a":
                return self._begin("text_link", url=attributes.get("href") or "")
            case "blockquote":
                return self._begin("expandable_blockquote" if "expandable" in attributes else "blockquote")
            case "span" if attributes.get("class") == "tg-spoiler":
                return self._begin("spoiler")
            case "tg-time":
                return self._begin("date_time", unix=attributes.get("unix"), form=attributes.get("format"))
            case _ if tag in SIMPLE_TAGS:
                return self._begin(SIMPLE_TAGS[tag])
        return None

    def _begin(
        self, kind: str, *, url: str | None = None, unix: str | None = None, form: str | None = None
    ) -> MessageEntity:
        moment = int(unix) if unix else None
        at = units(self._text)
        return MessageEntity(type=kind, offset=at, length=0, url=url, unix_time=moment, date_time_format=form)

    def _refine_pre(self, attributes: Attributes) -> None:
        opened = self._open.pop()
        language = (attributes.get("class") or "").removeprefix("language-") or None
        if opened.entity is not None:
            refined = opened.entity.model_copy(update={"language": language})
            self._open.append(_Opened(opened.tag, refined))

    def _unsupported(self, tag: str) -> Refused:
        return cannot_parse(f'Unsupported start tag "{tag}" at byte offset {self._byte_offset()}')

    def _byte_offset(self) -> int:
        line, column = self.getpos()
        before = [*self._lines[: line - 1], self._lines[line - 1][:column]]
        return len("\n".join(before).encode())
