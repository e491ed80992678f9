"""The Bot API's methods, each a function from a validated call to its result."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from aiogram import methods as api
from pydantic import BaseModel

from simulator.feed import Json
from simulator.telegram.methods import editing, membership, profile, receiving, sending, topics, webhooks
from simulator.telegram.reading import Parameters, understand
from simulator.telegram.state import Bot, World

M = TypeVar("M", bound=BaseModel)
Result = bool | Json | list[Json]


class Answers(Protocol):
    """Anything that can answer a call."""

    def __call__(self, world: World, bot: Bot, parameters: Parameters) -> Result | Awaitable[Result]: ...


@dataclass(frozen=True)
class Method(Generic[M]):
    """A model that reads the call, and the function that carries it out."""

    model: type[M]
    carry_out: Callable[[World, Bot, M], Result | Awaitable[Result]]

    def __call__(self, world: World, bot: Bot, parameters: Parameters) -> Result | Awaitable[Result]:
        return self.carry_out(world, bot, understand(self.model, parameters))


METHODS: Final[dict[str, Answers]] = {
    "getUpdates": Method(api.GetUpdates, receiving.get_updates),
    "setWebhook": Method(api.SetWebhook, webhooks.set_webhook),
    "deleteWebhook": Method(api.DeleteWebhook, webhooks.delete_webhook),
    "getWebhookInfo": Method(api.GetWebhookInfo, webhooks.get_webhook_info),
    "answerCallbackQuery": Method(api.AnswerCallbackQuery, receiving.answer_callback_query),
    "getFile": Method(api.GetFile, receiving.get_file),
    "sendMessage": Method(api.SendMessage, sending.send_message),
    "sendDocument": Method(api.SendDocument, sending.send_document),
    "sendPhoto": Method(api.SendPhoto, sending.send_photo),
    "sendChatAction": Method(api.SendChatAction, sending.send_chat_action),
    "editMessageText": Method(api.EditMessageText, editing.edit_message_text),
    "editMessageCaption": Method(api.EditMessageCaption, editing.edit_message_caption),
    "editMessageReplyMarkup": Method(api.EditMessageReplyMarkup, editing.edit_message_reply_markup),
    "deleteMessage": Method(api.DeleteMessage, editing.delete_message),
    "createForumTopic": Method(api.CreateForumTopic, topics.create_forum_topic),
    "editForumTopic": Method(api.EditForumTopic, topics.edit_forum_topic),
    "closeForumTopic": Method(api.CloseForumTopic, topics.close_forum_topic),
    "reopenForumTopic": Method(api.ReopenForumTopic, topics.reopen_forum_topic),
    "getMe": Method(api.GetMe, profile.get_me),
    "setMyCommands": Method(api.SetMyCommands, profile.set_my_commands),
    "deleteMyCommands": Method(api.DeleteMyCommands, profile.delete_my_commands),
    "getMyCommands": Method(api.GetMyCommands, profile.get_my_commands),
    "setMyDescription": Method(api.SetMyDescription, profile.set_my_description),
    "setMyShortDescription": Method(api.SetMyShortDescription, profile.set_my_short_description),
    "setMyName": Method(api.SetMyName, profile.set_my_name),
    "getChat": Method(api.GetChat, membership.get_chat),
    "getChatMember": Method(api.GetChatMember, membership.get_chat_member),
    "getChatAdministrators": Method(api.GetChatAdministrators, membership.get_chat_administrators),
    "leaveChat": Method(api.LeaveChat, membership.leave_chat),
}
