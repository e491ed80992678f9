"""What happened in the simulated world, in order, for a reader who follows along."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from simulator.clock import Clock
from simulator.waiting import Bell

Json = dict[str, object]


@dataclass(frozen=True)
class Happening:
    """One visible change: kinds are message, edit, delete, tap, callback_answer, typing, member and so on."""

    seq: int
    kind: str
    at: str
    chat_id: int
    chat_title: str
    sender: str
    text: str
    message: Json | None
    details: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        return asdict(self)


class Feed:
    """Append-only; a reader remembers the last sequence number it has seen."""

    def __init__(self, bell: Bell, clock: Clock) -> None:
        self._bell = bell
        self._clock = clock
        self._all: list[Happening] = []

    @property
    def last(self) -> int:
        return len(self._all)

    def append(
        self,
        kind: str,
        chat: tuple[int, str],
        sender: str,
        *,
        text: str = "",
        message: Json | None = None,
        details: Json | None = None,
    ) -> None:
        now = self._clock.now().isoformat()
        seq = self.last + 1
        self._all.append(Happening(seq, kind, now, *chat, sender, text, message, details or {}))
        self._bell.ring()

    def after(self, seq: int, chat_id: int | None = None) -> list[Happening]:
        return [each for each in self._all[seq:] if chat_id in (None, each.chat_id)]

    async def wait(self, seq: int, seconds: float, chat_id: int | None = None) -> Sequence[Happening]:
        """Return what came after `seq`, waiting up to `seconds` for the first of it."""
        return await self._bell.until(lambda: self.after(seq, chat_id), seconds)
