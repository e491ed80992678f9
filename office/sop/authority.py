"""What each role may do besides the moves of the SOP, as one table; docs/authority.md is written from both."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from office.sop.errors import Refusal
from office.sop.roles import HEADS, OFFICIALS, Role


class Act(StrEnum):
    SEE_QUEUE = "see_queue"
    TRY_AGAIN = "try_again"
    OPEN_ORIGINALS = "open_originals"
    DECIDE_REGISTRATION = "decide_registration"
    ANSWER_QUESTION = "answer_question"
    ASK_APPLICANT = "ask_applicant"
    TAKE_QUESTION_BACK = "take_question_back"
    CORRECT = "correct"
    CLAIM = "claim"
    HAND_OVER = "hand_over"
    LOOK_AFTER_LETTERS = "look_after_letters"
    APPOINT = "appoint"
    APPOINT_FOR_ANY = "appoint_for_any"
    END_PERIOD = "end_period"
    INVITE = "invite"
    WITHDRAW_INVITATION = "withdraw_invitation"
    LIST_PEOPLE = "list_people"
    CHANGE_ROLE = "change_role"
    REVOKE = "revoke"
    SUSPEND = "suspend"
    LIFT = "lift"
    IMPORT_OPDS = "import_opds"
    CONFIRM_AUTHENTICATOR = "confirm_authenticator"
    REFUSE_AUTHENTICATOR = "refuse_authenticator"


@dataclass(frozen=True, slots=True)
class Right:
    """Who may do it.

    `gives_power` says that somebody can decide after it who could not before: an office that asks for codes asks for
    one before each such act. What only takes power away waits for nothing.
    """

    roles: frozenset[Role]
    gives_power: bool


_WATCHING: Final = frozenset({Role.OPERATOR, Role.ADMIN})
_OFFICER: Final = frozenset({Role.PRANATA_KOMPUTER})
_ADMIN: Final = frozenset({Role.ADMIN})
_HEADS_AND_ADMIN: Final = _ADMIN.union(HEADS)
ACTS: Final[Mapping[Act, Right]] = {
    Act.SEE_QUEUE: Right(OFFICIALS | _WATCHING, gives_power=False),
    Act.TRY_AGAIN: Right(_WATCHING, gives_power=False),
    Act.OPEN_ORIGINALS: Right(OFFICIALS, gives_power=False),
    Act.DECIDE_REGISTRATION: Right(_WATCHING, gives_power=False),
    Act.ANSWER_QUESTION: Right(OFFICIALS | _WATCHING, gives_power=False),
    Act.ASK_APPLICANT: Right(OFFICIALS, gives_power=False),
    Act.TAKE_QUESTION_BACK: Right(OFFICIALS, gives_power=False),
    Act.CORRECT: Right(_OFFICER, gives_power=False),
    Act.CLAIM: Right(_OFFICER, gives_power=False),
    Act.HAND_OVER: Right(_OFFICER | {Role.KABID}, gives_power=False),
    Act.LOOK_AFTER_LETTERS: Right(_OFFICER, gives_power=False),
    Act.APPOINT: Right(_HEADS_AND_ADMIN, gives_power=True),
    Act.APPOINT_FOR_ANY: Right(_ADMIN, gives_power=True),
    Act.END_PERIOD: Right(_HEADS_AND_ADMIN, gives_power=False),
    Act.INVITE: Right(_ADMIN, gives_power=True),
    Act.WITHDRAW_INVITATION: Right(_ADMIN, gives_power=False),
    Act.LIST_PEOPLE: Right(_ADMIN, gives_power=False),
    Act.CHANGE_ROLE: Right(_ADMIN, gives_power=True),
    Act.REVOKE: Right(_ADMIN, gives_power=False),
    Act.SUSPEND: Right(_ADMIN, gives_power=False),
    Act.LIFT: Right(_ADMIN, gives_power=True),
    Act.IMPORT_OPDS: Right(_ADMIN, gives_power=False),
    Act.CONFIRM_AUTHENTICATOR: Right(_ADMIN, gives_power=True),
    Act.REFUSE_AUTHENTICATOR: Right(_ADMIN, gives_power=False),
}
"""What is not here, and no move of the SOP, nobody may."""


class NotAllowed(Refusal):
    """None of this person's roles may do this."""

    def __init__(self, act: Act) -> None:
        super().__init__(f"not allowed: {act}")
        self.act = act


def may(act: Act, roles: Collection[Role]) -> bool:
    return bool(ACTS[act].roles.intersection(roles))


def check_may(act: Act, roles: Collection[Role]) -> None:
    """Raises NotAllowed."""
    if not may(act, roles):
        raise NotAllowed(act)
