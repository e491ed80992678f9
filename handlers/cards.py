"""Cards: pure functions of what is shown and who looks. Only the buttons that this viewer may press."""

from typing import Final

from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts
from handlers.views import RequestView
from office.desk.following import REMIND
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
    open_now = may(view)
    if (side == PLAN and Action.BUILD not in open_now) or (side == WITHDRAW and Action.WITHDRAW not in open_now):
        side = ""
    return Bubble(texts.say("cards.request", v=view, view=side), _buttons(texts, view, side))


def may(view: RequestView) -> set[Action]:
    """What this viewer may do now."""
    return {move.action for move in view.moves}


def _checklist(texts: Texts, view: RequestView) -> tuple[tuple[Button, ...], ...]:
    """A button a line, and what the marks allow: on, when all are a yes; back, when something is wrong."""
    seen = (view.id, view.revision)
    rows = [
        Button(texts.say("buttons.check", place=place, line=line), Press("mark", *seen, str(line.number)))
        for place, line in enumerate(view.checklist, 1)
    ]
    if all(line.is_right for line in view.checklist):
        rows.append(Button(texts.say("buttons.complete"), Press("complete", *seen), GOOD))
    else:
        rows.append(Button(texts.say("buttons.check_all"), Press("mark_all", *seen)))
    if any(line.is_right is False for line in view.checklist):
        rows.append(Button(texts.say("buttons.return"), Press("send_back", *seen), BAD))
    return one_a_row(*rows)


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
    original = Button(texts.say("buttons.original"), Press("original", view.id, view.revision))
    originals = one_a_row(*([original] if view.has_originals else ()))
    if view.checklist and Action.BUILD in may(view):
        return (*_checklist(texts, view), *originals)
    reminds = [Button(texts.say("buttons.remind"), Press(REMIND, view.id, view.revision))] if view.may_remind else []
    moves = (_move_button(texts, view, move.action) for move in view.moves if move.action is not Action.SUBMIT)
    return (*one_a_row(*reminds, *moves), *originals)


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
