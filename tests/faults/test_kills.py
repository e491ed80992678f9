"""The program may be killed at any moment: nothing is lost, and nothing is decided twice."""

import asyncio
import random
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from sqlite3 import connect
from zoneinfo import ZoneInfo

import pytest

from office.letters.dates import roman_month
from simulator.client import Event, Message, Person
from simulator.cloudflare.client import CloudControl
from simulator.stage import Stage
from simulator.stories import ANSWERS, OF_THE_LETTER, build, dispose, fill_to_letter, signed_letter, submit
from tests.faults.watching import bot_says, dns_answer, kill_when, letters_of, moment_of, records, until

OFFICE = ZoneInfo("Asia/Pontianak")
ALL_THE_CUTS = 600.0
"""A photo is read only when the cuts leave the time for it: at the latest when they have ended."""


@pytest.mark.timeout(900)  # 25 starts of the program
async def test_25_kills_during_a_form_lose_no_answer(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    chance = random.Random(25)  # noqa: S311 - repeatable
    done = asyncio.Event()

    async def power_cuts() -> None:
        for _ in range(25):
            await asyncio.sleep(chance.uniform(0, 0.12))
            await stage.bot.kill()
            await stage.bot.start()
        done.set()

    cuts = asyncio.create_task(power_cuts())
    while not done.is_set():
        await applicant.say("/batal")
        await applicant.say("/ajukan sub_domain")
        await applicant.sees("Nama sub domain apa", timeout=ALL_THE_CUTS)
        asked = await applicant.say("dinkes")
        for question, answer in ANSWERS.items():
            if question == OF_THE_LETTER[0]:
                asked = await _send_letter(applicant, after=asked)
            await applicant.sees(question, timeout=ALL_THE_CUTS, after=asked)
            asked = await applicant.say(answer)
        summary = await applicant.sees("Periksa sebelum dikirim", timeout=ALL_THE_CUTS, after=asked)
        for kept in ("dinkes.katingankab.go.id", "103.20.30.40", "Budi Santoso", "440/215/DINKES/XI/2026"):
            assert kept in summary.text
    await cuts


async def _send_letter(applicant: Person, *, after: Message) -> Message:
    await applicant.sees("surat permohonan yang sudah", timeout=ALL_THE_CUTS, after=after)
    sent = await applicant.photo(signed_letter())
    await applicant.sees("foto diterima", timeout=ALL_THE_CUTS, after=sent)
    await applicant.tap("Selesai, itu semua", timeout=ALL_THE_CUTS)
    return sent


KILLS: dict[str, Callable[[Event], bool]] = {
    "the tap has just come": lambda event: event.kind == "tap",
    "the toast is out": lambda event: event.kind == "callback_answer",
    "the applicant is told": bot_says("berkas lengkap"),
    "the card says that it is being made": bot_says("sedang dibuat"),
    "the card says that it is live": bot_says("sudah aktif"),
    "the letter is out": bot_says("Surat balasan P-"),
}


@pytest.mark.parametrize("moment", KILLS)
async def test_a_kill_while_building_leaves_one_record_and_one_letter(stage: Stage, moment: str) -> None:
    begun = datetime.now(OFFICE)
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    await dispose(stage, receipt)
    officer = stage["pranata_komputer"]
    card = await officer.sees(f"{receipt} ·")
    await officer.tap("Semua sesuai", on=card)
    await officer.tap("Lengkap", on=card)
    await officer.sees("Rencana: record DNS baru")

    kill = asyncio.create_task(kill_when(stage, KILLS[moment], since=await moment_of(stage)))
    tap = asyncio.create_task(officer.tap("Buat sekarang"))
    await kill
    await asyncio.gather(tap, return_exceptions=True)

    await applicant.sees("✅ 7. Surat balasan dikirim")
    await applicant.sees(f"Surat balasan {receipt}")
    await stage["operator"].sees(f"Surat balasan {receipt}", in_=stage.group)
    assert await records(stage) == [("dinkes.katingankab.go.id", "103.20.30.40")]
    assert await dns_answer(stage, "dinkes.katingankab.go.id") == ["103.20.30.40"]
    [number] = set(await letters_of(stage))
    days = (begun.date(), datetime.now(OFFICE).date())
    assert number in {f"500.12/1/DISKOMINFO-2/{roman_month(day)}/{day.year}" for day in days}


async def test_a_kill_while_cloudflare_creates_leaves_one_record(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    await dispose(stage, receipt)
    cloud = CloudControl(stage.api)
    await cloud.fail("create", "lost_answer", seconds=0, times=1)

    await build(stage, receipt)
    await until(partial(_is_made, stage))
    await stage.bot.kill()
    await stage.bot.start()

    await applicant.sees("✅ 7. Surat balasan dikirim")
    assert await records(stage) == [("dinkes.katingankab.go.id", "103.20.30.40")]
    await cloud.close()


async def _is_made(stage: Stage) -> bool:
    return bool(await records(stage))


async def test_what_people_say_while_the_program_is_down_is_answered_when_it_is_back(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await stage.bot.kill()
    said = await applicant.say("/ajukan sub_domain")

    await stage.bot.start()

    await applicant.sees("Nama sub domain apa", after=said)


async def _waits_in_the_inbox(stage: Stage) -> bool:
    with closing(connect(stage.data / "data" / "loket.db")) as book:
        return bool(book.execute("SELECT 1 FROM inbox WHERE state = 'waiting'").fetchone())


@pytest.mark.timeout(900)
async def test_a_letter_that_the_program_ends_over_again_and_again_is_set_aside_and_its_sender_told(
    stage: Stage,
) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await fill_to_letter(applicant, "dinkes")
    await stage.simulator.fail("getFile", kind="latency", seconds=60, times=100)
    sent = await applicant.photo(signed_letter())
    await until(partial(_waits_in_the_inbox, stage))
    for _ in range(11):
        await stage.bot.kill()
        await stage.bot.start()
    await applicant.sees_no("Maaf, ada gangguan di pihak kami")

    stage.bot.env = {**stage.bot.env, "LOKET_CLOCK_OFFSET": "PT6M"}
    await stage.bot.kill()
    await stage.bot.start()

    await applicant.sees("Maaf, ada gangguan di pihak kami", after=sent)
    await stage["operator"].sees("U-", in_=stage.group)
