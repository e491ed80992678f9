"""A person with a Telegram app, played from another process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, NamedTuple, TypeVar

from simulator.control import Control, Query
from simulator.feed import Json
from simulator.seen import Button, CallbackAnswer, Chat, Document, Group, Message, Said

PATIENCE: Final = 90.0
SHOWN_ON_FAILURE: Final = 6

T = TypeVar("T")


class Press(NamedTuple):
    """A button that was on the screen, and the message below which it was."""

    message: Message
    button: Button


@dataclass(frozen=True)
class Person:
    """Without a chat named, everything happens in the private chat with the bot."""

    id: int
    name: str
    control: Control = field(repr=False, compare=False)

    @property
    def private(self) -> Chat:
        return Chat(self.id, self.name)

    async def open(self, link: str, group: Group | None = None) -> None:
        """Follow a t.me link to the bot; a startgroup link brings it into the group."""
        await self._do("open", {"link": link, "group": group.id if group else None})

    async def say(
        self, text: str, *, in_: Chat | None = None, reply_to: Message | None = None, thread: int | None = None
    ) -> Message:
        """Send a text; `thread` is the topic of a forum."""
        replied = reply_to.id if reply_to else None
        wanted: Json = {"text": text, "chat": (in_ or self.private).id, "reply_to": replied, "thread": thread}
        return Said.message(await self._do("messages", wanted))

    async def edit(self, message: Message, text: str) -> None:
        await self._do("edits", {"chat": message.chat_id, "message": message.id, "text": text})

    async def tap(
        self,
        label: str,
        *,
        on: Message | None = None,
        in_: Chat | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - a person's patience
    ) -> CallbackAnswer:
        """Press the button whose label contains `label`, waiting for it to appear, and for the answer.

        Without `on` it is the newest message in the chat with such a button. With `on` it is that
        message as it stands; if it no longer has the button, the press is the stale one of a slow app.
        """
        chat = in_ or (Chat(on.chat_id, "") if on else self.private)
        what = f"a button {label!r}" + (f" on message {on.id}" if on else "")
        press = await self._wait_for(lambda shown: _find_press(shown, label, on), what, chat, timeout)
        if press.button.data is None:
            return CallbackAnswer("", alert=False)
        return await self._press(press.message, press.button.data, press.button.label, timeout)

    async def tap_data(self, data: str, *, on: Message) -> CallbackAnswer:
        """Send forged or outdated callback data, on any message, be it gone or without buttons."""
        return await self._press(on, data, None, PATIENCE)

    async def upload(
        self,
        file_name: str,
        content: bytes,
        *,
        mime: str = "application/pdf",
        in_: Chat | None = None,
        caption: str = "",
    ) -> Message:
        file = (file_name, content, mime)
        if caption:
            return await self._send_captioned("documents", file, in_, caption)
        return await self._send_file("documents", file, in_)

    async def photo(self, content: bytes, *, in_: Chat | None = None, caption: str = "") -> Message:
        """Send a picture, which Telegram keeps as JPEG in several sizes."""
        file = ("photo.jpg", content, "image/jpeg")
        if caption:
            return await self._send_captioned("photos", file, in_, caption)
        return await self._send_file("photos", file, in_)

    async def album(
        self,
        contents: Sequence[bytes],
        *,
        file_names: Sequence[str] = (),
        in_: Chat | None = None,
        caption: str = "",
    ) -> list[Message]:
        """Send 2 to 10 pictures at once, or documents when they have names; each becomes a message of its own."""
        names = file_names or ["photo.jpg"] * len(contents)
        kind = "application/pdf" if file_names else "image/jpeg"
        files = [(name, content, kind) for name, content in zip(names, contents, strict=True)]
        query: Query = {"chat": (in_ or self.private).id, "caption": caption}
        query["as"] = "documents" if file_names else "photos"
        sent = await self.control.upload_all(f"/people/{self.id}/albums", files, query)
        return [Said.message(each) for each in sent]

    async def sticker(self, *, in_: Chat | None = None) -> Message:
        return Said.message(await self._do("stickers", {"chat": (in_ or self.private).id}))

    async def voice(self, *, in_: Chat | None = None) -> Message:
        return Said.message(await self._do("voices", {"chat": (in_ or self.private).id}))

    async def location(
        self, latitude: float = -1.867, longitude: float = 113.380, *, in_: Chat | None = None
    ) -> Message:
        where: Json = {"chat": (in_ or self.private).id, "latitude": latitude, "longitude": longitude}
        return Said.message(await self._do("locations", where))

    async def forward(self, message: Message, *, to: Chat | None = None) -> Message:
        """Send a message on, to the private chat with the bot if no other is named."""
        wanted: Json = {"chat": message.chat_id, "message": message.id, "to": (to or self.private).id}
        return Said.message(await self._do("forwards", wanted))

    async def share_contact(self, *, of: "Person | None" = None) -> Message:
        """Send one's own contact card, or that of somebody else."""
        return Said.message(await self._do("contacts", {"of": of.id if of else None}))

    async def block(self) -> None:
        await self._do("block", {})

    async def unblock(self) -> None:
        await self._do("unblock", {})

    async def deactivate(self) -> None:
        """Delete the account: the bot can write to it no more, and the person does nothing more."""
        await self._do("deactivate", {})

    async def bring_in_bot(self, group: Group) -> None:
        await self._to_group(group, "bring-in")

    async def throw_out_bot(self, group: Group) -> None:
        await self._to_group(group, "throw-out")

    async def restrict_bot(self, group: Group) -> None:
        """Take the bot's right to write; it still reads."""
        await self._to_group(group, "restrict")

    async def allow_bot(self, group: Group) -> None:
        """Give the bot back its right to write."""
        await self._to_group(group, "allow")

    async def promote_bot(self, group: Group, *, manages_topics: bool = True) -> None:
        """Make the bot an administrator, or change what it may as one."""
        await self._to_group(group, "promote", manages_topics=manages_topics)

    async def demote_bot(self, group: Group) -> None:
        await self._to_group(group, "demote")

    async def make_forum(self, group: Group, *, on: bool = True) -> None:
        """Turn the topics of a supergroup on or off."""
        await self._to_group(group, "forum", on=on)

    async def close_topic(self, group: Group, thread: int) -> None:
        await self._to_group(group, "close-topic", thread=thread)

    async def delete_topic(self, group: Group, thread: int) -> None:
        """With all that was said in it."""
        await self._to_group(group, "delete-topic", thread=thread)

    async def delete_group(self, group: Group) -> None:
        await self._to_group(group, "delete")

    async def sees(
        self,
        text: str,
        *,
        in_: Chat | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - a person's patience
        after: Message | None = None,
    ) -> Message:
        """Wait until a message from the bot contains the text; return the newest such message.

        With `after`, only messages that were sent later than it count.
        """
        since = after.id if after else 0

        def newest(shown: list[Message]) -> Message | None:
            fitting = [each for each in shown if each.from_bot and text in each.text and each.id > since]
            return fitting[-1] if fitting else None

        return await self._wait_for(newest, f"a message with {text!r}", in_ or self.private, timeout)

    async def sees_no(self, text: str, *, in_: Chat | None = None) -> None:
        shown = await self.messages(in_)
        bad = [each for each in shown if each.from_bot and text in each.text]
        if bad:
            raise AssertionError(f"{self.name} sees what should not be there:\n{_listing(bad)}")

    async def messages(self, in_: Chat | None = None) -> list[Message]:
        _, shown = await self._look(in_ or self.private)
        return shown

    async def download(self, document: Document) -> bytes:
        return await self.control.download(f"/people/{self.id}/files/{document.file_id}")

    async def _do(self, deed: str, wanted: Json) -> Json:
        return await self.control.post(f"/people/{self.id}/{deed}", wanted)

    async def _press(self, on: Message, data: str, label: str | None, seconds: float) -> CallbackAnswer:
        wanted: Json = {"chat": on.chat_id, "message": on.id, "data": data, "label": label, "wait": seconds}
        answer = (await self._do("taps", wanted))["answer"]
        if answer is None:
            raise AssertionError(f"{self.name} tapped {label or data!r} and got no answer in {seconds} s")
        return Said.callback_answer(answer)

    async def _to_group(self, group: Group, deed: str, **more: bool | int) -> None:
        await self.control.post(f"/groups/{group.id}/{deed}", {"by": self.id, **more})

    async def _send_file(self, deed: str, file: tuple[str, bytes, str], in_: Chat | None) -> Message:
        return await self._send_captioned(deed, file, in_, "")

    async def _send_captioned(self, deed: str, file: tuple[str, bytes, str], in_: Chat | None, caption: str) -> Message:
        path = f"/people/{self.id}/{deed}"
        return Said.message(await self.control.upload(path, file, (in_ or self.private).id, caption))

    async def _look(self, chat: Chat) -> tuple[int, list[Message]]:
        seen = await self.control.get(f"/people/{self.id}/messages", {"chat": chat.id})
        return Said.number(seen["seq"]), [Said.message(each) for each in Said.rows(seen["messages"])]

    async def _wait_for(self, find: Callable[[list[Message]], T | None], what: str, chat: Chat, seconds: float) -> T:
        """Look again after each change in the chat until something is found."""
        end = monotonic() + seconds
        while True:
            seq, shown = await self._look(chat)
            if (found := find(shown)) is not None:
                return found
            if not await self.control.events(seq, max(end - monotonic(), 0), chat.id) and monotonic() >= end:
                raise AssertionError(_waited_in_vain(self.name, what, seconds, shown))


def _find_press(shown: list[Message], label: str, on: Message | None) -> Press | None:
    """The newest message first; with `on`, its present form before its remembered one."""
    candidates = shown[::-1] if on is None else [*(each for each in shown if each.id == on.id), on]
    for message in candidates:
        if button := _labelled(message, label):
            return Press(message, button)
    return None


def _labelled(message: Message, label: str) -> Button | None:
    exact = (each for each in message.buttons if each.label == label)
    near = (each for each in message.buttons if label in each.label)
    return next(exact, None) or next(near, None)


def _waited_in_vain(name: str, what: str, seconds: float, shown: list[Message]) -> str:
    listing = _listing(shown[-SHOWN_ON_FAILURE:]) or "  (nothing)"
    return f"{name} waited {seconds:g} s for {what}, but the chat shows:\n{listing}"


def _listing(messages: list[Message]) -> str:
    return "\n".join(each.on_one_line() for each in messages)
