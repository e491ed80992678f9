"""The one door through which every decision of an official passes, whichever button or word it comes from.

Kadis and Kabid have a moment (`[service] undo_seconds`) in which they may take theirs back: until it is over, nothing
has happened and nobody is told.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from office.desk import presence
from office.desk.desk import Desk
from office.desk.moves import YES, carry_out, look_again
from office.desk.telling import about_request, card_key, owe_card, owe_notice, show_everywhere
from office.register import held, owed, people, requests
from office.register.held import Held
from office.register.owed import Kind
from office.register.people import Actor, Person
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.request import Action, Request
from office.sop.roles import Role
from office.sop.workflow import Move, NotYourTurn, moves_open

_MAY_TAKE_BACK: Final = frozenset({Role.KADIS, Role.KABID})
_TO_ARRIVE: Final = timedelta(minutes=5)


class BeingDecided(Refusal):
    """Somebody else in the same role has decided, and may still take it back."""


def decide(
    desk: Desk,
    actor: Actor,
    request: Request,
    action: Action,
    *,
    reason: str | None = None,
    changes: dict[str, Any] | None = None,
    seen: dict[str, Any] | None = None,
) -> Request:
    """Make the official's move, and return the request as it then stands; unchanged while it may be taken back.

    Raises what `carry_out` and `presence.check` raise, and BeingDecided, or StaleCard where this very person has
    decided already.
    """
    move = desk.find_move(request, action, actor, reason=reason)
    if move.role in _MAY_TAKE_BACK:
        keep_to_one(desk, actor, request)
    if presence.check(desk, actor, request, move):
        seen = {**(seen or {}), "present": True}
    if not desk.agency.service.undo_seconds or move.role not in _MAY_TAKE_BACK:
        return carry_out(desk, actor, request, action, reason=reason, changes=changes, seen=seen)
    if action in YES:
        look_again(desk, request)
    _hold(desk, actor, request, move, reason, changes or {}, seen or {})
    return request


def keep_to_one(desk: Desk, actor: Actor, request: Request) -> None:
    """Raises StaleCard where this person's own decision may still be taken back, BeingDecided for somebody else's."""
    waiting = held.find(desk.tx, request.id)
    if waiting is not None and waiting.revision == request.revision:
        raise StaleCard(request.id, request.revision) if waiting.person == actor.person.id else BeingDecided


def _hold(
    desk: Desk,
    actor: Actor,
    request: Request,
    move: Move,
    reason: str | None,
    changes: dict[str, Any],
    seen: dict[str, Any],
) -> None:
    """Keep it until it is due. Who has typed a reason finds the way back below it."""
    due = desk.now + timedelta(seconds=desk.agency.service.undo_seconds)
    decided = Held(
        *(request.id, request.revision, actor.person.id, move.role, move.action, reason),
        *(changes, seen, desk.now, due),
    )
    held.drop(desk.tx, request.id)
    held.add(desk.tx, decided)
    _plan(desk, request.id, due)
    owe_card(desk, actor.person.telegram_id, about_request(request.id), again=reason is not None)


def _plan(desk: Desk, request_id: int, due: datetime) -> None:
    key = _key(request_id)
    owed.plan(desk.tx, Kind.DECISION, key, {"request_id": request_id}, at=due, key=key, now=desk.now)


def _key(request_id: int) -> str:
    return f"decision:{request_id}"


def take_back(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> None:
    """*Urungkan*: it was never decided. Raises StaleCard when it is too late, NotYourTurn for anybody else."""
    request = requests.load(desk.tx, request_id, revision=revision)
    waiting = held.find(desk.tx, request.id)
    if waiting is None:
        raise StaleCard(request_id, revision)
    if waiting.person != actor.person.id:
        raise NotYourTurn(waiting.action, actor.roles)
    held.drop(desk.tx, request.id)
    owed.drop(desk.tx, _key(request.id))
    owe_card(desk, actor.person.telegram_id, about_request(request.id))


def give_time_again(desk: Desk) -> None:
    """Nobody could be heard: whoever has decided just before may have taken it back in vain, and can once more."""
    due = desk.now + timedelta(seconds=desk.agency.service.undo_seconds)
    for waiting in held.due_before(desk.tx, due):
        _hold_until(desk, waiting, due)


def _hold_until(desk: Desk, waiting: Held, due: datetime) -> None:
    held.drop(desk.tx, waiting.request)
    held.add(desk.tx, replace(waiting, due_at=due))
    _plan(desk, waiting.request, due)


def came_due(desk: Desk, request_id: int) -> None:
    """The moment is over: the decision is carried out, if whoever made it may still make it.

    Role, revision and stage are looked at as they are now. What cannot be carried out any more is forgotten: the
    request is open again to whoever holds the role, and the one who decided hears of it.
    """
    waiting = held.find(desk.tx, request_id)
    if waiting is None:
        return
    person = people.load(desk.tx, waiting.person)
    if waiting.due_at > desk.now:
        _plan(desk, request_id, waiting.due_at)
        return
    if _has_not_come(desk, person, waiting):
        _hold_until(desk, waiting, desk.now + timedelta(seconds=desk.agency.service.undo_seconds))
        return
    held.drop(desk.tx, request_id)
    roles = people.assignments_of(desk.tx, person.id, now=desk.now)
    actor = Actor(person, tuple(each for each in roles if each.role is waiting.role))
    try:
        request = requests.load(desk.tx, request_id, revision=waiting.revision)
        carry_out(
            *(desk, actor, request, waiting.action), reason=waiting.reason, changes=waiting.changes, seen=waiting.seen
        )
    except Refusal:
        _open_again(desk, waiting)


def _has_not_come(desk: Desk, person: Person, waiting: Held) -> bool:
    """Whether the card with *Urungkan* is still on its way: a chat that cannot be reached is not waited for long."""
    if desk.now - waiting.decided_at > _TO_ARRIVE:
        return False
    return owed.is_due(desk.tx, card_key(person.telegram_id, about_request(waiting.request)))


def _open_again(desk: Desk, waiting: Held) -> None:
    request, decider = requests.load(desk.tx, waiting.request), people.load(desk.tx, waiting.person)
    show_everywhere(desk, request)
    owe_notice(desk, decider.telegram_id, "notices.not_carried_out", receipt=request.receipt)
    if moves_open(request, waiting.role):
        for person in people.holders(desk.tx, waiting.role, now=desk.now):
            owe_card(desk, person.telegram_id, about_request(request.id), again=True)
