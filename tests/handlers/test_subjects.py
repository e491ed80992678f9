"""Which request something in the group is about: that decides the topic in which it is said."""

from sqlalchemy import select

from handlers.subjects import request_about
from office.desk import enquiries
from office.desk.telling import owe_notice, owe_prompt
from office.register import documents, owed, rooms, topics
from office.register import tables as t
from office.register.owed import Debt, Kind
from office.register.topics import Topic
from tests.office.desk.world import FILES, GROUP, Office


def about(office: Office, kind: Kind) -> int | None:
    """What the newest debt of this kind is about."""
    row = office.world.tx.execute(select(t.owed).where(t.owed.c.kind == kind).order_by(t.owed.c.id.desc())).first()
    assert row is not None
    debt = Debt(row.id, Kind(row.kind), row.lane, row.payload, row.version, row.attempts, row.created_at)
    return request_about(office.world.tx, debt)


def payload(office: Office, kind: Kind, **content: object) -> int | None:
    debt = Debt(1, kind, "chat:1", content, 1, 0, office.world.now)
    return request_about(office.world.tx, debt)


def test_a_card_and_a_file_are_about_their_request(office: Office) -> None:
    world, request = office.world, office.at_kabid()
    file = documents.add(world.tx, request.id, 1, documents.Purpose.REPLY_LETTER, FILES.docx, now=world.now)

    assert payload(office, Kind.CARD, subject=f"request:{request.id}") == request.id
    assert payload(office, Kind.DOCUMENT, document_id=file.id) == request.id


def test_the_board_a_registration_and_the_queue_are_about_none(office: Office) -> None:
    for subject in ("board:0", "registration:1", "queue:0", "report:0"):
        assert payload(office, Kind.CARD, subject=subject) is None


def test_news_are_about_the_request_whose_receipt_they_name(office: Office) -> None:
    request = office.at_kabid()

    owe_notice(office.world.desk, GROUP, "operators.nobody", receipt=request.receipt, role="kabid")
    assert about(office, Kind.NOTICE) == request.id

    owe_notice(office.world.desk, GROUP, "operators.back")
    assert about(office, Kind.NOTICE) is None


def test_an_alert_is_about_the_request_of_what_was_given_up(office: Office) -> None:
    request, world = office.at_kabid(), office.world
    owed.add(world.tx, Kind.TAKE_BACK, "request:1", {"service_id": 1, "request_id": request.id}, now=world.now)
    [debt] = world.tx.execute(select(t.owed.c.id).where(t.owed.c.kind == Kind.TAKE_BACK)).scalars()

    owe_notice(world.desk, GROUP, "operators.gave_up", kind="take_back", why="", debt=debt)

    assert about(office, Kind.NOTICE) == request.id


def test_a_question_and_the_prompt_for_its_answer_are_about_the_askers_request(office: Office) -> None:
    request, world = office.at_kabid(), office.world
    enquiry = enquiries.ask(world.desk, office.applicant, "Kapan selesai?")

    owe_prompt(world.desk, office.kadis.person, GROUP, "answer", enquiry.id, 1, "help.ask_answer", question="")
    assert payload(office, Kind.CARD, subject=f"enquiry:{enquiry.id}") == request.id
    assert about(office, Kind.PROMPT) == request.id

    owe_prompt(world.desk, office.kadis.person, GROUP, "refuse", 1, 1, "asks.refuse")
    assert about(office, Kind.PROMPT) is None


def test_a_group_that_moved_has_no_topics_yet(office: Office) -> None:
    request, world = office.at_kabid(), office.world
    world.bind_group()
    topics.keep(world.tx, GROUP, request.id, Topic(7, "satu"))

    rooms.migrated(world.tx, GROUP, -100_2)

    assert topics.find(world.tx, GROUP, request.id) is None
    assert topics.find(world.tx, -100_2, request.id) is None
