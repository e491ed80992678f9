"""Messages, files and pictures on their way out, and what becomes of them: edited, without buttons, taken away."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from telegram import Bot, BotCommand, BotCommandScopeChat, ForceReply, LinkPreviewOptions
from telegram.constants import ParseMode

from handlers.buttons import Bubble
from handlers.calling import Calls
from handlers.fitting import cut_to_fit
from handlers.telegram_errors import Gone, Unchanged
from handlers.topics import Topics
from office.register.owed import Debt
from office.sop.errors import VendorError
from office.sop.ringing import Ringing

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_UPLOAD_TIMEOUT: Final = 60


class Outgoing:
    """Outside the office's hours nothing that we send makes a sound.

    Raises VendorError for what Telegram did not take.
    """

    def __init__(self, bot: Bot, call: Calls, topics: Topics, ringing: Ringing, clock: Callable[[], datetime]) -> None:
        self._bot, self._call, self._topics = bot, call, topics
        self._ringing, self._clock = ringing, clock

    async def send(self, debt: Debt, bubble: Bubble, *, markup: ForceReply | None = None) -> int:
        """Say what is owed where it belongs; return the message's id."""
        sent = await self._topics.say(
            debt.payload["chat_id"],
            debt,
            lambda to, thread: self._bot.send_message(
                to,
                cut_to_fit(bubble.html),
                parse_mode=ParseMode.HTML,
                reply_markup=markup or bubble.markup,
                link_preview_options=_NO_PREVIEW,
                disable_notification=self._is_quiet,
                message_thread_id=thread,
            ),
        )
        return sent.message_id

    async def send_document(self, debt: Debt, content: bytes, file_name: str, caption: str) -> None:
        """Hand over the file that is owed, where it belongs."""
        await self._topics.say(
            debt.payload["chat_id"],
            debt,
            lambda to, thread: self._bot.send_document(
                to, content, filename=file_name, **self._of_upload(caption, thread)
            ),
        )

    async def send_photo(self, debt: Debt, png: bytes, caption: str) -> int:
        """Show a picture where it belongs, with what it says in words; return the message's id."""
        sent = await self._topics.say(
            debt.payload["chat_id"],
            debt,
            lambda to, thread: self._bot.send_photo(to, png, **self._of_upload(caption, thread)),
        )
        return sent.message_id

    async def edit(self, chat_id: int, message_id: int, bubble: Bubble) -> bool:
        """Return whether the message now says this; False if it cannot be edited any more."""
        markup: Any = bubble.markup
        try:
            await self._call(
                chat_id,
                lambda to: self._bot.edit_message_text(
                    cut_to_fit(bubble.html),
                    to,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=markup,
                    link_preview_options=_NO_PREVIEW,
                ),
            )
        except Unchanged:
            return True
        except Gone:
            return False
        return True

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from an older copy; should that fail, its revision makes them harmless."""
        with suppress(VendorError):
            await self._call(chat_id, lambda to: self._bot.edit_message_reply_markup(to, message_id))

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Take a message out of the chat, whoever wrote it; one that is gone, or too old for it, is left."""
        with suppress(Gone):
            await self._call(chat_id, lambda to: self._bot.delete_message(to, message_id))

    async def set_commands(self, chat_id: int, commands: Sequence[BotCommand]) -> None:
        """The chat's menu of commands."""
        await self._call(chat_id, lambda to: self._bot.set_my_commands(commands, BotCommandScopeChat(to)))

    @property
    def bot_name(self) -> str:
        """The bot's user name, as links have it."""
        return self._bot.username

    def _of_upload(self, caption: str, thread: int | None) -> dict[str, Any]:
        """What a file and a picture are sent with alike."""
        return {
            "caption": caption,
            "parse_mode": ParseMode.HTML,
            "message_thread_id": thread,
            "disable_notification": self._is_quiet,
            "write_timeout": _UPLOAD_TIMEOUT,
            "read_timeout": _UPLOAD_TIMEOUT,
        }

    @property
    def _is_quiet(self) -> bool:
        return not self._ringing.is_loud(self._clock())
