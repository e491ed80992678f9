"""The program dies in the middle of a change or a removal: one true state is left, and one letter."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from simulator import stories
from simulator.client import Event, Person
from simulator.cloudflare.client import CloudControl
from simulator.stage import Stage
from tests.faults.watching import bot_says, dns_answer, kill_when, moment_of, records, until

NAME = "dinkes.katingankab.go.id"


@dataclass(frozen=True)
class Case:
    """A kind of request about what lives: its button, its plan, the call that does it, and what then stands."""

    button: str
    plan: str
    call: str
    doing: str
    done: str
    stands: tuple[str, ...]


CHANGE = Case(
    "Ubah alamat tujuan", "Rencana: ubah record DNS", "batch", "sedang diubah", "sudah aktif", ("103.20.30.41",)
)
REMOVE = Case("Hentikan sub domain", "Rencana: hapus record DNS", "delete", "sedang dihentikan", "sudah dihentikan", ())
CASES = pytest.mark.parametrize("case", [CHANGE, REMOVE], ids=["change", "removal"])


async def planned(stage: Stage, case: Case) -> tuple[Person, str]:
    """A live sub domain, and a request about it whose plan the officer sees."""
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    first = await stories.submit(applicant, "dinkes")
    await stories.dispose(stage, first)
    await stories.build(stage, first)
    await applicant.sees(f"Surat balasan {first}")
    summary = await stories.fill(applicant, case.button, "dinkes", stories.OTHERS[case.button])
    receipt = await stories.hand_in(applicant, summary)
    await stories.dispose(stage, receipt)
    officer = stage["pranata_komputer"]
    card = await officer.sees(f"{receipt} ·")
    await officer.tap("Semua sesuai", on=card)
    await officer.tap("Lengkap", on=card)
    await officer.sees(case.plan)
    return applicant, receipt


async def assert_done_once(stage: Stage, case: Case, applicant: Person, receipt: str) -> None:
    await applicant.sees(f"Surat balasan {receipt}")
    await applicant.sees(case.done)
    assert await records(stage) == [(NAME, content) for content in case.stands]
    assert await dns_answer(stage, NAME) == list(case.stands)
    trail = await stage.loket("show", receipt)
    assert trail.count("request:finish") == 1
    assert trail.count("letter:issue") == 1


MOMENTS: dict[str, Callable[[Case], Callable[[Event], bool]]] = {
    "the tap has just come": lambda _: lambda event: event.kind == "tap",
    "the card says that it is being done": lambda case: bot_says(case.doing),
    "the card says that it is done": lambda case: bot_says(case.done),
}


@CASES
@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_kill_leaves_one_true_state_and_one_letter(stage: Stage, case: Case, moment: str) -> None:
    applicant, receipt = await planned(stage, case)

    happens = MOMENTS[moment](case)
    kill = asyncio.create_task(kill_when(stage, happens, since=await moment_of(stage)))
    tap = asyncio.create_task(stage["pranata_komputer"].tap("Buat sekarang"))
    await kill
    await asyncio.gather(tap, return_exceptions=True)

    await assert_done_once(stage, case, applicant, receipt)


@CASES
async def test_a_kill_while_the_answer_is_on_its_way_is_settled_by_looking(stage: Stage, case: Case) -> None:
    applicant, receipt = await planned(stage, case)
    async with CloudControl(stage.api) as cloud:
        await cloud.fail(case.call, "lost_answer")
        await cloud.fail("list", "latency", seconds=1)
        before = await records(stage)
        await stage["pranata_komputer"].tap("Buat sekarang")
        await until(partial(_is_done, stage, before))
        await stage.bot.kill()
        await stage.bot.start()

    await assert_done_once(stage, case, applicant, receipt)


async def _is_done(stage: Stage, before: list[tuple[str, str]]) -> bool:
    return await records(stage) != before
