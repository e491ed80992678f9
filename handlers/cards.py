"""Cards: pure functions of what is shown and who looks. Only the buttons that this viewer may press."""

from collections.abc import Mapping
from typing import Final

from handlers.asking_card import MEND, asking_buttons, field_buttons
from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row
from handlers.callbacks import Press
from handlers.deciding import UNDO
from handlers.fitting import ever_shorter, fits
from handlers.officer_card import HAND_OVER, colleague_buttons, holding_buttons
from handlers.reasons import phrase_of, read_side, sure_buttons
from handlers.sheet_card import OPEN, PAPER, sheet_buttons
from handlers.texts import Texts
from handlers.views import RequestView
from office.desk.following import REMIND
from office.register.registrations import Registration, State
from office.sop.disposition import Sheet
from office.sop.request import Action
from office.sop.roles import Role
from office.sop.text import masked
from office.sop.workflow import Move

_STYLES: Final = {
    Action.HOSTED: GOOD,
    Action.DISPOSE: GOOD,
    Action.BUILD: GOOD,
    Action.REJECT: BAD,
    Action.WITHDRAW: BAD,
}
PLAN, WITHDRAW, SHEET = "plan", "withdraw", "sheet"
"""Other sides of a request's card: the plan to be confirmed, the question whether to withdraw, the lembar disposisi."""
ORIGINAL: Final = "original"
"""What *Berkas asli* does."""
_TURNS: Final = {Action.BUILD: "complete", Action.DISPOSE: OPEN}
_SERVES: Final[Mapping[str, frozenset[Action]]] = {
    PLAN: frozenset({Action.BUILD, Action.HOSTED}),
    WITHDRAW: frozenset({Action.WITHDRAW}),
    SHEET: frozenset({Action.DISPOSE}),
    MEND: frozenset({Action.BUILD}),
}
"""The moves that a side leads to; to whom none is open, the card shows its front."""


def request_card(texts: Texts, view: RequestView, side: str) -> Bubble:
    """The facts, the SOP's steps, what it waits for, and the viewer's buttons; never more than a message can hold."""
    if view.held or not _is_open(view, side):
        side = ""
    chosen = read_side(side)
    reason = phrase_of(view.reasons[chosen[0]], chosen[1]) if chosen else ""
    for each in ever_shorter(view):
        html = texts.say("cards.request", v=each, view=side, reason=reason)
        if fits(html):
            break
    return Bubble(html, _buttons(texts, view, side))


def _is_open(view: RequestView, side: str) -> bool:
    if side == HAND_OVER:
        return view.holding.is_at_officer and bool(view.holding.others)
    chosen = read_side(side)
    if chosen is not None and phrase_of(view.reasons[chosen[0]], chosen[1]) is None:
        return False
    if side == MEND and not view.mendable:
        return False
    if side == PLAN and Action.HOSTED in may(view) and not view.plan:
        return False
    serves = frozenset({chosen[0]}) if chosen else _SERVES.get(side, frozenset())
    return not serves.isdisjoint(may(view))


def may(view: RequestView) -> set[Action]:
    """What this viewer may do now."""
    return {move.action for move in view.moves}


def _checklist(texts: Texts, view: RequestView) -> tuple[tuple[Button, ...], ...]:
    """A button a line, and what the marks allow: on, when all are a yes; back, when something is wrong."""
    seen = (view.id, view.revision)
    rows = [
        Button(texts.say("buttons.check", place=place, line=line), Press("mark", *seen, str(line.key)))
        for place, line in enumerate(view.checklist, 1)
    ]
    if all(line.is_right for line in view.checklist):
        rows.append(Button(texts.say("buttons.complete"), Press("complete", *seen), GOOD))
    if any(line.is_right is None for line in view.checklist):
        rows.append(Button(texts.say("buttons.check_all"), Press("mark_all", *seen)))
    if any(line.is_right is False for line in view.checklist):
        rows.append(Button(texts.say("buttons.return"), Press("send_back", *seen), BAD))
    return one_a_row(*rows)


