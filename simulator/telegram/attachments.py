"""What people send besides texts. Each carries the shape in which a bot receives it."""

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from aiogram import types

from simulator.telegram.chats import Posted
from simulator.telegram.formatting import typed_by_a_person
from simulator.telegram.people import Impossible, Place, send, standing_message
from simulator.telegram.state import Person

SMALLEST_ALBUM: Final = 2
LARGEST_ALBUM: Final = 10
STICKER: Final = b"a sticker, which nobody opens"
VOICE: Final = b"a voice message, which nobody hears"
FORWARDED: Final = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "document",
    "photo",
    "contact",
    "sticker",
    "voice",
    "location",
)
"""What a forwarded message takes along."""

Named = tuple[str, str, bytes]
"""A file's name, claimed type and content. Pictures that are to be photos have no name."""


def send_file(place: Place, file: Named, caption: str = "", **more: object) -> Posted:
    """Send a document under its claimed name and type, or a photo if it has no name."""
    name, mime, content = file
    files = place.world.files
    sent = {"document": files.add_document(name, mime, content)} if name else {"photo": files.add_photo(content)}
    return send(place, {**sent, **_caption(caption), **more})


def send_album(place: Place, files: Sequence[Named], caption: str = "") -> list[Posted]:
    """Send several at once: a bot gets one update for each, with the same group and no count.

    Raises Impossible for another number than Telegram's apps allow.
    """
    if not SMALLEST_ALBUM <= len(files) <= LARGEST_ALBUM:
        raise Impossible(f"an album has {SMALLEST_ALBUM} to {LARGEST_ALBUM} files, not {len(files)}")
    group = str(uuid4().int % 10**17)
    captions = [caption, *[""] * (len(files) - 1)]
    return [send_file(place, file, said, media_group_id=group) for file, said in zip(files, captions, strict=True)]


def send_sticker(place: Place) -> Posted:
    kept = place.world.files.keep("stickers", "sticker.webp", "image/webp", STICKER)
    size = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
    sticker = {"file_id": kept.id, "file_unique_id": kept.unique_id, "file_size": kept.size, "emoji": "👍", **size}
    return send(place, {"sticker": types.Sticker.model_validate(sticker)})


def send_voice(place: Place) -> Posted:
    kept = place.world.files.keep("voice", "voice.oga", "audio/ogg", VOICE)
    voice = {"file_id": kept.id, "file_unique_id": kept.unique_id, "file_size": kept.size, "mime_type": kept.mime}
    return send(place, {"voice": types.Voice.model_validate({**voice, "duration": 3})})


def send_location(place: Place, latitude: float, longitude: float) -> Posted:
    return send(place, {"location": types.Location(latitude=latitude, longitude=longitude)})


def share_contact(place: Place, whose: Person) -> Posted:
    """Send a contact card, which names its owner's account whoever sends it."""
    card = types.Contact(phone_number=whose.phone, first_name=whose.user.first_name, user_id=whose.user.id)
    return send(place, {"contact": card})


def forward(origin: Place, message_id: int, to: Place) -> Posted:
    """Send what stands in one chat to another; it names who wrote it first."""
    message = standing_message(origin.chat, message_id).message
    taken = {name: value for name in FORWARDED if (value := getattr(message, name)) is not None}
    if not taken:
        raise Impossible(f"message {message_id} has nothing to forward")
    first = types.MessageOriginUser.model_validate({"date": message.date, "sender_user": message.from_user})
    return send(to, {**taken, "forward_origin": first})


def _caption(text: str) -> dict[str, object]:
    typed = typed_by_a_person(text)
    return {"caption": typed.text, "caption_entities": typed.entities or None} if text else {}
