"""The figures of a period, gathered from the register."""

from datetime import datetime

from office.desk.desk import Desk
from office.desk.following import LETTER_OUT
from office.desk.trail import stands_of
from office.register import events, opds, owed, requests, surveys
from office.register.events import Event
from office.register.owed import Kind, report_lane
from office.reports.figures import Figures, Served, figures
from office.reports.period import Period
from office.sop.request import Request, Stage


def this_month(desk: Desk) -> Period:
    return Period(desk.today.year, desk.today.month)


def figures_of(desk: Desk, period: Period) -> Figures:
    """What was received in the period, and how it went until now."""
    found = received(desk, period)
    trails = events.of_requests(desk.tx, [request.id for request in found])
    served = [_served(desk, request, trails[request.id]) for request in found]
    return figures(served, desk.calendar, desk.agency.service, now=desk.now)


def received(desk: Desk, period: Period) -> list[Request]:
    """The requests that came in the period, the newest first."""
    return requests.received_between(desk.tx, *period.bounds(desk.agency.identity.zone_info))


def _served(desk: Desk, request: Request, trail: list[Event]) -> Served:
    survey = surveys.find(desk.tx, request.id)
    return Served(
        kind=request.kind,
        opd=opds.load(desk.tx, request.opd).name,
        stage=request.stage,
        stands=tuple(stands_of(trail)),
        ended=_ended(request, trail),
        service=survey.service if survey else None,
        speed=survey.speed if survey else None,
    )


def _ended(request: Request, trail: list[Event]) -> datetime | None:
    """When the first letter of the last round was out, or the applicant withdrew."""
    if request.stage is Stage.WITHDRAWN:
        return trail[-1].at if trail else None
    return next((e.at for e in trail if e.tag == LETTER_OUT and e.round == request.round), None)


def owe_report(desk: Desk, chat_id: int, period: Period, *, thread: int | None = None) -> None:
    """The picture, then the workbook, where they were asked for; each is asked for once until it has come."""
    for part in ("chart", "book"):
        key = f"report:{chat_id}:{period.code}:{part}"
        payload = {"chat_id": chat_id, "period": period.code, "part": part, "thread": thread}
        owed.add(desk.tx, Kind.REPORT, report_lane(chat_id), payload, now=desk.now, key=key)
