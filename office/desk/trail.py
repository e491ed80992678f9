"""What the trail of a request says of where it stood, and of when an answer of the applicant was awaited."""

from collections.abc import Iterable
from typing import Final

from office.register.events import Event
from office.sop.deadlines import Stand
from office.sop.request import Action, Stage

ASKED: Final = "clarification:ask"
ANSWERED: Final = "clarification:answer"
DROPPED: Final = "clarification:drop"
"""Decided without an answer."""
TAKEN_BACK: Final = "clarification:take_back"
"""Whoever may decide no longer asks."""
ASKED_AGAIN: Final = "clarification:remind"
"""The applicant was told that an answer is still awaited."""
UNANSWERED: Final = "clarification:unanswered"
"""Whoever asked, and the operators, were told that no answer has come."""
CORRECTED: Final = "request:correct"
ADDRESS: Final = "request:address"
"""An officer has typed where the hosting was made; nothing follows from it before the plan is confirmed."""
REHOSTED: Final = f"request:{Action.REHOST}"
_ASKING: Final = {ASKED: True, ANSWERED: False, DROPPED: False, TAKEN_BACK: False}


def stands_of(trail: Iterable[Event]) -> list[Stand]:
    """Where the request stood from when on, oldest first."""
    stands: list[Stand] = []
    is_asked = False
    for event in trail:
        if event.stage:
            is_asked = _ASKING.get(event.tag, is_asked)
            stands.append(Stand(Stage(event.stage), event.at, is_asked))
    return stands
