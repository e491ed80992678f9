"""The applicant's conversation: the form's questions, the letter, the summary, sending and mending."""

from typing import Any, Final

from handlers.handler import Handler, Toast
from handlers.outside import Outside, Uploaded
from handlers.questions import offered_answer
from handlers.visit import Visit
from office.desk import application as desk_application
from office.desk.application import NothingBeingWritten
from office.desk.desk import Desk
from office.desk.telling import owe_notice
from office.register import cards, people, requests
from office.register.engine import Transaction
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer
from office.sop.form import SubDomainForm, next_field
from office.sop.hostname import check_label, fqdn
from office.sop.plan import Fqdn
from office.sop.request import Request, Stage


def begin(desk: Desk, actor: Actor, _visit: Visit, _: Any) -> Toast:
    """`/ajukan`: a new request, or on with the one that is being written."""
    desk_application.begin(desk, actor)
    return Toast()


async def look_up_label(outside: Outside, visit: Visit) -> Fqdn | None:
    """When a name for the sub domain was typed or picked, return it if the zone already holds it."""

    def label_typed(tx: Transaction) -> str | None:
        person = people.find(tx, visit.sender)
        request = requests.being_written(tx, person.id) if person else None
        if request is None or next_field(SubDomainForm, request.answers, request.asking) != desk_application.LABEL:
            return None
        if visit.press is not None:
            desk = Desk(tx, outside.agency, outside.clock())
            return offered_answer(desk, request, desk_application.LABEL, visit.press.choice)
        return visit.text

    typed = await outside.register.transact(label_typed)
    if not typed:
        return None
    zone = outside.agency.dns.zone
    try:
        name = fqdn(check_label(typed, zone, outside.agency.dns.reserved_labels), zone)
    except BadAnswer:
        return None  # the desk says why
    return name if await outside.name_stands(name) else None


def on_text(desk: Desk, actor: Actor, visit: Visit, name_stands: Fqdn | None) -> bool:
    """Take a typed text as an answer of the form; False if nothing is being written."""
    try:
        desk_application.answer(desk, actor, visit.text, name_stands=name_stands)
    except NothingBeingWritten:
        return False
    return True


def pick(desk: Desk, actor: Actor, visit: Visit, name_stands: Fqdn | None) -> Toast:
    """A button under a question of the form."""
    request, press = _seen(desk, actor, visit), visit.seen
    field = next_field(SubDomainForm, request.answers, request.asking)
    value = offered_answer(desk, request, field, press.choice) if field else None
    if value is None:
        raise StaleCard(press.id, press.revision)
    desk_application.answer(desk, actor, value, name_stands=name_stands)
    return Toast()


def _seen(desk: Desk, actor: Actor, visit: Visit) -> Request:
    """The request being written, if it is the one on the card and as it was shown."""
    press = visit.seen
    request = desk_application.being_written(desk, actor, revision=press.revision)
    if request.id != press.id:
        raise StaleCard(press.id, press.revision)
    return request


async def fetch_letter(outside: Outside, visit: Visit) -> Uploaded | None:
    """Bring the upload in, if this person is writing a request at all."""

    def is_writing(tx: Transaction) -> bool:
        person = people.find(tx, visit.sender)
        return person is not None and requests.being_written(tx, person.id) is not None

    assert visit.attachment is not None  # noqa: S101 - the router has looked
    return await outside.fetch(visit.attachment) if await outside.register.read(is_writing) else None


def on_attachment(desk: Desk, actor: Actor, visit: Visit, uploaded: Uploaded | None) -> None:
    if uploaded is None:
        owe_notice(desk, visit.chat, "start.not_understood")
    else:
        desk_application.attach_letter(desk, actor, uploaded.original, uploaded.upright)


def edit(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    request, press = _seen(desk, actor, visit), visit.seen
    desk_application.edit(desk, actor, press.extra, revision=request.revision)
    return Toast()


def keep(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_application.keep_as_it_was(desk, actor, revision=_seen(desk, actor, visit).revision)
    return Toast()


def submit(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    desk_application.submit(desk, actor, revision=_seen(desk, actor, visit).revision)
    return Toast("toasts.submit")


def drop_reason(desk: Desk, actor: Actor, visit: Visit, _: Any) -> bool:
    """`/batal` after a reason was asked for: nothing is decided; False if none was."""
    if cards.awaited_text(desk.tx, actor.person.id, visit.chat) is None:
        return False
    cards.forget_text(desk.tx, actor.person.id, visit.chat)
    owe_notice(desk, visit.chat, "start.reason_dropped")
    return True


def cancel(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/batal`: take back what was asked last, a reason or the draft; what was sent is withdrawn by its own button."""
    if drop_reason(desk, actor, visit, None):
        return
    request = requests.being_written(desk.tx, actor.person.id)
    if request is None or request.stage is not Stage.DRAFT:
        owe_notice(desk, visit.chat, "start.nothing_to_cancel")
        return
    owe_notice(desk, visit.chat, "start.discarded")
    desk_application.discard(desk, actor)


TAPS: Final[dict[str, Handler]] = {
    "apply": Handler(begin),
    "pick": Handler(pick, look_up_label),
    "edit": Handler(edit),
    "keep": Handler(keep),
    "submit": Handler(submit),
}
