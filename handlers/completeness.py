"""The Pranata Komputer's card: *Lengkap*, or the address of a hosting that was made, shows the plan; *Buat* carries it
out (SOP activities 5 and 6).
"""

from typing import Any, Final

from handlers.cards import PLAN
from handlers.handler import Handler, Toast
from handlers.outside import Outside
from handlers.visit import Visit
from office.desk import checklist, provisioning
from office.desk.decisions import decide
from office.desk.desk import Desk
from office.desk.telling import about_request, owe_card, owe_prompt
from office.register import requests, services
from office.register.cards import Awaited
from office.register.engine import Transaction
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.plan import Deed, Fqdn
from office.sop.request import Action, Request


async def look_in_zone(outside: Outside, visit: Visit) -> bool:
    """Whether the zone itself holds a name that is to be new; silence counts as no, for creating looks again."""
    press = visit.seen

    def new_name(tx: Transaction) -> Fqdn | None:
        try:
            request = requests.load(tx, press.id, revision=press.revision)
        except StaleCard:
            return None
        is_new = request.receipt is not None and request.kind.deed is Deed.CREATE
        return Desk(tx, outside.agency, outside.clock()).name_asked(request) if is_new else None

    name = await outside.register.read(new_name)
    return name is not None and bool(await outside.name_stands(name))


def show_plan(desk: Desk, actor: Actor, visit: Visit, name_stands: bool) -> Toast:
    """*Lengkap*: nothing is changed, the card turns over to the plan."""
    press = visit.seen
    provisioning.review(desk, actor, press.id, revision=press.revision, name_stands=name_stands)
    owe_card(desk, visit.chat, about_request(press.id), view=PLAN)
    return Toast("toasts.plan")


def mark(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A line of the checklist was tapped."""
    press = visit.seen
    line = checklist.mark(desk, actor, press.id, press.choice, revision=press.revision)
    return Toast("toasts.wrong" if line.is_right else "toasts.right")


def mark_all(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    checklist.mark_all(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.right")


def with_note(desk: Desk, actor: Actor, awaited: Awaited, text: str) -> None:
    """What is wrong with a line has been typed."""
    key = int(awaited.action.partition(":")[2])
    checklist.note(desk, actor, awaited.subject, key, text, revision=awaited.revision)


def send_back(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tidak lengkap*: what is marked as wrong goes back to the applicant."""
    checklist.send_back(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.return")


def build(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Buat sekarang*."""
    press = visit.seen
    provisioning.build(desk, actor, press.id, revision=press.revision, digest=press.extra)
    return Toast("toasts.build")


def hosting_made(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Hosting sudah dibuat*: its address is asked for. Below the plan the same button carries what was seen there."""
    press = visit.seen
    if press.extra:
        provisioning.hosted(desk, actor, press.id, revision=press.revision, digest=press.extra)
        return Toast("toasts.hosted")
    request = provisioning.check_hostable(desk, actor, press.id, revision=press.revision)
    _ask_address(desk, actor, visit, request)
    return Toast("toasts.ask_address")


def _ask_address(desk: Desk, actor: Actor, visit: Visit, request: Request, *, by_hand: bool = False) -> None:
    seen, told = (request.id, request.revision), request.receipt
    owe_prompt(desk, actor.person, visit.chat, "hosted", *seen, "asks.hosted", receipt=told, by_hand=by_hand)


def host_elsewhere(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Ganti alamat hosting*: what was made at the wrong address is taken back, and the right one is asked for."""
    press = visit.seen
    service = services.current(desk.tx, press.id)
    moved = decide(desk, actor, requests.load(desk.tx, press.id, revision=press.revision), Action.REHOST)
    _ask_address(desk, actor, visit, moved, by_hand=service is not None and service.by_hand)
    return Toast("toasts.rehost")


def with_address(desk: Desk, actor: Actor, awaited: Awaited, typed: str) -> str:
    """The address has been typed: the card comes again, turned to the plan, and says so itself."""
    provisioning.type_address(desk, actor, awaited.subject, typed, revision=awaited.revision)
    owe_card(desk, actor.person.telegram_id, about_request(awaited.subject), view=PLAN, again=True)
    return ""


TAPS: Final[dict[str, Handler]] = {
    "complete": Handler(show_plan, look_in_zone),
    "build": Handler(build),
    "hosted": Handler(hosting_made),
    Action.REHOST: Handler(host_elsewhere),
    "mark": Handler(mark),
    "mark_all": Handler(mark_all),
    "send_back": Handler(send_back),
}
