"""How an official comes to an authenticator app, and to another.

A chat alone can begin an app for somebody who has none yet, so an admin confirms the first one; after that only a code
of the app itself, or an admin, makes room for another.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from office.desk.desk import Desk
from office.desk.presence import check_act, check_open, write
from office.desk.staff import somebody
from office.desk.standing import periods_of
from office.desk.telling import owe_deletion, owe_notice, tell_admins, tell_operators
from office.register import authenticators, owed, people
from office.register.owed import Kind, chat_lane
from office.register.people import Actor, Person
from office.register.requests import StaleCard
from office.sop.authority import Act, check_may
from office.sop.errors import Refusal
from office.sop.presence import Authenticator, State, Verdict, judge, wants_authenticator
from office.sop.request import PersonId
from office.sop.roles import Role

OFFER_LASTS: Final = timedelta(minutes=10)
"""For so long a QR stays in the chat, and its first code is awaited."""


class NoCodeWanted(Refusal):
    """The office asks this person for no code."""


class OwnAuthenticator(Refusal):
    """Nobody vouches for themselves: another admin does, or the command line."""


class First(StrEnum):
    """What became of an app's first code."""

    NOT_SHOWN = "not_shown"
    TOO_LATE = "too_late"
    WRONG = "wrong"
    WAITS = "waits"
    WAITS_ALONE = "waits_alone"
    """No other admin has an app that counts, to confirm it: the command line does."""
    REPLACED = "replaced"


def is_wanted(desk: Desk, actor: Actor) -> bool:
    """Whether this person is ever asked for a code; who is to be Plh or Plt has an app before the first day."""
    roles = actor.roles.union(period.role for period in periods_of(desk, actor.person.id))
    return wants_authenticator(roles, desk.agency.presence)


def check_wanted(desk: Desk, actor: Actor) -> Authenticator | None:
    """The app that this person has to show a code of before another is offered.

    Raises Suspended, NoCodeWanted, LockedOut.
    """
    desk.check_active(actor)
    if not is_wanted(desk, actor):
        raise NoCodeWanted
    known = authenticators.find(desk.tx, actor.person.id, State.ACTIVE)
    if known is not None:
        check_open(known, desk.now)
    return known


def owe_offer(desk: Desk, actor: Actor) -> None:
    """A QR is owed to the person's private chat; its secret is made only when it is shown."""
    active = authenticators.find(desk.tx, actor.person.id, State.ACTIVE)
    chat = actor.person.telegram_id
    payload = {"chat_id": chat, "person_id": actor.person.id, "replaces": active.id if active else None}
    owed.add(desk.tx, Kind.AUTHENTICATOR, chat_lane(chat), payload, now=desk.now, key=_offer_key(actor.person.id))


def _offer_key(person_id: PersonId) -> str:
    return f"authenticator:{person_id}"


def is_being_offered(desk: Desk, person_id: PersonId) -> bool:
    """Whether the QR is on its way to the person's chat."""
    return owed.is_due(desk.tx, _offer_key(person_id))


def offered(desk: Desk, person_id: PersonId, secret: str, replaces: int | None, message_id: int) -> None:
    """The QR stands in the chat, for a while; one that was shown before goes at once."""
    _withdraw_offer(desk, person_id)
    authenticators.offer(desk.tx, person_id, secret, replaces=replaces, message_id=message_id, now=desk.now)
    owe_deletion(desk, people.load(desk.tx, person_id).telegram_id, message_id, after=OFFER_LASTS)


def first_code(desk: Desk, actor: Actor, code: str) -> First:
    """The first code of the app whose QR was shown. Raises Suspended, LockedOut."""
    desk.check_active(actor)
    new = authenticators.find(desk.tx, actor.person.id, State.OFFERED)
    if new is None:
        return First.NOT_SHOWN
    active = authenticators.find(desk.tx, actor.person.id, State.ACTIVE)
    if active is not None:
        check_open(active, desk.now)
    if desk.now - new.made_at > OFFER_LASTS or new.replaces != (active.id if active else None):
        _withdraw_offer(desk, actor.person.id)
        return First.TOO_LATE
    verdict, new = judge(new, code, desk.agency.presence, desk.now)
    if verdict is not Verdict.RIGHT:
        return First.WRONG
    authenticators.keep(desk.tx, new)
    if new.message is not None:
        owe_deletion(desk, actor.person.telegram_id, new.message)
    return _enrolled(desk, actor, new)


