"""Authenticator apps, as the officials of a test have them on their phones."""

from datetime import timedelta
from typing import Final

import pyotp

from office.desk import enrolment, presence
from office.desk.decisions import decide
from office.register import authenticators
from office.register.owed import Kind
from office.register.people import Actor
from office.sop.agency import Agency, PresenceRules
from office.sop.presence import State, Verdict
from office.sop.request import Action, Request
from office.sop.roles import OFFICIALS
from tests.office.desk.world import AGENCY, Office, World

STEP: Final = timedelta(seconds=30)
QR: Final = 77
"""The message that showed a QR."""


def with_codes(agency: Agency = AGENCY, **rules: int) -> Agency:
    """An office in which every official shows a code."""
    return agency.model_copy(update={"presence": PresenceRules(roles=OFFICIALS, **rules)})


def secret_of(world: World, actor: Actor, state: State = State.ACTIVE) -> str:
    known = authenticators.find(world.tx, actor.person.id, state)
    assert known is not None
    return known.secret


def code(world: World, actor: Actor, state: State = State.ACTIVE, *, steps: int = 0) -> str:
    """What the app shows now, or some half minutes from now."""
    return pyotp.TOTP(secret_of(world, actor, state)).at(world.now + STEP * steps)


def wrong(world: World, actor: Actor) -> str:
    near = {code(world, actor, steps=steps) for steps in (-1, 0, 1)}
    return next(f"{n:06}" for n in range(4) if f"{n:06}" not in near)


def show_qr(world: World, actor: Actor, *, replaces: int | None = None, message: int = QR) -> None:
    enrolment.offered(world.desk, actor.person.id, pyotp.random_base32(), replaces, message)


def first_code(world: World, actor: Actor) -> enrolment.First:
    """The QR is shown and scanned, and the first code typed."""
    show_qr(world, actor)
    return enrolment.first_code(world.desk, actor, code(world, actor, State.OFFERED))


def number(world: World, actor: Actor, state: State) -> int:
    known = authenticators.find(world.tx, actor.person.id, state)
    assert known is not None
    return known.id


def has_app(world: World, *actors: Actor) -> None:
    """Each has an authenticator that an admin has confirmed, in an earlier half minute."""
    for actor in actors:
        first_code(world, actor)
        enrolment.confirm(world.desk, None, number(world, actor, State.UNCONFIRMED))
    world.later(minutes=1)


def with_code(world: World, actor: Actor) -> None:
    """At this very moment this person, who may have had no app until now, has shown a code of theirs."""
    if authenticators.find(world.tx, actor.person.id, State.ACTIVE) is None:
        has_app(world, actor)
    world.later(minutes=1)
    assert presence.prove(world.desk, actor, code(world, actor)) == (Verdict.RIGHT, world.agency.presence.attempts)


def all_have_apps(office: Office) -> None:
    has_app(office.world, office.kadis, office.kabid, office.officer)
    office.world.pay_all()


def verdict(office: Office, typed: str, by: Actor | None = None) -> Verdict:
    """What a code of the Kadis, or of somebody else, is worth."""
    proved = presence.prove(office.world.desk, by or office.kadis, typed)
    assert proved is not None
    return proved[0]


def dispose(office: Office, request: Request, by: Actor | None = None) -> Request:
    """The Kadis's yes, or somebody else's."""
    return decide(office.world.desk, by or office.kadis, request, Action.DISPOSE)


def told(office: Office, chat: int) -> list[str]:
    return [p["say"] for p in office.world.owed(Kind.NOTICE) if p["chat_id"] == chat]
