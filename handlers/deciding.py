"""What an official is told right after deciding, and the way back."""

from typing import Any, Final

from handlers.handler import Handler, Toast
from handlers.visit import Visit
from office.desk.decisions import take_back
from office.desk.desk import Desk
from office.register.people import Actor
from office.sop.request import Action, Request
from office.sop.workflow import DECIDED_BY

UNDO: Final = "undo"


def answer(actor: Actor, seen: Request, action: Action, decided: Request) -> Toast:
    """A request that stays as it was seen has been decided on, and the decision may still be taken back.

    Whoever decides in somebody's place is told so.
    """
    say = "toasts.held" if decided.revision == seen.revision else f"toasts.{action}"
    held = actor.as_(DECIDED_BY[seen.stage])
    if held is None or held.standing is None:
        return Toast(say)
    return Toast(say, values={"acting": {"role": held.role, "standing": held.standing}})


def undo(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    take_back(desk, actor, visit.seen.id, revision=visit.seen.revision)
    return Toast("toasts.undone")


TAPS: Final[dict[str, Handler]] = {UNDO: Handler(undo)}
