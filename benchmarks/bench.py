"""`make bench`: a form step and an approval tap, beside a bare echo bot in the same run."""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.load import Ears, in_turn, together
from benchmarks.measure import cost_of, percentile
from benchmarks.report import Result, write
from benchmarks.seed import let_in
from simulator.client import Person, Simulator
from simulator.stage import Program, Stage, office_settings
from simulator.stories import ANSWERS, OF_THE_LETTER, submit

ECHO: Final = [sys.executable, "-m", "benchmarks.echo"]
LOKET: Final = "loket"
CALM: Final = 200
SUBJECTS: Final = {
    "echo": ECHO,
    "echo, concurrent": [*ECHO, "--concurrent"],
    LOKET: [str(Path(sys.executable).with_name("loket")), "run"],
}


@dataclass(frozen=True)
class Size:
    """How much is done: people at once, their steps, and the approvals that are tapped."""

    people: int = 60
    steps: int = 18
    taps: int = 20
    rounds: int = 5


@asynccontextmanager
async def _world(folder: Path) -> AsyncIterator[tuple[Program, dict[str, str]]]:
    world = Program([sys.executable, "-m", "simulator"], os.environ, folder / "simulator.log")
    ready = json.loads(await world.start())
    try:
        yield world, ready
    finally:
        await world.stop()


async def measure(subject: str, round_trip: int, size: Size) -> Result:
    """Start the world and the subject afresh, and measure one after the other."""
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        place = Path(folder)
        async with _world(place) as (world, ready):
            env = {**os.environ, **office_settings(ready, place), "LOKET_MESSAGES_PER_SECOND": "1000"}
            bot = Program(SUBJECTS[subject], env, place / "bot.log")
            begun = perf_counter()
            await bot.start()
            start = perf_counter() - begun
            try:
                async with Simulator.at(ready["api"]) as simulator, Ears.open(simulator) as ears:
                    stage = Stage(simulator, ready["api"], ready["dns"], world, bot, env, place)
                    return await _measure(stage, ears, subject, round_trip, size, start)
            finally:
                await bot.stop()


async def _measure(stage: Stage, ears: Ears, subject: str, round_trip: int, size: Size, start: float) -> Result:
    assert stage.bot.process is not None  # noqa: S101 - started
    pid = stage.bot.process.pid
    rest = cost_of(pid).rss
    await stage.simulator.no_limits()
    people = await _people(stage, subject, size)
    typists = [Typist(ears, person, number) for number, person in enumerate(people)]
    if round_trip:
        await stage.simulator.fail("*", kind="latency", seconds=round_trip / 1000, times=10**9)
    calm = await in_turn([typists[i % len(typists)].step for i in range(CALM)])
    before = cost_of(pid)
    answered, seconds = await together([partial(typist.steps, size.steps) for typist in typists])
    after = cost_of(pid)
    taps = await _taps(stage, people, size) if subject == LOKET else []
    return Result(
        subject,
        round_trip,
        percentile(calm, 50),
        percentile(calm, 99),
        answered / seconds,
        (after.cpu - before.cpu) / answered * 1000,
        rest,
        after.rss,
        start,
        percentile(taps, 50) if taps else None,
        percentile(taps, 99) if taps else None,
    )


class Typist:
    """Types a form over and over, one answer for each question; the echo is told the same words."""

    def __init__(self, ears: Ears, person: Person, number: int) -> None:
        self._ears, self._person = ears, person
        typed = [answer for question, answer in ANSWERS.items() if question not in OF_THE_LETTER]
        self._words = cycle(["/batal", "/ajukan sub_domain", f"nama-{number}", *typed])

    async def step(self) -> float:
        return await self._ears.answer_to(self._person, next(self._words))

    async def steps(self, count: int) -> list[float]:
        return [await self.step() for _ in range(count)]


async def _people(stage: Stage, subject: str, size: Size) -> list[Person]:
    """Everybody has pressed start; for the office they are registered applicants."""
    people = [await stage.simulator.person(f"Orang {i}") for i in range(size.people)]
    if subject == LOKET:
        await stage.open_office()
        await let_in(stage.data, [person.id for person in people])
    for person in people:
        await person.say("/start")
        await person.sees("")
    return people


async def _taps(stage: Stage, people: list[Person], size: Size) -> list[float]:
    """Seconds from the Kadis' tap to the toast."""
    times = []
    for i, applicant in enumerate(people[: size.taps]):
        await applicant.say("/batal")
        receipt = await submit(applicant, f"tap-{i}")
        card = await stage["kadis"].sees(f"{receipt} ·")
        await stage["kadis"].tap("Setujui & disposisikan", on=card)
        begun = perf_counter()
        await stage["kadis"].tap("Disposisikan", on=card)
        times.append(perf_counter() - begun)
    return times


async def _all(size: Size, trips: list[int]) -> list[Result]:
    results = []
    for round_ in range(size.rounds):
        for trip in trips:
            for subject in SUBJECTS:  # alternating, so that a slow minute hits all alike
                result = await measure(subject, trip, size)
                sys.stderr.write(f"round {round_ + 1}: {json.dumps(asdict(result))}\n")
                results.append(result)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=Size.rounds)
    parser.add_argument("--people", type=int, default=Size.people)
    parser.add_argument("--steps", type=int, default=Size.steps)
    parser.add_argument("--page", type=Path, default=None, help="the page to write the table and the plot into")
    wanted = parser.parse_args()
    size = Size(people=wanted.people, steps=wanted.steps, rounds=wanted.rounds)
    results = asyncio.run(_all(size, [0, 40]))
    write(results, wanted.page)


if __name__ == "__main__":
    main()
