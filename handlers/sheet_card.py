"""The card's side that is a lembar disposisi: sifat in a row, a phrase a row, the note, and giving it."""

from typing import Final

from handlers.buttons import GOOD, Button, one_a_row
from handlers.callbacks import Press
from handlers.officer_card import choice_buttons
from handlers.texts import Texts
from handlers.views import RequestView
from office.sop.disposition import URGENCIES, Sheet
from office.sop.request import Action
from office.sop.text import key_of

OPEN, URGENCY, PHRASE, REMARK, PAPER = "sheet", "urgency", "phrase", "remark", "paper"
"""What the buttons do besides giving it: turn to it, set the sifat, ask for a phrase, add a note, send the file."""
_LONG: Final = 48


def sheet_buttons(texts: Texts, view: RequestView, sheet: Sheet) -> tuple[tuple[Button, ...], ...]:
    seen = (view.id, view.revision)
    urgencies = tuple(
        Button(texts.say("buttons.one_of", word=word, chosen=word == sheet.urgency), Press(URGENCY, *seen, str(number)))
        for number, word in enumerate(URGENCIES)
    )
    phrases = (
        Button(
            texts.say("buttons.phrase", words=words, chosen=words in sheet.asked_for, long=_LONG),
            Press(PHRASE, *seen, str(key_of(words))),
        )
        for words in view.phrases
    )
    return (
        urgencies,
        *one_a_row(
            *phrases,
            Button(texts.say("buttons.remark", note=sheet.note), Press(REMARK, *seen)),
        ),
        *choice_buttons(texts, view.holding, sheet.officer, seen),
        *one_a_row(
            Button(texts.say("buttons.dispose"), Press(Action.DISPOSE, *seen, str(sheet.officer or "")), GOOD),
            Button(texts.say("buttons.back"), Press("card", *seen)),
        ),
    )
