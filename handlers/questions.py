"""The question that a person's chat is to show now, derived from what they have answered."""

from typing import Final

from handlers.buttons import Bubble
from handlers.registration_questions import registration_question
from handlers.request_questions import request_question
from handlers.texts import Texts
from office.desk.desk import Desk
from office.desk.registration import filling
from office.register import requests
from office.register.people import Actor

QUESTION: Final = "question"
"""The subject of the current question among what a chat shows."""


def current_question(desk: Desk, texts: Texts, actor: Actor) -> Bubble | None:
    """A registration is asked before a request; None when there is nothing to answer."""
    registration = filling(desk, actor)
    if registration is not None:
        return registration_question(desk, texts, actor, registration)
    request = requests.being_written(desk.tx, actor.person.id)
    return request_question(desk, texts, request) if request else None
