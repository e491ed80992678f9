"""`/orang`: whom the office consists of, for its admins in private; a tap opens a person, and each change asks once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from handlers.callbacks import OldCard
from handlers.handler import Handler, Toast
from handlers.pages import page_number
from handlers.visit import Visit
from office.desk import staff
from office.desk.desk import Desk
from office.desk.staff import Colleague
from office.desk.telling import about_directory, about_staff, owe_card, owe_notice
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import Act, check_may
from office.sop.roles import INVITABLE, Role
from office.sop.text import cut

APPLICANTS: Final = "applicants"
_LISTS: Final = ("office", APPLICANTS)
_NONE: Final = "-"
_FOUND, _LONGEST = 8, 60
_DEEDS: Final = {"suspend": 0, "lift": 0, "revoke": 1, "change": 1, "as": 2}
"""What an admin may do with a person, and about how many roles it speaks: from which one, to which one."""


@dataclass(frozen=True, slots=True)
class Deed:
    """`change` asks which role shall stand in the place of `old`, or besides what is held; `as` has the answer."""

    what: str
    old: Role | None = None
    new: Role | None = None

    @property
    def written(self) -> str:
        """As a button carries it, and as the side of the card that asks whether it is meant."""
        return ".".join((self.what, *(role or _NONE for role in (self.old, self.new)[: _DEEDS[self.what]])))

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises OldCard for what `written` did not make."""
        what, *roles = text.split(".")
        if what not in _DEEDS or len(roles) != _DEEDS[what] or not set(roles) <= {*INVITABLE, _NONE}:
            raise OldCard
        return cls(what, *(None if role == _NONE else Role(role) for role in roles))


def read_list(side: str) -> tuple[bool, int]:
    """Whether a list shows the applicants, and its page. Raises OldCard for what no button of ours carries."""
    which, _, page = (side or f"{_LISTS[0]}.0").partition(".")
    if which not in _LISTS:
        raise OldCard
    return which == APPLICANTS, page_number(page)


def show(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/orang`: the list; with part of a name whoever is called so, a single one at once with their card."""
    check_may(Act.LIST_PEOPLE, actor.roles)
    asked = cut(" ".join(visit.text.split()), _LONGEST)
    found = staff.search(desk, asked, limit=_FOUND + 1) if asked else []
    if not asked:
        owe_card(desk, visit.chat, about_directory(actor.person.id), again=True)
    elif len(found) == 1:
        owe_card(desk, visit.chat, about_staff(found[0].id), again=True)
    else:
        lines = [{"id": person.id, "name": person.name} for person in found[:_FOUND]]
        owe_notice(desk, visit.chat, "colleagues.found", asked=asked, lines=lines, more=len(found) > _FOUND)


def _check(actor: Actor, visit: Visit) -> None:
    """Names and roles are for an admin's own chat."""
    if not visit.private:
        raise OldCard
    check_may(Act.LIST_PEOPLE, actor.roles)


def turn(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Another page, or the other list."""
    _check(actor, visit)
    read_list(visit.seen.extra)
    owe_card(desk, visit.chat, about_directory(actor.person.id), view=visit.seen.extra)
    return Toast()


def open_card(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A name of the list: the person's card comes, at the end of the chat."""
    _check(actor, visit)
    staff.somebody(desk, visit.seen.id)
    owe_card(desk, visit.chat, about_staff(visit.seen.id), again=True)
    return Toast()


def ask(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """A button of the card: it turns, and asks whether this is meant, or which role; without a deed it turns back."""
    _check(actor, visit)
    _seen(desk, visit)
    side = Deed.read(visit.seen.extra).written if visit.seen.extra else ""
    owe_card(desk, visit.chat, about_staff(visit.seen.id), view=side)
    return Toast()


def do(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """*Ya*: every card that shows the person follows, and theirs."""
    _check(actor, visit)
    deed = Deed.read(visit.seen.extra)
    if deed.what not in _DONE:
        raise OldCard
    _DONE[deed.what](desk, actor, _seen(desk, visit).person.id, deed)
    return Toast("toasts.staff")


def _seen(desk: Desk, visit: Visit) -> Colleague:
    """Raises StaleCard if the person is no longer as the card showed them."""
    colleague = staff.look(desk, visit.seen.id)
    if colleague.revision != visit.seen.revision:
        raise StaleCard(visit.seen.id, visit.seen.revision)
    return colleague


def _suspend(desk: Desk, actor: Actor, person: int, _: Deed) -> None:
    staff.suspend(desk, actor, person)


def _lift(desk: Desk, actor: Actor, person: int, _: Deed) -> None:
    staff.lift(desk, actor, person)


def _revoke(desk: Desk, actor: Actor, person: int, deed: Deed) -> None:
    if deed.old is None:
        raise OldCard
    staff.revoke(desk, actor, person, deed.old)


def _change(desk: Desk, actor: Actor, person: int, deed: Deed) -> None:
    if deed.new is None:
        raise OldCard
    staff.change_role(desk, actor, person, deed.old, deed.new)


_DONE: Final[Mapping[str, Callable[[Desk, Actor, int, Deed], None]]] = {
    "suspend": _suspend,
    "lift": _lift,
    "revoke": _revoke,
    "as": _change,
}
TAPS: Final[dict[str, Handler]] = {
    "people": Handler(turn),
    "person": Handler(open_card),
    "staff": Handler(ask),
    "staff_do": Handler(do),
}
CARD_TAPS: Final = frozenset({"staff", "staff_do"})
"""Buttons of a person's card: what is no longer so is answered with the card as it is."""
