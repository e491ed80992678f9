"""Whether a letter is genuine: anybody may ask, by its code or with its file; guessing is slowed down."""

from datetime import timedelta
from typing import Final

from office.desk.desk import Desk
from office.letters.proof import as_code
from office.register import guesses, letters
from office.register.letters import Letter, State
from office.sop.errors import Refusal

_WINDOW: Final = timedelta(minutes=15)
_OF_ONE: Final = 5
_OF_ALL: Final = 100


class TooManyGuesses(Refusal):
    """This sender, or everybody together, has asked for too much that does not exist."""


def may_ask(desk: Desk, sender: int) -> None:
    """Raises TooManyGuesses after five wrong codes or files of this sender within a quarter of an hour.

    When all together have sent a hundred, whoever has sent one in that time must wait too; who has not is answered.
    """
    mine, all_ = guesses.since(desk.tx, sender, desk.now - _WINDOW)
    if mine >= _OF_ONE or (mine and all_ >= _OF_ALL):
        raise TooManyGuesses


def by_code(desk: Desk, sender: int, typed: str) -> Letter | None:
    """The letter that bears this code; None, and counted, if there is none. Raises TooManyGuesses."""
    may_ask(desk, sender)
    code = as_code(typed)
    return _counted(desk, sender, letters.by_code(desk.tx, code) if code else None)


def by_file(desk: Desk, sender: int, sha256: str) -> Letter | None:
    """The letter that was issued as this very file; None, and counted, if there is none. Raises TooManyGuesses."""
    may_ask(desk, sender)
    return _counted(desk, sender, letters.by_file(desk.tx, sha256))


def _counted(desk: Desk, sender: int, letter: Letter | None) -> Letter | None:
    """A draft is no letter yet."""
    if letter is None or letter.state is State.DRAFT:
        guesses.wrong(desk.tx, sender, now=desk.now, forget_before=desk.now - _WINDOW)
        return None
    return letter
