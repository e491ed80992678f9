"""What is said and tapped, heard as intake does, and what the person then has in the chat."""

from dataclasses import replace

from handlers.callbacks import Press
from handlers.notices import notice_bubble
from handlers.router import after_refusal, before, route
from handlers.texts import Texts
from handlers.visit import Visit
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.errors import Refusal
from office.sop.request import Request
from tests.handlers.reading import seen
from tests.office.desk.apps import code
from tests.office.desk.world import Office


def said(actor: Actor, text: str, *, chat: int = 0, message: int = 40) -> Visit:
    me = actor.person.telegram_id
    command, rest = (text[1:], "") if text.startswith("/") else ("", text)
    visit = Visit(update_id=1, sender=me, chat=chat or me, private=not chat, message=message)
    return replace(visit, text=rest, command=command)


def tapped(actor: Actor, press: Press, *, chat: int = 0) -> Visit:
    return replace(said(actor, "", chat=chat), query="q", press=press)


def hear(office: Office, actor: Actor, visit: Visit, *, has_come: bool = True) -> Refusal | None:
    """As intake does: a refusal undoes everything, and what follows from it is a second step.

    What was asked before has come to the chat, unless not `has_come`: it is still on its way.
    """
    office.world.later(seconds=1)
    if has_come:
        office.world.pay(Kind.PROMPT)
    desk = office.world.desk

    def decide() -> None:
        before(desk, actor, visit)
        route(visit).decide(desk, actor, visit, None)

    refused = desk.attempt(decide)
    if refused is not None:
        after_refusal(desk, visit, refused)
    return refused


def words_to(office: Office, texts: Texts, actor: Actor) -> str:
    """All that this person was told so far."""
    chat = actor.person.telegram_id
    notices = [p for p in office.world.owed(Kind.NOTICE) if p["chat_id"] == chat]
    return "\n".join(seen(notice_bubble(texts, p["say"], p["values"]).html) for p in notices)


def prompts_to(office: Office, actor: Actor) -> list[str]:
    return [p["say"] for p in office.world.owed(Kind.PROMPT) if p["chat_id"] == actor.person.telegram_id]


def deleted(office: Office) -> list[int]:
    return [p["message_id"] for p in office.world.owed(Kind.DELETION)]


def next_code(office: Office, actor: Actor) -> str:
    """Some half minutes later, so that it is another than before."""
    office.world.later(minutes=2)
    return code(office.world, actor)


def as_it_stands(office: Office, request: Request, action: str, extra: str = "") -> Press:
    now = office.world.load(request)
    return Press(action, now.id, now.revision, extra)


def by_kadis(office: Office) -> tuple[Actor, Request, Visit]:
    request = office.world.submit(office.applicant)
    return office.kadis, request, tapped(office.kadis, as_it_stands(office, request, "dispose"))
