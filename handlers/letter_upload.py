"""The signed letter comes in: a PDF at once, photographs page by page."""

from typing import Any, Final

from handlers.application import seen_request
from handlers.handler import Handler, Toast
from handlers.outside import Outside, Uploaded
from handlers.visit import Visit
from office.desk import signed_letter
from office.desk.desk import Desk
from office.desk.telling import owe_notice
from office.register import people, requests
from office.register.documents import Stored
from office.register.engine import Transaction
from office.register.people import Actor
from office.register.requests import StaleCard


async def fetch(outside: Outside, visit: Visit) -> Uploaded | None:
    """Bring the upload in, if this person is writing a request at all."""

    def is_writing(tx: Transaction) -> bool:
        person = people.find(tx, visit.sender)
        return person is not None and requests.being_written(tx, person.id) is not None

    assert visit.attachment is not None  # noqa: S101 - the router has looked
    return await outside.fetch(visit.attachment) if await outside.register.read(is_writing) else None


def on_attachment(desk: Desk, actor: Actor, visit: Visit, uploaded: Uploaded | None) -> None:
    if uploaded is None:
        owe_notice(desk, visit.chat, "start.not_understood")
    elif uploaded.is_picture:
        signed_letter.add_page(desk, actor, uploaded.original)
    else:
        signed_letter.attach(desk, actor, uploaded.original, uploaded.upright, uploaded.found)


async def bind(outside: Outside, visit: Visit) -> Stored | None:
    """Make one PDF of the photographs; None when they are not there any more."""
    press = visit.seen

    def look(tx: Transaction) -> list[str]:
        person = people.find(tx, visit.sender)
        request = requests.being_written(tx, person.id) if person else None
        if request is None or (request.id, request.revision) != (press.id, press.revision):
            return []
        pages = signed_letter.pages_of(Desk(tx, outside.agency, outside.clock()), request)
        return [page.sha256 for page in pages]

    pages = await outside.register.transact(look)
    return await outside.bind_pages(pages) if pages else None


def finish(desk: Desk, actor: Actor, visit: Visit, upright: Stored | None) -> Toast:
    """*Selesai*: the photographs are the whole letter."""
    request = seen_request(desk, actor, visit)
    if upright is None:
        raise StaleCard(request.id, request.revision)
    signed_letter.finish_pages(desk, actor, upright, revision=request.revision)
    return Toast()


def again(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Ulangi foto*."""
    signed_letter.drop_pages(desk, actor, revision=seen_request(desk, actor, visit).revision)
    return Toast()


def papers(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Buatkan suratnya*."""
    signed_letter.order_papers(desk, actor, revision=seen_request(desk, actor, visit).revision)
    return Toast("toasts.papers")


TAPS: Final[dict[str, Handler]] = {
    "pages": Handler(finish, bind),
    "again": Handler(again),
    "papers": Handler(papers),
}
