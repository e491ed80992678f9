"""What waits for whoever asks."""

from typing import Any, Final

from handlers.handler import Handler, Toast
from handlers.visit import Visit
from office.desk.desk import Desk
from office.desk.telling import (
    about_request,
    operator_chats,
    owe_card,
    owe_notice,
    show_letters_without_number,
    show_waiting_registrations,
)
from office.register import opds, requests, rooms
from office.register.people import Actor
from office.sop.request import Request, Stage
from office.sop.roles import OFFICIALS, Role
from office.sop.workflow import moves_for

_SHOWN: Final = 10
_WAITING: Final = (Stage.AT_KADIS, Stage.AT_KABID, Stage.AT_CHECK, Stage.PROVISIONING)


def queue(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/antrian`: what waits for this official, oldest first, each with its card afresh."""
    if not visit.private and visit.chat != rooms.find(desk.tx):
        return
    if not actor.roles & (OFFICIALS | {Role.OPERATOR, Role.ADMIN}):
        owe_notice(desk, visit.chat, "refusals.not_your_turn")
        return
    waiting = requests.at_stages(desk.tx, _WAITING, limit=200)
    mine = [r for r in waiting if moves_for(r, actor.person.id, actor.roles & OFFICIALS)]
    shown = mine[:_SHOWN] if actor.roles & OFFICIALS else waiting[:_SHOWN]
    owe_notice(desk, visit.chat, "cards.queue", requests=[_line(desk, r) for r in shown])
    if visit.chat in operator_chats(desk):
        show_waiting_registrations(desk)
    if visit.private and Role.PRANATA_KOMPUTER in actor.roles:
        show_letters_without_number(desk, [visit.chat])
    for request in mine[:_SHOWN]:
        owe_card(desk, visit.chat, about_request(request.id), again=True)


def _line(desk: Desk, request: Request) -> dict[str, str]:
    return {
        "receipt": str(request.receipt),
        "kind": request.kind,
        "name": desk.name_asked(request),
        "opd": opds.load(desk.tx, request.opd).name,
        "stage": request.stage,
    }


def card(desk: Desk, _actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Kembali*: the card's front side, if this chat may see it at all."""
    owe_card(desk, visit.chat, about_request(visit.seen.id))
    return Toast()


TAPS: Final[dict[str, Handler]] = {"card": Handler(card)}
