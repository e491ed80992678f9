"""What waits for whoever asks."""

from typing import Any, Final

from handlers.handler import Handler, Toast
from handlers.pages import A_FEW, page_number
from handlers.visit import Visit
from office.desk.desk import Desk
from office.desk.queue import about_past, about_queue, waiting_for
from office.desk.telling import (
    about_request,
    operator_chats,
    owe_answer,
    owe_card,
    owe_notice,
    show_letters_without_number,
    show_what_operators_have,
)
from office.register import rooms
from office.register.people import Actor
from office.sop.authority import Act, may
from office.sop.errors import Refusal
from office.sop.roles import OFFICIALS, Role


class NotAnOfficial(Refusal):
    """The list is for those who hold an office today."""


def queue(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/antrian`: what waits for this official, or all that waits; a single one comes with its card."""
    if not visit.private and visit.chat != rooms.find(desk.tx):
        return
    if not may(Act.SEE_QUEUE, actor.roles):
        owe_answer(desk, visit.chat, visit.thread, "refusals.not_your_turn")
        return
    owe_card(desk, visit.chat, _queue_of(actor, visit), again=True, thread=visit.thread)
    if visit.chat in operator_chats(desk):
        show_what_operators_have(desk, [visit.chat], limit=A_FEW)
    if visit.private:
        _what_there_is(desk, actor, visit.chat)


def _what_there_is(desk: Desk, actor: Actor, chat: int) -> None:
    if Role.PRANATA_KOMPUTER in actor.roles:
        show_letters_without_number(desk, [chat], limit=A_FEW)
    if actor.roles & OFFICIALS:
        waiting = waiting_for(desk, actor.person.id, actor.roles)
        for each in waiting if len(waiting) == 1 else ():
            owe_card(desk, chat, about_request(each.request.id), again=True)


def _queue_of(actor: Actor, visit: Visit) -> str:
    return about_queue(actor.person.id if visit.private else 0)


def turn_queue(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Another page of the queue, in its place."""
    if not may(Act.SEE_QUEUE, actor.roles):
        raise NotAnOfficial
    owe_card(desk, visit.chat, _queue_of(actor, visit), view=str(page_number(visit.seen.extra)))
    return Toast()


def open_queue(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Buka antrian* below the morning's word."""
    if not visit.private or not actor.roles & OFFICIALS:
        raise NotAnOfficial
    queue(desk, actor, visit, None)
    return Toast()


def past(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/riwayat`: what this official has decided."""
    if not actor.roles & OFFICIALS:
        owe_notice(desk, visit.chat, "refusals.not_your_turn")
        return
    owe_card(desk, visit.chat, about_past(actor.person.id), again=True)


def turn_past(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Another page of what was decided, in its place."""
    if not visit.private or not actor.roles & OFFICIALS:
        raise NotAnOfficial
    owe_card(desk, visit.chat, about_past(actor.person.id), view=str(page_number(visit.seen.extra)))
    return Toast()


def card(desk: Desk, _actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Kembali*: the card's front side, if this chat may see it at all."""
    owe_card(desk, visit.chat, about_request(visit.seen.id))
    return Toast()


TAPS: Final[dict[str, Handler]] = {
    "card": Handler(card),
    "queue": Handler(turn_queue),
    "open_queue": Handler(open_queue),
    "past": Handler(turn_past),
}
