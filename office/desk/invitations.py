"""Links that invite: who may make one, which are open, and how one is withdrawn.

A link is as good as whoever made it: it is withdrawn when they could make it no longer.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from office.desk.chairs import chairs
from office.desk.desk import Desk
from office.desk.presence import check_act
from office.desk.telling import owe_notice, owe_question, refresh_for_admins, tell_admins
from office.register import events, invitations, owed, people, registrations
from office.register.invitations import Invitation
from office.register.owed import Kind
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import Act, may
from office.sop.errors import Refusal
from office.sop.roles import Role

GROUP: Final = "operator_group"
"""What an invitation grants that binds a chat as the operator group."""


class LinkMadeAlready(Refusal):
    """The button has made its link; it was pressed twice."""


def about_inviting(person_id: int) -> str:
    """The subject of the card on which this admin invites, and sees what is open."""
    return f"inviting:{person_id}"


def newest_of(desk: Desk, actor: Actor, *, in_place: bool = False) -> int:
    """What a button carries that makes a link: it is good until its reader has made the next one.

    `in_place` counts the links into somebody's place, which are made elsewhere.
    """
    return invitations.newest_of(desk.tx, actor.person.id, in_place=in_place)


def check_newest(desk: Desk, actor: Actor, seen: int, *, in_place: bool = False) -> None:
    """Raises LinkMadeAlready if this person has made such a link since they saw the button."""
    if seen != newest_of(desk, actor, in_place=in_place):
        raise LinkMadeAlready


def invite(desk: Desk, actor: Actor, grants: str, *, days: int) -> None:
    """*Undang*: a single-use link is owed to the admin. Raises what `check_act` raises."""
    check_act(desk, actor, Act.INVITE, role=grants)
    owe_link(desk, actor, grants, valid=timedelta(days=days), role=Role.ADMIN)


def owe_link(
    desk: Desk,
    actor: Actor,
    grants: str,
    *,
    valid: timedelta,
    role: Role | None = None,
    terms: Mapping[str, str] | None = None,
) -> None:
    """The invitation is there from now on, its secret is made when it is sent: the register keeps none."""
    number = _make(desk, actor, grants, valid=valid, role=role, terms=terms)
    chat_id = actor.person.telegram_id
    payload = {"chat_id": chat_id, "invitation_id": number}
    owed.add(desk.tx, Kind.INVITATION, owed.chat_lane(chat_id), payload, now=desk.now)


def issue(desk: Desk, grants: str, *, days: int) -> str:
    """For the command line, which passes the token on itself."""
    token = invitations.new_token()
    invitations.seal(desk.tx, _make(desk, None, grants, valid=timedelta(days=days)), token)
    return token


def _make(
    desk: Desk,
    actor: Actor | None,
    grants: str,
    *,
    valid: timedelta,
    role: Role | None = None,
    terms: Mapping[str, str] | None = None,
) -> int:
    by = actor.person.id if actor else None
    number = invitations.add(desk.tx, grants, now=desk.now, valid=valid, by=by, terms=terms)
    payload = {"id": number, "grants": grants, **(terms or {})}
    events.append(desk.tx, "invitation:issue", at=desk.now, actor=actor, role=role, payload=payload)
    refresh_for_admins(desk, about_inviting)
    return number


def all_open(desk: Desk) -> list[Invitation]:
    """What somebody could still come in with, the newest first."""
    return invitations.all_open(desk.tx, now=desk.now)


def withdraw(desk: Desk, actor: Actor | None, invitation_id: int) -> Invitation:
    """*Tarik*: nobody comes in with the link any more. No actor is the command line.

    Raises what `check_act` raises, and StaleCard if nobody could.
    """
    check_act(desk, actor, Act.WITHDRAW_INVITATION)
    found = invitations.find_open(desk.tx, invitation_id, now=desk.now)
    if found is None:
        raise StaleCard(invitation_id, 0)
    _withdraw(desk, actor, found)
    tell_admins(desk, "inviting.withdrawn", by=actor.person.name if actor else "", **found.said)
    maker = people.load(desk.tx, found.made_by) if found.made_by is not None else None
    if maker is not None and maker.id not in {p.id for p in people.holders(desk.tx, Role.ADMIN, now=desk.now)}:
        owe_notice(desk, maker.telegram_id, "inviting.yours_withdrawn", **found.said)
    return found


def _withdraw(desk: Desk, actor: Actor | None, found: Invitation) -> bool:
    """Whoever has opened it and not handed in its form is told, and the form is gone.

    False if that form went with another link, which the same person had opened for it.
    """
    if not invitations.withdraw(desk.tx, found.id, now=desk.now):
        return False
    if found.opened_by is not None:
        registrations.drop_unfinished(desk.tx, found.opened_by)
        chat_id = people.load(desk.tx, found.opened_by).telegram_id
        owe_notice(desk, chat_id, "inviting.form_withdrawn", **found.said)
        owe_question(desk, chat_id)
    payload = {"id": found.id, "grants": found.grants}
    role = Role.ADMIN if actor else None
    events.append(desk.tx, "invitation:withdraw", at=desk.now, actor=actor, role=role, payload=payload)
    refresh_for_admins(desk, about_inviting)
    return True


def end_with(desk: Desk, maker: Actor) -> None:
    """What this person has made and could make no longer is withdrawn, and the admins are told how much that was."""
    made = [each for each in all_open(desk) if each.made_by == maker.person.id]
    ended = [each for each in made if not _may_make(maker, each) and _withdraw(desk, None, each)]
    if ended:
        tell_admins(desk, "inviting.ended_with_maker", name=maker.person.name or "", count=len(ended))


def _may_make(actor: Actor, invitation: Invitation) -> bool:
    if invitation.terms is None:
        return may(Act.INVITE, actor.roles)
    return Role(invitation.grants) in chairs(actor)
