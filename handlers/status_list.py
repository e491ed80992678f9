"""`/status`: the requests of an OPD on one message, with filters and pages; what a button says is looked up anew."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self

from handlers.buttons import Bubble, Button
from handlers.callbacks import OldCard, Press
from handlers.pages import A_PAGE, page_number, turning, within
from handlers.texts import Texts
from office.desk.desk import Desk
from office.register import people, requests
from office.sop.request import PersonId, Request, Stage


class Filter(StrEnum):
    ALL = "all"
    RUNNING = "running"
    RETURNED = "returned"
    DONE = "done"


_STAGES: Final = {
    Filter.RUNNING: frozenset({Stage.AT_KADIS, Stage.AT_KABID, Stage.AT_CHECK, Stage.PROVISIONING}),
    Filter.RETURNED: frozenset({Stage.RETURNED}),
    Filter.DONE: frozenset(stage for stage in Stage if stage.is_final),
    Filter.ALL: frozenset(Stage),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What somebody looks at: a page of a filter, of the whole OPD or only of their own requests."""

    filter: Filter = Filter.ALL
    mine: bool = False
    number: int = 0

    @classmethod
    def read(cls, side: str) -> Self:
        """Raises OldCard for what no button of ours carries; nothing is the first page of everything."""
        if not side:
            return cls()
        wanted, _, number = side.partition("-")
        mine, wanted = wanted.startswith("my_"), wanted.removeprefix("my_")
        if wanted not in set(Filter):
            raise OldCard
        return cls(Filter(wanted), mine, page_number(number))

    @property
    def side(self) -> str:
        return f"{'my_' if self.mine else ''}{self.filter}-{self.number}"

    @property
    def press(self) -> Press:
        return Press("list", extra=self.side)

    def button(self, label: str) -> Button:
        return Button(label, self.press)


def status_list(desk: Desk, texts: Texts, person: PersonId, opd: int, page: Page) -> Bubble:
    """The page, as far as there are so many, with buttons that open each request's card."""
    of = person if page.mine else None
    there = requests.count_by_stage(desk.tx, opd, applicant=of)
    counts = {each: sum(n for stage, n in there.items() if stage in _STAGES[each]) for each in Filter}
    total = counts[page.filter]
    page = replace(page, number=within(page.number, total))
    found = requests.page_of_opd(
        desk.tx, opd, _STAGES[page.filter], applicant=of, limit=A_PAGE, offset=page.number * A_PAGE
    )
    names = people.names(desk.tx, {request.applicant for request in found})
    html = texts.say(
        "following.status",
        page=page,
        requests=[_line(desk, request, names) for request in found],
        first=page.number * A_PAGE + 1,
        total=total,
        person=person,
    )
    return Bubble(html, _buttons(texts, page, found, counts))


def _line(desk: Desk, request: Request, names: dict[int, str]) -> dict[str, object]:
    return {
        "receipt": request.receipt,
        "name": desk.name_asked(request),
        "kind": request.kind,
        "stage": request.stage,
        "applicant": request.applicant,
        "by": names[request.applicant],
    }


def _buttons(
    texts: Texts, page: Page, found: list[Request], counts: dict[Filter, int]
) -> tuple[tuple[Button, ...], ...]:
    opening = [(Button(texts.say("buttons.open", receipt=r.receipt), Press("open", r.id)),) for r in found]
    turns = turning(texts, page.number, counts[page.filter], lambda number: replace(page, number=number).press)
    filters = [
        replace(page, filter=each, number=0).button(
            texts.say("buttons.filter", which=each, count=counts[each], chosen=each is page.filter)
        )
        for each in Filter
    ]
    whose = replace(page, mine=not page.mine, number=0).button(texts.say("buttons.whose", mine=page.mine))
    rows = (*opening, turns, tuple(filters[:2]), tuple(filters[2:]), (whose,))
    return tuple(row for row in rows if row)
