"""Updates brought to the bot's own address. https://core.telegram.org/bots/api#setwebhook"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import httpx

from simulator.clock import Clock
from simulator.telegram.updates import UpdateQueue, Waiting
from simulator.waiting import Bell

PROOF_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
FIRST_WAIT: Final = 0.2
LONGEST_WAIT: Final = 60.0
PATIENCE: Final = 60.0
DEFAULT_CONNECTIONS: Final = 40
LONG: Final = 3600.0

Lane = tuple[str, object]


@dataclass(eq=False)
class Webhook:
    """Where to bring updates, and what went wrong last. A closed one is replaced or deleted."""

    url: str
    secret: str
    connections: int = DEFAULT_CONNECTIONS
    last_error: str | None = None
    last_error_date: datetime | None = None
    is_closed: bool = False


@dataclass(eq=False)
class Round:
    """Brings the updates of one queue to one webhook until that is closed.

    Updates of one kind from one chat keep their order; others may overtake, as with Telegram. An update that
    is not answered with 2xx comes again, after waits that double, in the time of the simulated world.
    """

    bell: Bell
    clock: Clock
    queue: UpdateQueue
    hook: Webhook
    busy: dict[Lane, Waiting] = field(default_factory=dict)

    async def go(self) -> None:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as http, asyncio.TaskGroup() as ways:
            while not self._is_over():
                await self.bell.until(lambda: self._is_over() or self._next() is not None, LONG)
                if not self._is_over() and (update := self._next()) is not None:
                    self.busy[_lane(update)] = update
                    ways.create_task(self._bring(http, update))

    def _is_over(self) -> bool:
        return self.hook.is_closed or self.bell.is_silent

    def _next(self) -> Waiting | None:
        """The oldest update whose lane is free."""
        if self.hook.is_closed or len(self.busy) >= self.hook.connections:
            return None
        return next((each for each in self.queue.live() if _lane(each) not in self.busy), None)

    async def _bring(self, http: httpx.AsyncClient, update: Waiting) -> None:
        wait = FIRST_WAIT
        while self._is_wanted(update) and (trouble := await self._post(http, update)) is not None:
            self.hook.last_error, self.hook.last_error_date = trouble, self.clock.now()
            await self._rest(wait, update)
            wait = min(wait * 2, LONGEST_WAIT)
        del self.busy[_lane(update)]
        self.bell.ring()

    async def _rest(self, seconds: float, update: Waiting) -> None:
        again = self.clock.now() + timedelta(seconds=seconds)
        await self.bell.until(lambda: self.clock.now() >= again or not self._is_wanted(update), seconds)

    async def _post(self, http: httpx.AsyncClient, update: Waiting) -> str | None:
        """Return what went wrong, in Telegram's words, or None."""
        headers = {PROOF_HEADER: self.hook.secret} if self.hook.secret else {}
        try:
            answer = await http.post(self.hook.url, json=update.update, headers=headers)
        except httpx.TimeoutException:
            return "Read timeout expired"
        except httpx.TransportError:
            return "Connection refused"
        if not answer.is_success:
            return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        self.queue.confirm(update)
        return None

    def _is_wanted(self, update: Waiting) -> bool:
        return not self._is_over() and any(each is update for each in self.queue.live())


class Couriers:
    """The tasks that bring updates. They are not kept over a restart, but started again."""

    def __init__(self, bell: Bell, clock: Clock) -> None:
        self._bell = bell
        self._clock = clock
        self._rounds: set[asyncio.Task[None]] = set()

    def __reduce__(self) -> tuple[type["Couriers"], tuple[Bell, Clock]]:
        return Couriers, (self._bell, self._clock)

    def start(self, queue: UpdateQueue, hook: Webhook) -> None:
        task = asyncio.get_running_loop().create_task(Round(self._bell, self._clock, queue, hook).go())
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)

    def stop(self, hook: Webhook | None) -> None:
        if hook is not None:
            hook.is_closed = True
            self._bell.ring()


def _lane(waiting: Waiting) -> Lane:
    """Telegram keeps a queue for each kind of update and each chat, or each person who taps."""
    kind = next((key for key in waiting.update if key != "update_id"), "")
    content = waiting.update.get(kind)
    place = _within(content, "from" if kind == "callback_query" else "chat")
    number = _within(place, "id")
    return kind, number if isinstance(number, int) else waiting.id


def _within(thing: object, key: str) -> object:
    return thing.get(key) if isinstance(thing, dict) else None
