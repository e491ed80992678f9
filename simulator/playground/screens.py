"""What stands on the screens now, kept up from the feed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from simulator.feed import Json

_DIGIT: Final = re.compile(r"\d")
TELLING: Final = 12
TELLING_PART: Final = 24
LONGEST: Final = 60


@dataclass
class Screens:
    """Messages by chat and id, in their newest form."""

    chats: dict[int, dict[int, Json]] = field(default_factory=dict)

    def take(self, happened: Sequence[Json]) -> None:
        for event in happened:
            message = event["message"]
            if isinstance(message, dict):
                shown = self.chats.setdefault(message["chat_id"], {})
                if event["kind"] == "delete":
                    shown.pop(message["id"], None)
                else:
                    shown[message["id"]] = message

    def message(self, chat: int, number: object) -> Json | None:
        return next((each for each in self.chats.get(chat, {}).values() if each["id"] == number), None)

    def newest_from_bot(self, chat: int) -> Json | None:
        shown = [each for each in self.chats.get(chat, {}).values() if each["from_bot"]]
        return shown[-1] if shown else None


def telling_part(message: Json) -> str:
    """Words by which the message is known on another day: no numbers, dates or times.

    The last line comes first, since a card tells there how things stand.
    """
    lines = [line.strip() for line in str(message["text"]).splitlines() if line.strip()]
    parts = [(_DIGIT.split(line)[0], TELLING if not _DIGIT.search(line) else TELLING_PART) for line in lines]
    telling = [part for part, enough in parts if len(part) >= enough]
    found = telling[-1] if telling else max((part for part, _ in parts), key=len, default="")
    return found[:LONGEST]
