"""Cards: pure functions of what is shown and who looks. Only the buttons that this viewer may press."""

from typing import Final

from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts
from handlers.views import RequestView
from office.register.registrations import Registration, State
from office.sop.request import Action

_STYLES: Final = {
    Action.HOSTED: GOOD,
    Action.DISPOSE: GOOD,
    Action.BUILD: GOOD,
    Action.REJECT: BAD,
    Action.WITHDRAW: BAD,
}
PLAN, WITHDRAW = "plan", "withdraw"
"""Other sides of a request's card: the plan to be confirmed, and the question whether to withdraw."""


def request_card(texts: Texts, view: RequestView, side: str) -> Bubble:
    """The facts, the SOP's steps, what it waits for, and the viewer's buttons."""
    may = {move.action for move in view.moves}
    if (side == PLAN and Action.BUILD not in may) or (side == WITHDRAW and Action.WITHDRAW not in may):
        side = ""
    return Bubble(texts.say("cards.request", v=view, view=side), _buttons(texts, view, side))


def _buttons(texts: Texts, view: RequestView, side: str) -> tuple[tuple[Button, ...], ...]:
    if side == PLAN:
        build = Press(Action.BUILD, view.id, view.revision, view.plan.digest if view.plan else "")
        return one_a_row(
            Button(texts.say("buttons.build" if view.plan else "buttons.make_hosting"), build, GOOD),
            Button(texts.say("buttons.back"), Press("card", view.id, view.revision)),
        )
    if side == WITHDRAW:
        return one_a_row(
            Button(texts.say("buttons.withdraw_sure"), Press(Action.WITHDRAW, view.id, view.revision, "sure"), BAD),
            Button(texts.say("buttons.keep"), Press("card", view.id, view.revision)),
        )
    return one_a_row(
        *(_move_button(texts, view, move.action) for move in view.moves if move.action is not Action.SUBMIT)
    )


def _move_button(texts: Texts, view: RequestView, action: Action) -> Button:
    """*Lengkap* stands where the move is Buat: it shows the plan first."""
    shown = "complete" if action is Action.BUILD else action
    return Button(texts.say(f"buttons.{shown}"), Press(shown, view.id, view.revision), _STYLES.get(action))


def registration_card(
    texts: Texts, registration: Registration, opd: str, decided_by: str, *, is_new: bool, former: str = ""
) -> Bubble:
    """Who wants in, or over from their `former` OPD, for the operators; never the NIP or the phone number."""
    html = texts.say(
        "registration.card",
        name=registration.answers["name"],
        title=registration.answers["title"],
        opd=opd,
        is_new=is_new,
        state=registration.state,
        reason=registration.reason,
        decided_by=decided_by,
        former=former,
    )
    if registration.state is not State.WAITING:
        return Bubble(html)
    seen = (registration.id, registration.revision)
    return Bubble(
        html,
        one_a_row(
            Button(texts.say("buttons.approve_registration"), Press("approve", *seen), GOOD),
            Button(texts.say("buttons.refuse_registration"), Press("refuse", *seen), BAD),
        ),
    )
