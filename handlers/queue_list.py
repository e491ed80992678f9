"""`/antrian` and `/riwayat`: what waits, and what was decided, a page at a time; each line opens its card."""

from handlers.buttons import Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.pages import A_FEW, A_PAGE, page_number, turning, within
from handlers.texts import Texts
from office.desk.desk import Desk
from office.desk.queue import Waiting, count_decided, decided_by, letters_without_number, waiting_for
from office.register import opds
from office.register.events import Event
from office.register.people import Actor
from office.sop.request import Request


def queue_list(desk: Desk, texts: Texts, actor: Actor | None, side: str, newcomers: int) -> Bubble:
    """What waits for this official, with how long and until when; for the operator group (nobody) all that waits.

    `newcomers` are those whom the operators have to let in.
    """
    person, roles = (actor.person.id, actor.roles) if actor else (None, frozenset())
    waiting = waiting_for(desk, person, roles)
    number = within(page_number(side or "0"), len(waiting))
    shown = waiting[number * A_PAGE :][:A_PAGE]
    html = texts.say(
        "queue.waiting",
        lines=[_line(desk, each) for each in shown],
        first=number * A_PAGE + 1,
        total=len(waiting),
        late=sum(each.is_late for each in waiting),
        drafts=letters_without_number(desk, roles),
        newcomers=newcomers,
        few=A_FEW,
    )
    opening = _opening(texts, [each.request for each in shown])
    turns = turning(texts, number, len(waiting), lambda page: Press("queue", extra=str(page)))
    return Bubble(html, (*opening, turns) if turns else opening)


def _line(desk: Desk, each: Waiting) -> dict[str, object]:
    """`days` counts the working days that have begun since it came."""
    return {
        **named(desk, each.request),
        "stage": each.request.stage,
        "days": desk.calendar.days_begun_between(each.stands.since, desk.now),
        "stands": each.stands,
    }


def named(desk: Desk, request: Request) -> dict[str, object]:
    """What names a request in a list."""
    opd = opds.load(desk.tx, request.opd).name
    return {"receipt": request.receipt, "name": desk.name_asked(request), "opd": opd}


def past_list(desk: Desk, texts: Texts, actor: Actor, side: str) -> Bubble:
    """What this official has decided, the newest first."""
    total = count_decided(desk, actor.person.id)
    number = within(page_number(side or "0"), total)
    shown = decided_by(desk, actor.person.id, limit=A_PAGE, offset=number * A_PAGE)
    lines = [_decision(desk, *each) for each in shown]
    html = texts.say("queue.past", lines=lines, first=number * A_PAGE + 1, total=total)
    opening = _opening(texts, list({request.id: request for request, _ in shown}.values()))
    turns = turning(texts, number, total, lambda page: Press("past", extra=str(page)))
    return Bubble(html, (*opening, turns) if turns else opening)


def _decision(desk: Desk, request: Request, event: Event) -> dict[str, object]:
    return {**named(desk, request), "action": event.tag.partition(":")[2], "at": event.at, "stage": request.stage}


def _opening(texts: Texts, found: list[Request]) -> tuple[tuple[Button, ...], ...]:
    return one_a_row(*(Button(texts.say("buttons.open", receipt=r.receipt), Press("open", r.id)) for r in found))


def digest_bubble(texts: Texts, hour: int, waiting: int, late: int, drafts: int) -> Bubble:
    """The morning's word, and the way to the queue."""
    html = texts.say("queue.digest", hour=hour, waiting=waiting, late=late, drafts=drafts)
    return Bubble(html, one_a_row(Button(texts.say("buttons.open_queue"), Press("open_queue"))))
