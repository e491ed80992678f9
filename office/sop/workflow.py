"""The SOP as one table. What is not in it cannot be done; docs/sop.md is drawn from it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from office.sop.errors import Refusal
from office.sop.request import Action, PersonId, Request, Stage
from office.sop.roles import OFFICIALS, Role


class Work(StrEnum):
    """What a move makes the office owe to the outside, besides the cards that show it."""

    PROVISION = "provision"
    VERIFY = "verify"
    TAKE_BACK = "take_back"
    APPROVAL_LETTER = "approval_letter"
    REJECTION_LETTER = "rejection_letter"
    SHEET = "sheet"
    """The lembar disposisi, a paper of the office alone."""


class When(StrEnum):
    """What else must hold for a move to be open."""

    ALWAYS = "always"
    BLOCKED = "blocked"
    """The outside said no, or said nothing for too long."""
    HOSTING = "hosting"
    """A hosting account is still to be made by hand."""
    NO_HOSTING = "no_hosting"
    ASTRAY = "astray"
    """The outside said no while a hosting's address was being taken into the DNS."""
    HELD = "held"
    """Either of the two that need an officer."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the SOP. `turn` is who is called next, `step` the SOP's activity that the move carries out."""

    stage: Stage
    action: Action
    role: Role
    to: Stage
    step: int | None = None
    turn: Role | None = None
    work: tuple[Work, ...] = ()
    needs_reason: bool = False
    when: When = When.ALWAYS


A, S, R, W = Action, Stage, Role, Work
_PK = R.PRANATA_KOMPUTER

# fmt: off
MOVES: Final = (
    #    at stage         action       by whom      goes to           and then
    Move(S.DRAFT,         A.SUBMIT,    R.APPLICANT, S.AT_KADIS,       step=1, turn=R.KADIS),
    Move(S.RETURNED,      A.SUBMIT,    R.APPLICANT, S.AT_KADIS,       step=1, turn=R.KADIS),
    Move(S.AT_KADIS,      A.DISPOSE,   R.KADIS,     S.AT_KABID,       step=3, turn=R.KABID, work=(W.SHEET,)),
    Move(S.AT_KADIS,      A.RETURN,    R.KADIS,     S.RETURNED,       step=3, turn=R.APPLICANT, needs_reason=True),
    Move(S.AT_KADIS,      A.REJECT,    R.KADIS,     S.REJECTED,       step=3, work=(W.REJECTION_LETTER,), needs_reason=True),
    Move(S.AT_KABID,      A.DISPOSE,   R.KABID,     S.AT_CHECK,       step=4, turn=_PK, work=(W.SHEET,)),
    Move(S.AT_KABID,      A.RETURN,    R.KABID,     S.RETURNED,       step=4, turn=R.APPLICANT, needs_reason=True),
    Move(S.AT_KABID,      A.REJECT,    R.KABID,     S.REJECTED,       step=4, work=(W.REJECTION_LETTER,), needs_reason=True),
    Move(S.AT_CHECK,      A.BUILD,     _PK,         S.PROVISIONING,   step=5, work=(W.PROVISION,), when=When.NO_HOSTING),
    Move(S.AT_CHECK,      A.BUILD,     _PK,         S.PROVISIONING,   step=5, turn=_PK, when=When.HOSTING),
    Move(S.AT_CHECK,      A.RETURN,    _PK,         S.RETURNED,       step=5, turn=R.APPLICANT, needs_reason=True),
    Move(S.PROVISIONING,  A.HOSTED,    _PK,         S.PROVISIONING,   step=6, work=(W.PROVISION,), when=When.HOSTING),
    Move(S.PROVISIONING,  A.REHOST,    _PK,         S.PROVISIONING,   step=6, work=(W.TAKE_BACK,), when=When.ASTRAY),
    Move(S.PROVISIONING,  A.FINISH,    R.SYSTEM,    S.FINISHED,       step=6, work=(W.APPROVAL_LETTER,)),
    Move(S.PROVISIONING,  A.BLOCK,     R.SYSTEM,    S.PROVISIONING,   step=6, turn=_PK, needs_reason=True),
    Move(S.PROVISIONING,  A.RETRY,     _PK,         S.PROVISIONING,   step=6, work=(W.PROVISION,), when=When.BLOCKED),
    Move(S.PROVISIONING,  A.BY_HAND,   _PK,         S.PROVISIONING,   step=6, work=(W.VERIFY,), when=When.BLOCKED),
    Move(S.PROVISIONING,  A.RETURN,    _PK,         S.RETURNED,       step=6, turn=R.APPLICANT, work=(W.TAKE_BACK,), needs_reason=True, when=When.HELD),
    Move(S.PROVISIONING,  A.REJECT,    _PK,         S.REJECTED,       step=6, work=(W.TAKE_BACK, W.REJECTION_LETTER), needs_reason=True, when=When.HELD),
    Move(S.DRAFT,         A.WITHDRAW,  R.APPLICANT, S.WITHDRAWN),
    Move(S.AT_KADIS,      A.WITHDRAW,  R.APPLICANT, S.WITHDRAWN),
    Move(S.AT_KABID,      A.WITHDRAW,  R.APPLICANT, S.WITHDRAWN),
    Move(S.AT_CHECK,      A.WITHDRAW,  R.APPLICANT, S.WITHDRAWN),
    Move(S.RETURNED,      A.WITHDRAW,  R.APPLICANT, S.WITHDRAWN),
)
# fmt: on

