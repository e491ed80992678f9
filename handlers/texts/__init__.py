"""Every sentence for people, as Jinja2 macros: one file a room of talk, one macro a sentence.

Values are escaped by the engine, so what a person typed can never become markup.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from office.letters.dates import DAYS, MONTHS, in_words
from office.sop.agency import Agency


class Html(str):
    """A sentence for Telegram to parse: what was typed is escaped in it."""

    __slots__ = ()


def plain(words: str) -> str:
    """How it reads where nothing is parsed, such as on a button or in a toast; what is no Html is plain already."""
    return Markup(words).striptags() if isinstance(words, Html) else words  # noqa: S704 - markup goes out, not in


class Texts:
    """Speaks for one agency, in its time zone."""

    def __init__(self, agency: Agency) -> None:
        self._zone = agency.identity.zone_info
        self._env = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals["agency"] = agency
        self._env.filters.update(moment=self._moment, due=self._due, day=_day)

    def say(self, sentence: str, /, **values: Any) -> Html:
        """Return `file.macro` for Telegram. Raises KeyError if there is no such sentence."""
        file, macro = sentence.split(".")
        module = self._env.get_template(f"{file}.j2").module
        found = getattr(module, macro, None)
        if found is None:
            raise KeyError(sentence)
        return Html(str(found(**values)).strip())

    def plain(self, sentence: str, /, **values: Any) -> str:
        """The same for where there is no markup: a toast, a picture."""
        return plain(self.say(sentence, **values))

    def _moment(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        return f"{local.day} {MONTHS[local.month - 1][:3]} {local:%H.%M} {local:%Z}"

    def _due(self, at: datetime | str) -> str:
        """A moment with its weekday, for what is to be kept in mind; also as it lies in JSON."""
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        return f"{DAYS[moment.astimezone(self._zone).weekday()][:3]} {self._moment(moment)}"


def _day(iso: str) -> str:
    return in_words(date.fromisoformat(iso))
