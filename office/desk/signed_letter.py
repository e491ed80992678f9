"""The signed surat permohonan: a PDF, or photographs page by page; and the papers that are written for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from office.desk.application import LETTER, being_written, keep, open_question
from office.desk.desk import Desk
from office.desk.telling import owe_question
from office.files.kinds import MAX_PICTURES
from office.files.refusals import TooManyPictures
from office.register import documents, owed, requests
from office.register.documents import Document, Purpose, Stored
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer
from office.sop.form import Kind, check_answer
from office.sop.request import Request
from office.sop.request_forms import FORMS

_ALBUM: Final = timedelta(seconds=1.5)
"""The photographs of an album come one by one, and nobody says how many: they are counted when it is quiet."""


def attach(desk: Desk, actor: Actor, original: Stored, upright: Stored, found: Mapping[str, str]) -> Request:
    """Keep the letter that came as one PDF: the file as it came, and what officials see.

    `found` is what its text says of number, date and subject; the applicant confirms it. Raises what `open_question`
    raises.
    """
    request, _ = open_question(desk, actor, Kind.FILE)
    first = documents.add(
        desk.tx, request.id, request.round + 1, Purpose.REQUEST_LETTER_ORIGINAL, original, now=desk.now
    )
    return _bind(desk, actor, request, (first.id,), upright, found)


def add_page(desk: Desk, actor: Actor, original: Stored) -> Request:
    """Keep one photograph of the letter; more may follow. Raises TooManyPictures and what `open_question` raises."""
    request, _ = open_question(desk, actor, Kind.FILE)
    if len(request.talk.pages) >= MAX_PICTURES:
        raise TooManyPictures(len(request.talk.pages) + 1, MAX_PICTURES)
    page = documents.add(
        desk.tx, request.id, request.round + 1, Purpose.REQUEST_LETTER_ORIGINAL, original, now=desk.now
    )
    owe_question(desk, actor.person.telegram_id, after=_ALBUM)
    return requests.change(desk.tx, request, talk=replace(request.talk, pages=(*request.talk.pages, page.id)))


def pages_of(desk: Desk, request: Request) -> list[Document]:
    """The photographs so far, in their order."""
    return [documents.load(desk.tx, page) for page in request.talk.pages]


def finish_pages(desk: Desk, actor: Actor, upright: Stored, *, revision: int) -> Request:
    """*Selesai*: the photographs are the whole letter, and `upright` is the one PDF made of them."""
    request = _with_pages(desk, actor, revision)
    return _bind(desk, actor, request, request.talk.pages, upright, {})


def drop_pages(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """*Ulangi foto*: begin the photographs anew."""
    request = _with_pages(desk, actor, revision)
    owe_question(desk, actor.person.telegram_id)
    return requests.change(desk.tx, request, talk=replace(request.talk, pages=()))


def _with_pages(desk: Desk, actor: Actor, revision: int) -> Request:
    request = being_written(desk, actor, revision=revision)
    if not request.talk.pages:
        raise StaleCard(request.id, revision)
    return request


def _bind(
    desk: Desk, actor: Actor, request: Request, originals: tuple[int, ...], upright: Stored, found: Mapping[str, str]
) -> Request:
    shown = documents.add(desk.tx, request.id, request.round + 1, Purpose.REQUEST_LETTER, upright, now=desk.now)
    documents.bind(desk.tx, originals, shown.id)
    offers = {**request.talk.offers, **_believable(desk, request, found)}
    filled = replace(request, talk=replace(request.talk, pages=(), offers=offers))
    return keep(desk, actor, filled, {LETTER: str(shown.id)})


def _believable(desk: Desk, request: Request, found: Mapping[str, str]) -> dict[str, tuple[str]]:
    """What the form would take as an answer."""
    offers = {}
    for field, value in found.items():
        try:
            check_answer(FORMS[request.kind], field, value, desk.rules)
        except BadAnswer:
            continue
        offers[field] = (value,)
    return offers


def order_papers(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """*Buatkan suratnya*: the surat permohonan and the formulir are owed, written from the answers so far."""
    request = being_written(desk, actor, revision=revision)
    payload = {"request_id": request.id, "chat_id": actor.person.telegram_id}
    owed.add(desk.tx, owed.Kind.PAPERS, f"papers:{request.id}", payload, now=desk.now, key=f"papers:{request.id}")
    return request
