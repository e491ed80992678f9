"""Names are held by one request; directories and chats follow what happens outside."""

from datetime import timedelta

import pytest

from office.register import cards, opds, owed, rooms, services
from office.register.cards import Shown
from office.register.engine import Transaction
from office.register.owed import Kind
from office.register.services import NameClaimed
from office.sop.plan import Fqdn
from tests.office.register.books import NOW, a_person, a_request

NAME, OTHER = Fqdn("dinkes.contoh.go.id"), Fqdn("dinsos.contoh.go.id")


def test_a_name_is_held_by_one_request(tx: Transaction) -> None:
    services.claim(tx, NAME, a_request(tx))

    with pytest.raises(NameClaimed):
        services.claim(tx, NAME, a_request(tx))


def test_a_request_holds_one_name(tx: Transaction) -> None:
    request, other = a_request(tx), a_request(tx)
    services.claim(tx, NAME, request)

    services.claim(tx, OTHER, request)

    services.claim(tx, NAME, other)


def test_a_request_may_claim_its_own_name_again(tx: Transaction) -> None:
    request = a_request(tx)
    services.claim(tx, NAME, request)

    services.claim(tx, NAME, request)

    assert not services.is_claimed(tx, NAME, but_by=request.id)


def test_a_released_name_is_free(tx: Transaction) -> None:
    request, other = a_request(tx), a_request(tx)
    services.claim(tx, NAME, request)

    services.release(tx, request)

    assert not services.is_claimed(tx, NAME, but_by=other.id)


def test_a_unit_is_in_the_directory_once_whatever_its_letter_case(tx: Transaction) -> None:
    assert opds.ensure(tx, "Dinas Sosial").id == opds.ensure(tx, "DINAS SOSIAL").id


def test_the_office_list_is_taken_over_only_into_an_empty_directory(tx: Transaction) -> None:
    opds.ensure(tx, "Dinas Sosial")

    opds.fill_if_empty(tx, [("Dinas Kesehatan", "dinkes")])

    assert [unit.name for unit in opds.all_units(tx)] == ["Dinas Sosial"]


def test_a_group_that_became_a_supergroup_keeps_its_purpose_and_gets_new_cards(tx: Transaction) -> None:
    rooms.bind(tx, -1)
    cards.remember(tx, -1, "request:1", Shown(7, 1, "x"))

    rooms.migrated(tx, -1, -1001)

    assert rooms.find(tx) == -1001
    assert cards.chats_showing(tx, "request:1") == set()


def test_what_is_owed_to_a_group_follows_it(tx: Transaction) -> None:
    payload = {"chat_id": -1, "subject": "request:1"}
    owed.add(tx, Kind.CARD, owed.chat_lane(-1), payload, now=NOW, key="card:-1:request:1")
    owed.add(tx, Kind.NOTICE, owed.chat_lane(-1), {"chat_id": -1, "say": "x"}, now=NOW)
    owed.add(tx, Kind.REPORT, "report:-1", {"chat_id": -1, "period": "2026-11"}, now=NOW)
    owed.add(tx, Kind.NOTICE, owed.chat_lane(-10), {"chat_id": -10, "say": "x"}, now=NOW)

    rooms.migrated(tx, -1, -1001)

    heads = owed.claim(tx, now=NOW, lease=timedelta(minutes=1), busy=set())
    moved = [("chat:-1001", -1001), ("report:-1001", -1001), ("chat:-10", -10)]
    assert [(head.lane, head.payload["chat_id"]) for head in heads] == moved
    assert owed.is_due(tx, "card:-1001:request:1", subject="request:1")


def test_binding_another_group_replaces_the_first(tx: Transaction) -> None:
    rooms.bind(tx, -1)

    rooms.bind(tx, -2)

    assert rooms.find(tx) == -2


def test_a_chat_shows_a_subject_in_one_message(tx: Transaction) -> None:
    cards.remember(tx, 1, "request:1", Shown(7, 1, "x"))

    cards.remember(tx, 1, "request:1", Shown(8, 2, "y"))

    assert cards.find(tx, 1, "request:1") == Shown(8, 2, "y")
    assert cards.chats_showing(tx, "request:1") == {1}


def test_what_is_on_its_way_to_a_chat_counts_as_shown_there(tx: Transaction) -> None:
    cards.remember(tx, 1, "request:1", Shown(7, 1, "x"))
    owed.add(tx, Kind.CARD, owed.chat_lane(2), {"chat_id": 2, "subject": "request:1"}, now=NOW)
    owed.add(tx, Kind.CARD, owed.chat_lane(2), {"chat_id": 2, "subject": "request:2"}, now=NOW)

    assert cards.chats_showing(tx, "request:1") == {1, 2}
    assert cards.subjects_in(tx, 2, limit=5) == ["request:1", "request:2"]


def test_a_person_is_asked_for_one_text_a_chat(tx: Transaction) -> None:
    person = a_person(tx)
    cards.await_text(tx, person.id, 5, "reject", 1, 3, now=NOW)

    cards.await_text(tx, person.id, 5, "return", 2, 4, now=NOW)

    awaited = cards.awaited_text(tx, person.id, 5)
    assert awaited is not None
    assert (awaited.action, awaited.subject, awaited.revision) == ("return", 2, 4)
    assert awaited.asked_at == NOW