def _plan_buttons(texts: Texts, view: RequestView) -> tuple[tuple[Button, ...], ...]:
    """Yes to this very plan, or back; an address that was typed can be typed anew."""
    seen, is_hosted = (view.id, view.revision), Action.HOSTED in may(view)
    label = texts.say("buttons.build" if view.plan else "buttons.make_hosting")
    yes = Press(Action.HOSTED if is_hosted else Action.BUILD, *seen, view.plan.digest if view.plan else "")
    other = [Button(texts.say("buttons.other_address"), Press(Action.HOSTED, *seen))] if is_hosted else []
    return one_a_row(Button(label, yes, GOOD), *other, Button(texts.say("buttons.back"), Press("card", *seen)))


def _side_buttons(texts: Texts, view: RequestView, side: str) -> tuple[tuple[Button, ...], ...]:
    """What can be pressed on another side than the front."""
    if side == PLAN:
        return _plan_buttons(texts, view)
    if side == WITHDRAW:
        return one_a_row(
            Button(texts.say("buttons.withdraw_sure"), Press(Action.WITHDRAW, view.id, view.revision, "sure"), BAD),
            Button(texts.say("buttons.keep"), Press("card", view.id, view.revision)),
        )
    if side == HAND_OVER:
        return colleague_buttons(texts, view.holding, (view.id, view.revision))
    if side == MEND:
        return field_buttons(texts, view)
    if chosen := read_side(side):
        return sure_buttons(texts, *chosen, (view.id, view.revision))
    return sheet_buttons(texts, view, view.sheet or Sheet())


def _buttons(texts: Texts, view: RequestView, side: str) -> tuple[tuple[Button, ...], ...]:
    if side:
        return _side_buttons(texts, view, side)
    files = (*holding_buttons(texts, view.holding, (view.id, view.revision)), *one_a_row(*_files(texts, view)))
    if view.held:
        return (*one_a_row(Button(texts.say("buttons.undo"), Press(UNDO, view.id, view.revision), BAD)), *files)
    if view.checklist and Action.BUILD in may(view):
        return (*_checklist(texts, view), *asking_buttons(texts, view), *files)
    reminds = [Button(texts.say("buttons.remind"), Press(REMIND, view.id, view.revision))] if view.may_remind else []
    moves = (_move_button(texts, view, move) for move in view.moves if move.action is not Action.SUBMIT)
    return (*one_a_row(*reminds, *moves), *asking_buttons(texts, view), *files)


def _files(texts: Texts, view: RequestView) -> list[Button]:
    """What there is to read besides the card; when all is over, a card has no buttons."""
    seen = (view.id, view.revision)
    original = [Button(texts.say("buttons.original"), Press(ORIGINAL, *seen))] if view.opens_original else []
    has_paper = bool(view.dispositions) and not view.stage.is_final
    paper = [Button(texts.say("buttons.paper"), Press(PAPER, *seen))] if has_paper else []
    return original + paper


def _move_button(texts: Texts, view: RequestView, move: Move) -> Button:
    """Where the move is Buat or a disposition, the card first turns to the plan or the sheet."""
    shown = _TURNS.get(move.action, move.action)
    gives_back = move.action is Action.RETURN and move.role is not Role.PRANATA_KOMPUTER
    label = "buttons.give_back" if gives_back else f"buttons.{shown}"
    return Button(texts.say(label), Press(shown, view.id, view.revision), _STYLES.get(move.action))


def registration_card(
    texts: Texts,
    registration: Registration,
    opd: str,
    decided_by: str,
    *,
    is_new: bool,
    in_group: bool,
    former: str = "",
) -> Bubble:
    """Who wants in, or over from their `former` OPD, for the operators; never the NIP or the phone number.

    The group learns name and OPD alone, and has a button that shows the rest to whoever may decide.
    """
    html = texts.say(
        "registration.card",
        name=registration.answers["name"],
        title="" if in_group else registration.answers["title"],
        opd=opd,
        is_new=is_new,
        state=registration.state,
        reason=masked(registration.reason or "") if in_group else registration.reason,
        decided_by=decided_by,
        former=former,
    )
    if registration.state is not State.WAITING:
        return Bubble(html)
    seen = (registration.id, registration.revision)
    look = (Button(texts.say("buttons.registration_data"), Press("reg_data", *seen)),) if in_group else ()
    return Bubble(
        html,
        one_a_row(
            *look,
            Button(texts.say("buttons.approve_registration"), Press("approve", *seen), GOOD),
            Button(texts.say("buttons.refuse_registration"), Press("refuse", *seen), BAD),
        ),
    )
