"""What the operator group asks for: the board, a search, and that something given up is tried again."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handlers.buttons import Bubble, Button, one_a_row, two_a_row
from handlers.callbacks import OldCard, Press
from handlers.handler import Handler, Toast
from handlers.pages import page_number, turning, within
from handlers.queue_list import named
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk.desk import Desk
from office.desk.following import Progress, progress
from office.desk.reviving import revive
from office.desk.telling import owe_answer, owe_card
from office.register import events, opds, people, requests, rooms
from office.register.people import Actor
from office.sop.authority import Act, check_may, may
from office.sop.request import Request, Stage
from office.sop.roles import Role
from office.sop.text import cut

BOARD: Final = "board:0"
"""The subject of the board: there is one a chat."""
_A_PAGE: Final = 20
_FOUND: Final = 10
_SHORTEST, _LONGEST = 2, 60
_RUNNING: Final = (Stage.AT_KADIS, Stage.AT_KABID, Stage.AT_CHECK, Stage.PROVISIONING, Stage.RETURNED)
_LIMIT: Final = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A running request on the board: what it is, who has it and since when."""

    receipt: str
    name: str
    opd: str
    stage: Stage
    role: Role
    since: datetime
    is_late: bool


def board_bubble(desk: Desk, texts: Texts, side: str) -> Bubble:
    """How many requests stand where, and a page of those that run, the late ones first. Raises OldCard."""
    running = _running(desk)
    number = within(page_number(side or "0"), len(running), _A_PAGE)
    html = texts.say(
        "group.board",
        counts=Counter(requests.count_all(desk.tx)),
        lines=[_line(desk, *each) for each in running[number * _A_PAGE :][:_A_PAGE]],
        total=len(running),
        late=sum(_is_late(stands) for _, stands in running),
        first=number * _A_PAGE + 1,
        at=desk.now,
    )
    turns = turning(texts, number, len(running), _page, _A_PAGE)
    return Bubble(html, (*two_a_row(*turns), (Button(texts.say("buttons.refresh"), _page(number)),)))


def _page(number: int) -> Press:
    return Press("board", extra=str(number))


def _running(desk: Desk) -> list[tuple[Request, Progress]]:
    """What runs, the late ones first."""
    found = requests.at_stages(desk.tx, _RUNNING, limit=_LIMIT)
    trails = events.of_requests(desk.tx, [request.id for request in found])
    standing = [(request, progress(desk, request, trails[request.id])) for request in found]
    running = [(request, stands) for request, stands in standing if stands is not None]
    return sorted(running, key=lambda each: not _is_late(each[1]))


def _is_late(stands: Progress) -> bool:
    return stands.days_late is not None or stands.is_overdue


def _line(desk: Desk, request: Request, stands: Progress) -> Line:
    return Line(
        receipt=str(request.receipt),
        name=desk.name_asked(request),
        opd=opds.load(desk.tx, request.opd).name,
        stage=request.stage,
        role=stands.role,
        since=stands.since,
        is_late=_is_late(stands),
    )


def may_look(desk: Desk, chat_id: int) -> bool:
    """The operator group, and whoever holds an office today in private."""
    person = people.find(desk.tx, chat_id)
    if person is None:
        return chat_id == rooms.find(desk.tx)
    held = people.assignments_of(desk.tx, person.id, now=desk.now)
    return may(Act.SEE_QUEUE, [each.role for each in held])


def _is_ours(desk: Desk, actor: Actor, visit: Visit) -> bool:
    """Whether this is a place to answer in. Raises NotAllowed for somebody there who holds no office."""
    if not visit.private and visit.chat != rooms.find(desk.tx):
        return False
    check_may(Act.SEE_QUEUE, actor.roles)
    return True


def board(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/papan`: the board at the end of the chat; the one before loses its buttons."""
    if _is_ours(desk, actor, visit):
        owe_card(desk, visit.chat, BOARD, again=True, thread=visit.thread)


def turn_board(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Segarkan*, or another page, in its place."""
    page = visit.seen.choice
    if not _is_ours(desk, actor, visit):
        raise OldCard
    owe_card(desk, visit.chat, BOARD, view=str(page))
    return Toast("toasts.refreshed")


def search(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/cari`: by receipt, name, OPD or letter number; a button for each card that was found."""
    if not _is_ours(desk, actor, visit):
        return
    asked = cut(" ".join(visit.text.split()), _LONGEST)
    if len(asked) < _SHORTEST:
        owe_answer(desk, visit.chat, visit.thread, "group.how_to_search")
        return
    name = asked.lower().removesuffix(f".{desk.agency.dns.zone}")
    found = requests.search(desk.tx, asked, name, limit=_FOUND + 1)
    lines = [_hit(desk, request) for request in found[:_FOUND]]
    owe_answer(desk, visit.chat, visit.thread, "group.found", asked=asked, lines=lines, more=len(found) > _FOUND)


def _hit(desk: Desk, request: Request) -> dict[str, Any]:
    return {**named(desk, request), "id": request.id, "stage": request.stage}


def found_bubble(texts: Texts, asked: str, lines: list[dict[str, Any]], *, more: bool) -> Bubble:
    """What was found, and a button that opens each."""
    opening = [Button(texts.say("buttons.open", receipt=line["receipt"]), Press("open", line["id"])) for line in lines]
    return Bubble(texts.say("group.found", asked=asked, lines=lines, more=more), two_a_row(*opening))


def gave_up_bubble(texts: Texts, kind: str, why: str, debt: int) -> Bubble:
    """An alert about something that is tried no more, with the way to have it tried again."""
    return Bubble(texts.say("operators.gave_up", kind=kind, why=why), _again(texts, debt))


def unreachable_bubble(texts: Texts, who: str | None, why: str, debt: int) -> Bubble:
    """The same about somebody's chat."""
    return Bubble(texts.say("operators.unreachable", who=who, why=why), _again(texts, debt))


def _again(texts: Texts, debt: int) -> tuple[tuple[Button, ...], ...]:
    return one_a_row(Button(texts.say("buttons.retry"), Press("revive", debt)))


def on_revive(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Coba lagi* under an alert."""
    revive(desk, actor, visit.seen.id)
    return Toast("toasts.retry")


TAPS: Final[dict[str, Handler]] = {"board": Handler(turn_board), "revive": Handler(on_revive)}
