"""The end of a request: what the applicant now has, and two taps on how it was."""

from typing import Any

from office.desk.desk import Desk
from office.desk.following import NotYourRequest, watch
from office.desk.telling import owe_card, owe_notice
from office.register import people, services, surveys
from office.register.people import Actor
from office.register.requests import StaleCard
from office.register.surveys import POINTS, Survey
from office.sop.request import Request, Stage


def about_survey(request_id: int) -> str:
    """The subject of the card that asks how it was."""
    return f"survey:{request_id}"


def conclude(desk: Desk, request: Request) -> None:
    """The letter is out: say plainly what there is now, and ask how it was. Once a request, whatever letters follow."""
    watch(desk, request)
    if not surveys.offer(desk.tx, request.id, request.applicant, now=desk.now):
        return
    chat = people.load(desk.tx, request.applicant).telegram_id
    owe_notice(desk, chat, "following.ended", **_outcome(desk, request))
    owe_card(desk, chat, about_survey(request.id))


def _outcome(desk: Desk, request: Request) -> dict[str, Any]:
    said = {"receipt": request.receipt, "kind": request.kind, "name": desk.name_asked(request)}
    service = services.current(desk.tx, request.id)
    if request.stage is not Stage.FINISHED or service is None:
        return {**said, "is_granted": False, "answer": "", "minutes": 0}
    plan = service.plan
    return {**said, "is_granted": True, "answer": f"{plan.type} {plan.content}", "minutes": -(-plan.ttl // 60)}


def rate(desk: Desk, actor: Actor, request_id: int, *, seen: int, points: int) -> Survey:
    """Answer the question that was seen: 0 is the service, 1 its speed. An answer stands once both are given.

    Raises NotYourRequest, StaleCard for a question that is not open, or points that are not on the scale.
    """
    survey = _own(desk, actor, request_id)
    if seen != asked(survey) or points not in POINTS:
        raise StaleCard(request_id, seen)
    answer = {"service": survey.service, "speed": points} if survey.service else {"service": points, "speed": None}
    return _keep(desk, actor, survey, **answer)


def back(desk: Desk, actor: Actor, request_id: int) -> Survey:
    """*Kembali* at the second question: the first is asked again."""
    survey = _own(desk, actor, request_id)
    if asked(survey) != 1:
        raise StaleCard(request_id, 1)
    return _keep(desk, actor, survey, service=None, speed=None)


def asked(survey: Survey) -> int | None:
    """The question that is open; None when both are answered."""
    if survey.service is None:
        return 0
    return 1 if survey.speed is None else None


def _own(desk: Desk, actor: Actor, request_id: int) -> Survey:
    survey = surveys.find(desk.tx, request_id)
    if survey is None:
        raise StaleCard(request_id, 0)
    if survey.person != actor.person.id:
        raise NotYourRequest
    desk.check_active(actor)
    return survey


def _keep(desk: Desk, actor: Actor, survey: Survey, *, service: int | None, speed: int | None) -> Survey:
    owe_card(desk, actor.person.telegram_id, about_survey(survey.request))
    return surveys.change(desk.tx, survey, service=service, speed=speed, now=desk.now)
