"""The simulated Telegram for those who play its people: tests and the demo, from any process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

from simulator.control import Control
from simulator.feed import Json
from simulator.person import Person
from simulator.seen import Button, Call, CallbackAnswer, Chat, Document, Event, Group, Message, Said, Topic

__all__ = [
    "Button",
    "Call",
    "CallbackAnswer",
    "Chat",
    "Document",
    "Event",
    "Group",
    "Message",
    "Person",
    "Simulator",
    "Topic",
]


@dataclass(frozen=True)
class Simulator:
    """The world around one bot. What cannot be done raises AssertionError with the reason."""

    control: Control

    @classmethod
    @asynccontextmanager
    async def at(cls, api_url: str) -> AsyncIterator[Self]:
        async with Control.at(api_url) as control:
            yield cls(control)

    async def bot(self, token: str, *, username: str | None = None, name: str | None = None) -> None:
        """Declare a bot before it calls, so that people can already write to it."""
        await self.control.post("/bots", {"token": token, "username": username, "name": name})

    async def bots(self) -> list[Json]:
        """The bots with their commands by scope, their descriptions and their waiting updates."""
        return await self.control.get_list("/bots")

    async def person(self, name: str, *, username: str | None = None, phone: str | None = None) -> Person:
        made = await self.control.post("/people", {"name": name, "username": username, "phone": phone})
        return Person(Said.number(made["id"]), name, self.control)

    async def group(
        self, title: str, members: Sequence[Person], *, kind: str = "supergroup", with_bot: bool = False
    ) -> Group:
        """Make a group, owned by its first member; the bot joins now, or when a startgroup link is opened.

        The kind is supergroup or group.
        """
        wanted: Json = {"title": title, "members": [each.id for each in members], "kind": kind}
        made = await self.control.post("/groups", {**wanted, "with_bot": with_bot})
        return Group(Said.number(made["id"]), title)

    async def topics(self, group: Group) -> list[Topic]:
        """The topics of a forum, the oldest first."""
        return [Said.topic(each) for each in await self.control.get_list(f"/groups/{group.id}/topics")]

    async def migrate(self, group: Group) -> Group:
        """Let a group become a supergroup, under a new id."""
        made = await self.control.post(f"/groups/{group.id}/upgrade", {})
        return Group(Said.number(made["id"]), group.title)

    async def advance(self, seconds: float) -> None:
        """Let time pass at once: for dates, flood clocks and all that becomes too old."""
        await self.control.post("/clock", {"advance_seconds": seconds})

    async def limits(self, **changed: float | None) -> dict[str, float | None]:
        """Change the flood clocks and return what now holds; None takes a limit away.

        There are bot_per_second, private_per_second and group_per_minute, and the bursts before they bite:
        bot_burst, private_burst and group_burst.
        """
        return Said.limits(await self.control.post("/limits", dict(changed)))

    async def no_limits(self) -> None:
        """Stop all flood clocks."""
        await self.limits(bot_per_second=None, private_per_second=None, group_per_minute=None)

    async def calls(self, method: str | None = None) -> list[Call]:
        asked: dict[str, str | float] = {"method": method} if method else {}
        return [Said.call(each) for each in await self.control.get_list("/calls", asked)]

    async def fail(
        self,
        method: str,
        *,
        kind: str,
        times: int = 1,
        status: int = 502,
        retry_after: int | None = None,
        seconds: float = 0,
        description: str | None = None,
    ) -> None:
        """Let the next calls of a method fail; `*` stands for any method."""
        wanted: Json = {"method": method, "kind": kind, "times": times, "status": status}
        more: Json = {"retry_after": retry_after, "seconds": seconds, "description": description}
        await self.control.post("/faults", {**wanted, **more})

    async def no_more_faults(self) -> None:
        await self.control.delete("/faults")

    async def forget(self) -> None:
        """Begin anew: no people, chats, files, faults, calls or waiting updates; bots and the feed go on."""
        await self.control.post("/forget", {})

    async def events(self, after: int, wait: float, *, chat: Chat | None = None) -> list[Event]:
        """What happened after a sequence number, waiting `wait` seconds, a minute at most, for the first."""
        return await self.control.events(after, wait, chat.id if chat else None)

    async def raw_update(self, update: Json) -> None:
        """Put any JSON into the bot's queue."""
        await self.control.post("/updates", update)
