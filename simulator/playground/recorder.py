"""Writes down what is played as a journey test, statement by statement."""

import base64
import json
from dataclasses import dataclass, field
from textwrap import indent
from typing import Final

from simulator.feed import Json
from simulator.playground.deeds import Deed, File
from simulator.playground.samples import SAMPLES
from simulator.playground.screens import Screens, telling_part
from simulator.stories import signed_letter

LARGEST_INLINE: Final = 6_000
HEAD: Final = '''"""Recorded in the playground: a journey test, to be put into tests/journeys/."""

import base64

from simulator.playground.samples import SAMPLES
from simulator.stage import Stage
from simulator.stories import signed_letter

__all__ = ["SAMPLES", "base64", "signed_letter"]


async def test_what_was_played_in_the_playground_happens_again(stage: Stage) -> None:
'''


@dataclass
class Recorder:
    """Each deed waits in the test for what its person saw in the playground."""

    screens: Screens
    group: int = 0
    names: dict[int, str] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)
    deeds: int = 0

    def officials(self, roles: dict[int, str]) -> None:
        """The test opens its office too, so these people are there already."""
        self.statements.append("if not stage.cast:\n    await stage.open_office()")
        for person, role in roles.items():
            self.names[person] = role
            self.statements.append(f'{role} = stage["{role}"]')

    def newcomer(self, person: int, name: str) -> None:
        taken = set(self.names.values())
        self.names[person] = "applicant" if "applicant" not in taken else f"person_{len(taken) + 1}"
        self.statements.append(f"{self.names[person]} = await stage.simulator.person({_quoted(name)})")

    def invited(self, person: int, role: str) -> None:
        """The link is of this run only; the test asks for its own."""
        self._add(f'(link,) = await stage.invite("{role}")')
        self._add(f"await {self.names[person]}.open(link)")

    def world(self, statement: str) -> None:
        """Something that happens to the office: a fault, a killed program."""
        self._add(statement)

    def deed(self, deed: Deed) -> None:
        who = self.names.get(deed.person)
        if who is None:
            return
        match deed.kind:
            case "taps":
                self._tap(who, deed)
            case "open":
                self._add(f"await {who}.open({_quoted(deed.wanted['link'])})")
            case "messages":
                self._seen_first(who, deed)
                replied = self._message(who, deed, "reply_to")
                more = self._place(deed) + (f", reply_to={replied}" if replied else "")
                self._add(f"await {who}.say({_quoted(deed.words)}{more})")
            case "photos" | "documents" if deed.file:
                self._seen_first(who, deed)
                self._add(f"await {who}.{_sent(deed.kind, deed.file)}{self._place(deed)})")
            case "contacts":
                self._seen_first(who, deed)
                self._add(f"await {who}.share_contact()")
            case "block" | "unblock":
                self._add(f"await {who}.{deed.kind}()")

    def test(self) -> str:
        """The whole file; at its end everybody sees what was on their screens last."""
        body = "\n".join([*self.statements, *self._last_seen()])
        return HEAD + indent(body, "    ") + "\n"

    def _add(self, statement: str) -> None:
        self.deeds += 1
        self.statements.append(statement)

    def _tap(self, who: str, deed: Deed) -> None:
        on = self._message(who, deed, "message")
        label = _quoted(deed.words)
        self._add(f"await {who}.tap({label}, on={on})" if on else f"await {who}.tap({label}{self._place(deed)})")

    def _seen_first(self, who: str, deed: Deed) -> None:
        newest = self.screens.newest_from_bot(deed.chat)
        if newest is not None:
            self.statements.append(f"await {self._sees(who, newest)}")

    def _message(self, who: str, deed: Deed, key: str) -> str:
        """An expression that waits for the message which the deed is about."""
        found = self.screens.message(deed.chat, deed.wanted.get(key))
        return f"await {self._sees(who, found)}" if found is not None and found["from_bot"] else ""

    def _sees(self, who: str, message: Json) -> str:
        place = ", in_=stage.group" if message["chat_id"] == self.group else ""
        return f"{who}.sees({_quoted(telling_part(message))}{place}, timeout=30)"

    def _place(self, deed: Deed) -> str:
        return ", in_=stage.group" if deed.chat == self.group else ""

    def _last_seen(self) -> list[str]:
        chats = {**self.names, **({self.group: self.names[next(iter(self.names))]} if self.names else {})}
        newest = ((who, self.screens.newest_from_bot(chat)) for chat, who in chats.items())
        return [f"await {self._sees(who, message)}" for who, message in newest if message is not None]


def _quoted(words: object) -> str:
    return json.dumps(str(words), ensure_ascii=False)


def _sent(kind: str, file: File) -> str:
    """The call without its end. A large file of the player's own is stood in for by a sample."""
    name, content, mime = file
    if kind == "photos":
        return f"photo({_content(content, 'photo')}"
    return f"upload({_quoted(name)}, {_content(content, 'pdf')}, mime={_quoted(mime)}"


def _content(content: bytes, stand_in: str) -> str:
    if content == signed_letter():
        return "signed_letter()"
    known = next((key for key, each in SAMPLES.items() if each.make() == content), None)
    if known is None and len(content) <= LARGEST_INLINE:
        return f'base64.b64decode("{base64.b64encode(content).decode()}")'
    return f'SAMPLES["{known or stand_in}"].make()'
