"""The shape of a handler: an async half that fetches (often none), and a plain function that decides."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.outside import Outside
from handlers.visit import Visit
from office.desk.desk import Desk
from office.register.people import Actor


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap; `say` names a sentence, `values` are what it says."""

    say: str = "toasts.ok"
    alert: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


Fetch = Callable[[Outside, Visit], Awaitable[Any]]
Decide = Callable[[Desk, Actor, Visit, Any], Toast | None]


@dataclass(frozen=True, slots=True)
class Handler:
    """`decide` runs in the update's one transaction, with what `fetch` brought (None without one)."""

    decide: Decide
    fetch: Fetch | None = None
