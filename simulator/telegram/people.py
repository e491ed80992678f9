"""What people do in their Telegram app."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlsplit

from simulator.telegram import groups
from simulator.telegram.chats import Chat, Posted, Standing, Topic
from simulator.telegram.delivery import deliver, stand
from simulator.telegram.formatting import typed_by_a_person
from simulator.telegram.posting import change, post
from simulator.telegram.state import Bot, Person, World

LONGEST_TYPED: Final = 4096
PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Impossible(Exception):  # noqa: N818 - a verdict on the request, not a failure
    """A person could not do this: the request of the test or the demo is wrong."""


@dataclass(frozen=True)
class Place:
    """Where a person acts."""

    world: World
    person: Person
    chat: Chat


def at(world: World, person: Person, chat: Chat) -> Place:
    """Raises Impossible for a person who is not in the chat."""
    if not chat.has(person.user.id):
        raise Impossible(f"{person.user.first_name} is not in {chat.title}")
    return Place(world, person, chat)


def check_alive(place: Place) -> None:
    """Raises Impossible where nobody can do anything any more."""
    if place.chat.is_gone:
        raise Impossible(f"{place.chat.title} is gone")
    if place.person.is_gone:
        raise Impossible(f"{place.person.user.first_name} has no account any more")


def say(place: Place, text: str, *, reply_to: int | None = None, thread: int | None = None) -> Posted:
    """Send a text, perhaps in a topic. Raises Impossible for one that no Telegram app would send."""
    if not text.strip() or len(text) > LONGEST_TYPED:
        raise Impossible(f"a text has 1 to {LONGEST_TYPED} characters, not {len(text)}")
    typed = typed_by_a_person(text)
    return send(place, {"text": typed.text, "entities": typed.entities or None}, reply_to=reply_to, thread=thread)


def edit(place: Place, message_id: int, text: str) -> None:
    """Rewrite one's own text, which bots see as an edited message."""
    check_alive(place)
    posted = standing_message(place.chat, message_id)
    if posted.sender is None or posted.sender.id != place.person.user.id:
        raise Impossible(f"message {message_id} is somebody else's")
    typed = typed_by_a_person(text)
    change(place.world, place.chat, posted, {"text": typed.text, "entities": typed.entities or None})
    deliver(place.world, place.chat, posted, "edited_message")


def block(world: World, person: Person, bot: Bot) -> None:
    stand(world, world.private_chat(bot, person), bot, person.user, Standing.KICKED)


def unblock(world: World, person: Person, bot: Bot) -> None:
    stand(world, world.private_chat(bot, person), bot, person.user, Standing.MEMBER)


def deactivate(world: World, person: Person) -> None:
    """Delete the account. What the person wrote stays."""
    person.is_gone = True
    for (_, number), private in world.privates.items():
        private.is_gone = private.is_gone or number == person.user.id


def open_link(world: World, person: Person, bot: Bot, link: str, group: Chat | None) -> None:
    """Follow a t.me link to the bot, with its start or startgroup payload; Start also ends a block.

    https://core.telegram.org/bots/features#deep-linking
    """
    _check_payload(link)
    query = parse_qs(urlsplit(link).query, keep_blank_values=True)
    if "startgroup" in query:
        _open_in_group(world, person, bot, query["startgroup"][0], group)
        return
    private = world.private_chat(bot, person)
    if private.standing(bot.id) is Standing.KICKED:
        unblock(world, person, bot)
    say(at(world, person, private), f"/start {query.get('start', [''])[0]}".strip())


def _check_payload(link: str) -> None:
    """Apps do not pass on what is longer or has other characters."""
    for name, value in parse_qsl(urlsplit(link).query):
        if name in ("start", "startgroup") and not PAYLOAD.fullmatch(value):
            raise Impossible(f"a {name} payload has up to 64 of A-Z, a-z, 0-9, _ and -, not {value!r}")


def _open_in_group(world: World, person: Person, bot: Bot, payload: str, group: Chat | None) -> None:
    if group is None:
        raise Impossible("a startgroup link needs a group to add the bot to")
    place = at(world, person, group)
    groups.bring_in(world, person, bot, group)
    if payload:
        say(place, f"/start@{bot.username} {payload}")


def standing_message(chat: Chat, message_id: int) -> Posted:
    posted = chat.messages.get(message_id)
    if posted is None:
        raise Impossible(f"there is no message {message_id} in {chat.title}")
    return posted


def send(
    place: Place, content: Mapping[str, object], *, reply_to: int | None = None, thread: int | None = None
) -> Posted:
    """Send a message of any kind; a reply stands where what it replies to stands."""
    check_alive(place)
    if place.chat.upgraded_to is not None:
        raise Impossible(f"{place.chat.title} goes on as the supergroup {place.chat.upgraded_to}")
    _enter(place)
    replied = standing_message(place.chat, reply_to) if reply_to else None
    if replied is not None:
        thread = replied.message.message_thread_id
    topic_of(place.chat, thread)
    posted = post(place.world, place.chat, place.person.user, content, reply_to=replied, thread=thread)
    deliver(place.world, place.chat, posted)
    return posted


def topic_of(chat: Chat, thread: int | None) -> Topic | None:
    """Raises Impossible for a topic that is not there."""
    if thread is None:
        return None
    topic = chat.topics.get(thread)
    if topic is None:
        raise Impossible(f"{chat.title} has no topic {thread}")
    return topic


def _enter(place: Place) -> None:
    """A first word to a bot lets it answer."""
    chat, person = place.chat, place.person
    if not chat.is_private or person.bot is None:
        return
    standing = chat.standing(person.bot.id)
    if standing is Standing.KICKED:
        raise Impossible(f"{person.user.first_name} has blocked the bot and must unblock it first")
    chat.standings[person.bot.id] = Standing.MEMBER