CHAIN: Final = ((Action.DISPOSE, Role.KADIS), (Action.DISPOSE, Role.KABID))
"""The dispositions that must stand in the current round before anything is built."""


DECIDED_BY: Final = {move.stage: move.role for move in MOVES if move.role in OFFICIALS}
"""Whose decision a request at a stage waits for."""


class TooLate(Refusal):
    """Nobody may do this any more at the stage where the request is now."""

    def __init__(self, action: Action, stage: Stage) -> None:
        super().__init__(f"{action} is not possible at {stage}")
        self.action, self.stage = action, stage


class NotYourTurn(Refusal):
    """The action is open, but belongs to another role or another person."""

    def __init__(self, action: Action, roles: Collection[Role]) -> None:
        super().__init__(f"{', '.join(sorted(roles)) or 'nobody'} may not {action}")
        self.action, self.roles = action, roles


class SeparateDuties(Refusal):
    """This person applied, or has already decided on this round in another role."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"{action} must be done by somebody who has no other part in this request")
        self.action = action


class HeldByAnother(Refusal):
    """Another officer has this request."""

    def __init__(self, action: str, officer: PersonId) -> None:
        super().__init__(f"{action} is for the officer who has the request")
        self.action, self.officer = action, officer


class ReasonMissing(Refusal):
    """The move carries a reason to the applicant, and none was given."""


def open_moves(request: Request) -> tuple[Move, ...]:
    """All moves that somebody may make from where the request stands."""
    blocked, hosting = bool(request.blocked), request.awaits_hosting
    holds = {
        When.ALWAYS: True,
        When.BLOCKED: blocked,
        When.HOSTING: hosting,
        When.NO_HOSTING: not hosting,
        When.HELD: blocked or hosting,
        When.ASTRAY: blocked and request.hosting is not None,
    }
    return tuple(m for m in MOVES if m.stage is request.stage and holds[m.when])


def moves_open(request: Request, role: Role) -> bool:
    """Whether this role has anything to decide on the request now."""
    return any(move.role is role for move in open_moves(request))


def find_move(
    request: Request,
    action: Action,
    person: PersonId | None,
    roles: Collection[Role],
    *,
    reason: str | None = None,
    small_office: bool = False,
) -> Move:
    """Return the move that this person, in these roles, may make now.

    Raises TooLate if nobody may, NotYourTurn if somebody else may, HeldByAnother if another officer has the request,
    SeparateDuties if this person has another part in it (but in a small office), ReasonMissing if the move needs a
    reason.
    """
    possible = [m for m in open_moves(request) if m.action is action]
    if not possible:
        raise TooLate(action, request.stage)
    move = next((m for m in possible if m.role in roles), None)
    if move is None or (move.role is Role.APPLICANT and person != request.applicant):
        raise NotYourTurn(action, roles)
    if move.role is Role.PRANATA_KOMPUTER and request.officer not in {None, person}:
        assert request.officer is not None  # noqa: S101 - it is not in the set
        raise HeldByAnother(action, request.officer)
    if not small_office and has_another_part(request, move.role, person):
        raise SeparateDuties(action)
    if move.to is Stage.PROVISIONING and not chain_is_whole(request):
        raise TooLate(action, request.stage)
    if move.needs_reason and not (reason or "").strip():
        raise ReasonMissing(action)
    return move


def has_another_part(request: Request, role: Role, person: PersonId | None) -> bool:
    """Whether this person applied, or has decided on this round in another role than this one (trust, promise 3)."""
    elsewhere = {d.person for d in request.decisions if d.role is not role} | {request.applicant}
    return role in OFFICIALS and person in elsewhere


def chain_is_whole(request: Request) -> bool:
    """Kadis and Kabid have disposed in the current round."""
    given = {(d.action, d.role) for d in request.decisions}
    return all(link in given for link in CHAIN)


def moves_for(
    request: Request, person: PersonId | None, roles: Collection[Role], *, small_office: bool = False
) -> tuple[Move, ...]:
    """The moves whose buttons this person sees."""
    found = []
    for move in open_moves(request):
        try:
            found.append(find_move(request, move.action, person, roles, reason="-", small_office=small_office))
        except Refusal:
            continue
    return tuple(dict.fromkeys(found))
