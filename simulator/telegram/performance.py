"""One call as the bot sees it: its effect, its answer, and the fault that is due."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from simulator.connections import break_connection
from simulator.telegram.errors import Refused
from simulator.telegram.faults import Fault, FaultKind

PAGE: Final = "<html><head><title>Please wait</title></head><body><h1>Please wait</h1></body></html>"
CUT_OFF: Final = 2
"""So many bytes are missing at the end of wrong JSON."""
PREVENTING: Final = {
    FaultKind.RESET_BEFORE: "connection reset before the call",
    FaultKind.HTML: "a page of HTML instead of the call",
}
"""Faults that keep the call from happening, and how the record tells it."""


def _nobody_listens(_why: str) -> None:
    return


async def perform(
    request: Request,
    fault: Fault | None,
    carry_out: Callable[[Refused | None], Awaitable[Response]],
    prevented: Callable[[str], None] = _nobody_listens,
) -> Response:
    """Carry the call out, or have it refused, and answer as the fault says.

    `prevented` is told why when the call never happened.
    """
    if fault is None:
        return await carry_out(None)
    if fault.kind in PREVENTING:
        prevented(PREVENTING[fault.kind])
        return _instead(request, fault.kind)
    if fault.kind is FaultKind.LATENCY:
        await asyncio.sleep(fault.seconds)
    answer = await carry_out(fault.refusal() if fault.kind is FaultKind.STATUS else None)
    return _spoiled(request, fault.kind, answer)


def _instead(request: Request, kind: FaultKind) -> Response:
    """What the bot gets when its call never reached Telegram."""
    if kind is FaultKind.HTML:
        return HTMLResponse(PAGE)
    break_connection(request)
    return Response()


def _spoiled(request: Request, kind: FaultKind, answer: Response) -> Response:
    """What reaches the bot of an answer."""
    if kind is FaultKind.LOST_ANSWER:
        break_connection(request)
    if kind is FaultKind.WRONG_JSON:
        return Response(bytes(answer.body)[:-CUT_OFF], media_type=answer.media_type)
    return answer
