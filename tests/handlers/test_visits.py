"""What Telegram sends, as the office hears it, and where it goes."""

from typing import Any

import pytest
from telegram import ChatMemberRestricted, Update

from handlers.callbacks import OldCard, Press
from handlers.router import COMMANDS, GROUP_COMMANDS, TAPS, route
from handlers.visit import Rights, Visit, visit_of

PERSON = {"id": 7, "is_bot": False, "first_name": "Siti"}
BOT: dict[str, Any] = {"id": 1, "is_bot": True, "first_name": "Loket"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Siti"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Operator"}


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_790_000_000, "chat": PRIVATE, "from": PERSON, **more}


def heard(**update: Any) -> Visit | None:
    return visit_of(Update.de_json({"update_id": 1, **update}, None), BOT["id"])


def said(**more: Any) -> Visit:
    visit = heard(message=message(**more))
    assert visit is not None
    return visit


def tapped(data: str | None, chat: dict[str, Any] = PRIVATE) -> Visit:
    query = {"id": "q", "from": PERSON, "chat_instance": "1", "data": data, "message": message(chat=chat)}
    visit = heard(callback_query=query)
    assert visit is not None
    return visit


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("/start", "start", ""),
        ("/start abc-_123", "start", "abc-_123"),
        ("/START@loket_bot  x ", "start", "x"),
        ("/ajukan sekarang juga", "ajukan", "sekarang juga"),
        ("halo", "", "halo"),
        (" /start", "", " /start"),
    ],
)
def test_a_command_is_told_from_what_follows_it(text: str, command: str, rest: str) -> None:
    visit = said(text=text)

    assert (visit.command, visit.text) == (command, rest)


@pytest.mark.parametrize("data", ["v1:dispose:17:3:", "v1:edit:1:2:target"])
def test_a_tap_on_our_button_is_read(data: str) -> None:
    assert tapped(data).press == Press.unpack(data)


@pytest.mark.parametrize("data", [None, "", "x", "v9:dispose:1:1:", "v1:dispose:x:1:"])
def test_a_tap_that_is_not_ours_is_an_old_card_with_an_answer(data: str | None) -> None:
    visit = tapped(data)

    assert route(visit) not in TAPS.values()
    with pytest.raises(OldCard):
        _ = visit.seen


def test_a_tap_for_an_unknown_action_is_an_old_card() -> None:
    assert route(tapped("v1:delete_all:1:1:")) is route(tapped("x"))


@pytest.mark.parametrize("action", sorted(TAPS))
def test_a_tap_goes_to_the_handler_of_its_action(action: str) -> None:
    assert route(tapped(f"v1:{action}:1:1:")) is TAPS[action]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_in_private_goes_to_its_handler(command: str) -> None:
    assert route(said(text=f"/{command}")) is COMMANDS[command]


def test_an_unknown_command_gets_help() -> None:
    assert route(said(text="/hapus")) is COMMANDS["bantuan"]


@pytest.mark.parametrize("command", ["ajukan", "status", "hapus"])
def test_a_private_command_in_a_group_is_not_for_us(command: str) -> None:
    assert route(said(text=f"/{command}", chat=GROUP)) not in GROUP_COMMANDS.values()


def test_the_queue_can_be_asked_for_in_the_group() -> None:
    assert route(said(text="/antrian@loket_bot", chat=GROUP)) is GROUP_COMMANDS["antrian"]


def test_a_file_is_heard_with_its_size_and_name() -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_size": 12, "file_name": "surat.pdf"}

    attachment = said(document=document).attachment

    assert attachment is not None
    assert (attachment.file_id, attachment.size, attachment.name) == ("f", 12, "surat.pdf")


def test_of_a_photo_the_largest_size_is_taken() -> None:
    sizes = [{"file_id": f"f{n}", "file_unique_id": f"u{n}", "width": n, "height": n} for n in (90, 320, 1280)]

    attachment = said(photo=sizes).attachment

    assert attachment is not None
    assert attachment.file_id == "f1280"


def test_a_contact_is_heard_with_its_owner() -> None:
    contact = said(contact={"phone_number": "+6281234567890", "first_name": "Budi", "user_id": 9}).contact

    assert contact is not None
    assert (contact.phone, contact.owner) == ("+6281234567890", 9)


def test_a_contact_without_an_account_has_no_owner() -> None:
    contact = said(contact={"phone_number": "+6281234567890", "first_name": "Budi"}).contact

    assert contact is not None
    assert contact.owner is None


