"""Chats and who is in them. https://core.telegram.org/bots/api#getchat"""

from aiogram import types
from aiogram.methods import GetChat, GetChatAdministrators, GetChatMember, LeaveChat

from simulator.feed import Json
from simulator.telegram import errors
from simulator.telegram.access import chat_to_speak_in
from simulator.telegram.chats import Chat, Standing
from simulator.telegram.delivery import member_shape, stand
from simulator.telegram.errors import Refused
from simulator.telegram.posting import dumped, post
from simulator.telegram.state import Bot, World


def get_chat(world: World, bot: Bot, call: GetChat) -> Json:
    chat = world.chat_for(bot, call.chat_id)
    if chat.is_private and chat.standing(bot.id) is Standing.STRANGER:
        raise Refused(errors.CHAT_NOT_FOUND)
    no_gifts = types.AcceptedGiftTypes(
        unlimited_gifts=False,
        limited_gifts=False,
        unique_gifts=False,
        premium_subscription=False,
        gifts_from_channels=False,
    )
    shape = {**dumped(chat.shape), "accent_color_id": 0, "max_reaction_count": 11}
    return dumped(types.ChatFullInfo.model_validate({**shape, "accepted_gift_types": no_gifts}))


def get_chat_member(world: World, bot: Bot, call: GetChatMember) -> Json:
    chat = chat_to_speak_in(world, bot, call.chat_id)
    if call.user_id == bot.id:
        return {**member_shape(chat, bot, chat.standing(bot.id)), "user": dumped(bot.user)}
    person = world.people.get(call.user_id)
    if person is None:
        raise Refused(errors.MEMBER_NOT_FOUND)
    return dumped(_member(chat, person.user))


def get_chat_administrators(world: World, bot: Bot, call: GetChatAdministrators) -> list[Json]:
    chat = chat_to_speak_in(world, bot, call.chat_id)
    if chat.is_private:
        raise Refused(errors.NO_ADMINISTRATORS)
    return [dumped(_member(chat, chat.members[0]))] if chat.members else []


def leave_chat(world: World, bot: Bot, call: LeaveChat) -> bool:
    chat = chat_to_speak_in(world, bot, call.chat_id)
    if chat.is_private:
        raise Refused(errors.CANNOT_LEAVE)
    post(world, chat, bot.user, {"left_chat_member": bot.user})
    stand(world, chat, bot, bot.user, Standing.LEFT)
    return True


def _member(chat: Chat, user: types.User) -> types.ChatMember:
    """Whoever made the group owns it; the others are plain members."""
    if not chat.has(user.id):
        return types.ChatMemberLeft(user=user)
    if not chat.is_private and chat.members[0].id == user.id:
        return types.ChatMemberOwner(user=user, is_anonymous=False)
    return types.ChatMemberMember(user=user)
