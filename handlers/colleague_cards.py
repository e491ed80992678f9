"""What admins see of the people: the list, and a person's card with what may be done."""

from datetime import datetime, timedelta
from typing import Any

from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.colleagues import APPLICANTS, Deed, read_list
from handlers.pages import A_PAGE, turning, within
from handlers.texts import Texts
from office.desk import staff
from office.desk.desk import Desk
from office.desk.staff import IN_OFFICE, Colleague
from office.desk.standing import terms_of
from office.register import opds
from office.register.people import Actor, Assignment
from office.sop.roles import HEADS, Role


def directory_list(desk: Desk, texts: Texts, side: str) -> Bubble:
    """Who holds which role, and whether they are suspended or stand in; each name opens the person's card."""
    is_applicants, page = read_list(side)
    which, roles = (APPLICANTS, (Role.APPLICANT,)) if is_applicants else ("office", IN_OFFICE)
    seats = [(role, person) for role in roles for person in staff.in_office(desk, role)]
    number = within(page, len(seats))
    shown = seats[number * A_PAGE :][:A_PAGE]
    lines = [{"role": role, **_seat(desk, staff.look(desk, person.id), role)} for role, person in shown]
    html = texts.say(
        "colleagues.list",
        lines=lines,
        first=number * A_PAGE + 1,
        total=len(seats),
        applicants=is_applicants,
        empty=[role for role in roles if not any(each is role for each, _ in seats)],
    )
    names = {person.id: person.name or str(person.id) for _, person in shown}
    opening = one_a_row(*(Button(name, Press("person", number)) for number, name in names.items()))
    turns = turning(texts, number, len(seats), lambda page: Press("people", extra=f"{which}.{page}"))
    other = "office" if is_applicants else APPLICANTS
    switch = Button(texts.say("colleagues.switch", applicants=not is_applicants), Press("people", extra=f"{other}.0"))
    return Bubble(html, (*opening, *((turns,) if turns else ()), (switch,)))


def found_people(texts: Texts, asked: str, lines: list[dict[str, Any]], *, more: bool) -> Bubble:
    """Who is called so, and a button that opens each card."""
    opening = (Button(line["name"], Press("person", line["id"])) for line in lines)
    return Bubble(texts.say("colleagues.found", asked=asked, lines=lines, more=more), one_a_row(*opening))


def _seat(desk: Desk, colleague: Colleague, role: Role) -> dict[str, object]:
    held = [a for a in colleague.assignments if a.role is role]
    own = min(held, key=lambda a: a.standing is not None)
    return {"name": colleague.person.name or "", "suspended": colleague.person.suspended_at, **_described(desk, own)}


def _described(desk: Desk, held: Assignment) -> dict[str, object]:
    opd = opds.load(desk.tx, held.opd).name if held.opd is not None else ""
    return {
        "role": held.role,
        "standing": held.standing,
        "opd": opd,
        "since": _day(desk, held.from_at),
        "last": _day(desk, held.until_at - timedelta(microseconds=1)) if held.until_at else "",
    }


def _day(desk: Desk, at: datetime | None) -> str:
    """On the office's calendar, in ISO form."""
    return at.astimezone(desk.agency.identity.zone_info).date().isoformat() if at else ""


def staff_card(desk: Desk, texts: Texts, actor: Actor, colleague: Colleague, side: str) -> Bubble:
    """The person, and what this admin may do about them."""
    if side:
        deed = Deed.read(side)
        return _choice(texts, colleague, deed) if deed.what == "change" else _question(desk, texts, colleague, deed)
    html = texts.say(
        "colleagues.card",
        name=colleague.person.name or "",
        title=colleague.person.title or colleague.person.rank or "",
        held=[_described(desk, a) for a in colleague.assignments],
        suspended=colleague.person.suspended_at,
        asked=colleague.asked,
    )
    return Bubble(html, _buttons(texts, actor, colleague))


def _button(texts: Texts, colleague: Colleague, deed: Deed, style: str | None = None) -> Button:
    label = texts.say(f"colleagues.{deed.what}", old=deed.old, new=deed.new)
    return Button(label, Press("staff", colleague.person.id, colleague.revision, deed.written), style)


def _buttons(texts: Texts, actor: Actor, colleague: Colleague) -> tuple[tuple[Button, ...], ...]:
    """Nobody changes their own role; whoever is suspended is lifted first."""
    if colleague.person.suspended_at is not None:
        return one_a_row(_button(texts, colleague, Deed("lift"), GOOD))
    is_self = colleague.person.id == actor.person.id
    rows = []
    for role in colleague.own:
        change = () if is_self else (_button(texts, colleague, Deed("change", role)),)
        rows.append((*change, _button(texts, colleague, Deed("revoke", role))))
    if colleague.asked is not None:
        rows.append((_button(texts, colleague, Deed("revoke", colleague.asked)),))
    if not is_self:
        rows.append((_button(texts, colleague, Deed("change")),))
    return (*rows, (_button(texts, colleague, Deed("suspend"), BAD),))


def _choice(texts: Texts, colleague: Colleague, deed: Deed) -> Bubble:
    """Which role: one that the person does not hold."""
    free = [role for role in IN_OFFICE if role not in colleague.own]
    choices = [_button(texts, colleague, Deed("as", deed.old, role)) for role in free]
    html = texts.say("colleagues.which", name=colleague.person.name or "", old=deed.old)
    return Bubble(html, one_a_row(*choices, _back(texts, colleague)))


def _question(desk: Desk, texts: Texts, colleague: Colleague, deed: Deed) -> Bubble:
    """Whether it is meant, and what follows."""
    gone = {r for r in staff.left_empty(desk, colleague) if deed.what == "suspend" or r is deed.old}
    before = staff.in_office(desk, deed.new) if deed.new in HEADS else []
    html = texts.say(
        f"colleagues.sure_{deed.what}",
        name=colleague.person.name or "",
        old=deed.old,
        new=deed.new,
        empty=sorted(gone),
        before=[person.name for person in before if person.id != colleague.person.id],
        ending=[terms_of(desk, each).kept for each in staff.ending_with(desk, colleague, deed.old, deed.new)],
        is_asked=deed.old is not None and deed.old is colleague.asked,
    )
    style = GOOD if deed.what == "lift" else BAD
    press = Press("staff_do", colleague.person.id, colleague.revision, deed.written)
    return Bubble(
        html, one_a_row(Button(texts.say(f"colleagues.yes_{deed.what}"), press, style), _back(texts, colleague))
    )


def _back(texts: Texts, colleague: Colleague) -> Button:
    return Button(texts.say("buttons.keep"), Press("staff", colleague.person.id, colleague.revision))
