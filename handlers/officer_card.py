"""Which Pranata Komputer has a request, on the officials' cards: *Ambil*, *Serahkan ke …*, and the Kabid's choice."""

from dataclasses import dataclass
from typing import Final

from handlers.buttons import Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts
from office.desk.desk import Desk
from office.desk.disposition import ANYBODY
from office.desk.officers import eligible, may_choose_anew
from office.register import people
from office.register.people import Person
from office.sop.request import AT_OFFICER, PersonId, Request, Stage
from office.sop.roles import Role
from office.sop.workflow import Move

CLAIM, HAND_OVER, HAND_TO, CHOOSE = "claim", "hand_over", "hand_to", "officer"
"""What the buttons do: take it, turn to the colleagues, give it to one; on the Kabid's sheet, choose one."""
_ROLE: Final = Role.PRANATA_KOMPUTER


@dataclass(frozen=True, slots=True)
class Holding:
    """Who has the request at the officers, and to whom this viewer may give it.

    `officer` is a name, empty while it is open to all of them; `others` are the officers whom the viewer may hand it
    to, or, as the Kabid, choose. `is_at_officer` is whether it has come to them at all.
    """

    is_at_officer: bool = False
    officer: str = ""
    may_claim: bool = False
    others: tuple[Person, ...] = ()


def holding_of(
    desk: Desk, request: Request, viewer: PersonId | None, roles: frozenset[Role], moves: tuple[Move, ...]
) -> Holding:
    """What this viewer's card says and offers, by their roles and the moves that are open to them."""
    if request.stage not in AT_OFFICER:
        return Holding(others=_to_choose(desk, request, viewer, moves))
    is_mine = request.officer is not None and request.officer == viewer
    may_give = is_mine or may_choose_anew(request, viewer, roles)
    able = eligible(desk, request) if may_give or any(move.role is _ROLE for move in moves) else []
    name = people.names(desk.tx, {request.officer}).get(request.officer, "") if request.officer else ""
    others = tuple(person for person in able if person.id not in {viewer, request.officer})
    return Holding(
        is_at_officer=True,
        officer=name,
        may_claim=request.officer is None and bool(others),
        others=others if may_give else (),
    )


def _to_choose(desk: Desk, request: Request, viewer: PersonId | None, moves: tuple[Move, ...]) -> tuple[Person, ...]:
    """Whom the Kabid may choose; nobody where there is no choice."""
    if request.stage is not Stage.AT_KABID or not any(move.turn is _ROLE for move in moves):
        return ()
    able = eligible(desk, request, but=viewer)
    return tuple(able) if len(able) > 1 else ()


def holding_buttons(texts: Texts, holding: Holding, seen: tuple[int, int]) -> tuple[tuple[Button, ...], ...]:
    """On the card's front, for the officers."""
    if holding.may_claim:
        return one_a_row(Button(texts.say("buttons.claim"), Press(CLAIM, *seen)))
    if holding.others:
        return one_a_row(Button(texts.say("buttons.hand_over"), Press(HAND_OVER, *seen)))
    return ()


def colleague_buttons(texts: Texts, holding: Holding, seen: tuple[int, int]) -> tuple[tuple[Button, ...], ...]:
    """A colleague a row, and the way back."""
    colleagues = (Button(person.name or "", Press(HAND_TO, *seen, str(person.id))) for person in holding.others)
    return one_a_row(*colleagues, Button(texts.say("buttons.back"), Press("card", *seen)))


def choice_buttons(
    texts: Texts, holding: Holding, chosen: PersonId | None, seen: tuple[int, int]
) -> tuple[tuple[Button, ...], ...]:
    """On the Kabid's sheet where there is a choice: anybody, or an officer a row; what is chosen is marked."""
    if not holding.others:
        return ()
    offered = [(ANYBODY, ""), *((int(person.id), person.name or "") for person in holding.others)]
    return one_a_row(
        *(
            Button(
                texts.say("buttons.for_officer", name=name, chosen=number == (chosen or ANYBODY)),
                Press(CHOOSE, *seen, str(number)),
            )
            for number, name in offered
        )
    )