def _enrolled(desk: Desk, actor: Actor, new: Authenticator) -> First:
    """In an old one's place it counts at once: a code of that one was shown."""
    to, name = State.ACTIVE if new.replaces else State.UNCONFIRMED, actor.person.name or ""
    new = authenticators.promote(desk.tx, new, to)
    if to is State.ACTIVE:
        write(desk, actor, "replace", actor.person)
        tell_operators(desk, "presence.replaced_group", name=name)
        return First.REPLACED
    write(desk, actor, "enrol", actor.person)
    tell_operators(desk, "presence.enrolled_group", name=name)
    about = {"name": name, "authenticator": new.id, "person": actor.person.id}
    tell_admins(desk, "presence.enrolled", but=actor.person.telegram_id, **about)
    admins = {person.id for person in people.holders(desk.tx, Role.ADMIN, now=desk.now)} - {actor.person.id}
    can_confirm = any(authenticators.find(desk.tx, admin, State.ACTIVE) for admin in admins)
    return First.WAITS if can_confirm else First.WAITS_ALONE


def confirm(desk: Desk, actor: Actor | None, authenticator_id: int) -> Person:
    """An admin has asked the official, who says that it is theirs: from now on its codes count.

    No actor is the command line. Raises what `presence.check_act` raises, OwnAuthenticator, StaleCard if it does not
    wait (any more).
    """
    known = _waiting(desk, actor, authenticator_id, Act.CONFIRM_AUTHENTICATOR)
    person = people.load(desk.tx, known.person)
    _withdraw_offer(desk, person.id)
    authenticators.promote(desk.tx, known, State.ACTIVE)
    _decided(desk, actor, "confirm", person)
    return person


def refuse(desk: Desk, actor: Actor, authenticator_id: int) -> Person:
    """The official knows nothing of it. Raises NotAllowed, OwnAuthenticator, StaleCard."""
    known = _waiting(desk, actor, authenticator_id, Act.REFUSE_AUTHENTICATOR)
    return _forget(desk, actor, people.load(desk.tx, known.person))


def _waiting(desk: Desk, actor: Actor | None, authenticator_id: int, act: Act) -> Authenticator:
    """The app that waits for an admin's word, which nobody gives on their own."""
    known = authenticators.by_id(desk.tx, authenticator_id)
    if actor is not None:
        check_may(act, actor.roles)
    if known is None or known.state is not State.UNCONFIRMED:
        raise StaleCard(authenticator_id, 0)
    if actor is not None and known.person == actor.person.id:
        raise OwnAuthenticator
    check_act(desk, actor, act, person=known.person)
    return known


def reset(desk: Desk, person_id: int) -> Person:
    """Whatever app the person has is forgotten, at the command line: a lost phone.

    Raises StaleCard if there is nothing to forget.
    """
    person = somebody(desk, person_id)
    if not any(authenticators.find(desk.tx, person_id, state) for state in State):
        raise StaleCard(person_id, 0)
    return _forget(desk, None, person)


def _forget(desk: Desk, actor: Actor | None, person: Person) -> Person:
    _withdraw_offer(desk, person.id)
    authenticators.drop(desk.tx, person.id, list(State))
    _decided(desk, actor, "reset", person)
    return person


def _withdraw_offer(desk: Desk, person_id: int) -> None:
    shown = authenticators.find(desk.tx, person_id, State.OFFERED)
    if shown is not None and shown.message is not None:
        owe_deletion(desk, people.load(desk.tx, person_id).telegram_id, shown.message)
    authenticators.drop(desk.tx, person_id, {State.OFFERED})


def _decided(desk: Desk, actor: Actor | None, act: str, person: Person) -> None:
    write(desk, actor, act, person, role=Role.ADMIN if actor else None)
    by = (actor.person.name or "") if actor else ""
    owe_notice(desk, person.telegram_id, f"presence.you_{act}")
    tell_operators(desk, f"presence.{act}_group", name=person.name or "", by=by)
