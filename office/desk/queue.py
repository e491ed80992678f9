"""What waits for whom, and what an official has decided."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from office.desk.desk import Desk
from office.desk.following import Progress, progress
from office.desk.telling import operator_chats
from office.register import events, letters, registrations, requests
from office.register.events import Event
from office.sop.request import Action, PersonId, Request
from office.sop.roles import OFFICIALS, Role
from office.sop.workflow import DECIDED_BY

_ALL: Final = 10_000
_DECISIONS: Final = tuple(
    f"request:{action}"
    for action in (
        *(Action.DISPOSE, Action.REJECT, Action.RETURN, Action.BUILD, Action.HOSTED, Action.REHOST),
        *(Action.RETRY, Action.BY_HAND),
    )
)


def about_queue(person_id: int) -> str:
    """The subject of the list of what waits for this official; 0 is all that waits, for the operators."""
    return f"queue:{person_id}"


def about_past(person_id: int) -> str:
    """The subject of the list of what this official has decided."""
    return f"past:{person_id}"


@dataclass(frozen=True, slots=True)
class Waiting:
    request: Request
    stands: Progress

    @property
    def is_late(self) -> bool:
        return self.stands.days_late is not None

    @property
    def is_asked(self) -> bool:
        """Whether an answer of the applicant is awaited; the official may decide all the same."""
        return self.stands.role is Role.APPLICANT


def waiting_for(desk: Desk, person: PersonId | None, roles: Collection[Role]) -> list[Waiting]:
    """What this person may decide now; of whoever holds no such role, all that waits.

    What is late comes first, then what waits longest; last what the applicant has been asked about.
    """
    official = frozenset(roles) & OFFICIALS
    found = requests.at_stages(desk.tx, DECIDED_BY, limit=_ALL)
    mine = [request for request in found if desk.moves_for(request, person, official)] if official else found
    trails = events.of_requests(desk.tx, [request.id for request in mine])
    stands = [(request, progress(desk, request, trails[request.id])) for request in mine]
    waiting = [Waiting(request, how) for request, how in stands if how is not None]
    return sorted(waiting, key=lambda each: (not each.is_late, each.is_asked, each.stands.since, each.request.id))


def letters_without_number(desk: Desk, roles: Collection[Role]) -> int:
    """How many letters wait for an officer to type TU's number."""
    return len(letters.drafts(desk.tx)) if Role.PRANATA_KOMPUTER in roles else 0


def registrations_waiting(desk: Desk, chat_id: int) -> int:
    """How many people wait to be let in, where the operators are; elsewhere that is nobody's business."""
    return len(registrations.waiting(desk.tx, limit=_ALL)) if chat_id in operator_chats(desk) else 0


def decided_by(desk: Desk, person: PersonId, *, limit: int, offset: int) -> list[tuple[Request, Event]]:
    """Some of this person's decisions, the newest first."""
    found = events.page_by(desk.tx, person, _DECISIONS, limit=limit, offset=offset)
    return [(requests.load(desk.tx, request_id), event) for request_id, event in found]


def count_decided(desk: Desk, person: PersonId) -> int:
    return events.count_by(desk.tx, person, _DECISIONS)