def test_a_group_that_moves_is_heard() -> None:
    assert said(chat=GROUP, migrate_to_chat_id=-1002).migrated_to == -1002


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"message": {key: value for key, value in message(text="x").items() if key != "from"}},
        {"callback_query": {"id": "q", "from": PERSON, "chat_instance": "1", "data": "v1:dispose:1:1:"}},
        {"my_chat_member": None},
    ],
)
def test_what_the_office_has_no_ear_for_is_not_a_visit(update: dict[str, Any]) -> None:
    assert heard(**update) is None


@pytest.mark.parametrize("kind", ["sticker", "voice", "location"])
def test_a_message_without_words_is_an_empty_text(kind: str) -> None:
    content = {
        "sticker": {
            "file_id": "f",
            "file_unique_id": "u",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        },
        "voice": {"file_id": "f", "file_unique_id": "u", "duration": 1},
        "location": {"longitude": 1.0, "latitude": 1.0},
    }

    assert said(**{kind: content[kind]}).text == ""


def member(status: str, **more: Any) -> dict[str, Any]:
    return {"status": status, "user": {"id": 1, "is_bot": True, "first_name": "Loket"}, **more}


def restricted(*, may_send: bool) -> dict[str, Any]:
    rights = dict.fromkeys((name for name in ChatMemberRestricted.__slots__ if name.startswith("can_")), may_send)
    return member("restricted", is_member=True, until_date=0, **rights)


@pytest.mark.parametrize(
    ("before", "after", "rights"),
    [
        (member("kicked", until_date=0), member("member"), Rights(could_write=False, can_write=True)),
        (member("member"), member("left"), Rights(could_write=True, can_write=False)),
        (member("member"), restricted(may_send=False), Rights(could_write=True, can_write=False)),
        (restricted(may_send=False), restricted(may_send=True), Rights(could_write=False, can_write=True)),
    ],
)
def test_what_the_bot_may_do_in_a_group_is_heard(before: dict[str, Any], after: dict[str, Any], rights: Rights) -> None:
    changed = {"chat": GROUP, "from": PERSON, "date": 1_790_000_000}
    visit = heard(my_chat_member={**changed, "old_chat_member": before, "new_chat_member": after})

    assert visit is not None
    assert visit.rights == rights


def test_what_is_said_in_a_topic_answers_nothing_but_a_reply_there_does() -> None:
    head = message(chat=GROUP, forum_topic_created={"name": "P-2026-00017 dlh", "icon_color": 7})
    asked = message(chat=GROUP, text="Mengapa?", **{"from": BOT})
    place = {"chat": GROUP, "is_topic_message": True, "message_thread_id": 5}

    assert said(text="halo", reply_to_message=head, **place).reply_to is None
    assert said(text="begini", reply_to_message={**asked, "message_id": 9}, **place).reply_to == 9


PLACE: dict[str, Any] = {"is_topic_message": True, "message_thread_id": 5}


@pytest.mark.parametrize(
    ("place", "thread"),
    [
        ({"chat": GROUP, **PLACE}, 5),
        ({"chat": GROUP}, None),
        ({"chat": GROUP, "message_thread_id": 5}, None),
        ({"chat": PRIVATE, **PLACE}, None),
    ],
)
def test_only_what_is_said_or_tapped_in_a_groups_topic_has_a_place(place: dict[str, Any], thread: int | None) -> None:
    query = {"id": "q", "from": PERSON, "chat_instance": "1", "data": "x", "message": message(**place)}
    tap = heard(callback_query=query)

    assert said(text="/papan", **place).thread == thread
    assert tap is not None
    assert tap.thread == thread


def test_a_tap_below_a_message_that_telegram_no_longer_shows_has_no_place() -> None:
    gone = {"chat": GROUP, "message_id": 5, "date": 0}
    tap = heard(callback_query={"id": "q", "from": PERSON, "chat_instance": "1", "data": "x", "message": gone})

    assert tap is not None
    assert tap.thread is None


@pytest.mark.parametrize("whose", [PERSON, {**BOT, "id": 1087968824}, None], ids=["person", "other bot", "channel"])
def test_a_reply_to_what_somebody_else_said_answers_nothing_of_ours(whose: dict[str, Any] | None) -> None:
    other = message(text="Mengapa?", **{"from": whose})

    assert said(text="begini", reply_to_message=other).reply_to is None


def test_what_was_forwarded_is_told_from_what_was_typed() -> None:
    origin = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "Budi"}

    assert said(text="begini", forward_origin=origin).is_forwarded
    assert not said(text="begini").is_forwarded
