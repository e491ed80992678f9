"""What is given up so that a message can hold the rest: of a card first what is told elsewhere, last what decides."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape
from typing import Final

from telegram.constants import MessageLimit

from handlers.views import RequestView
from office.sop.text import CUT, cut

_TAG: Final = re.compile(r"<[^<>]*>")
_UNIT: Final = 2
"""Bytes of what Telegram counts."""
_FACT: Final = 120
_SHORT: Final = 60
_LEAST: Final = 25


def fits(html: str) -> bool:
    """Whether a message can hold it: Telegram counts UTF-16 units of what is read, without the markup."""
    return len(_units(html)) // _UNIT <= MessageLimit.MAX_TEXT_LENGTH


def cut_to_fit(html: str) -> str:
    """What a message can hold of it, the end cut off and without markup: better that than never said."""
    if fits(html):
        return html
    kept = _units(html)[: (MessageLimit.MAX_TEXT_LENGTH - len(CUT)) * _UNIT]
    return escape(kept.decode("utf-16-le", "ignore") + CUT, quote=False)


def _units(html: str) -> bytes:
    return unescape(_TAG.sub("", html)).encode("utf-16-le")


def ever_shorter(view: RequestView) -> Iterator[RequestView]:
    """The view, then with less and less; every fact, every line of the checklist and the plan stay to the end."""
    yield view
    for step in _STEPS:
        view = step(view)
        yield view


def _without_old_values(view: RequestView) -> RequestView:
    """Of what has changed, the titles: the new answers are among the facts."""
    return replace(view, is_shortened=True)


def _returns(count: int) -> Callable[[RequestView], RequestView]:
    return lambda view: replace(view, returns=view.returns[-count:] if count else ())


def _exchanges(count: int) -> Callable[[RequestView], RequestView]:
    return lambda view: replace(view, exchanges=view.exchanges[-count:])


def _dispositions(view: RequestView) -> RequestView:
    return replace(view, dispositions=tuple(replace(each, words=cut(each.words, _SHORT)) for each in view.dispositions))


def _reason(limit: int) -> Callable[[RequestView], RequestView]:
    def step(view: RequestView) -> RequestView:
        held = view.held and replace(view.held, reason=cut(view.held.reason or "", limit))
        return replace(view, reason=cut(view.reason, limit), held=held)

    return step


def _words(limit: int) -> Callable[[RequestView], RequestView]:
    """What was asked and answered, and what is wrong with a line of the checklist."""
    return lambda view: replace(
        view,
        exchanges=tuple(
            replace(each, question=cut(each.question, limit), answer=cut(each.answer, limit)) for each in view.exchanges
        ),
        checklist=tuple(replace(line, note=cut(line.note, limit)) for line in view.checklist),
    )


def _names(view: RequestView) -> RequestView:
    """Who has done a step of the SOP; that it is done stays."""
    return replace(view, steps=tuple(replace(step, by=None) for step in view.steps))


def _facts(limit: int) -> Callable[[RequestView], RequestView]:
    return lambda view: replace(view, facts=tuple((title, cut(value, limit)) for title, value in view.facts))


_STEPS: Final = (
    _without_old_values,
    *(_returns(2), _returns(1)),
    *(_exchanges(2), _exchanges(1)),
    _dispositions,
    *(_reason(limit) for limit in (2000, 1500, 1000, 500, 200)),
    _returns(0),
    _words(_SHORT),
    _names,
    *(_facts(_FACT), _facts(_SHORT)),
    *(_words(_LEAST), _facts(_LEAST)),
)
