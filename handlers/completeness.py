"""The Pranata Komputer's card: *Lengkap* shows the plan, *Buat* carries it out (SOP activities 5 and 6)."""

from typing import Any, Final

from handlers.cards import PLAN
from handlers.handler import Handler, Toast
from handlers.outside import Outside
from handlers.visit import Visit
from office.desk import checklist, provisioning
from office.desk.desk import Desk
from office.desk.telling import about_request, owe_card, owe_prompt
from office.register import requests
from office.register.cards import Awaited
from office.register.engine import Transaction
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.plan import Deed, Fqdn


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
    number = int(awaited.action.partition(":")[2])
    checklist.note(desk, actor, awaited.subject, number, text, revision=awaited.revision)


def send_back(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Tidak lengkap*: what is marked as wrong goes back to the applicant."""
    checklist.send_back(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.return")


def build(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Buat sekarang*."""
    press = visit.seen
    provisioning.build(desk, actor, press.id, revision=press.revision, digest=press.extra)
    return Toast("toasts.build")


def ask_address(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Hosting sudah dibuat*: its address is asked for."""
    press = visit.seen
    request = provisioning.check_hostable(desk, actor, press.id, revision=press.revision)
    seen = (press.id, press.revision)
    owe_prompt(desk, actor.person, visit.chat, "hosted", *seen, "asks.hosted", receipt=request.receipt)
    return Toast("toasts.hosted")


def with_address(desk: Desk, actor: Actor, awaited: Awaited, address: str) -> None:
    """The address has been typed."""
    provisioning.hosted(desk, actor, awaited.subject, address, revision=awaited.revision)


TAPS: Final[dict[str, Handler]] = {
    "complete": Handler(show_plan, look_in_zone),
    "build": Handler(build),
    "hosted": Handler(ask_address),
    "mark": Handler(mark),
    "mark_all": Handler(mark_all),
    "send_back": Handler(send_back),
}
