"""A request (permohonan) as a value: where it stands, in which revision and round, and who has decided."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

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


class Action(StrEnum):
    SUBMIT = "submit"
    DISPOSE = "dispose"
    REJECT = "reject"
    RETURN = "return"
    BUILD = "build"
    RETRY = "retry"
    BY_HAND = "by_hand"
    BLOCK = "block"
    FINISH = "finish"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Decision:
    """One official's yes in the current round: a disposition, or Buat after a complete check."""

    action: Action
    role: Role
    person: PersonId


@dataclass(frozen=True, slots=True)
class Request:
    """`revision` rises with every change, `round` with every submission; `decisions` are those of the round."""

    id: RequestId
    applicant: PersonId
    opd: int
    stage: Stage
    revision: int
    round: int
    created_at: datetime
    receipt: str | None = None
    submitted_at: datetime | None = None
    blocked: str | None = None
    asking: str | None = None
    answers: dict[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
