"""A request (permohonan) as a value: where it stands, in which revision and round, and who has decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from office.sop.plan import Deed
from office.sop.roles import Role

RequestId = NewType("RequestId", int)
PersonId = NewType("PersonId", int)


class Stage(StrEnum):
    DRAFT = "draft"
    AT_KADIS = "at_kadis"
    AT_KABID = "at_kabid"
    AT_CHECK = "at_check"
    RETURNED = "returned"
    PROVISIONING = "provisioning"
    FINISHED = "finished"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def is_final(self) -> bool:
        return self in {Stage.FINISHED, Stage.REJECTED, Stage.WITHDRAWN}


AT_OFFICER: Final = frozenset({Stage.AT_CHECK, Stage.PROVISIONING})
"""Where a Pranata Komputer has the request."""


class Action(StrEnum):
    SUBMIT = "submit"
    DISPOSE = "dispose"
    REJECT = "reject"
    RETURN = "return"
    BUILD = "build"
    HOSTED = "hosted"
    REHOST = "rehost"
    RETRY = "retry"
    BY_HAND = "by_hand"
    BLOCK = "block"
    FINISH = "finish"
    WITHDRAW = "withdraw"


class RequestKind(StrEnum):
    """What is asked for (jenis permohonan); each kind has a form of its own in `office/sop/request_forms.py`."""

    SUB_DOMAIN = "sub_domain"
    SUB_DOMAIN_HOSTING = "sub_domain_hosting"
    HOSTING = "hosting"
    CHANGE = "change"
    DEACTIVATION = "deactivation"

    @property
    def deed(self) -> Deed:
        """What is done in the DNS for it."""
        return _DEEDS.get(self, Deed.CHANGE)

    @property
    def needs_hosting(self) -> bool:
        """Whether an officer makes a hosting account, whose address then becomes the target."""
        return self in {RequestKind.HOSTING, RequestKind.SUB_DOMAIN_HOSTING}


_DEEDS: Final = {
    RequestKind.SUB_DOMAIN: Deed.CREATE,
    RequestKind.SUB_DOMAIN_HOSTING: Deed.CREATE,
    RequestKind.DEACTIVATION: Deed.REMOVE,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One official's yes in the current round: a disposition, or Buat after a complete check."""

    action: Action
    role: Role
    person: PersonId


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the applicant's conversation stands, as far as the answers do not tell.

    `asking` is the field being changed, `faults` the fields that came back and were not looked at since, `said` the
    message that answered a field, `pages` the photographs of the letter so far (documents), `offers` what is proposed
    for a field. While `is_paused` nothing is asked.
    """

    asking: str | None = None
    faults: tuple[str, ...] = ()
    said: Mapping[str, int] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    offers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """`revision` rises with every change, `round` with every submission; `decisions` are those of the round.

    `hosting` is the address of the hosting account that an officer has made for it. `checks` are the officer's marks
    in this round by the key of the item's words: None for a yes, else what is wrong (perhaps not said yet).
    `officer` is the Pranata Komputer who has it; while there is none, it is open to all of them.
    """

    id: RequestId
    applicant: PersonId
    opd: int
    kind: RequestKind
    stage: Stage
    revision: int
    round: int
    created_at: datetime
    receipt: str | None = None
    submitted_at: datetime | None = None
    blocked: str | None = None
    hosting: str | None = None
    talk: Talk = Talk()
    answers: dict[str, str] = field(default_factory=dict)
    checks: dict[str, str | None] = field(default_factory=dict)
    officer: PersonId | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def awaits_hosting(self) -> bool:
        """Whether the officer still has to make the hosting account."""
        return self.kind.needs_hosting and self.hosting is None
