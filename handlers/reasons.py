"""Reasons that the office offers for a rejection or a return: buttons that carry a phrase's key, never its words."""

from collections.abc import Sequence
from typing import Final

from handlers.buttons import BAD, Button, one_a_row
from handlers.callbacks import Press
from handlers.texts import Texts
from office.sop.agency import ServiceRules
from office.sop.request import Action
from office.sop.text import key_of

WHY: Final = {Action.REJECT: "why_reject", Action.RETURN: "why_return"}
"""What a phrase's button does, and the side of the card that asks whether it is meant."""


def phrases_for(rules: ServiceRules, action: Action) -> tuple[str, ...]:
    """What the office offers as reasons for this."""
    return {Action.REJECT: rules.rejection_phrases, Action.RETURN: rules.return_phrases}.get(action, ())


def offered_reasons(action: str, request: int, revision: int, phrases: Sequence[str]) -> tuple[tuple[Button, ...], ...]:
    """A phrase a row, under the question why."""
    ask = WHY[Action(action)]
    return one_a_row(*(Button(words, Press(ask, request, revision, str(key_of(words)))) for words in phrases))


def phrase_of(phrases: Sequence[str], key: int) -> str | None:
    """The words behind a key; None where the office does not offer them any more."""
    return next((words for words in phrases if key_of(words) == key), None)


def side_of(action: Action, key: int) -> str:
    """The card's side that asks whether this phrase is meant."""
    return f"{WHY[action]}-{key}"


def read_side(side: str) -> tuple[Action, int] | None:
    """What `side_of` has written; None for any other side."""
    kind, _, key = side.partition("-")
    action = next((action for action, why in WHY.items() if why == kind), None)
    return (action, int(key)) if action is not None and key.isdecimal() else None


def sure_buttons(texts: Texts, action: Action, key: int, seen: tuple[int, int]) -> tuple[tuple[Button, ...], ...]:
    """Yes with this very phrase, or back to the card."""
    return one_a_row(
        Button(texts.say(f"buttons.sure_{action}"), Press(action, *seen, str(key)), BAD),
        Button(texts.say("buttons.back"), Press("card", *seen)),
    )
