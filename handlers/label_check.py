"""What the zone and the register say of a typed name before the desk decides on it."""

import asyncio
from dataclasses import dataclass
from typing import Final

from handlers.asking_card import MEND
from handlers.outside import Outside
from handlers.request_questions import offered_answer
from handlers.visit import Visit
from office.desk.application import LABEL, NameFound, Paused, answered_by, asked
from office.desk.desk import Desk
from office.register import cards, opds, people, requests, services
from office.register.engine import Transaction
from office.register.people import Person
from office.sop.answers import BadAnswer
from office.sop.hostname import alternatives, check_label, fqdn
from office.sop.pasted import read_block
from office.sop.request import Request
from office.sop.request_forms import FORMS

_OFFERED: Final = 3


@dataclass(frozen=True, slots=True)
class _Wish:
    """A name that was said, and what may be asked for instead as far as the register knows."""

    label: str
    is_claimed: bool
    others: tuple[str, ...]


async def look_up_label(outside: Outside, visit: Visit) -> NameFound | None:
    """When a name for a new sub domain was typed, pasted, picked or corrected: whether the zone holds it, and free ones
    if it is taken. None when it was something else, or no name at all: the desk says why.
    """

    def look(tx: Transaction) -> _Wish | None:
        return _wish(Desk(tx, outside.agency, outside.clock()), visit)

    wish = await outside.register.transact(look)
    if wish is None:
        return None
    zone = outside.agency.dns.zone
    name = fqdn(wish.label, zone)
    stands = bool(await outside.name_stands(name))
    if not stands and not wish.is_claimed:
        return NameFound(name, stands=False)
    seen = await asyncio.gather(*(outside.name_stands(fqdn(other, zone)) for other in wish.others))
    free = [other for other, there in zip(wish.others, seen, strict=True) if not there]
    return NameFound(name, stands, tuple(free[:_OFFERED]))


def _wish(desk: Desk, visit: Visit) -> _Wish | None:
    person = people.find(desk.tx, visit.sender)
    if person is None:
        return None
    request = _to_be_corrected(desk, person, visit)
    said = visit.text if request is not None else None
    if request is None:
        request = requests.being_written(desk.tx, person.id)
        said = _label_said(desk, request, visit) if request else None
    if request is None or said is None:
        return None
    zone, reserved = desk.agency.dns.zone, desk.agency.dns.reserved_labels
    try:
        label = check_label(said, zone, reserved)
    except BadAnswer:
        return None
    others = (o for o in alternatives(label, opds.load(desk.tx, request.opd).label) if o not in reserved)
    free = tuple(o for o in others if not services.is_claimed(desk.tx, fqdn(o, zone), but_by=request.id))
    return _Wish(label, services.is_claimed(desk.tx, fqdn(label, zone), but_by=request.id), free)


def _to_be_corrected(desk: Desk, person: Person, visit: Visit) -> Request | None:
    """The request for which this officer is typing another name."""
    wanted = cards.awaited_text(desk.tx, person.id, visit.chat)
    if wanted is None or wanted.action != f"{MEND}:{LABEL}" or not visit.text:
        return None
    return requests.load(desk.tx, wanted.subject)


def _label_said(desk: Desk, request: Request, visit: Visit) -> str | None:
    """The text that is meant as the name, if any is."""
    form = FORMS[request.kind]
    try:
        field = answered_by(request, visit.message) if visit.is_edit else asked(request)
    except Paused:
        return None
    if field is None or LABEL not in form.model_fields:
        return None
    if visit.press is not None:
        return offered_answer(desk, request, LABEL, visit.press.choice) if field == LABEL else None
    block = read_block(form, field, visit.text)
    if block is not None:
        return block.answers.get(LABEL)
    return visit.text if field == LABEL else None
