"""Somebody who presses whatever there is to press: each button that their chat can come to, the office as it is."""

from collections import Counter, deque
from collections.abc import Iterator
from typing import Final

from handlers.buttons import Button
from handlers.callbacks import Press
from handlers.notices import notice_bubble
from handlers.router import COMMANDS, before, route
from handlers.showing import NotShown, bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.register import invitations
from office.register import tables as t
from office.register.owed import Kind
from office.register.people import Actor
from office.register.registrations import Purpose
from office.sop.errors import Refusal
from office.sop.presence import State
from office.sop.roles import OFFICIALS, Role
from tests.handlers.hearing import said, tapped
from tests.office.desk.world import Office, World

_OF_EACH: Final = 4
"""So many buttons that do the same about another person, day or line."""


def power(world: World) -> set[tuple[object, ...]]:
    """Who can decide on a DNS change, or let somebody do so, now or on a later day."""
    a, p, r = t.assignments.c, t.people.c, t.registrations.c
    holds = a.until_at.is_(None) | (a.until_at > world.now)
    held = t.assignments.join(t.people, p.id == a.person_id).select().with_only_columns(a.person_id, a.role)
    wanted = a.role.in_([*OFFICIALS, Role.ADMIN]) & holds & p.suspended_at.is_(None)
    apps = t.authenticators.select().with_only_columns(t.authenticators.c.person_id)
    joining = (r.role != Role.APPLICANT) & (r.purpose == Purpose.JOIN)
    asked = t.registrations.select().with_only_columns(r.person_id, r.role).where(joining)
    return {
        *map(tuple, world.tx.execute(held.where(wanted))),
        *(("app", *row) for row in world.tx.execute(apps.where(t.authenticators.c.state == State.ACTIVE))),
        *(("asked", *row) for row in world.tx.execute(asked)),
        *(("link", each.grants) for each in invitations.all_open(world.tx, now=world.now)),
    }


def gains(office: Office, texts: Texts, actor: Actor) -> dict[str, Press]:
    """By what this person gives somebody power: each action, with a button that does it. All is as it was after it."""
    found: dict[str, Press] = {}
    had = power(office.world)
    seen: Counter[tuple[str, str, int]] = Counter()
    known: set[str] = set()
    shown = _shown(office, texts, actor, after=0)
    waiting = deque([*(said(actor, f"/{command}") for command in COMMANDS), *(tapped(actor, each) for each in shown)])
    while waiting:
        visit = waiting.popleft()
        more, has_more_power = _tried(office, texts, actor, visit, had)
        if has_more_power and visit.press is not None:
            found.setdefault(visit.press.action, visit.press)
        for press in more:
            if press.pack() not in known and seen[_alike(press)] < _OF_EACH:
                known.add(press.pack())
                seen[_alike(press)] += 1
                waiting.append(tapped(actor, press))
    return found


def _alike(press: Press) -> tuple[str, str, int]:
    """What the button does and speaks of, but for numbers."""
    return press.action, press.extra.partition(".")[0].strip("0123456789"), press.extra.count(".")


def _tried(
    office: Office, texts: Texts, actor: Actor, visit: Visit, had: set[tuple[object, ...]]
) -> tuple[list[Press], bool]:
    world = office.world
    newest = _newest(world)
    undone = world.tx.begin_nested()
    try:
        before(world.desk, actor, visit)
        route(visit).decide(world.desk, actor, visit, None)
        return list(_shown(office, texts, actor, after=newest)), bool(power(world) - had)
    except Refusal:
        return [], False
    finally:
        undone.rollback()


def _newest(world: World) -> int:
    ids = world.tx.execute(t.owed.select().with_only_columns(t.owed.c.id).order_by(t.owed.c.id.desc()).limit(1))
    return ids.scalar_one_or_none() or 0


def _shown(office: Office, texts: Texts, actor: Actor, *, after: int) -> Iterator[Press]:
    """The buttons of what is owed to the person's chat since then."""
    chat, world = actor.person.telegram_id, office.world
    owed = t.owed.select().with_only_columns(t.owed.c.kind, t.owed.c.payload).where(t.owed.c.id > after)
    for kind, payload in world.tx.execute(owed).all():
        if payload.get("chat_id") != chat:
            continue
        rows: tuple[tuple[Button, ...], ...] = ()
        if kind == Kind.NOTICE:
            rows = notice_bubble(texts, payload["say"], payload["values"]).rows
        elif kind == Kind.CARD:
            try:
                rows = bubble_for(world.desk, texts, chat, payload["subject"], payload["view"] or "")[0].rows
            except NotShown:
                continue
        yield from (button.press for row in rows for button in row if button.press is not None)
