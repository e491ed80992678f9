"""What a test or the demo may ask of people and groups: the bodies of the control API."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.telegram.faults import FaultKind


class Wish(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewBot(Wish):
    token: str
    username: str | None = None
    name: str | None = None


class NewPerson(Wish):
    name: str
    username: str | None = None
    phone: str | None = None


class NewGroup(Wish):
    title: str
    members: list[int]
    kind: Literal["group", "supergroup"] = "supergroup"
    with_bot: bool = False


class OpenLink(Wish):
    link: str
    group: int | None = None


class Say(Wish):
    text: str
    chat: int | None = None
    reply_to: int | None = None
    thread: int | None = None


class EditOwn(Wish):
    chat: int
    message: int
    text: str


class Tap(Wish):
    chat: int
    message: int
    label: str | None = None
    data: str | None = None
    wait: float = Field(default=10, ge=0)


class ShareContact(Wish):
    of: int | None = None


class Somewhere(Wish):
    """In the private chat where no other is named."""

    chat: int | None = None


class Location(Somewhere):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Forward(Wish):
    chat: int
    message: int
    to: int | None = None


class DoneBy(Wish):
    by: int


class Promote(DoneBy):
    manages_topics: bool = True


class Forum(DoneBy):
    on: bool = True


class OfTopic(DoneBy):
    thread: int


class Advance(Wish):
    advance_seconds: float = Field(ge=0)


class NewLimits(Wish):
    bot_per_second: float | None = Field(default=None, gt=0)
    bot_burst: int = Field(default=1, ge=1)
    private_per_second: float | None = Field(default=None, gt=0)
    private_burst: int = Field(default=1, ge=1)
    group_per_minute: float | None = Field(default=None, gt=0)
    group_burst: int = Field(default=1, ge=1)


class NewFault(Wish):
    method: str
    kind: FaultKind
    times: int = 1
    status: int = 502
    retry_after: int | None = None
    seconds: float = 0
    description: str | None = None
